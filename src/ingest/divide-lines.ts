import type { LineRecords } from '../kit/index.ts';
import { type LinePart, newPart, tableOfPart } from './line-part.ts';
import { hostLikeness, type LineTable, likeness, listOf, tableOfPage, textEnd } from './lines.ts';

/** Likeness is spread over all bits; the low ones make the lists of a page, so others say whose a line is. */
const OWNER_SHIFT = 16;
/** Whose an empty line is: it is no record. */
const NOBODY = 0xffff;

/**
 * Divides lines so that like requests come to one part: what is kept of an endpoint is then kept by one analyst, not by
 * every one. A guess that decides about memory and speed alone, since any division has the same result. Lines keep the
 * numbers that they have in the page.
 */
export function divideLines(records: LineRecords, parts: number): readonly LinePart[] {
  const page = tableOfPage(records);
  const { owners, lists, counts, sizes } = ownersOf(page, parts);
  const own = counts.map((count, part) => newPart(records.mapping, count, sizes[part] ?? 0));
  copyLines(page, { owners, lists }, own);
  return own;
}

interface Owned {
  /** Of each line. */
  readonly owners: Uint16Array;
  readonly lists: Uint16Array;
}

interface Owners extends Owned {
  /** Lines and bytes of each part. */
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
}

function ownersOf({ bytes, ends }: LineTable, parts: number): Owners {
  const owners = new Uint16Array(ends.length);
  const lists = new Uint16Array(ends.length);
  const counts = Array.from({ length: parts }, () => 0);
  const sizes = Array.from({ length: parts }, () => 0);
  let start = 0;
  for (let line = 0; line < ends.length; line += 1) {
    const next = ends[line] ?? 0;
    const end = textEnd(bytes, next);
    let owner = NOBODY;
    if (end > start) {
      const like = likeness(bytes, start, end);
      owner = ((like ^ hostLikeness(bytes, start, end)) >>> OWNER_SHIFT) % parts;
      lists[line] = listOf(like);
      counts[owner] = (counts[owner] ?? 0) + 1;
      sizes[owner] = (sizes[owner] ?? 0) + next - start;
    }
    owners[line] = owner;
    start = next;
  }
  return { owners, lists, counts, sizes };
}

/** Lines side by side that have one owner are one copy. */
function copyLines({ bytes, ends }: LineTable, { owners, lists }: Owned, parts: readonly LinePart[]): void {
  const filled = parts.map((part) => ({ ...tableOfPart(part), count: 0, size: 0 }));
  let start = 0;
  for (let line = 0; line < ends.length; ) {
    const owner = owners[line];
    const part = filled[owner ?? NOBODY];
    const first = start;
    for (; line < ends.length && owners[line] === owner; line += 1) {
      start = ends[line] ?? 0;
      if (part === undefined) continue;
      part.ends[part.count] = part.size + start - first;
      part.numbers[part.count] = line;
      part.lists[part.count] = lists[line] ?? 0;
      part.count += 1;
    }
    if (part === undefined) continue;
    bytes.copy(part.bytes, part.size, first, start);
    part.size += start - first;
  }
}
