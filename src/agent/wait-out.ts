import type { Clock } from '../model/clock.ts';
import { AssayError, ERROR_POLICY } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';

export interface Patience {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Of the log line: what is waited for. */
  readonly subject: string;
  /** The fault of each attempt, and null once one succeeded. */
  readonly onProblem: (problem: AssayError | null) => void;
}

const RETRY_MS = 2000;
const MAX_RETRY_MS = 15_000;

/**
 * Does it again and again, ever less often, while faults pass; null when the signal aborted first. Throws what no
 * later attempt would mend.
 */
export async function waitOut<T>(patience: Patience, attempt: () => Promise<T>): Promise<T | null> {
  const { clock, logger, signal, subject, onProblem } = patience;
  for (let waitMs = RETRY_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, MAX_RETRY_MS)) {
    try {
      const result = await attempt();
      onProblem(null);
      return result;
    } catch (error) {
      if (!(error instanceof AssayError) || ERROR_POLICY[error.kind].retry !== 'backoff') throw error;
      if (signal.aborted) break;
      onProblem(error);
      logger.warn('A fault is waited out.', { subject, error });
      await clock.sleep(waitMs, signal).catch(() => undefined);
    }
  }
  return null;
}
