import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSummary, merge, type Summary } from '../analyzer/index.ts';
import type { Tally } from '../store/store.ts';
import { mergeTallies } from '../store/tally.ts';
import { type Analyst, type AnalystSettings, createAnalyst, summarySettingsOf } from './analyst.ts';
import { type AnalystThread, startAnalystThread } from './analyst-thread.ts';
import { takeOver } from './handover.ts';
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
  return new Team(settings, workers);
}

class Team implements AnalystTeam {
  readonly #settings: AnalystSettings;
  readonly #own: Analyst;
  readonly #work = new Set<Promise<void>>();
  #threadsToStart: number;
  #threads: readonly AnalystThread[] = [];
  /** The first unit waits for a second one: threads for a single unit would cost more than they save. */
  #first: AnalysisUnit | null = null;
  #fault: { readonly error: unknown } | null = null;

  constructor(settings: AnalystSettings, workers: number) {
    this.#settings = settings;
    this.#own = createAnalyst(settings);
    this.#threadsToStart = workers - 1;
  }

  async observe(unit: AnalysisUnit): Promise<void> {
    this.#throwFault();
    if (this.#threadsToStart > 0 && this.#first === null) {
      this.#first = unit;
      return;
    }
    this.#startThreads();
    const free = this.#threads.find((thread) => thread.pending() < UNITS_PER_THREAD);
    if (free === undefined) this.#analyze(unit);
    else this.#hand(free, unit);
    // Threads boot meanwhile.
    this.#analyzeFirst();
    // Answers of threads are events: without a turn of the loop a thread would look busy for ever.
    await nextTurn();
  }

  async harvest(): Promise<{ readonly summary: Summary; readonly tally: Tally }> {
    this.#analyzeFirst();
    await Promise.all(this.#work);
    this.#throwFault();
    const settings = summarySettingsOf(this.#settings);
    let { summary, tally } = this.#own.release();
    await Promise.all(
      this.#threads.map(async (thread) => {
        const handover = await thread.handOver();
        // Its memory is free before its summary is unpacked here.
        await thread.end();
        tally = mergeTallies(tally, handover.tally);
        const part = takeOver(handover, settings);
        if (summary === null || part === null) summary ??= part;
        else merge(summary, part);
      }),
    );
    return { summary: summary ?? createSummary(settings), tally };
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #startThreads(): void {
    if (this.#threadsToStart <= 0) return;
    this.#threads = Array.from({ length: this.#threadsToStart }, () => startAnalystThread(this.#settings));
    this.#threadsToStart = 0;
  }

  #hand(thread: AnalystThread, unit: AnalysisUnit): void {
    const done = thread.observe(unit).then(
      () => void this.#work.delete(done),
      (error: unknown) => {
        this.#fault ??= { error };
        this.#work.delete(done);
      },
    );
    this.#work.add(done);
  }

  #analyze(unit: AnalysisUnit): void {
    this.#own.observe(unit);
    releaseBytes(unit);
  }

  #analyzeFirst(): void {
    const first = this.#first;
    this.#first = null;
    if (first !== null) this.#analyze(first);
  }

  #throwFault(): void {
    if (this.#fault !== null) throw this.#fault.error;
  }
}
