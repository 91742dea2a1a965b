import { AssayError } from '../../model/errors.ts';
import type { Problem } from '../connector.ts';
import { doubled, type Fetched, StableDoubles } from './doubled.ts';
import { type Clocks, platformNowMs, readAhead } from './platform-clock.ts';
import { RecentIds } from './recent-ids.ts';
import {
  byTime,
  distinct,
  type IdentifiedRecord,
  identified,
  type Reading,
  type SearchRecord,
  searchPage,
  type WindowPage,
} from './search-record.ts';
import { shrunk } from './shrunk.ts';
import { describeSlice, type Slice } from './slice.ts';
import type { WindowCursor } from './window-cursor.ts';
import type { WindowProperties } from './window-properties.ts';

/** A lake that can count and hand out what one slice of time holds. */
export interface SliceSearch {
  count(slice: Slice): Promise<number>;
  /** All of the slice, or as many as one answer holds. May throw kind `rejected` for a slice that is too large. */
  fetch(slice: Slice): Promise<readonly SearchRecord[]>;
}

export interface SlicePlan extends WindowProperties {
  readonly origin: string;
  readonly reading: Reading;
  /** Longest slice, in ms. */
  readonly sliceMs: number;
  /** Shortest slice, in ms: the resolution of the platform's clock. */
  readonly stepMs: number;
  /** Slices are halved until they hold no more than this. */
  readonly sliceRecords: number;
  /** As many as one answer can hold. */
  readonly answerRecords: number;
}

export interface SliceSurroundings extends Clocks {
  readonly signal: AbortSignal;
  readonly report: (problem: Problem) => void;
}

/** How often a slice is read until what was fetched is what was counted. */
const ATTEMPTS = 3;
const WAIT_MS = 1000;

/**
 * Reads a lake slice by slice, from the cursor to what has settled; one page for each slice that holds something new.
 * A slice is handed over only when as many distinct records were fetched as were counted, or when every attempt gave
 * the same records and as many rows as were counted: then the lake counts some records more than once, which is said.
 * A slice that never fits ends the run with `SEARCH_INCOMPLETE` (kind `transient`), the cursor before it. The last page
 * may be empty: it moves the cursor.
 */
export async function* readSlices(
  search: SliceSearch,
  plan: SlicePlan,
  from: WindowCursor | null,
  around: SliceSurroundings,
): AsyncGenerator<WindowPage> {
  const reader = new SliceReader(search, plan, from, around);
  await reader.findStart();
  while (!reader.isDone()) {
    around.signal.throwIfAborted();
    const page = await reader.next();
    if (page !== null) yield page;
  }
  const last = reader.lastPage();
  if (last !== null) yield last;
}

class SliceReader {
  readonly #search: SliceSearch;
  readonly #plan: SlicePlan;
  readonly #around: SliceSurroundings;
  readonly #recent: RecentIds;
  #endMs: number;
  #hasComparedClocks = false;
  /** Where the run before ended; nothing is lost when the overlap before it is read again. */
  readonly #doneMs: number;
  #atMs: number;
  #widthMs: number;
  #toldMs: number | null;
  #hasToldDoubles = false;

  constructor(search: SliceSearch, plan: SlicePlan, from: WindowCursor | null, around: SliceSurroundings) {
    const nowMs = around.clock.nowMs();
    this.#plan = plan;
    // A cursor of before a change of the resolution may end within a step.
    const doneMs = this.#floor(from?.untilMs ?? nowMs - plan.since);
    this.#search = search;
    this.#around = around;
    this.#recent = new RecentIds(from?.knownFromMs ?? doneMs, from?.recent);
    this.#endMs = this.#floor(nowMs - plan.lag);
    this.#doneMs = doneMs;
    this.#atMs = doneMs;
    this.#widthMs = this.#longest();
    this.#toldMs = from?.untilMs ?? null;
  }

