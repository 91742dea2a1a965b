import { inflateRaw } from './inflate.ts';
import { bytesOfBase64, gunzip, latin1Bytes, unchunkedBytes, unpackedLimit, utf8 } from './packed-text.ts';

/** Content codings (RFC 9110 section 8.4.1) that need more than plain script. */
export type NativeCoding = 'br' | 'zstd';

/**
 * Undoes a coding; the same bytes for the same bytes, always. null when they are broken, end early, or become more
 * than `limitBytes`.
 */
export type Unpack = (coding: NativeCoding, bytes: Uint8Array, limitBytes: number) => Uint8Array | null;

/** How often a body may have been packed; no server does it twice on purpose. */
const MAX_CODINGS = 3;

/**
 * The text of a body that a log shows as its packed bytes, as base64 or one character a byte; null for any other text,
 * and for what is broken or grows too large. Many logs name the coding and show the body as it was before: a text
 * without a sign of packing stays what it is.
 */
export function unpackedText(
  text: string,
  contentEncoding: string | null,
  unpack: Unpack | null,
): string | null {
  const codings = codingsOf(contentEncoding, text);
  if (codings.length === 0) return null;
  const packed = packedBytes(text);
  if (packed === null) return null;
  const limit = unpackedLimit(packed.length);
  let bytes: Uint8Array | null = packed;
  for (const coding of codings) bytes = bytes === null ? null : decoded(coding, bytes, limit, unpack);
  return bytes === null ? null : utf8(bytes);
}

/** Base64 of the magic number of a Zstandard frame (RFC 8878 section 3.1.1), and its bytes. */
const ZSTD_BASE64 = 'KLUv/';
const ZSTD_LATIN1 = '(\u00b5/\u00fd';

/** Last applied first; empty when there is none, or one that nobody here knows. */
function codingsOf(contentEncoding: string | null, text: string): readonly string[] {
  if (contentEncoding === null)
    return text.startsWith(ZSTD_BASE64) || text.startsWith(ZSTD_LATIN1) ? ['zstd'] : [];
  const codings = contentEncoding
    .split(',', MAX_CODINGS + 1)
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  return codings.length > MAX_CODINGS ? [] : codings.reverse();
}

function packedBytes(text: string): Uint8Array | null {
  if (text.length > MAX_PACKED_CHARS) return null;
  const bytes = hasPackedBytes(text) ? latin1Bytes(text) : bytesOfBase64(text);
  // As they went over the wire: packed first, then cut into chunks.
  return bytes === null ? null : (unchunkedBytes(bytes) ?? bytes);
}

/** Longer bodies are not read (see `MAX_BODY_CHARS`). */
const MAX_PACKED_CHARS = 1 << 20;
/** Among so many packed bytes some are control characters: a quarter of all bytes are. */
const LOOKED_AT_CHARS = 64;

/** Whether a text begins with characters that bytes have and texts have not: controls but tabs and line ends. */
function hasPackedBytes(text: string): boolean {
  const end = Math.min(text.length, LOOKED_AT_CHARS);
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 ? code !== 9 && code !== 10 && code !== 13 : code >= 127 && code < 160) return true;
  }
  return false;
}

function decoded(coding: string, bytes: Uint8Array, limit: number, unpack: Unpack | null): Uint8Array | null {
  switch (coding) {
    case 'br':
    case 'zstd':
      return unpack === null ? null : unpack(coding, bytes, limit);
    case 'gzip':
    case 'x-gzip':
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes, limit) : null;
    case 'deflate':
      return inflateRaw(hasZlibHeader(bytes) ? bytes.subarray(ZLIB_HEADER_BYTES) : bytes, limit);
    default:
      return null;
  }
}

const ZLIB_HEADER_BYTES = 2;

/** The coding `deflate` is the zlib format (RFC 1950 section 2.2); some servers send the bare data. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 15) === 8 && (method * 256 + flags) % 31 === 0;
}
