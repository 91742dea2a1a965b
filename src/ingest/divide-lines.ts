import { forEachLine, likeness } from './lines.ts';

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
  forEachLine(bytes, (start, end) => {
    ends.push(Math.min(end + 1, bytes.length));
    owners.push((likeness(bytes, start, end) >>> OWNER_SHIFT) % parts);
  });
  return Array.from({ length: parts }, (_, part) => linesOf(bytes, ends, owners, part));
}

function linesOf(
  bytes: Buffer,
  ends: readonly number[],
  owners: readonly number[],
  part: number,
): Uint8Array<ArrayBuffer> {
  let size = 0;
  forEachOwned(ends, owners, part, (start, end, isOwn) => {
    size += isOwn ? end - start : 1;
  });
  const own = new Uint8Array(size);
  let to = 0;
  forEachOwned(ends, owners, part, (start, end, isOwn) => {
    if (isOwn) own.set(bytes.subarray(start, end), to);
    else own[to] = NEWLINE;
    to += isOwn ? end - start : 1;
  });
  return own;
}

function forEachOwned(
  ends: readonly number[],
  owners: readonly number[],
  part: number,
  visit: (start: number, end: number, isOwn: boolean) => void,
): void {
  let start = 0;
  for (let line = 0; line < ends.length; line += 1) {
    const end = ends[line] ?? start;
    visit(start, end, owners[line] === part);
    start = end;
  }
}
