/**
 * Bit 7 of each byte of `word` that is not plain text inside of a string: a quote, a backslash, a control character, a
 * byte beyond ASCII. Exact for the lowest byte that has it; those above it may have it without reason (a borrow).
 */
export function notPlain(word: number): number {
  const quotes = word ^ 0x22222222;
  const escapes = word ^ 0x5c5c5c5c;
  const marks =
    ((quotes - 0x01010101) & ~quotes) |
    ((escapes - 0x01010101) & ~escapes) |
    ((word - 0x20202020) & ~word) |
    word;
  return marks & 0x80808080;
}

/** Index of the lowest byte that `notPlain` marks, 0 to 3. */
export function firstMarked(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/**
 * Whether the `length` bytes from `from` on in `a` are those from `at` on in `b`, where both are. For text without NUL, of
 * which one side is ASCII or a miss costs no more than time: eight bytes at a time are compared as numbers, of which only
 * the two zeros are equal with other bytes (they hold NUL), and only what is no number differs from itself.
 */
export function areSameBytes(a: DataView, from: number, length: number, b: DataView, at: number): boolean {
  if (length >= 8) {
    const last = length - 8;
    for (let index = 0; index < last; index += 8)
      if (a.getFloat64(from + index, true) !== b.getFloat64(at + index, true)) return false;
    return a.getFloat64(from + last, true) === b.getFloat64(at + last, true);
  }
  if (length >= 4) {
    const last = length - 4;
    return (
      a.getInt32(from, true) === b.getInt32(at, true) &&
      a.getInt32(from + last, true) === b.getInt32(at + last, true)
    );
  }
  for (let index = 0; index < length; index += 1)
    if (a.getUint8(from + index) !== b.getUint8(at + index)) return false;
  return true;
}
