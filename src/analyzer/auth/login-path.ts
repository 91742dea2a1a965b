import { isJsonObject } from '../../model/json.ts';
import type { Body, Exchange } from '../exchange.ts';

const LOGIN_SEGMENTS: ReadonlySet<string> = new Set(
  'login signin sign-in sign_in logon log-in authenticate authentication auth token tokens session sessions oauth2-token'.split(
    ' ',
  ),
);

/** True for a POST to a path whose last segment says that credentials are exchanged there. */
export function isLoginPath(exchange: Exchange): boolean {
  if (exchange.call.method !== 'POST') return false;
  const { segments } = exchange;
  const last = segments[segments.length - 1];
  return last !== undefined && last.length <= 20 && LOGIN_SEGMENTS.has(last.toLowerCase());
}

const USER_FIELDS: readonly string[] = [
  'username',
  'email',
  'login',
  'user',
  'userName',
  'user_name',
  'phone',
];
/** Fields of a body that carry a token. */
export const BODY_TOKENS: readonly string[] = [
  'access_token',
  'api_key',
  'apikey',
  'apiKey',
  'api-key',
  'api_token',
  'apiToken',
  'app_key',
  'appKey',
  'access_key',
  'accessKey',
  'auth_key',
  'authKey',
  'auth_token',
  'authToken',
  'jwt',
];
const PASSWORD_FIELDS: readonly string[] = ['password', 'passwd', 'pwd', 'passcode', 'pin'];

interface LoginBody {
  readonly user: string | null;
  /** For hashing only. */
  readonly password: string | null;
  readonly hasPassword: boolean;
  readonly grantType: boolean;
}

/** Every name that this module or the credentials of a body are found by. */
const ASKED_FIELDS: ReadonlySet<string> = new Set([
  ...USER_FIELDS,
  ...PASSWORD_FIELDS,
  ...BODY_TOKENS,
  'grant_type',
  'client_id',
]);

/** Whether a top-level field of this name can be a credential, or part of one. */
export function isAskedField(name: string): boolean {
  return ASKED_FIELDS.has(name);
}

/** False when no top-level field of a body can name a credential: one look-up a key spares one for each name. */
export function mayHoldCredentials(body: Body): boolean {
  if (body.kind !== 'json' || !isJsonObject(body.value)) return body.kind === 'form';
  for (const key in body.value) if (ASKED_FIELDS.has(key)) return true;
  return false;
}

/** The credentials that a body hands over, or null when it hands over none. The user name is for hashing only. */
export function readLoginBody(body: Body): LoginBody | null {
  if (!mayHoldCredentials(body)) return null;
  const grantType = fieldOf(body, 'grant_type') !== null;
  const password = firstOf(body, PASSWORD_FIELDS);
  const hasPassword = password !== null;
  if (!grantType && !hasPassword) return null;
  const user = firstOf(body, USER_FIELDS) ?? (grantType ? fieldOf(body, 'client_id') : null);
  return { user, password, hasPassword, grantType };
}

function firstOf(body: Body, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fieldOf(body, name);
    if (value !== null) return value;
  }
  return null;
}

/** A top-level text or number field of a JSON or form body; null when absent or empty. */
export function fieldOf(body: Body, name: string): string | null {
  if (body.kind === 'form') {
    for (const field of body.fields) if (field.name === name && field.value !== '') return field.value;
    return null;
  }
  if (body.kind !== 'json' || !isJsonObject(body.value) || !Object.hasOwn(body.value, name)) return null;
  const value = body.value[name];
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}
