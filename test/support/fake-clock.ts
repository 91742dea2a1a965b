import type { Clock } from '../../src/model/clock.ts';

export interface FakeClock extends Clock {
  /** Every wait that was asked for, in ms. */
  readonly waits: readonly number[];
  advance(ms: number): void;
}

/** A clock that stands still, and on which every wait is over at once. */
export function fakeClock(startMs: number = Date.UTC(2026, 0, 15, 12)): FakeClock {
  let nowMs = startMs;
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
      await Promise.resolve();
      signal?.throwIfAborted();
    },
  };
}
