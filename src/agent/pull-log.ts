import type { SourceEntry } from '../config/assay-config.ts';
import type { AnalystPool } from '../ingest/analyst-pool.ts';
import { readLog } from '../ingest/kafka/read-log.ts';
import type { KafkaLog } from '../kit/index.ts';
import type { AssayError } from '../model/errors.ts';
import type { Tally } from '../store/store.ts';
import type { AgentContext, JobResult } from './context.ts';
import { sourceTraits } from './source-traits.ts';

export interface LogPull {
  readonly entry: SourceEntry;
  readonly log: KafkaLog;
  readonly pool: () => AnalystPool;
  /** `end`: what is there now, as a job; `stopped`: as a worker, on and on. */
  readonly until: 'end' | 'stopped';
  readonly onProblem?: (problem: AssayError | null) => void;
  readonly onCommit?: (tally: Tally, pages: number) => void;
}

/** Who claims a partition where the store has one process only. */
const ALONE = 'alone';

/** Pulls a topic as a member of its group. Partitions of which something is gone are shown as the error of the job. */
export async function pullLog(
  context: AgentContext,
  { entry, log, pool, until, onProblem, onCommit }: LogPull,
  signal: AbortSignal,
): Promise<JobResult> {
  const { store, clock, observer, sharing } = context;
  const { pages, tally, problem, interrupted } = await readLog({
    log,
    store,
    pool,
    traits: sourceTraits(entry),
    clock,
    logger: context.logger.with({ connector: entry.connector, entry: entry.id }),
    owner: sharing?.owner ?? ALONE,
    signal,
    until,
    onCommit: (sum, count) => {
      observer.progressed('pull', entry.id, sum.received, 'records');
      onCommit?.(sum, count);
    },
    onProblem: onProblem ?? (() => undefined),
  });
  const counts = { pages, received: tally.received, mapped: tally.mapped, dropped: { ...tally.dropped } };
  if (problem !== null) return { outcome: 'failed', counts, error: problem };
  return { outcome: interrupted ? 'partial' : 'succeeded', counts, error: null };
}
