import { AssayError, ERROR_POLICY } from '../model/errors.ts';
import type { HttpHost } from './settings.ts';

export interface RetryBounds {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  readonly maxRetryAfterMs: number;
}

const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;

/**
 * Repeats an operation as the kind of its error says: after the hint, with growing and spread delays, or not at all.
 * A hint beyond the bound is not waited for: the error is thrown at once and the next scheduled run tries again.
 */
export async function withRetry<T>(
  operation: () => Promise<T>,
  bounds: RetryBounds & { readonly isRepeatable: boolean },
  host: HttpHost,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    host.signal.throwIfAborted();
    try {
      return await operation();
    } catch (error: unknown) {
      const isLast = attempt >= bounds.attempts || !bounds.isRepeatable;
      const delayMs = isLast ? null : delayFor(error, attempt, bounds, host.random);
      if (delayMs === null || !(error instanceof AssayError)) throw error;
      host.logger.debug('Request is tried again.', { code: error.code, attempt, delayMs });
      await host.clock.sleep(delayMs, host.signal);
    }
  }
}

function delayFor(error: unknown, attempt: number, bounds: RetryBounds, random: () => number): number | null {
  if (!(error instanceof AssayError)) return null;
  const policy = ERROR_POLICY[error.kind].retry;
  if (policy !== 'backoff' && policy !== 'after-hint') return null;
  const hintMs = error.retryAfterMs ?? 0;
  if (hintMs > bounds.maxRetryAfterMs) return null;
  // "Equal jitter": half of the step is certain, half is spread, so that agents restarted together drift apart.
  const stepMs = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
  return Math.max(hintMs, Math.round(stepMs / 2 + (stepMs / 2) * random()));
}
