import type { Cursor, Page } from '../kit/index.ts';
import type { Clock } from '../model/clock.ts';
import type { DropSample, Store, Tally } from '../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../store/tally.ts';
import type { AnalystPool } from './analyst-pool.ts';
import { type FreshPage, knownRecords } from './known-records.ts';
import type { AnalysisUnit, AnalystHarvest, SourceTraits } from './unit.ts';

/** Pages analyzed ahead of the commit, per analyst: enough to keep them busy, few enough to bound memory. */
const AHEAD_PER_ANALYST = 2;

export interface PullOptions {
  readonly store: Store;
  readonly pool: AnalystPool;
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

interface AnalyzedPage {
  readonly fresh: FreshPage;
  readonly harvest: Promise<AnalystHarvest>;
}

/**
 * Pulls a source from its stored cursor to its end. Pages are analyzed side by side and committed in order, each in
 * one transaction with its cursor, so that a kill at any instant loses no call and counts none twice.
 */
export async function pullSource(options: PullOptions): Promise<PullResult> {
  const { store, pool, traits, signal } = options;
  const from = (await store.cursor(traits.source))?.cursor ?? null;
  const ahead: AnalyzedPage[] = [];
  let result: PullResult = { pages: 0, tally: EMPTY_TALLY, repeated: 0, interrupted: false };
  const withoutRepeated = knownRecords(store, traits.source);
  const commitOldest = async (): Promise<void> => {
    const oldest = ahead.shift();
    if (oldest !== undefined) result = await commitPage(options, oldest, result);
  };
  try {
    for await (const page of options.readCalls(from)) {
      const fresh = await withoutRepeated(page);
      ahead.push({ fresh, harvest: startAnalysis(pool, traits, fresh.page) });
      while (ahead.length >= pool.size * AHEAD_PER_ANALYST) await commitOldest();
      if (signal.aborted) break;
    }
  } catch (error) {
    // What was read before the fault is good: it is committed, then the fault is reported.
    if (!signal.aborted) {
      await drain(ahead, commitOldest);
      throw error;
    }
  }
  await drain(ahead, commitOldest);
  return { ...result, interrupted: signal.aborted };
}

async function drain(ahead: readonly AnalyzedPage[], commitOldest: () => Promise<void>): Promise<void> {
  while (ahead.length > 0) await commitOldest();
}

function startAnalysis(pool: AnalystPool, traits: SourceTraits, page: Page): Promise<AnalystHarvest> {
  const unit: AnalysisUnit = { traits, records: page.records, position: page.position };
  const harvest = pool.analyzePage([unit]);
  // Awaited in commit order; without this a failure of a later page would count as unhandled until its turn.
  harvest.catch(() => undefined);
  return harvest;
}

async function commitPage(
  options: PullOptions,
  analyzed: AnalyzedPage,
  before: PullResult,
): Promise<PullResult> {
  const { page, repeated, seen, seenWatermarkMs } = analyzed.fresh;
  const harvest = await analyzed.harvest;
  const tally = mergeTallies(harvest.tally, readerDrops(page));
  await options.store.commitPage(
    {
      source: options.traits.source,
      cursor: page.cursor,
      delta: harvest.delta,
      tally,
      seen,
      seenWatermarkMs,
    },
    options.clock.nowMs(),
  );
  const result = {
    pages: before.pages + 1,
    tally: mergeTallies(before.tally, tally),
    repeated: before.repeated + repeated,
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
