import cron from 'node-cron';
import type { AssayConfig } from '../config/assay-config.ts';
import type { Tally } from '../store/store.ts';

/** Enough due times to see the pause of an ordinary schedule; an irregular one is judged by its longest of these. */
const DUE_TIMES = 60;
/** A source is stale when its latest call is older than this many pulls. */
const STALE_AFTER_PULLS = 2;

/** The longest pause between two of the next due times of a cron expression, in ms. */
export function scheduleIntervalMs(expression: string, zone: string): number {
  const task = cron.createTask(expression, () => undefined, { timezone: zone });
  const due = task.getNextRuns(DUE_TIMES).map((date) => date.getTime());
  void task.destroy();
  return due.reduce((longest, at, i) => Math.max(longest, at - (due[i - 1] ?? at)), 0);
}

/**
 * Hops all of whose sources are older than twice the pull schedule at the reference time. Recorded traffic, whose own
 * latest call is the reference time, is never stale relative to itself.
 */
export function staleHops(
  config: Pick<AssayConfig, 'sources' | 'schedule' | 'assessment'>,
  tallies: ReadonlyMap<string, Pick<Tally, 'lastCallMs'>>,
  asOfMs: number,
): readonly string[] {
  if (config.assessment.asOf === 'latest-call') return [];
  const staleAfterMs = STALE_AFTER_PULLS * scheduleIntervalMs(config.schedule.pull, config.schedule.zone);
  const byHop = Map.groupBy(config.sources, (source) => source.observes);
  return [...byHop].flatMap(([hop, sources]) => {
    const latest = Math.max(
      ...sources.map((source) => tallies.get(source.id)?.lastCallMs ?? Number.NEGATIVE_INFINITY),
    );
    return asOfMs - latest > staleAfterMs ? [hop] : [];
  });
}
