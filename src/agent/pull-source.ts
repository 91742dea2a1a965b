import type { SourceEntry } from '../config/assay-config.ts';
import type { AnalystPool } from '../ingest/analyst-pool.ts';
import { pullSource } from '../ingest/pull.ts';
import type { OpenConnector, Problem } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import { whileClaimed } from './claim-source.ts';
import type { AgentContext, JobResult } from './context.ts';
import { openConnector } from './open-connector.ts';
import { problemError } from './problem-error.ts';
import { pullLog } from './pull-log.ts';
import { sourceTraits } from './source-traits.ts';

/** Pulls one source from its cursor to its end. Problems that lose no cursor make the outcome partial. */
export async function pullEntry(
  context: AgentContext,
  entry: SourceEntry,
  pool: () => AnalystPool,
  signal: AbortSignal,
): Promise<JobResult> {
  const problems: Problem[] = [];
  const connector = await openConnector(context, entry, signal, (problem) => problems.push(problem));
  const { log } = connector;
  // Partitions are claimed one by one, any other source as a whole.
  if (log !== undefined) return pullLog(context, { entry, log, pool, until: 'end' }, signal);
  return whileClaimed(context, entry.id, signal, (claimed, stop) =>
    pullPages(claimed, entry, pool, connector, problems, stop),
  );
}

async function pullPages(
  context: AgentContext,
  entry: SourceEntry,
  pool: () => AnalystPool,
  connector: OpenConnector,
  problems: readonly Problem[],
  signal: AbortSignal,
): Promise<JobResult> {
  const { source } = connector;
  if (source === null) {
    throw new AssayError({
      code: 'CONNECTOR_KIND',
      kind: 'config',
      message: `Connector ${entry.connector} cannot be used as a source.`,
      fix: 'assay connectors list shows what each connector offers.',
    });
  }
  const result = await pullSource({
    store: context.store,
    pool,
    traits: sourceTraits(entry),
    readCalls: (from) => source.readCalls(from),
    clock: context.clock,
    signal,
    onCommit: (tally) => context.observer.progressed('pull', entry.id, tally.received, 'records'),
  });
  const { tally, pages, repeated, interrupted } = result;
  const counts = {
    pages,
    received: tally.received,
    mapped: tally.mapped,
    dropped: { ...tally.dropped },
    ...(repeated === 0 ? {} : { repeated }),
  };
  const error = problemError('Source', entry.id, problems);
  return { outcome: interrupted || error !== null ? 'partial' : 'succeeded', counts, error };
}
