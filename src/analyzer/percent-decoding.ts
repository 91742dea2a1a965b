/**
 * Percent-decoding, once (RFC 3986 section 2.1). Never throws: what is no valid UTF-8 escape stays as written,
 * so that a hostile escape is still visible to the detectors.
 */
export function percentDecode(text: string): string {
  if (text.indexOf('%') < 0) return text;
  return text.replace(ESCAPE_RUN, decodeRun);
}

/** As `percentDecode`, with `+` read as space (application/x-www-form-urlencoded). */
export function formDecode(text: string): string {
  return percentDecode(text.indexOf('+') < 0 ? text : text.replaceAll('+', ' '));
}

const ESCAPE_RUN = /(?:%[0-9A-Fa-f]{2})+/g;

function decodeRun(run: string): string {
  let text = '';
  let at = 0;
  while (at < run.length) {
    const width = sequenceLength(byteAt(run, at));
    const codePoint = width === 0 ? -1 : decodeSequence(run, at, width);
    if (codePoint < 0) {
      text += run.slice(at, at + 3);
      at += 3;
    } else {
      text += String.fromCodePoint(codePoint);
      at += width * 3;
    }
  }
  return text;
}

/** The byte of the escape at `at`; -1 past the end. */
function byteAt(run: string, at: number): number {
  return at + 3 <= run.length ? Number.parseInt(run.slice(at + 1, at + 3), 16) : -1;
}

/** Bytes of the UTF-8 sequence that `lead` starts; 0 for a byte that starts none. */
function sequenceLength(lead: number): number {
  if (lead < 0) return 0;
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

const SMALLEST_OF_WIDTH = [0, 0, 0x80, 0x800, 0x10000];

/** The code point of a sequence; -1 when it is truncated, overlong, a surrogate or beyond Unicode. */
function decodeSequence(run: string, at: number, width: number): number {
  const lead = byteAt(run, at);
  if (width === 1) return lead;
  let codePoint = lead & (0x7f >> width);
  for (let index = 1; index < width; index++) {
    const byte = byteAt(run, at + index * 3);
    if (byte < 0x80 || byte > 0xbf) return -1;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const isOverlong = codePoint < (SMALLEST_OF_WIDTH[width] ?? 0);
  return isSurrogate || isOverlong || codePoint > 0x10ffff ? -1 : codePoint;
}
