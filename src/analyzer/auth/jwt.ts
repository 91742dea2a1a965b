import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/** What a token says about itself, without a single value of its claims. Nothing is verified. */
export interface JwtFacts {
  readonly algNone: boolean;
  readonly hasKid: boolean;
  readonly hasTyp: boolean;
  /** Seconds; null where the claim is absent or no number. */
  readonly expiresAtS: number | null;
  readonly issuedAtS: number | null;
  readonly issuerIsHost: boolean;
  readonly audienceIsHost: boolean;
}

const MEMO_ENTRIES = 2048;
const LONGEST_TOKEN = 16_384;
const memo = new Map<string, JwtFacts | null>();

/** Facts of a JWS in compact form (RFC 7515 section 3.1), or null when the text is none. Memoised purely. */
export function readJwt(token: string): JwtFacts | null {
  if (!looksLikeJwt(token)) return null;
  const known = memo.get(token);
  if (known !== undefined) return known;
  const facts = parseJwt(token);
  if (memo.size >= MEMO_ENTRIES) memo.clear();
  memo.set(token, facts);
  return facts;
}

/** `eyJ` is base64url of `{"`: every JSON object header without white space starts so. */
export function looksLikeJwt(text: string): boolean {
  if (text.length < 20 || text.length > LONGEST_TOKEN || !text.startsWith('ey')) return false;
  const first = text.indexOf('.');
  return first > 0 && text.indexOf('.', first + 1) > first + 1;
}

/** As `readJwt`, without the memo. */
export function parseJwt(token: string): JwtFacts | null {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const header = decodePart(parts[0] ?? '');
  const payload = decodePart(parts[1] ?? '');
  if (header === null || payload === null || typeof header['alg'] !== 'string') return null;
  return {
    algNone: header['alg'].toLowerCase() === 'none',
    hasKid: header['kid'] !== undefined,
    hasTyp: header['typ'] !== undefined,
    expiresAtS: numberOf(payload['exp']),
    issuedAtS: numberOf(payload['iat']) ?? numberOf(payload['nbf']),
    issuerIsHost: isHostLike(payload['iss']),
    audienceIsHost: isHostLike(payload['aud']),
  };
}

const BASE64URL = /^[A-Za-z0-9_-]*$/;

function decodePart(part: string): JsonObject | null {
  if (!BASE64URL.test(part)) return null;
  try {
    const value: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    return isJson(value) && isJsonObject(value) ? value : null;
  } catch {
    // Not base64 or not JSON: it is no token, and its text must not travel in an error.
    return null;
  }
}

/** JSON.parse returns nothing else. */
function isJson(value: unknown): value is JsonValue {
  return value !== undefined;
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function isHostLike(value: JsonValue | undefined): boolean {
  return (
    typeof value === 'string' &&
    value.length <= 300 &&
    /^(?:https?:\/\/)?[a-z0-9-]{1,63}\.[a-z0-9.-]{2,200}(?:[/:]|$)/i.test(value)
  );
}
