import type { RunRecord } from '../../store/store.ts';
import { isoTime } from '../pages/format.ts';

/** A run as the REST API shows it. */
export function publicRun(run: RunRecord): unknown {
  const { id, job, subject, outcome, counts, error } = run;
  const endedAt = run.endedAtMs === null ? null : isoTime(run.endedAtMs);
  return { id, job, subject, startedAt: isoTime(run.startedAtMs), endedAt, outcome, counts, error };
}
