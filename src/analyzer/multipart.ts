import type { Part } from './exchange.ts';

/** More parts than any form has; the rest is ignored. */
const MAX_PARTS = 200;

/**
 * Parts of a multipart body (RFC 7578) as a log shows it: line ends may be LF, the closing boundary may be cut off.
 * null when no boundary is declared and the first line is none.
 */
export function multipartParts(text: string, contentTypeHeader: string): readonly Part[] | null {
  const boundary = declaredBoundary(contentTypeHeader) ?? firstLineBoundary(text);
  if (boundary === null) return null;
  const delimiter = `--${boundary}`;
  const parts: Part[] = [];
  let at = text.indexOf(delimiter);
  if (at < 0) return null;
  while (at >= 0 && parts.length < MAX_PARTS) {
    const from = at + delimiter.length;
    if (text.startsWith('--', from)) break;
    const next = text.indexOf(delimiter, from);
    parts.push(parsePart(text.slice(from, next < 0 ? text.length : next)));
    at = next;
  }
  return parts;
}

function declaredBoundary(header: string): string | null {
  const match = /;\s{0,8}boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(header);
  return match === null ? null : (match[1] ?? match[2] ?? null);
}

function firstLineBoundary(text: string): string | null {
  const match = /^--([^\s-][^\r\n]{0,199}|-{1,100}[^\s-][^\r\n]{0,99})\r?\n/.exec(text);
  return match === null ? null : (match[1] ?? null);
}

function parsePart(raw: string): Part {
  const text = raw.replace(/^\r?\n/, '').replace(/\r?\n$/, '');
  const blank = /\r?\n\r?\n/.exec(text);
  const head = blank === null ? text : text.slice(0, blank.index);
  const disposition = headerLine(head, 'content-disposition') ?? '';
  return {
    name: dispositionParameter(disposition, 'name') ?? '',
    fileName: dispositionParameter(disposition, 'filename'),
    contentType: headerLine(head, 'content-type'),
    value: blank === null ? '' : text.slice(blank.index + blank[0].length),
  };
}

function headerLine(head: string, name: string): string | null {
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim();
  }
  return null;
}

function dispositionParameter(disposition: string, name: string): string | null {
  for (const parameter of disposition.split(';')) {
    const equals = parameter.indexOf('=');
    if (equals < 0 || parameter.slice(0, equals).trim().toLowerCase() !== name) continue;
    const value = parameter.slice(equals + 1).trim();
    return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  }
  return null;
}
