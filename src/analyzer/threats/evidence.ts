import type { ThreatType } from '../../model/vocabulary.ts';
import type { Body, Exchange } from '../exchange.ts';
import { findVerboseError, hasSqlError } from '../signals/error-texts.ts';
import type { Hit, ThreatOutcome } from './rule.ts';

/**
 * How far an attack came, from the response alone. Success needs proof in the response; a server error or an error
 * text that the payload may have caused is probable; everything else is an attempt.
 */
export function outcomeOf(type: ThreatType, hit: Hit, text: string, exchange: Exchange): ThreatOutcome {
  const response = textOf(exchange.responseBody);
  if (isProven(type, hit, text, response, exchange)) return 'success';
  return isProbable(type, hit, text, response, exchange) ? 'probable' : 'attempt';
}

const MAX_RESPONSE = 65_536;

function textOf(body: Body): string {
  if (body.kind === 'not-captured' || body.kind === 'empty') return '';
  return body.text.length > MAX_RESPONSE ? body.text.slice(0, MAX_RESPONSE) : body.text;
}

function isProven(type: ThreatType, hit: Hit, text: string, response: string, exchange: Exchange): boolean {
  switch (type) {
    case 'sql-injection':
      return hasSqlError(response);
    case 'nosql-injection':
      return hit.rule === 'nosql-operator' && isLoggedIn(exchange, response);
    case 'xss':
      return isReflected(hit, text, response, exchange);
    case 'path-traversal':
    case 'xxe':
      return SYSTEM_FILE.test(response) && !SYSTEM_FILE.test(text);
    case 'command-injection':
      return (COMMAND_OUTPUT.test(response) || SYSTEM_FILE.test(response)) && !COMMAND_OUTPUT.test(text);
    case 'ssrf':
      return METADATA_CONTENT.test(response);
    case 'template-injection':
      return isComputed(text, response, exchange);
    case 'crlf-injection':
      return isHeaderSet(hit, text, exchange);
    case 'scanner':
      return isAccepted(exchange) && hit.rule === 'scanner-probe-path' && EXPOSED_FILE.test(response);
    case 'log4j-lookup':
    case 'id-enumeration':
    case 'credential-stuffing':
      // A lookup that loaded code shows elsewhere; behaviour is judged by counters.
      break;
  }
  return false;
}

/** Attacks that make a server fail when they reach what they aim at. */
const FAILING: ReadonlySet<ThreatType> = new Set<ThreatType>([
  'sql-injection',
  'nosql-injection',
  'command-injection',
  'template-injection',
  'xxe',
  'path-traversal',
  'ssrf',
]);

function isProbable(type: ThreatType, hit: Hit, text: string, response: string, exchange: Exchange): boolean {
  if (!FAILING.has(type)) return false;
  const { status } = exchange.call;
  if (status !== null && status >= 500) return true;
  if (response !== '' && !isAccepted(exchange) && findVerboseError(response) !== null) return true;
  return (type === 'sql-injection' || type === 'command-injection') && hasWaited(hit, text, exchange);
}

function isAccepted(exchange: Exchange): boolean {
  const { status } = exchange.call;
  return status !== null && status >= 200 && status < 400;
}

/** Content of files that exist on every system. */
const SYSTEM_FILE =
  /root:[x*!]?:0:0:|\[boot loader\]|; for 16-bit app support|\[extensions\]\s{0,4}\r?\n.{0,200}=|-----BEGIN (?:RSA |OPENSSH |EC )?PRIVATE KEY-----|<web-app[\s>]|DOCUMENT_ROOT=/;
const COMMAND_OUTPUT =
  /uid=\d{1,10}\([a-z_][\w-]{0,31}\) gid=\d|Linux [\w.-]{1,64} \d{1,2}\.\d{1,3}\.\d|Volume Serial Number is|inet6? (?:addr:)?\d|Windows IP Configuration/;
