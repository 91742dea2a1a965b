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
  String.raw`${BREAK}\s{0,4}(?:set-cookie2?|content-type|content-length|content-disposition|content-encoding|content-security-policy|transfer-encoding|refresh|cache-control|x-[a-z\d_-]{1,40}|access-control-[a-z-]{1,40}|clear-site-data|p3p|etag|last-modified|www-authenticate|strict-transport-security)\s{0,4}:`,
  'i',
);
const RESPONSE =
  /[\r\n]\s{0,4}HTTP\/[\d.]{1,3}\s{1,4}\d{3}|\r?\n\r?\n\s{0,4}<(?:!doctype|html|head|body|script|svg|img|iframe|meta|h1|form|a\s|style|object|embed|video|input)/i;
/** A second request, or a command of a line protocol behind the first one. */
const REQUEST =
  /[\r\n](?:GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH|TRACE|CONNECT)\s\S{1,200}\sHTTP\/\d|[\r\n](?:RCPT TO|MAIL FROM):\s{0,4}</i;
const COMMAND =
  /[\r\n](?:SLAVEOF|REPLICAOF|FLUSHALL|FLUSHDB|CONFIG SET|EVAL|QUIT|AUTH|HELO|EHLO|STARTTLS|MODULE LOAD|(?:set|add|replace) \S{1,80} \d{1,6} \d{1,9} \d{1,9})(?:\s|$)/;
