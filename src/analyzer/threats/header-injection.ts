import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/**
 * A line break that starts a header of the response, of a mail, or a second request. Texts of people hold lines too:
 * in a body the value before the break must be one word and what follows must be a header as its grammar writes it.
 */
export const headerInjection: ContentRule = {
  type: 'crlf-injection',
  needs: SHAPE.lineBreak | SHAPE.escape | SHAPE.percent,
  detect,
};

/** A break, raw or still written as an escape (another layer will undo it). */
const BREAK = String.raw`(?:[\r\n]|\\r|\\n|%0[da])`;
const HEADER = new RegExp(
  String.raw`${BREAK}\s{0,4}(?:set-cookie2?|location|content-type|content-length|content-disposition|content-encoding|content-security-policy|transfer-encoding|refresh|link|host|cache-control|connection|x-[a-z-]{1,40}|access-control-[a-z-]{1,40}|clear-site-data|p3p|via|etag|expires|last-modified|www-authenticate|strict-transport-security)\s{0,4}:`,
  'i',
);
const RESPONSE = /[\r\n]\s{0,4}HTTP\/[\d.]{1,3}\s{1,4}\d{3}|\r?\n\r?\n\s{0,4}</i;
/** A second request, or a command of a line protocol behind the first one. */
const REQUEST =
  /[\r\n](?:GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH|TRACE|CONNECT)\s\S{1,200}\sHTTP\/\d|[\r\n](?:RCPT TO|MAIL FROM):\s{0,4}</i;
/** Headers with a value that only they have. */
const EXACT_HEADER = new RegExp(
  `${BREAK}${String.raw`\s{0,4}(?:set-cookie\s{0,2}:\s{0,4}[\w.-]{1,60}=|location\s{0,2}:\s{0,4}(?:https?:|\/)|refresh\s{0,2}:\s{0,4}\d|content-type\s{0,2}:\s{0,4}(?:text|application|multipart|image)\/|content-length\s{0,2}:\s{0,4}\d|transfer-encoding\s{0,2}:\s{0,4}\w|content-disposition\s{0,2}:\s{0,4}(?:inline|attachment)|x-[a-z-]{1,40}\s{0,2}:\s{0,4}\S|access-control-[a-z-]{1,40}\s{0,2}:\s{0,4}\S|link\s{0,2}:\s{0,4}<|host\s{0,2}:\s{0,4}[\w-]{1,60}\.\w|clear-site-data\s{0,2}:\s{0,4}"|content-security-policy\s{0,2}:\s{0,4}\w)`}`,
  'i',
);
const MAIL_HEADER =
  /^[^\r\n]{0,120}(?:[\r\n]{1,2}|%0[da](?:%0a)?)(?:b?cc|to|reply-to|from)\s{0,2}:\s{0,4}[^\s@]{1,80}@[\w-]{1,60}\./i;
/** `guest\n2026-01-01 12:00 INFO login of admin`: a line made up in a log. */
const LOG_LINE =
  /^[^\r\n]{0,80}[\r\n]{1,2}(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?(?:INFO|WARN(?:ING)?|ERROR|DEBUG|NOTICE|CRITICAL)\]?[:\s])/;

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (probe.location === 'request.body') return inBody(text);
  const header = text.search(HEADER);
  if (header >= 0) return { rule: 'crlf-header', at: header };
  const response = text.search(RESPONSE);
  if (response >= 0) return { rule: 'crlf-response-splitting', at: response };
  const request = text.search(REQUEST);
  if (request >= 0) return { rule: 'crlf-request-splitting', at: request };
  if (MAIL_HEADER.test(text)) return { rule: 'crlf-mail-header', at: breakAt(text) };
  return LOG_LINE.test(text) ? { rule: 'crlf-log-line', at: breakAt(text) } : null;
}

const LONGEST_IN_BODY = 400;

function inBody(text: string): Hit | null {
  if (text.length > LONGEST_IN_BODY) return null;
  const at = breakAt(text);
  if (at < 0 || at > 120 || /\s/.test(text.slice(0, at).trim())) return null;
  if (text.slice(at).search(EXACT_HEADER) === 0) return { rule: 'crlf-header', at };
  if (text.slice(at).search(REQUEST) >= 0) return { rule: 'crlf-request-splitting', at };
  const blank = text.search(RESPONSE);
  if (blank === at) return { rule: 'crlf-response-splitting', at };
  return MAIL_HEADER.test(text) ? { rule: 'crlf-mail-header', at } : null;
}

function breakAt(text: string): number {
  return text.search(/\r|\n|\\r|\\n|%0[da]/i);
}
