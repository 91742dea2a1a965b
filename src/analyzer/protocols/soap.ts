import type { Exchange } from '../exchange.ts';
import { headerOf, type ProtocolCall } from './protocol-call.ts';

const ENVELOPE = /<(?:[\w.-]{1,64}:)?Envelope[\s>]/;
/** Namespaces of SOAP 1.1 and 1.2, and of the drafts of 1.2 that are still in use. */
const NAMESPACE =
  /["']http:\/\/(?:schemas\.xmlsoap\.org\/soap\/envelope|www\.w3\.org\/(?:2003\/05|2002\/\d\d|2001\/\d\d)\/soap-envelope)\/?["']/;
const BODY = /<(?:[\w.-]{1,64}:)?Body(?:\s[^>]*)?>/;
const ELEMENT = /<(?:[\w.-]{1,64}:)?([A-Za-z_][\w.-]{0,200})[\s/>]/y;
const ACTION_PARAMETER = /[;\s]action=(?:"([^"]{1,400})"|([^;\s"]{1,400}))/i;
/** The envelope and its header come first; a body element beyond this is not looked for. */
const SCAN_UNITS = 65_536;

/**
 * SOAP 1.1 (SOAPAction header) and 1.2 (`action` of the content type), with attachments or not: the first element of
 * the Body names the operation, else the action.
 */
export function soapCall(exchange: Exchange): ProtocolCall | null {
  const headers = exchange.requestHeaders;
  const action = headerOf(headers, 'soapaction');
  const type = headerOf(headers, 'content-type') ?? '';
  const text = envelopeText(exchange);
  const declared = action !== null || isSoapType(type);
  const envelope = text !== '' && ENVELOPE.test(text) && (declared || NAMESPACE.test(text));
  if (!declared && !envelope) return null;
  const name = envelope ? bodyElement(text) : null;
  const stated = ACTION_PARAMETER.exec(type);
  return { protocol: 'soap', operations: [name ?? actionName(stated?.[1] ?? stated?.[2] ?? action)] };
}

function isSoapType(type: string): boolean {
  return type.startsWith('application/soap+xml');
}

/** XML as such, or the root part of a message with attachments (XOP, SwA). */
function envelopeText({ requestBody: body }: Exchange): string {
  if (body.kind === 'xml' || body.kind === 'text') return body.text.slice(0, SCAN_UNITS);
  if (body.kind !== 'multipart' || body.contentType !== 'multipart/related') return '';
  return (body.parts[0]?.value ?? '').slice(0, SCAN_UNITS);
}

/** `"http://shop.example/orders#GetOrder"` names `GetOrder`. */
function actionName(action: string | null): string | null {
  if (action === null) return null;
  const bare = action.replaceAll('"', '').trim();
  const name = bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('#'), bare.lastIndexOf(':')) + 1);
  return name === '' ? null : name;
}

function bodyElement(text: string): string | null {
  const body = BODY.exec(text);
  if (body === null) return null;
  ELEMENT.lastIndex = elementStart(text, body.index + body[0].length);
  return ELEMENT.exec(text)?.[1] ?? null;
}

/** Behind white space and comments. */
function elementStart(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (text.charCodeAt(at) <= 32) at += 1;
    if (!text.startsWith('<!--', at)) return at;
    const end = text.indexOf('-->', at + 4);
    if (end < 0) return text.length;
    at = end + 3;
  }
}
