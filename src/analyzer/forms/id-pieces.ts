/**
 * A text cut at its whole numbers and UUIDs: what stands before, between and behind them. Texts of equal pieces differ
 * in those ids alone.
 */
export interface Pieces {
  /** One more than there are ids. */
  readonly texts: readonly string[];
  /** Of each id whether it is a UUID; else it is a number. */
  readonly uuids: readonly boolean[];
}

/** Longer runs of digits may hold what the longest checked one does not: a card number has sixteen. */
export const LONGEST_NUMBER = 15;
/** Longer texts are read in full. */
const LONGEST_TEXT = 512;
const MOST_IDS = 8;

const SLASH = 0x2f;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;

/** Cut at the segments that are ids; null where the path is too long. */
export function piecesOfPath(path: string): Pieces | null {
  return piecesBetween(path, SLASH, SLASH, true);
}

/** Cut at the values that are whole numbers; null where the query is too long. */
export function piecesOfQuery(query: string): Pieces | null {
  return piecesBetween(query, EQUALS, AMPERSAND, false);
}

/** The text with an id at each cut. */
export function withIds({ texts, uuids }: Pieces, number: string, uuid: string): string {
  return texts.reduce((text, piece, at) => `${text}${uuids[at - 1] === true ? uuid : number}${piece}`);
}

/** Cut at the ids between `open` and `close`, or the end. */
function piecesBetween(text: string, open: number, close: number, takesUuids: boolean): Pieces | null {
  const { length } = text;
  if (length > LONGEST_TEXT) return null;
  const texts: string[] = [];
  const uuids: boolean[] = [];
  let from = 0;
  // The first `=` of a pair ends its name: one behind it belongs to the value.
  let isOpen = true;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === open && isOpen) {
      const isUuid = takesUuids && isUuidAt(text, at + 1);
      const end = isUuid ? at + 1 + UUID_LENGTH : endOfNumber(text, at + 1);
      if (end > at + 1 && (end === length || text.charCodeAt(end) === close)) {
        texts.push(text.slice(from, at + 1));
        uuids.push(isUuid);
        from = end;
        at = end - 1;
      } else isOpen = open === close;
    } else if (code === close) isOpen = true;
  }
  texts.push(text.slice(from));
  return uuids.length > MOST_IDS ? null : { texts, uuids };
}

/** `start` where there is none. */
function endOfNumber(text: string, start: number): number {
  const end = endOfDigits(text, start);
  return end - start > LONGEST_NUMBER ? start : end;
}

const UUID_LENGTH = 36;
const DASH = 0x2d;

/** Whether a UUID (RFC 9562 section 4) begins there, of any version and in either case. */
function isUuidAt(text: string, start: number): boolean {
  if (text.charCodeAt(start + 8) !== DASH || text.length < start + UUID_LENGTH) return false;
  for (let at = 0; at < UUID_LENGTH; at += 1) {
    const code = text.charCodeAt(start + at);
    const isDash = at === 8 || at === 13 || at === 18 || at === 23;
    if (isDash ? code !== DASH : !isHexDigit(code)) return false;
  }
  return true;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Puts the ids of a text of these pieces into `ids` from `place` on; false, perhaps with some of them put, where it is none. */
export function takeIds({ texts, uuids }: Pieces, text: string, ids: string[], place: number): boolean {
  const first = texts[0] ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (let index = 0; index < uuids.length; index += 1) {
    const end = endOfId(text, at, uuids[index] === true);
    const piece = texts[index + 1] ?? '';
    if (end === at || !text.startsWith(piece, end)) return false;
    ids[place + index] = text.slice(at, end);
    at = end + piece.length;
  }
  return at === text.length;
}

function endOfId(text: string, start: number, isUuid: boolean): number {
  if (isUuid) return isUuidAt(text, start) ? start + UUID_LENGTH : start;
  return endOfNumber(text, start);
}

/** A hash that is equal for texts of equal pieces: of all but the digits and UUIDs behind a slash, and digits behind an equals sign. */
export function hashOfPieces(text: string, before: number): number {
  let hash = before;
  let isNumber = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isNumber && isDigit(code)) continue;
    isNumber = code === SLASH || code === EQUALS;
    hash = (Math.imul(hash, 31) + code) | 0;
    if (code === SLASH && isUuidAt(text, at + 1)) at += UUID_LENGTH;
  }
  return hash;
}
