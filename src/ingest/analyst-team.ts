import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Actors,
  createSummary,
  emptyActors,
  merge,
  residentBytes,
  type Summary,
} from '../analyzer/counting.ts';
import type { Tally } from '../store/store.ts';
import { mergeTallies } from '../store/tally.ts';
import { type Analyst, createAnalyst } from './analyst.ts';
import { type AnalystSettings, summarySettingsOf } from './analyst-settings.ts';
import { type AnalystThread, type BootedThread, startAnalystThread } from './analyst-thread.ts';
import { divideLines } from './divide-lines.ts';
import { giveHeapRoom } from './heap-room.ts';
import type { PackStore } from './pack-store.ts';
import { packSummary } from './pack-summary.ts';
import type { PackedSource } from './packed-source.ts';
import { SetAside } from './set-aside.ts';
import { type AnalysisUnit, type PartUnit, releaseBytes } from './unit.ts';

/**
 * Analysts for one summary of everything: this thread and `workers - 1` others. This thread reads the pages, keeps the
 * others busy and analyzes what they have no room for, so its part is never packed, and the last stage, which only one
 * core can do, has one part less to read.
 */
export interface AnalystTeam {
  /** Resolves when the unit is analyzed or waits in a thread with room for it. Throws what any analyst threw. */
  observe(unit: AnalysisUnit): Promise<void>;
  /** About how many records of the units are not analyzed yet, because they are set aside. */
  readonly waiting: number;
  /** What all of them made of the units. They are spent then. `onTurn` is called now and then; what it throws ends it. */
  harvest(onTurn?: () => void): Promise<TeamHarvest>;
  close(): Promise<void>;
}

export interface TeamHarvest {
  readonly counted:
    | {
        readonly kind: 'whole';
        readonly summary: Summary;
        /** Those of the other threads, which are not in the summary: a view need not merge all of them. */
        readonly actors: readonly Actors[];
      }
    /** Too large to be held as a whole: the merge of these. */
    | { readonly kind: 'packed'; readonly packed: readonly PackedSource[] };
  readonly tally: Tally;
}

/** One unit in hand and one behind it: a thread never waits while this one is busy with a unit of its own. */
const UNITS_PER_THREAD = 2;

/** Parts are smaller than units, and how many calls are in them differs. */
const PARTS_PER_THREAD = 4;
const PARTS_BEHIND = 2;
/** Share of the budget from which on units are divided: in small summaries nothing is gained by it. */
const DIVIDED_FROM = 1 / 8;
/** Share of its budget up to which the objects of a summary are merged with the others in memory. */
const VIEWED_WHOLE_TO = 1 / 2;
/**
 * Once a summary has outgrown its budget: of so many groups of endpoints one is analyzed at once, and the lines of the
 * others are set aside until it is done.
 */
const GROUPS = 4;

/**
 * `packs` keeps what outgrows the budget of the settings, and is closed by whoever made it. `booted` are taken before
 * other threads are started.
 */
export function createAnalystTeam(
  settings: AnalystSettings,
  workers: number,
  packs: PackStore,
  booted: readonly BootedThread[] = [],
): AnalystTeam {
  return new Team(settings, workers, packs, booted);
}

class Team implements AnalystTeam {
  readonly #settings: AnalystSettings;
  readonly #own: Analyst;
  readonly #packs: PackStore;
  readonly #packed: PackedSource[] = [];
  readonly #work = new Set<Promise<void>>();
  readonly #booted: readonly BootedThread[];
  #threadsToStart: number;
  #threads: readonly AnalystThread[] = [];
  /** The first unit waits for a second one: threads for a single unit would cost more than they save. */
  #first: AnalysisUnit | null = null;
  #divides = false;
  #aside: SetAside | null = null;
  /** Parts of this thread that it has not analyzed yet. */
  readonly #behind: AnalysisUnit[] = [];
  #fault: { readonly error: unknown } | null = null;

  constructor(settings: AnalystSettings, workers: number, packs: PackStore, booted: readonly BootedThread[]) {
    this.#settings = settings;
    this.#packs = packs;
    this.#own = createAnalyst(settings);
    this.#booted = booted;
    this.#threadsToStart = workers - 1;
  }

