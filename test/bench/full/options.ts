/** What the parts of the full bench are told. */
export interface FullOptions {
  /** Of the parts that do not vary them. */
  readonly calls: number;
  readonly endpoints: number;
  readonly identifiers: number;
  /** Threads of the program and of the baseline. */
  readonly workers: number;
  /** Runs of which the median counts, where a run is short. */
  readonly runs: number;
  readonly scaleCalls: readonly number[];
  /** Calls of runs in which endpoints grow as calls do. */
  readonly scaleTogether: readonly number[];
  /** Calls of the runs between which the cost of further calls is told. */
  readonly scaleFlat: readonly number[];
  readonly scaleEndpoints: readonly number[];
  readonly scaleIdentifiers: readonly number[];
  /** Endpoints in the report that console and lists are asked for. */
  readonly listed: number;
  /** Inputs are removed as soon as a part is done with them. */
  readonly clean: boolean;
}

export type Part = (options: FullOptions) => Promise<void>;
