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
