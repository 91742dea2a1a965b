import type { Cursor, Page } from '../kit/index.ts';
import type { Clock } from '../model/clock.ts';
import type { DropSample, Store, Tally } from '../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../store/tally.ts';
import type { AnalystPool } from './analyst-pool.ts';
import { type FreshPage, knownRecords } from './known-records.ts';
import type { AnalysisUnit, AnalystHarvest, SourceTraits } from './unit.ts';

/**
 * Pages that become one delta: what calls have in common is found out once for each delta, and encoded and merged once.
 * It begins with one and doubles while deltas are small: where many endpoints are in a page, more pages in one share
 * little and take memory.
 */
const MOST_PAGES = 8;
const SMALL_DELTA_BYTES = 256 * 1024;
const LARGE_DELTA_BYTES = 512 * 1024;
/** A source that is slow waits for no more pages than come in this time. */
const LONGEST_WAIT_MS = 1000;
/** Groups of pages analyzed ahead of the commit beside one for each analyst: enough to keep them busy, few enough to bound memory. */
const GROUPS_AHEAD = 1;

export interface PullOptions {
  readonly store: Store;
  /** Asked for every group of pages: it may be another one after the settings of the analysis changed. */
  readonly pool: () => AnalystPool;
  readonly traits: SourceTraits;
  readonly readCalls: (from: Cursor | null) => AsyncIterable<Page>;
  readonly clock: Clock;
  /** Aborted: no further page is read; pages in hand are finished and committed. */
  readonly signal: AbortSignal;
  readonly onCommit: (tally: Tally, pages: number) => void;
}

export interface PullResult {
  readonly pages: number;
  /** What was received; records that an earlier pass had delivered are not received again. */
  readonly tally: Tally;
  /** Records that were delivered again and left out. */
  readonly repeated: number;
  readonly interrupted: boolean;
}

/** Pages that follow each other, analyzed as one. */
interface AnalyzedPages {
  readonly pages: readonly FreshPage[];
  readonly harvest: Promise<AnalystHarvest>;
}

/**
 * Pulls a source from its stored cursor to its end. Groups of pages are analyzed side by side and committed in order, each
 * in one transaction with the cursor of its last page, so that a kill at any instant loses no call and counts none twice.
 */
export async function pullSource(options: PullOptions): Promise<PullResult> {
  const { store, pool, traits, signal } = options;
  const from = (await store.cursor(traits.source))?.cursor ?? null;
  const ahead: AnalyzedPages[] = [];
  const group = new PageGroup(options.clock);
  let result: PullResult = { pages: 0, tally: EMPTY_TALLY, repeated: 0, interrupted: false };
  /** False once a group was not committed: the cursor of a later one would step over it. */
  let isWhole = true;
  const withoutRepeated = knownRecords(store, traits.source);
  const commitOldest = async (): Promise<void> => {
    const oldest = ahead.shift();
    if (oldest === undefined) return;
    isWhole = false;
    result = await commitPages(options, oldest, result);
    isWhole = true;
    group.learn(oldest.pages.length, (await oldest.harvest).delta?.byteLength ?? 0);
  };
  const analyzeGroup = (): void => {
    const pages = group.take();
    if (pages.length > 0) ahead.push({ pages, harvest: startAnalysis(pool(), traits, pages) });
  };
  const drain = async (): Promise<void> => {
    analyzeGroup();
    while (ahead.length > 0) await commitOldest();
  };
  try {
    for await (const page of options.readCalls(from)) {
      group.add(await withoutRepeated(page));
      if (group.isComplete) analyzeGroup();
      while (ahead.length > pool().size + GROUPS_AHEAD) await commitOldest();
      if (signal.aborted) break;
    }
  } catch (error) {
    if (!isWhole) throw error;
    // What was read before the fault is good: it is committed, then the fault is reported.
    if (!signal.aborted) {
      await drain();
      throw error;
    }
  }
  await drain();
  return { ...result, interrupted: signal.aborted };
}

/** Pages that wait to be analyzed as one. */
class PageGroup {
  readonly #clock: Clock;
  #pages: FreshPage[] = [];
  #sinceMs = 0;
  #wanted = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(page: FreshPage): void {
    if (this.#pages.length === 0) this.#sinceMs = this.#clock.nowMs();
    this.#pages.push(page);
  }

  get isComplete(): boolean {
    return this.#pages.length >= this.#wanted || this.#clock.nowMs() - this.#sinceMs >= LONGEST_WAIT_MS;
  }

  take(): readonly FreshPage[] {
    const pages = this.#pages;
    this.#pages = [];
    return pages;
  }

  /** Tells how large the delta of so many pages became. Those of larger groups than are wanted by now were begun before. */
  learn(pages: number, deltaBytes: number): void {
    if (deltaBytes > LARGE_DELTA_BYTES) this.#wanted = Math.max(1, Math.min(this.#wanted, pages >> 1));
    else if (deltaBytes < SMALL_DELTA_BYTES && pages === this.#wanted)
      this.#wanted = Math.min(MOST_PAGES, pages * 2);
  }
}

function startAnalysis(
  pool: AnalystPool,
  traits: SourceTraits,
  pages: readonly FreshPage[],
): Promise<AnalystHarvest> {
  const units = pages.map(
    ({ page }): AnalysisUnit => ({ traits, records: page.records, position: page.position }),
  );
  const harvest = pool.analyzePage(units);
  // Awaited in commit order; without this a failure of a later group would count as unhandled until its turn.
  harvest.catch(() => undefined);
  return harvest;
}

async function commitPages(
  options: PullOptions,
  { pages, harvest: analyzed }: AnalyzedPages,
  before: PullResult,
): Promise<PullResult> {
  const last = pages.at(-1);
  if (last === undefined) return before;
  const harvest = await analyzed;
  const tally = pages.reduce((sum, { page }) => mergeTallies(sum, readerDrops(page)), harvest.tally);
  await options.store.commitPage(
    {
      source: options.traits.source,
      cursor: last.page.cursor,
      delta: harvest.delta,
      tally,
      seen: pages.flatMap(({ seen }) => seen),
      seenWatermarkMs:
        pages.findLast(({ seenWatermarkMs }) => seenWatermarkMs !== null)?.seenWatermarkMs ?? null,
    },
    options.clock.nowMs(),
  );
  const result = {
    pages: before.pages + pages.length,
    tally: mergeTallies(before.tally, tally),
    repeated: pages.reduce((sum, { repeated }) => sum + repeated, before.repeated),
    interrupted: false,
  };
  options.onCommit(result.tally, result.pages);
  return result;
}

/** Records that the reader could not deliver are received and dropped like any other. */
export function readerDrops(page: Page): Tally {
  return page.dropped.reduce<Tally>((tally, { reason, count, lines }) => {
    const samples: DropSample[] = lines.map((line) => ({
      reason,
      file: page.position.file,
      line,
      detail: null,
    }));
    return mergeTallies(tally, { ...EMPTY_TALLY, received: count, dropped: { [reason]: count }, samples });
  }, EMPTY_TALLY);
}
