import { forEachLine, hostLikeness, likeness } from './lines.ts';

const NEWLINE = 0x0a;
/** Likeness is spread over all bits; the low ones make the lists of a page, so others say whose a line is. */
const OWNER_SHIFT = 16;

/**
 * Divides lines so that like requests come to one part: what is kept of an endpoint is then kept by one analyst, not by
 * every one. A guess that decides about memory and speed alone, since any division has the same result. A line of
 * another part is an empty line in its place: lines keep their numbers, and empty ones are no records.
 */
export function divideLines(chunk: Uint8Array, parts: number): readonly Uint8Array<ArrayBuffer>[] {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const ends: number[] = [];
  const owners: number[] = [];
  const sizes = Array.from({ length: parts }, () => 0);
  forEachLine(bytes, (start, end) => {
    const next = Math.min(end + 1, bytes.length);
    const owner = ((likeness(bytes, start, end) ^ hostLikeness(bytes, start, end)) >>> OWNER_SHIFT) % parts;
    ends.push(next);
    owners.push(owner);
    sizes[owner] = (sizes[owner] ?? 0) + next - start - 1;
  });
  const own = sizes.map((size) => new Uint8Array(size + ends.length).fill(NEWLINE));
  const at = Array.from({ length: parts }, () => 0);
  let start = 0;
  ends.forEach((end, line) => {
    const owner = owners[line] ?? 0;
    const part = own[owner];
    if (part !== undefined) bytes.copy(part, (at[owner] ?? 0) + line, start, end);
    at[owner] = (at[owner] ?? 0) + end - start - 1;
    start = end;
  });
  return own;
}
