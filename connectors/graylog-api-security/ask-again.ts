import { AssayError, type ConnectorContext } from '../../src/kit/index.ts';
import type { RowBatch } from './lake.ts';
import { isPassing } from './trino-failure.ts';

type Context = Pick<ConnectorContext<object>, 'clock' | 'logger' | 'signal'>;
type Query = (sql: string) => AsyncIterable<RowBatch>;

/** Before the second, third, … attempt of one query: workers join within half a minute or so of a start. */
const WAITS_MS = [2_000, 4_000, 8_000, 15_000];
/** In one run, over all queries: a cluster that keeps failing is for the next run, which asks in its own time. */
const MOST_A_RUN = 12;

/**
 * Asks a query again that failed for a reason that passes while a cluster starts, loses a worker or is full, as long as
 * no row of it was handed on. Each repeat is told with its count; an error that remains says how often was asked.
 */
export function askingAgain(query: Query, context: Context): Query {
  let repeats = 0;
  return async function* asked(sql) {
    for (let attempt = 1; ; attempt += 1) {
      let hasRows = false;
      try {
        for await (const batch of query(sql)) {
          hasRows ||= batch.rows.length + batch.broken > 0;
          yield batch;
        }
        return;
      } catch (error: unknown) {
        const delayMs = WAITS_MS[attempt - 1];
        if (!(error instanceof AssayError) || !isPassing(error) || hasRows) throw error;
        if (delayMs === undefined || repeats >= MOST_A_RUN) throw askedInVain(error, attempt, repeats);
        repeats += 1;
        const errorName = error.context['errorName'] ?? null;
        context.logger.warn('A query is asked again.', {
          errorName,
          attempt,
          repeatsOfRun: repeats,
          delayMs,
        });
        await context.clock.sleep(delayMs, context.signal);
      }
    }
  };
}

function askedInVain(error: AssayError, attempts: number, repeatsOfRun: number): AssayError {
  const { code, kind, message, fix, context } = error;
  return new AssayError({
    code,
    kind,
    message,
    ...(fix === null ? {} : { fix }),
    context: { ...context, attempts, repeatsOfRun },
  });
}
