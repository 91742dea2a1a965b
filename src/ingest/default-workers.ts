import { availableParallelism } from 'node:os';

/** Threads that pay off: every core, but never more than eight. */
export function defaultWorkers(): number {
  return Math.min(8, availableParallelism());
}
