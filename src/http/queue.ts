import PQueue from 'p-queue';
import type { HttpLimits } from './settings.ts';

/** Runs tasks per origin within the limits that the platform allows. */
export interface OriginQueues {
  run<T>(origin: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createOriginQueues(limits: HttpLimits): OriginQueues {
  const queues = new Map<string, PQueue>();
  const queueFor = (origin: string): PQueue => {
    const existing = queues.get(origin);
    if (existing !== undefined) return existing;
    const { concurrency, perInterval } = limits;
    const rate = perInterval && { intervalCap: perInterval.requests, interval: perInterval.intervalMs };
    const created = new PQueue({ concurrency, ...rate });
    queues.set(origin, created);
    return created;
  };
  return {
    // With a signal, a task that still waits is taken out of the queue as soon as the run ends.
    run: (origin, task, signal) => queueFor(origin).add(task, { signal }),
  };
}
