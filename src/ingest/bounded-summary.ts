import {
  createSummary,
  observeCalls,
  type SeenCall,
  type Summary,
  type SummarySettings,
  summaryBytes,
} from '../analyzer/index.ts';
import { packSummary } from './summary-codec.ts';

/** How much memory the summary of one analyst may take before it is packed and a new one is begun. */
export interface SummaryBudget {
  readonly bytes: number;
  /** Measuring costs some milliseconds: calls to observe before the first time, and at least between two. */
  readonly everyCalls: number;
}

/** What was observed: any division of the calls has the same merge, so a budget changes no result. */
export interface BoundedHarvest {
  readonly packed: readonly Uint8Array<ArrayBuffer>[];
  /** What came after the last that was packed. */
  readonly summary: Summary;
}

/** While the budget is far off, so many times more calls may go unmeasured. */
const LONGEST_WAIT = 8;
/** Share of the calls that fit, by what those before took, after which the summary is measured again. */
const WAIT_SHARE = 0.5;

/** Observes calls into a summary that is packed whenever it has outgrown its budget. */
export class BoundedSummary {
  readonly #settings: Partial<SummarySettings>;
  readonly #budget: SummaryBudget | null;
  #summary: Summary;
  #packed: Uint8Array<ArrayBuffer>[] = [];
  #calls = 0;
  #measureAt = 0;
  #bytes = 0;

  /** Without a budget nothing is measured or packed. */
  constructor(settings: Partial<SummarySettings>, budget: SummaryBudget | null) {
    this.#settings = settings;
    this.#budget = budget;
    this.#summary = createSummary(settings);
    this.#measureAt = budget?.everyCalls ?? 0;
  }

  /** As it was last measured; 0 before. */
  get bytes(): number {
    return this.#bytes;
  }

  observe(calls: readonly SeenCall[]): void {
    observeCalls(this.#summary, calls);
    if (this.#budget === null) return;
    this.#calls += calls.length;
    if (this.#calls >= this.#measureAt) this.#measure(this.#budget);
  }

  /** Everything since the last time; empty again then. */
  release(): BoundedHarvest {
    const harvest = { packed: this.#packed, summary: this.#summary };
    this.#packed = [];
    this.#begin();
    return harvest;
  }

  #measure({ bytes, everyCalls }: SummaryBudget): void {
    this.#bytes = summaryBytes(this.#summary);
    if (this.#bytes > bytes) {
      const full = this.#summary;
      this.#begin();
      this.#packed.push(packSummary(full));
      return;
    }
    const fitting = (this.#calls * bytes) / Math.max(1, this.#bytes) - this.#calls;
    this.#measureAt =
      this.#calls + Math.min(LONGEST_WAIT * everyCalls, Math.max(everyCalls, fitting * WAIT_SHARE));
  }

  #begin(): void {
    this.#summary = createSummary(this.#settings);
    this.#calls = 0;
    this.#measureAt = this.#budget?.everyCalls ?? 0;
    this.#bytes = 0;
  }
}
