import type { Exchange } from '../exchange.ts';
import { headerOf, type ProtocolCall } from './protocol-call.ts';

const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s>]/;
const BODY = /<(?:[\w.-]+:)?Body(?:\s[^>]*)?>/;
const ELEMENT = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/;
const ACTION_PARAMETER = /action="?([^";]+)"?/;
/** The envelope and its header come first; a body element beyond this is not looked for. */
const SCAN_UNITS = 65_536;

/** SOAP 1.1 (SOAPAction header) and 1.2 (`action` of the content type), else the first element of the Body. */
export function soapCall(exchange: Exchange): ProtocolCall | null {
  const headers = exchange.requestHeaders;
  const action = headerOf(headers, 'soapaction');
  const type = headerOf(headers, 'content-type') ?? '';
  const body = exchange.requestBody;
  const text = body.kind === 'xml' || body.kind === 'text' ? body.text.slice(0, SCAN_UNITS) : '';
  const envelope = text !== '' && ENVELOPE.test(text);
  if (action === null && !envelope && !type.startsWith('application/soap+xml')) return null;
  const name = envelope ? bodyElement(text) : null;
  const stated = action ?? ACTION_PARAMETER.exec(type)?.[1] ?? null;
  return { protocol: 'soap', operations: [name ?? (stated === null ? null : actionName(stated))] };
}

/** `"http://shop.example/orders#GetOrder"` names `GetOrder`. */
function actionName(action: string): string | null {
  const bare = action.replaceAll('"', '').trim();
  const name = bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('#'), bare.lastIndexOf(':')) + 1);
  return name === '' ? null : name;
}

function bodyElement(text: string): string | null {
  const body = BODY.exec(text);
  if (body === null) return null;
  return ELEMENT.exec(text.slice(body.index + body[0].length))?.[1] ?? null;
}
