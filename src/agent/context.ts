import type { AssayConfig } from '../config/assay-config.ts';
import type { Connector } from '../kit/index.ts';
import type { Clock } from '../model/clock.ts';
import type { AssayError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { Logger } from '../model/logger.ts';
import type { RunOutcome, Store } from '../store/store.ts';

/** Everything a job needs, handed in by the composition root. */
export interface AgentContext {
  readonly config: AssayConfig;
  readonly store: Store;
  readonly connector: (id: string) => Promise<Connector>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly workers: number;
  /** Of this program, for registries that show which agent is at work. */
  readonly version: string;
  /** Told about every step, for progress on a terminal; the daemon logs instead. */
  readonly observer: JobObserver;
  /** Absent: this process is the only one that writes to the store. */
  readonly sharing?: Sharing;
}

/** How work on a shared store is divided: who this process is, and how long what it holds stays its own. */
export interface Sharing {
  readonly owner: string;
  readonly ttlMs: number;
  readonly renewMs: number;
  /** False: this process leaves pulling to workers. */
  readonly pulls?: boolean;
}

export interface JobObserver {
  started(job: JobName, subject: string): void;
  progressed(job: JobName, subject: string, done: number, unit: string): void;
  ended(job: JobName, subject: string, result: JobResult): void;
}

export type JobName = 'pull' | 'sync' | 'assess' | 'publish';
export const JOB_NAMES: readonly JobName[] = ['sync', 'pull', 'assess', 'publish'];

/** How one job on one subject (source, gateway, registry) ended. */
export interface JobResult {
  readonly outcome: RunOutcome;
  readonly counts: JsonObject;
  readonly error: AssayError | null;
}

/** How one job on one subject ended, for the person who watches or the exit code. */
export interface JobEnd {
  readonly job: JobName;
  readonly subject: string;
  readonly result: JobResult;
}

export const SUCCEEDED: JobResult = { outcome: 'succeeded', counts: {}, error: null };
