import { createAnalyst } from './analyst.ts';
import type { AnalystSettings } from './analyst-settings.ts';
import { type AnalystThread, startAnalystThread } from './analyst-thread.ts';
import type { AnalysisUnit, AnalystHarvest } from './unit.ts';

/** Analysts of pages behind one door: one in this thread, or one in each of several others, so that this one stays free. */
export interface AnalystPool {
  readonly size: number;
  /** Analyzes the units by one analyst that starts empty and harvests it: a page as one delta. */
  analyzePage(units: readonly AnalysisUnit[]): Promise<AnalystHarvest>;
  close(): Promise<void>;
}

export function createAnalystPool(settings: AnalystSettings, workers: number): AnalystPool {
  return workers <= 1 ? inlinePool(settings) : threadPool(settings, workers);
}

function inlinePool(settings: AnalystSettings): AnalystPool {
  let analyst = createAnalyst(settings);
  return {
    size: 1,
    analyzePage: async (units) => {
      try {
        for (const unit of units) analyst.observe(unit);
        return analyst.harvest();
      } catch (error) {
        // What came of the page so far must not go into the next one.
        analyst = createAnalyst(settings);
        throw error;
      }
    },
    close: async () => {},
  };
}

function threadPool(settings: AnalystSettings, workers: number): AnalystPool {
  const threads: AnalystThread[] = [];
  // A thread takes longer to start than a short page to analyze: one more when all that there are have something to do.
  const next = (): AnalystThread => {
    const free = leastBusy(threads);
    if (free !== null && (free.pending() === 0 || threads.length === workers)) return free;
    const started = startAnalystThread(settings);
    threads.push(started);
    return started;
  };
  return {
    size: workers,
    // A thread that cannot be started is a page that was not analyzed.
    analyzePage: async (units) => next().analyzePage(units),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

function leastBusy(threads: readonly AnalystThread[]): AnalystThread | null {
  return threads.reduce<AnalystThread | null>(
    (best, thread) => (best === null || thread.pending() < best.pending() ? thread : best),
    null,
  );
}