const METADATA_CONTENT =
  /\bami-id\b|"AccessKeyId"\s{0,4}:|\binstance-id\b[\s\S]{0,300}\blocal-ipv4\b|iam\/security-credentials|computeMetadata|"compute"\s{0,4}:\s{0,4}\{[\s\S]{0,200}"subscriptionId"/;
const EXPOSED_FILE =
  /^(?:[A-Z][A-Z0-9_]{2,60}=.{0,300}\r?\n){2}|^\[core\]\s|"propertySources"\s{0,4}:|<title>phpinfo\(\)|PHP Version \d|Apache Server Status for|name="wp-submit"|^# Netscape|-----BEGIN (?:RSA |OPENSSH )?PRIVATE KEY-----/m;

/** The markup came back as it was sent, in a page that a browser runs. */
function isReflected(hit: Hit, text: string, response: string, exchange: Exchange): boolean {
  if (!isAccepted(exchange) || response === '') return false;
  const type = responseHeader(exchange, 'content-type').toLowerCase();
  if (!type.startsWith('text/html') && !type.startsWith('application/xhtml')) return false;
  const fragment = text.slice(hit.at, hit.at + 200).trim();
  return fragment.length >= 8 && response.includes(fragment);
}

function responseHeader(exchange: Exchange, name: string): string {
  return exchange.responseHeaders?.find((field) => field.name === name)?.value ?? '';
}

const ARITHMETIC = /(\d{1,9})\s{0,4}([*+-])\s{0,4}(\d{1,9})/;

/** The result stands where the expression was. Short results are looked for as a whole value: `49` is also a price. */
function isComputed(text: string, response: string, exchange: Exchange): boolean {
  const match = ARITHMETIC.exec(text);
  if (match === null || !isAccepted(exchange) || response.includes(match[0])) return false;
  const left = Number(match[1]);
  const right = Number(match[3]);
  const result = match[2] === '*' ? left * right : match[2] === '+' ? left + right : left - right;
  if (!Number.isSafeInteger(result)) return false;
  const written = String(result);
  if (written.length >= 4) return new RegExp(`(?:^|\\D)${written}(?:\\D|$)`).test(response);
  return (
    response.trim() === written || response.includes(`"${written}"`) || response.includes(`>${written}<`)
  );
}

/** The header that the value tried to add is in the response. */
function isHeaderSet(hit: Hit, text: string, exchange: Exchange): boolean {
  const match = /[\r\n]\s{0,4}([\w-]{1,60})\s{0,4}:\s{0,4}([^\r\n]{1,200})/.exec(text.slice(hit.at));
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2]?.trim();
  if (name === undefined || value === undefined || value.length < 3) return false;
  return (
    exchange.responseHeaders?.some((field) => field.name === name && field.value.startsWith(value)) ?? false
  );
}

/** An operator in place of a credential opened a session. */
function isLoggedIn(exchange: Exchange, response: string): boolean {
  if (!isAccepted(exchange) || exchange.call.method !== 'POST') return false;
  if (
    /"(?:access_?token|token|jwt|session(?:_?id)?|id_token|auth_?token)"\s{0,4}:\s{0,4}"[^"]{8}/i.test(
      response,
    )
  )
    return true;
  return (
    exchange.responseHeaders?.some(
      (field) => field.name === 'set-cookie' && /sess|sid=|token|auth/i.test(field.value),
    ) ?? false
  );
}

const DELAY = /(?:sleep|pg_sleep|delay)\s{0,4}[('"\s]{1,4}(?:0{1,2}:0{1,2}:)?(\d{1,3})/i;
/** A shorter wait happens by itself. */
const SHORTEST_DELAY_S = 3;

/** The answer took at least as long as the payload asked for. */
function hasWaited(hit: Hit, text: string, exchange: Exchange): boolean {
  const { latencyMs } = exchange.call;
  const asked = Number(DELAY.exec(text.slice(hit.at))?.[1] ?? '0');
  return latencyMs !== null && asked >= SHORTEST_DELAY_S && latencyMs >= asked * 1000;
}
