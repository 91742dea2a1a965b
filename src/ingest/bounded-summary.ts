import {
  createSummary,
  NO_BYTES,
  observeCalls,
  residentBytes,
  type SeenCall,
  type Summary,
  type SummaryBytes,
  type SummarySettings,
  summaryBytes,
} from '../analyzer/counting.ts';
import { collectGarbage } from './collect-garbage.ts';
import { packSummary } from './pack-summary.ts';

/** How much memory the summary of one analyst may take before it is packed and a new one is begun. */
export interface SummaryBudget {
  readonly bytes: number;
  /** Measuring costs some milliseconds: calls between two, at least. The first time is sooner. */
  readonly everyCalls: number;
}

/** While the budget is far off, so many times more calls may go unmeasured. */
const LONGEST_WAIT = 8;
/** Share of the calls that fit, by what those before took, after which the summary is measured again. */
const WAIT_SHARE = 0.5;

const FIRST_SHARE = 1 / 4;
/** Of less nothing is given back at once. */
const LARGE_BYTES = 16 * 1024 ** 2;

/**
 * Observes calls into a summary that is packed whenever it has outgrown its budget. Any division of calls has the same
 * merge, so a budget changes no result.
 */
export class BoundedSummary {
  readonly #settings: Partial<SummarySettings>;
  readonly #budget: SummaryBudget | null;
  #summary: Summary;
  #packed: Uint8Array<ArrayBuffer>[] = [];
  #calls = 0;
  #measureAt = 0;
  #bytes: SummaryBytes = NO_BYTES;
  /** What was packed last was large and is not collected yet. */
  #hasLetGo = false;

  /** Without a budget nothing is measured or packed. */
  constructor(settings: Partial<SummarySettings>, budget: SummaryBudget | null) {
    this.#settings = settings;
    this.#budget = budget;
    this.#summary = createSummary(settings);
    this.#begin();
  }

  /** As it was last measured; none before. */
  get bytes(): SummaryBytes {
    return this.#bytes;
  }

  observe(calls: readonly SeenCall[]): void {
    this.#collect();
    observeCalls(this.#summary, calls);
    if (this.#budget === null) return;
    this.#calls += calls.length;
    if (this.#calls >= this.#measureAt) this.#measure(this.#budget);
  }

  /** Packs what there is, whatever it takes: what comes next is another matter. */
  pack(): void {
    if (this.#calls === 0) return;
    this.#bytes = summaryBytes(this.#summary);
    this.#packAndBegin();
  }

  /** What was packed since the last time. */
  takePacked(): readonly Uint8Array<ArrayBuffer>[] {
    const packed = this.#packed;
    this.#packed = [];
    return packed;
  }

  /** What came after the last that was packed; empty again then. */
  release(): Summary {
    const summary = this.#summary;
    this.#begin();
    return summary;
  }

  #measure({ bytes, everyCalls }: SummaryBudget): void {
    this.#bytes = summaryBytes(this.#summary);
    const taken = residentBytes(this.#bytes);
    if (taken > bytes) {
      this.#packAndBegin();
      return;
    }
    const fitting = (this.#calls * bytes) / Math.max(1, taken) - this.#calls;
    this.#measureAt =
      this.#calls + Math.min(LONGEST_WAIT * everyCalls, Math.max(everyCalls, fitting * WAIT_SHARE));
  }

  #packAndBegin(): void {
    this.#hasLetGo ||= residentBytes(this.#bytes) > LARGE_BYTES;
    this.#packed.push(packSummary(this.#summary));
    this.#begin();
  }

  /** With the call after it was packed: what packs still holds it (see `collectGarbage`). */
  #collect(): void {
    if (!this.#hasLetGo) return;
    this.#hasLetGo = false;
    collectGarbage();
  }

  #begin(): void {
    this.#summary = createSummary(this.#settings);
    this.#calls = 0;
    this.#measureAt = (this.#budget?.everyCalls ?? 0) * FIRST_SHARE;
    this.#bytes = NO_BYTES;
  }
}
