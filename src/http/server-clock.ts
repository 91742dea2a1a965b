import type { Clock } from '../model/clock.ts';
import { parseHttpDateMs } from './http-date.ts';

/** The clock of a host, as its answers tell it. */
export class ServerClock {
  readonly #clock: Clock;
  #aheadMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the time from an answer; one out of a cache (it has an age) tells none. */
  note(headers: Readonly<Record<string, string>>): void {
    const { date, age } = headers;
    const atMs = date === undefined || age !== undefined ? null : parseHttpDateMs(date.trim());
    if (atMs !== null) this.#aheadMs = atMs - this.#clock.nowMs();
  }

  nowMs(): number | null {
    return this.#aheadMs === null ? null : this.#clock.nowMs() + this.#aheadMs;
  }
}
