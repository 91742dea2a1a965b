import { inflateRaw } from './inflate.ts';

/** Forms in which logs show a body whose bytes were packed: gzip as base64 or byte by byte, base64, raw chunks. */

/** Longer results are not unpacked (in bytes). */
const MAX_UNPACKED_BYTES = 1 << 20;
const MAX_RATIO = 100;

/** How many bytes a body of so many packed ones may become. */
export function unpackedLimit(packedBytes: number): number {
  return Math.min(MAX_UNPACKED_BYTES, packedBytes * MAX_RATIO);
}

/** Base64 of the three bytes that begin every gzip member with deflate (RFC 1952 section 2.3.1). */
const GZIP_BASE64 = 'H4sI';
const GZIP_LATIN1 = '\u001f\u008b\b';

/** The text of a gzip body as a log shows it; null for any other text, and for what is broken or grows too large. */
export function gunzippedText(text: string): string | null {
  const first = text.charCodeAt(0);
  if (first !== 72 && first !== 31) return null;
  const bytes = text.startsWith(GZIP_BASE64)
    ? base64Bytes(text)
    : text.startsWith(GZIP_LATIN1)
      ? latin1Bytes(text)
      : null;
  const unpacked = bytes === null ? null : gunzip(bytes, unpackedLimit(bytes.length));
  return unpacked === null ? null : utf8(unpacked);
}

/** The text under a base64 body; null when it is none or no UTF-8. */
export function base64Text(text: string): string | null {
  const bytes = bytesOfBase64(text);
  return bytes === null ? null : utf8(bytes);
}

/** The bytes under a text that is base64 as a whole; null for any other. */
export function bytesOfBase64(text: string): Uint8Array | null {
  return text.length % 4 === 1 || !BASE64.test(text) ? null : base64Bytes(text);
}

const BASE64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;

/**
 * The content of a body in chunks (RFC 9112 section 7.1), whose sizes count bytes; null when the text is not framed
 * so. A log may have cut the end off.
 */
export function unchunkedText(text: string): string | null {
  const bytes = CHUNK_SIZE.test(text) ? unchunkedBytes(new TextEncoder().encode(text)) : null;
  return bytes === null ? null : utf8(bytes);
}

/** As `unchunkedText` where the last chunk stands, too: other types than JSON and XML do not show a wrong guess. */
export function whollyUnchunkedText(text: string): string | null {
  if (!CHUNK_SIZE.test(text) || !LAST_CHUNK.test(text.slice(-LONGEST_LAST_CHUNK))) return null;
  const content = unchunkedText(text);
  return content === null || NUMBERS.test(content) ? null : content;
}

/** A column of numbers, which are sizes of nothing. */
const NUMBERS = /^[\dA-Fa-f\r\n]*$/;

const LAST_CHUNK = /\n0\r?\n\s*$/;
const LONGEST_LAST_CHUNK = 12;

/** The content of bytes in chunks; null when they are not framed so. */
export function unchunkedBytes(bytes: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, at);
    const size = end < 0 || end - at > LONGEST_SIZE_LINE ? -1 : chunkSize(bytes, at, end);
    if (size < 0) return null;
    if (size === 0) break;
    parts.push(bytes.subarray(end + 1, end + 1 + size));
    at = end + 1 + size;
    while (bytes[at] === CARRIAGE_RETURN || bytes[at] === LINE_FEED) at += 1;
  }
  return joined(parts);
}

const CHUNK_SIZE = /^[0-9A-Fa-f]{1,8}(?:;[^\r\n]{0,80})?\r?\n/;
const LONGEST_SIZE_LINE = 100;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Bytes of the chunk announced at `at`; -1 when no size stands there. */
function chunkSize(bytes: Uint8Array, at: number, end: number): number {
  let size = 0;
  let digits = 0;
  for (let index = at; index < end; index += 1) {
    const code = bytes[index] ?? 0;
    if (code === CARRIAGE_RETURN || code === SEMICOLON) break;
    const digit = hexDigit(code);
    if (digit < 0 || ++digits > 8) return -1;
    size = size * 16 + digit;
  }
  return digits === 0 ? -1 : size;
}

const SEMICOLON = 59;

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function base64Bytes(text: string): Uint8Array | null {
  try {
    return latin1Bytes(atob(text));
  } catch {
    return null;
  }
}

/** The bytes of a text that shows one a character; null when a character is no byte. */
export function latin1Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 255) return null;
    bytes[at] = code;
  }
  return bytes;
}

const DECODER = new TextDecoder('utf-8', { fatal: true });

/** null when the bytes are no UTF-8. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}

const FLAG_HEADER_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const FIXED_HEADER_BYTES = 10;

/**
 * The first member of a gzip file (RFC 1952); its checksum is not compared, a log may have cut it off. null when it is
 * broken or longer than `limit` bytes.
 */
export function gunzip(bytes: Uint8Array, limit: number): Uint8Array | null {
  const flags = bytes[3] ?? 0;
  let at = FIXED_HEADER_BYTES;
  if ((flags & FLAG_EXTRA) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) at += 2;
  return inflateRaw(bytes.subarray(at), limit);
}
