const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Behind the string that begins with the quote at `open`; `end` where it does not end. */
export function behindString(bytes: Uint8Array, open: number, end: number): number {
  for (let at = open + 1; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) return at + 1;
  }
  return end;
}

/** Behind the number, `true`, `false` or `null` at `start`; `start` where there is none. */
export function behindScalar(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isScalarByte(bytes[at] ?? 0)) at += 1;
  return at;
}

/** Digits, letters, signs and the point. */
function isScalarByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    byte === 0x45
  );
}

/** White space of JSON (RFC 8259 section 2). */
export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