  /** Begins in the overlap when it holds other than what was handed over of it. */
  async findStart(): Promise<void> {
    const { knownFromMs, size } = this.#recent;
    if (this.#doneMs > this.#around.clock.nowMs()) this.#around.report(readAhead(this.#plan.origin));
    if (knownFromMs >= this.#doneMs || this.isDone()) return;
    const counted = await this.#search.count({ fromMs: knownFromMs, toMs: this.#doneMs });
    if (counted < size) this.#around.report(shrunk(this.#plan.origin));
    if (counted !== size) this.#atMs = knownFromMs;
  }

  isDone(): boolean {
    return this.#atMs >= this.#endMs;
  }

  /** The next slice: a page of what is new in it; null where nothing is, or where the slice has to be shorter. */
  async next(): Promise<WindowPage | null> {
    const { stepMs, sliceRecords } = this.#plan;
    const slice = { fromMs: this.#atMs, toMs: Math.min(this.#atMs + this.#widthMs, this.#endMs) };
    const counted = await this.#search.count(slice);
    if (this.#endsEarlier(slice)) return null;
    if (counted > sliceRecords && slice.toMs - slice.fromMs > stepMs) return this.#halve(slice);
    const found = counted === 0 ? [] : await this.#readProven(slice, counted);
    if (found === null) return this.#halve(slice);
    const fresh = found.filter(({ id }) => !this.#recent.has(id));
    for (const { id, timeMs } of fresh) this.#recent.add(id, timeMs);
    this.#atMs = slice.toMs;
    if (counted * 4 < sliceRecords) this.#widthMs = Math.min(this.#longest(), this.#widthMs * 2);
    return fresh.length === 0 ? null : this.#page(fresh, slice);
  }

  /** Whether a slice ends behind what has settled by the clock of the platform, which its first answer tells. */
  #endsEarlier({ toMs }: Slice): boolean {
    if (this.#hasComparedClocks) return false;
    this.#hasComparedClocks = true;
    const settledMs = this.#floor(platformNowMs(this.#around) - this.#plan.lag);
    this.#endMs = Math.min(this.#endMs, settledMs);
    return toMs > this.#endMs;
  }

  #floor(ms: number): number {
    const { stepMs } = this.#plan;
    return Math.max(0, Math.floor(ms / stepMs) * stepMs);
  }

  #longest(): number {
    return Math.max(this.#plan.stepMs, this.#floor(this.#plan.sliceMs));
  }

  lastPage(): WindowPage | null {
    const untilMs = Math.max(this.#doneMs, this.#atMs);
    if (this.#toldMs === untilMs) return null;
    return this.#page([], { fromMs: untilMs, toMs: untilMs });
  }

  #halve({ fromMs, toMs }: Slice): null {
    const { stepMs } = this.#plan;
    this.#widthMs = Math.max(stepMs, Math.floor((toMs - fromMs) / 2 / stepMs) * stepMs);
    return null;
  }

  #page(fresh: readonly IdentifiedRecord[], slice: Slice): WindowPage {
    const untilMs = Math.max(this.#doneMs, slice.toMs);
    this.#recent.prune(untilMs - this.#plan.overlap, untilMs);
    this.#toldMs = untilMs;
    const cursor = { untilMs, knownFromMs: this.#recent.knownFromMs, recent: this.#recent.kept() };
    const { origin, reading } = this.#plan;
    return searchPage([...fresh].sort(byTime), { origin, slice, reading }, cursor);
  }

  /** The distinct records of a slice, as many as counted; null when the slice has to be shorter. */
  async #readProven(slice: Slice, firstCount: number): Promise<readonly IdentifiedRecord[] | null> {
    const { stepMs, sliceRecords, answerRecords } = this.#plan;
    const isInstant = slice.toMs - slice.fromMs <= stepMs;
    const doubles = new StableDoubles();
    let counted = firstCount;
    let fetched = 0;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const fetch = await this.#fetch(slice, isInstant);
      if (fetch === null) return null;
      const { found, rows } = fetch;
      fetched = found.length;
      if (fetched === counted) return found;
      doubles.add(fetch, counted);
      await this.#around.clock.sleep(WAIT_MS * attempt, this.#around.signal);
      // What arrived between the two is in the one and not in the other.
      counted = await this.#search.count(slice);
      if (fetched === counted) return found;
      if (counted > sliceRecords && !isInstant) return null;
      if (isInstant && counted > answerRecords && rows === answerRecords)
        return this.#overflows(slice, found, counted);
      if (attempt >= this.#attemptsOfDoubles() && doubles.explain(counted))
        return this.#withoutDoubles(slice, found);
    }
    throw incomplete(slice, counted, fetched);
  }

  async #fetch(slice: Slice, isInstant: boolean): Promise<Fetched | null> {
    try {
      const rows = identified(await this.#search.fetch(slice));
      for (const { timeMs } of rows) if (timeMs < slice.fromMs || timeMs >= slice.toMs) throw outside(slice);
      return { found: distinct(rows), rows: rows.length };
    } catch (error: unknown) {
      if (!isInstant && isTooLarge(error)) return null;
      throw error;
    }
  }

  /** A lake that has shown its doubles is believed after the second equal answer. */
  #attemptsOfDoubles(): number {
    return this.#hasToldDoubles ? 2 : ATTEMPTS;
  }

  /** Said once a run: where two index sets hold a stream, every slice has doubles. */
  #withoutDoubles(slice: Slice, found: readonly IdentifiedRecord[]): readonly IdentifiedRecord[] {
    if (!this.#hasToldDoubles) this.#around.report(doubled(this.#plan.origin, slice));
    this.#hasToldDoubles = true;
    return found;
  }

  #overflows(slice: Slice, found: readonly IdentifiedRecord[], counted: number): readonly IdentifiedRecord[] {
    this.#around.report({
      code: 'SEARCH_INSTANT_OVERFLOWS',
      kind: 'sourceContract',
      message:
        'One instant holds more records than one answer does: it is incomplete, the rest was not read.',
      file: `${this.#plan.origin} ${describeSlice(slice)}`,
      line: null,
    });
    this.#around.logger.warn('An instant was read incompletely.', { counted, read: found.length });
    return found;
  }
}

/** Platforms answer a search beyond their window with a refusal that does not say so. */
function isTooLarge(error: unknown): boolean {
  return (
    error instanceof AssayError && (error.kind === 'rejected' || error.code === 'HTTP_RESPONSE_TOO_LARGE')
  );
}

function incomplete(slice: Slice, counted: number, fetched: number): AssayError {
  return new AssayError({
    code: 'SEARCH_INCOMPLETE',
    kind: 'transient',
    message: 'A slice of time was read several times and never gave as many records as it counts.',
    fix: 'See whether all nodes and shards of the platform are up; the next run goes on before this slice.',
    context: { slice: describeSlice(slice), counted, fetched },
  });
}

function outside(slice: Slice): AssayError {
  return new AssayError({
    code: 'SEARCH_OUTSIDE_SLICE',
    kind: 'sourceContract',
    message: 'The platform returned records outside of the time that was asked for.',
    fix: 'Check that no proxy or saved query replaces the time range of the search.',
    context: { slice: describeSlice(slice) },
  });
}
