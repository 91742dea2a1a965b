import type { HeaderMap } from '../../model/api-call.ts';
import { headerKind } from '../auth/credential-names.ts';
import { tokenVerdict } from '../auth/token-verdict.ts';
import { isCredentialHeader } from '../payloads/transport-headers.ts';
import { isHarmlessHeader } from '../threats/content-threats.ts';

/** What calls of one form have in common in one header. */
type HeaderRule =
  /** Its value, which something decides by. */
  | 'same'
  /** That its value holds no attack: nobody else decides by it. */
  | 'harmless'
  /** Nothing. */
  | 'unread'
  /** That its value is a credential of one kind. */
  | 'token';

/** The headers of calls of one form, in their order. */
export interface HeaderForm {
  readonly names: readonly string[];
  readonly rules: readonly HeaderRule[];
  /** By header the value that all have, or the one that was found fit last. */
  readonly values: string[];
  /** What counting makes of the token that all have one like. */
  readonly verdict: string | null;
  /** The headers that were found fit last. A cache. */
  last: HeaderMap | null;
}

/** Who reads these decides by them. */
const READ_IN_REQUESTS: ReadonlySet<string> = new Set(
  (
    'content-type content-encoding transfer-encoding cookie origin upgrade soapaction x-amz-target ' +
    'access-control-request-method grpc-status proxy-authorization x-http-method-override'
  ).split(' '),
);
const READ_IN_RESPONSES: ReadonlySet<string> = new Set(
  (
    'content-type content-encoding transfer-encoding set-cookie upgrade grpc-status deprecation sunset ' +
    'access-control-allow-origin access-control-allow-credentials'
  ).split(' '),
);

/** Longer values are read in full. */
const LONGEST_VALUE = 4096;

/** The form of request headers; null where they have none. */
export function requestHeaderForm(headers: HeaderMap): HeaderForm | null {
  return headerForm(headers, requestRule);
}

/** The form of response headers; null where they have none: a cookie is a parameter of its own. */
export function responseHeaderForm(headers: HeaderMap): HeaderForm | null {
  return headers['set-cookie'] === undefined ? headerForm(headers, responseRule) : null;
}

function headerForm(headers: HeaderMap, ruleOf: (name: string) => HeaderRule): HeaderForm | null {
  const names: string[] = [];
  const rules: HeaderRule[] = [];
  const values: string[] = [];
  let verdict: string | null = null;
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (typeof value !== 'string' || name !== name.toLowerCase()) return null;
    let rule = ruleOf(name);
    if (rule === 'token') {
      // Several credentials decide together.
      const own: string | null = verdict === null ? tokenVerdict(name, value) : null;
      if (own === null) rule = 'same';
      else verdict = own;
    }
    names.push(name);
    rules.push(rule);
    // Others are judged when they are met.
    values.push(rule === 'same' || rule === 'token' ? value : '');
  }
  return { names, rules, values, verdict, last: null };
}

function requestRule(name: string): HeaderRule {
  if (READ_IN_REQUESTS.has(name)) return 'same';
  const kind = headerKind(name);
  if (kind === 'authorization' || kind === 'token') return 'token';
  if (kind !== 'access-log' && kind !== 'other') return 'same';
  return isCredentialHeader(name) ? 'same' : 'harmless';
}

function responseRule(name: string): HeaderRule {
  return READ_IN_RESPONSES.has(name) ? 'same' : 'unread';
}

/** Whether headers are of a form. */
export function areHeadersOf(form: HeaderForm, headers: HeaderMap): boolean {
  if (form.last === headers) return true;
  const { names, rules, values } = form;
  let at = 0;
  for (const name in headers) {
    if (names[at] !== name) return false;
    const value = headers[name];
    if (typeof value !== 'string') return false;
    if (value !== values[at] && rules[at] !== 'unread') {
      if (!isFit(form, rules[at] ?? 'same', name, value)) return false;
      values[at] = value;
    }
    at += 1;
  }
  if (at !== names.length) return false;
  form.last = headers;
  return true;
}

/** Whether a value may stand for another one. */
function isFit({ verdict }: HeaderForm, rule: HeaderRule, name: string, value: string): boolean {
  if (rule === 'same' || value.length > LONGEST_VALUE) return false;
  return (rule !== 'token' || tokenVerdict(name, value) === verdict) && isHarmlessHeader(name, value);
}
