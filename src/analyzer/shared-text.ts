/** A power of two. */
const PLACES = 2048;
/** Up to here the platform copies a part of a text; longer parts would hold the whole text alive. */
const LONGEST = 12;

const texts: string[] = Array.from({ length: PLACES }, () => '');

/**
 * `text.slice(from, to)`, and where that is short and came lately the text that was made then: names of parameters come
 * with every call. A text that is there already has its hash, and is compared by its address, in
 * every table that it is looked up in. Each text has one place, whose owner is compared in full, so that values which
 * never come again push out little and cost next to nothing.
 */
export function sharedSlice(text: string, from: number, to: number): string {
  const length = to - from;
  if (length > LONGEST || length < 1) return text.slice(from, to);
  const place = placeOf(text, from, to) & (PLACES - 1);
  const known = texts[place] ?? '';
  if (known.length === length && text.startsWith(known, from)) return known;
  const slice = text.slice(from, to);
  texts[place] = slice;
  return slice;
}

/** By the length, both ends and the middle. */
function placeOf(text: string, from: number, to: number): number {
  let place = Math.imul(to - from, 0x01000193) ^ text.charCodeAt(from);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt((from + to) >> 1);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(to - 1);
  return place ^ (place >>> 11);
}
