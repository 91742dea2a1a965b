/**
 * A text cut at its whole numbers: what stands before, between and behind them. Texts of equal pieces differ in those
 * numbers alone.
 */
export type Pieces = readonly string[];

/** Longer runs of digits may hold what the longest checked one does not: a card number has sixteen. */
export const LONGEST_NUMBER = 15;
/** Longer texts are read in full. */
const LONGEST_TEXT = 512;
const MOST_NUMBERS = 8;

const SLASH = 0x2f;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;

/** Cut at the segments that are whole numbers; null where the path is too long. */
export function piecesOfPath(path: string): Pieces | null {
  return piecesBetween(path, SLASH, SLASH);
}

/** Cut at the values that are whole numbers; null where the query is too long. */
export function piecesOfQuery(query: string): Pieces | null {
  return piecesBetween(query, EQUALS, AMPERSAND);
}

/** Cut at the runs of digits between `open` and `close`, or the end. */
function piecesBetween(text: string, open: number, close: number): Pieces | null {
  if (text.length > LONGEST_TEXT) return null;
  const pieces: string[] = [];
  let from = 0;
  // The first `=` of a pair ends its name: one behind it belongs to the value.
  let isOpen = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === open && isOpen) {
      const end = endOfDigits(text, at + 1);
      const { length } = text;
      if (
        end > at + 1 &&
        end - at <= LONGEST_NUMBER + 1 &&
        (end === length || text.charCodeAt(end) === close)
      ) {
        pieces.push(text.slice(from, at + 1));
        from = end;
        at = end - 1;
      } else isOpen = open === close;
    } else if (code === close) isOpen = true;
  }
  pieces.push(text.slice(from));
  return pieces.length > MOST_NUMBERS + 1 ? null : pieces;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Puts the numbers of a text of these pieces into `numbers` from `place` on; false, perhaps with some of them put, where it is none. */
export function takeNumbers(pieces: Pieces, text: string, numbers: string[], place: number): boolean {
  const first = pieces[0] ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (let index = 1; index < pieces.length; index += 1) {
    const end = endOfDigits(text, at);
    if (end === at || end - at > LONGEST_NUMBER) return false;
    const piece = pieces[index] ?? '';
    if (!text.startsWith(piece, end)) return false;
    numbers[place + index - 1] = text.slice(at, end);
    at = end + piece.length;
  }
  return at === text.length;
}

/** A hash that is equal for texts of equal pieces: of all but the digits behind a slash or an equals sign. */
export function hashOfPieces(text: string, before: number): number {
  let hash = before;
  let isNumber = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isNumber && isDigit(code)) continue;
    isNumber = code === SLASH || code === EQUALS;
    hash = (Math.imul(hash, 31) + code) | 0;
  }
  return hash;
}
