import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSummary, merge, type Summary } from '../analyzer/index.ts';
import type { Tally } from '../store/store.ts';
import { mergeTallies } from '../store/tally.ts';
import { type AnalystSettings, createAnalyst, summarySettingsOf } from './analyst.ts';
import { type AnalystThread, startAnalystThread } from './analyst-thread.ts';
import { unpackSummary } from './summary-codec.ts';
import { type AnalysisUnit, releaseBytes } from './unit.ts';

/**
 * Analysts for one summary of everything: this thread and `workers - 1` others. This thread reads the pages, keeps the
 * others busy and analyzes what they have no room for, so its part is never packed, and the last stage, which only one
 * core can do, has one part less to read.
 */
export interface AnalystTeam {
  /** Resolves when the unit is analyzed or waits in a thread with room for it. Throws what any analyst threw. */
  observe(unit: AnalysisUnit): Promise<void>;
  /** What all of them made of the units. They are spent then. */
  harvest(): Promise<{ readonly summary: Summary; readonly tally: Tally }>;
  close(): Promise<void>;
}

/** One unit in hand and one behind it: a thread never waits while this one is busy with a unit of its own. */
const UNITS_PER_THREAD = 2;

export function createAnalystTeam(settings: AnalystSettings, workers: number): AnalystTeam {
  const own = createAnalyst(settings);
  const threads = Array.from({ length: Math.max(0, workers - 1) }, () => startAnalystThread(settings));
  const work = new Set<Promise<void>>();
  let fault: { readonly error: unknown } | null = null;
  const hand = (thread: AnalystThread, unit: AnalysisUnit): void => {
    const done = thread.observe(unit).then(
      () => void work.delete(done),
      (error: unknown) => {
        fault ??= { error };
        work.delete(done);
      },
    );
    work.add(done);
  };
  const throwFault = (): void => {
    if (fault !== null) throw fault.error;
  };
  return {
    observe: async (unit) => {
      throwFault();
      const free = threads.find((thread) => thread.pending() < UNITS_PER_THREAD);
      if (free === undefined) {
        own.observe(unit);
        releaseBytes(unit);
      } else hand(free, unit);
      // Answers of threads are events: without a turn of the loop a thread would look busy for ever.
      await nextTurn();
    },
    harvest: async () => {
      await Promise.all(work);
      throwFault();
      let { summary, tally } = own.release();
      await Promise.all(
        threads.map(async (thread) => {
          const harvest = await thread.harvest();
          // Its memory is free before its summary is unpacked here.
          await thread.end();
          tally = mergeTallies(tally, harvest.tally);
          if (harvest.delta === null) return;
          const part = unpackSummary(harvest.delta, summarySettingsOf(settings));
          if (summary === null) summary = part;
          else merge(summary, part);
        }),
      );
      return { summary: summary ?? createSummary(summarySettingsOf(settings)), tally };
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
