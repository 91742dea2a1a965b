import type { Location, ThreatType } from '../../../src/model/vocabulary.ts';
import type { Exchange } from './call-record.ts';
import type { Random } from './random.ts';

/** Where in a request a payload can stand. */
type SpotKind = 'path' | 'query' | 'header' | 'cookie' | 'json' | 'form' | 'xml';

/** One injectable place of one operation. */
export interface Spot {
  readonly kind: SpotKind;
  readonly method: string;
  readonly host: string;
  /** For kind `path` the payload stands for `{}`. */
  readonly path: string;
  /** Parameter, header, cookie, field or element. */
  readonly name: string;
  /** The application keeps base64 here. */
  readonly base64?: true;
  /** The other parameters or fields. */
  readonly others?: (r: Random) => Readonly<Record<string, unknown>>;
}

/** A payload as the application would decode it, or as it stands on the wire. */
export interface Payload {
  readonly text: string;
  readonly technique: string;
  /** Already percent-encoded: placed as it is; only in path, query or form. */
  readonly wire?: true;
  /** Kinds it makes sense in; default: all that the family has. */
  readonly kinds?: readonly SpotKind[];
  /** Families an expert would accept beside the own one. */
  readonly alsoFamilies?: readonly ThreatType[];
  /** Seconds the payload asks the server to wait, where it does. */
  readonly delaySeconds?: number;
}

/** What the reply proves. `success` stands for the product's `probable` and `success`. */
export type TrueOutcome = 'attempt' | 'success';

export interface LabelledAttack {
  readonly family: ThreatType;
  readonly accepted: readonly ThreatType[];
  readonly technique: string;
  readonly location: Location;
  readonly outcome: TrueOutcome;
  /** In words, for the list of mistakes. */
  readonly shown: string;
  readonly exchange: Exchange;
}

export const LOCATION_OF: Readonly<Record<SpotKind, Location>> = {
  path: 'request.path',
  query: 'request.query',
  header: 'request.header',
  cookie: 'request.cookie',
  json: 'request.body',
  form: 'request.body',
  xml: 'request.body',
};

/** A way to write a payload on the wire: transport encoding plus evasion. */
export interface Writing {
  readonly name: string;
  readonly url: (text: string) => string;
  readonly json: (value: unknown) => string;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The request part of an exchange: payload at the spot, written so. */
export function place(payload: Payload, spot: Spot, writing: Writing, r: Random): Omit<Exchange, 'status'> {
  const base = { method: spot.method, host: spot.host, path: spot.path };
  const others = spot.others?.(r) ?? {};
  const text = spot.base64 === true ? Buffer.from(payload.text).toString('base64') : payload.text;
  const url = payload.wire === true ? text : writing.url(text);
  switch (spot.kind) {
    case 'path':
      return { ...base, path: spot.path.replace('{}', url) };
    case 'query':
      return { ...base, query: pairs(others, spot.name, url, r) };
    case 'form':
      return { ...base, ...body('application/x-www-form-urlencoded', pairs(others, spot.name, url, r)) };
    case 'header':
      return { ...base, requestHeaders: { [spot.name]: text } };
    case 'cookie':
      return {
        ...base,
        requestHeaders: { cookie: `theme=light; ${spot.name}=${cookieText(text)}; lang=en` },
      };
    case 'json':
      return { ...base, ...body('application/json', writing.json({ ...others, [spot.name]: text })) };
    case 'xml':
      return { ...base, ...body('application/xml', xmlBody(others, spot.name, text)) };
  }
}

export function body(type: string, text: string): Pick<Exchange, 'requestHeaders' | 'requestBody'> {
  return { requestHeaders: { 'content-type': type }, requestBody: text };
}

function pairs(others: Readonly<Record<string, unknown>>, name: string, value: string, r: Random): string {
  const rest = Object.entries(others).map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`);
  const own = `${name}=${value}`;
  return (r.chance(0.5) ? [own, ...rest] : [...rest, own]).join('&');
}

function cookieText(text: string): string {
  return encodeURIComponent(text);
}

function xmlBody(others: Readonly<Record<string, unknown>>, name: string, text: string): string {
  const rest = Object.entries(others).map(([k, v]) => `<${k}>${xmlText(String(v))}</${k}>`);
  return `<?xml version="1.0" encoding="UTF-8"?><request>${rest.join('')}<${name}>${xmlText(text)}</${name}></request>`;
}
