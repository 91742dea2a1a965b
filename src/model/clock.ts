/** The only source of "now" and of waiting; handed in so that tests own time. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
  /** Resolves after the wait; rejects with the reason of `signal` as soon as that aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