/** Headers with a value that only they have. */
const EXACT_HEADER = new RegExp(
  `${BREAK}${String.raw`\s{0,4}(?:set-cookie\s{0,2}:\s{0,4}[\w.-]{1,60}=|(?:content-)?location\s{0,2}:\s{0,4}(?:https?:|\/|[\w-]{1,60}[./:]\S)|connection\s{0,2}:\s{0,4}(?:close|keep-alive)|refresh\s{0,2}:\s{0,4}\d|content-type\s{0,2}:\s{0,4}(?:text|application|multipart|image)\/|content-length\s{0,2}:\s{0,4}\d|transfer-encoding\s{0,2}:\s{0,4}\w|content-disposition\s{0,2}:\s{0,4}(?:inline|attachment)|x-[a-z\d_-]{1,40}\s{0,2}:\s{0,4}\S|access-control-[a-z-]{1,40}\s{0,2}:\s{0,4}\S|link\s{0,2}:\s{0,4}<|host\s{0,2}:\s{0,4}[\w-]{1,60}(?:\.\w|:\d)|host\s{0,2}:\s{0,4}(?:localhost|internal|admin|evil)\b|clear-site-data\s{0,2}:\s{0,4}"|content-security-policy\s{0,2}:\s{0,4}\w)`}`,
  'i',
);
const MAIL_HEADER =
  /^[^\r\n]{0,120}(?:[\r\n]{1,2}|%0[da](?:%0a)?)(?:b?cc|to|reply-to|from)\s{0,2}:\s{0,4}[^\s@]{1,80}@[\w-]{1,60}\.|^[^\s@]{1,80}@[\w.-]{1,80}(?:[\r\n]{1,2}|%0[da](?:%0a)?)(?:subject|mime-version|content-type|b?cc|x-mailer)\s{0,2}:/i;
/** `guest\n2026-01-01 12:00 INFO login of admin`: a line made up in a log. */
const LOG_LINE =
  /^(?![\s[]|\d{4}-|[A-Z]{4,8}\b)[^\r\n]{0,80}[\r\n]{1,2}(?:\[?\d{4}-\d\d-\d\d[T ](?:\d\d:\d\d|[a-z])|\[?(?:INFO|WARN(?:ING)?|ERROR|DEBUG|NOTICE|CRITICAL)\]?[:\s])/;

/** A whole HTTP message or log is a text by itself. */
const MESSAGE = /^\s{0,4}(?:[A-Z]{3,7} \S{1,200} HTTP\/|HTTP\/\d)/;

function headerAt(text: string): number {
  const loose = text.search(HEADER);
  return loose >= 0 ? loose : text.search(EXACT_HEADER);
}

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (probe.location === 'request.body') return inBody(text);
  if (MESSAGE.test(text)) return null;
  const header = headerAt(text);
  if (header >= 0) return { rule: 'crlf-header', at: header };
  const response = text.search(RESPONSE);
  if (response >= 0) return { rule: 'crlf-response-splitting', at: response };
  const request = Math.max(text.search(REQUEST), text.search(COMMAND));
  if (request >= 0) return { rule: 'crlf-request-splitting', at: request };
  const other = otherHeaderAt(text, OTHER_HEADER);
  if (other >= 0) return { rule: 'crlf-header', at: other };
  if (MAIL_HEADER.test(text)) return { rule: 'crlf-mail-header', at: breakAt(text) };
  return LOG_LINE.test(text) ? { rule: 'crlf-log-line', at: breakAt(text) } : null;
}

/** Headers that no heading of a text is called. */
const HTTP_HEADER =
  /^(?:authorization|cookie|referer|user-agent|forwarded|connection\s{0,2}:\s{0,4}(?:close|keep-alive)|etag|content-[a-z]{3,20}|last-modified|if-[a-z-]{4,20}|client-ip|true-client-ip|mime-version|injected-[a-z]{1,20}|strict-transport-security|cache-control|www-authenticate|proxy-[a-z]{4,20}|accept-[a-z]{4,20}|sec-[a-z-]{4,20})\s{0,2}[:=]/i;
const OTHER_HEADER =
  /^(?:[A-Za-z]{2,20}(?:-[A-Za-z0-9]{1,20}){1,4}|authorization|cookie|referer|server|user-agent|forwarded|origin|connection|location|pragma|vary|accept|trailer|upgrade)\s{0,2}:\s{0,4}\S|^(?:range\s{0,2}:\s{0,4}bytes|link\s{0,2}:\s{0,4}<|warning\s{0,2}:\s{0,4}\d{3}\s|keep-alive\s{0,2}:\s{0,4}(?:timeout|max)|via\s{0,2}:\s{0,4}\d\.\d|allow\s{0,2}:\s{0,4}[A-Z]{3,7}(?:\s{0,4},|\s{0,4}$)|te\s{0,2}:\s{0,4}(?:trailers|gzip|deflate)|(?:date|expires)\s{0,2}:\s{0,4}(?:(?:mon|tue|wed|thu|fri|sat|sun),|0|-1))/i;
/** Hyphens of headings: `Check-in: 5 pm`. */
const HEADING =
  /^(?:e-mail|[a-z]{2,10}-(?:in|out|up|off|on|by|do|down|over)|(?:location|date|via|link|host|from|age|warning|range)\s{0,2}:\s{0,4}[A-Z][a-z]+|location\s{0,2}:\s{0,4}[a-z]{1,20}\s)/;

/** Any header behind a value of one word; a word with a colon before it is a heading of somebody's text. */
function otherHeaderAt(text: string, header: RegExp): number {
  const at = breakAt(text);
  if (at < 0 || at > 120 || /\s|:$/.test(text.slice(0, at).trim())) return -1;
  const line = text.slice(at).replace(/^(?:[\r\n]|\\r|\\n|%0[da]){1,4}/i, '');
  return header.test(line) &&
    !HEADING.test(line.charAt(0).toLowerCase() + line.slice(1)) &&
    !/[\r\n]{1,2}[^\r\n]{1,200}[\r\n]{1,2}[^\r\n:]{1,200}$/.test(line)
    ? at
    : -1;
}

const LONGEST_IN_BODY = 400;

const UNMISTAKABLE = new RegExp(
  BREAK +
    String.raw`\s{0,4}(?:set-cookie\s{0,2}:\s{0,4}[\w.-]{1,60}=\S|transfer-encoding\s{0,2}:\s{0,4}chunked|access-control-allow-[a-z]{1,20}\s{0,2}:|content-length\s{0,2}:\s{0,4}\d|location\s{0,2}:\s{0,4}https?:\/\/\S{4}|http\/1\.[01]\s{1,4}\d{3})`,
  'i',
);

function inBody(text: string): Hit | null {
  if (text.length > LONGEST_IN_BODY || MESSAGE.test(text)) return null;
  const at = breakAt(text);
  if (at < 0 || at > 200) return null;
  if (UNMISTAKABLE.test(text)) return { rule: 'crlf-header', at };
  if (at > 120 || /\s/.test(text.slice(0, at).trim())) return null;
  if (text.slice(at).search(EXACT_HEADER) === 0) return { rule: 'crlf-header', at };
  if (text.slice(at).search(REQUEST) >= 0) return { rule: 'crlf-request-splitting', at };
  if (COMMAND.test(text) && text.search(COMMAND) <= at + 1) return { rule: 'crlf-request-splitting', at };
  if (otherHeaderAt(text, HTTP_HEADER) >= 0) return { rule: 'crlf-header', at };
  if (LOG_LINE.test(text) && !/\s/.test(text.slice(0, at).trim())) return { rule: 'crlf-log-line', at };
  const blank = text.search(RESPONSE);
  if (blank === at) return { rule: 'crlf-response-splitting', at };
  return MAIL_HEADER.test(text) ? { rule: 'crlf-mail-header', at } : null;
}

function breakAt(text: string): number {
  return text.search(/\r|\n|\\r|\\n|%0[da]/i);
}
