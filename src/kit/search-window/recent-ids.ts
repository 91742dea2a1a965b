import { createHash } from 'node:crypto';
import type { RecentSecond } from './window-cursor.ts';

/** 66 bits: among 20,000 ids kept, one new id in 10^15 would be taken for a known one. */
const DIGEST_CHARS = 11;
/** About 220 kB of cursor. Beyond it the oldest seconds are given up and the overlap begins later. */
const MOST_IDS = 20_000;
const SECOND_MS = 1000;

/**
 * The ids of what was handed over lately, so that what is read again is not handed over twice. They stand in the cursor,
 * not among the ids that the store remembers for pages with `repeatable`: how many there are of a time is held against
 * what the lake counts there, which proves whether that time has to be read again. Log lines have no other ids either.
 */
export class RecentIds {
  readonly #seconds = new Map<number, string>();
  readonly #known = new Set<string>();
  #knownFromMs: number;

  constructor(knownFromMs: number, kept: readonly RecentSecond[] = []) {
    this.#knownFromMs = knownFromMs;
    for (const { second, ids } of kept) {
      this.#seconds.set(second, ids);
      for (const digest of digestsOf(ids)) this.#known.add(digest);
    }
  }

  /** Whatever was handed over at or after it is known. */
  get knownFromMs(): number {
    return this.#knownFromMs;
  }

  get size(): number {
    return this.#known.size;
  }

  /** How many are of whole seconds before this one. */
  sizeBefore(timeMs: number): number {
    const end = Math.floor(timeMs / SECOND_MS);
    let size = 0;
    for (const [second, ids] of this.#seconds) if (second < end) size += ids.length / DIGEST_CHARS;
    return size;
  }

  has(id: string): boolean {
    return this.#known.has(digestOf(id));
  }

  add(id: string, timeMs: number): void {
    const digest = digestOf(id);
    if (this.#known.has(digest)) return;
    const second = Math.floor(timeMs / SECOND_MS);
    this.#known.add(digest);
    this.#seconds.set(second, (this.#seconds.get(second) ?? '') + digest);
  }

  /** Forgets what is older, and the oldest where there are too many; the second of `newestMs` always stays. */
  prune(olderThanMs: number, newestMs: number, most: number = MOST_IDS): void {
    const newest = Math.floor(newestMs / SECOND_MS);
    const oldest = Math.floor(olderThanMs / SECOND_MS);
    for (const second of [...this.#seconds.keys()].sort((left, right) => left - right)) {
      if (second >= newest) break;
      if (second >= oldest && this.size <= most) break;
      for (const digest of digestsOf(this.#seconds.get(second) ?? '')) this.#known.delete(digest);
      this.#seconds.delete(second);
      this.#knownFromMs = Math.max(this.#knownFromMs, (second + 1) * SECOND_MS);
    }
    const wanted = Math.min(oldest, newest) * SECOND_MS;
    this.#knownFromMs = Math.max(this.#knownFromMs, wanted);
  }

  kept(): readonly RecentSecond[] {
    return [...this.#seconds]
      .sort(([left], [right]) => left - right)
      .map(([second, ids]) => ({ second, ids }));
  }
}

function digestOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, DIGEST_CHARS);
}

function* digestsOf(ids: string): Generator<string> {
  for (let at = 0; at < ids.length; at += DIGEST_CHARS) yield ids.slice(at, at + DIGEST_CHARS);
}