  async observe(unit: AnalysisUnit): Promise<void> {
    this.#throwFault();
    giveHeapRoom();
    if (this.#threadsToStart > 0 && this.#first === null) {
      this.#first = unit;
      return;
    }
    this.#startThreads();
    if (this.#aside === null && this.#packed.length > 0 && !this.#settings.dedupe) this.#setAsideFromNowOn();
    const parts = this.#parts(unit);
    let kept: Promise<void> | null = null;
    if (parts === null) this.#place(unit);
    else {
      kept = this.#putAside(parts.slice(this.#size));
      this.#placeParts(parts.slice(0, this.#size));
    }
    // Threads boot meanwhile.
    this.#analyzeFirst();
    // Answers of threads are events: without a turn of the loop a thread would look busy for ever.
    await nextTurn();
    await kept;
  }

  get waiting(): number {
    return this.#aside?.records ?? 0;
  }

  async harvest(onTurn: () => void = () => undefined): Promise<TeamHarvest> {
    this.#analyzeFirst();
    while (this.#behind.length > 0) this.#analyzeNext();
    if (this.#aside !== null)
      for (let group = 1; group < GROUPS; group += 1) await this.#analyzeGroup(this.#aside, group, onTurn);
    // What reads a handover is loaded while threads are at work.
    const reading = this.#threads.length > 0 ? import('./take-over.ts') : null;
    await Promise.all(this.#work);
    this.#throwFault();
    const settings = summarySettingsOf(this.#settings);
    const packs = this.#packed.length > 0 || this.#isLarge();
    let { summary, tally } = this.#own.release();
    const actors: Actors[] = [];
    const taken = this.#threads.map(async (thread) => {
      const handover = await thread.handOver(packs);
      // Its memory is free before its summary is unpacked here.
      await thread.end();
      tally = mergeTallies(tally, handover.tally);
      if (handover.packed !== null) this.#keep(handover.packed);
      const part = (await reading)?.takeOver(handover, settings) ?? null;
      if (part === null) return;
      actors.push(part.actors);
      const rest = { ...part, actors: emptyActors() };
      if (summary === null) summary = rest;
      else merge(summary, rest);
    });
    if (packs && summary !== null) {
      // Threads pack theirs at the same time.
      this.#keep(packSummary(summary));
      summary = null;
    }
    await Promise.all(taken);
    if (packs) return { counted: { kind: 'packed', packed: this.#packed }, tally };
    return { counted: { kind: 'whole', summary: summary ?? createSummary(settings), actors }, tally };
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #startThreads(): void {
    if (this.#threadsToStart <= 0) return;
    this.#threads = Array.from(
      { length: this.#threadsToStart },
      (_, at) => this.#booted[at]?.begin(this.#settings) ?? startAnalystThread(this.#settings),
    );
    this.#threadsToStart = 0;
  }

  /** To whoever has room; without anybody this thread does it. */
  #place(unit: AnalysisUnit): void {
    const free = this.#threads.find((thread) => thread.pending() < UNITS_PER_THREAD);
    if (free === undefined) this.#analyze(unit);
    else this.#hand(free, unit);
  }

  /**
   * To each its part, the last to this thread, which is some parts behind so that no thread waits for it. A part whose
   * thread has no room joins those of this thread; a thread with nothing left to do gets one of them.
   */
  #placeParts(parts: readonly AnalysisUnit[]): void {
    parts.forEach((part, at) => {
      const thread = this.#threads[at];
      if (thread === undefined || thread.pending() >= PARTS_PER_THREAD) this.#behind.push(part);
      else {
        const more = thread.pending() === 0 ? this.#behind.shift() : undefined;
        this.#hand(thread, part);
        if (more !== undefined) this.#hand(thread, more);
      }
    });
    while (this.#behind.length > PARTS_BEHIND) this.#analyzeNext();
  }

  #analyzeNext(): void {
    const next = this.#behind.shift();
    if (next !== undefined) this.#analyze(next);
  }

  /** To be viewed part by part rather than as a whole, which takes as much memory again. */
  #isLarge(): boolean {
    const { budget } = this.#settings;
    const objects = residentBytes({ ...this.#own.bytes, buffers: 0 });
    return budget !== undefined && objects > budget.bytes * VIEWED_WHOLE_TO;
  }

  /** By likeness of requests, once what is kept is large: then nothing of an endpoint should be kept by every analyst. */
  #parts(unit: AnalysisUnit): readonly PartUnit[] | null {
    const { records } = unit;
    const { budget } = this.#settings;
    if (budget === undefined || records.kind !== 'lines') return null;
    this.#divides ||= residentBytes(this.#own.bytes) > budget.bytes * DIVIDED_FROM;
    const count = this.#aside === null || this.#aside.isFull ? this.#size : this.#size * GROUPS;
    if (!this.#divides || count === 1) return null;
    const parts = divideLines(records, count);
    releaseBytes(unit);
    return parts.map((part) => ({ ...unit, records: part }));
  }

  get #size(): number {
    return this.#threads.length + 1;
  }

  /** What is kept of all endpoints so far goes: from now on it is kept of one group at a time. */
  #setAsideFromNowOn(): void {
    this.#aside = new SetAside(this.#packs, this.#size * GROUPS);
    this.#divides = true;
    this.#packAll();
  }

  #packAll(): void {
    for (const thread of this.#threads) this.#follow(thread.pack());
    this.#own.pack();
    this.#keepOutgrown();
  }

  /** What cannot be set aside is analyzed here. */
  async #putAside(units: readonly PartUnit[]): Promise<void> {
    const aside = this.#aside;
    if (aside === null) return;
    const puts = units.map(async (unit, at) => {
      if (!(await aside.put(this.#size + at, unit))) this.#behind.push(unit);
    });
    await Promise.all(puts);
  }

  /** To each analyst its part of the group; who is done helps where most is left. */
  async #analyzeGroup(aside: SetAside, group: number, onTurn: () => void): Promise<void> {
    this.#packAll();
    const parts = Array.from({ length: this.#size }, (_, at) => group * this.#size + at);
    const next = (at: number): AnalysisUnit | null => aside.takeOf(parts, parts[at] ?? 0);
    for (let isMore = true; isMore; ) {
      this.#threads.forEach((thread, at) => {
        while (thread.pending() < PARTS_PER_THREAD) {
          const unit = next(at);
          if (unit === null) break;
          this.#hand(thread, unit);
        }
      });
      const own = next(this.#threads.length);
      if (own !== null) this.#analyze(own);
      isMore = own !== null;
      await nextTurn();
      this.#throwFault();
      onTurn();
    }
    await Promise.all(this.#work);
  }

  #hand(thread: AnalystThread, unit: AnalysisUnit): void {
    this.#follow(thread.observe(unit));
  }

  #follow(answer: ReturnType<AnalystThread['observe']>): void {
    const done = answer.then(
      (outgrown) => {
        for (const packed of outgrown) this.#keep(packed);
        this.#work.delete(done);
      },
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
    this.#keepOutgrown();
  }

  #keepOutgrown(): void {
    for (const packed of this.#own.takePacked()) this.#keep(packed);
  }

  #keep(packed: Uint8Array): void {
    this.#packed.push(this.#packs.add(packed));
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
