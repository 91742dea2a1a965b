import type { JobName, JobObserver, JobResult } from '../agent/context.ts';
import type { JobEnd } from '../agent/cycle.ts';
import { ERROR_POLICY } from '../model/errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { EXIT, type ExitCode, worstExitCode } from './exit-code.ts';
import type { Progress } from './progress.ts';

const VERBS: Readonly<Record<JobName, string>> = {
  sync: 'Syncing gateway',
  pull: 'Pulling source',
  assess: 'Analyzing and grading',
  publish: 'Publishing to registry',
};

export const SILENT_OBSERVER: JobObserver = {
  started: () => undefined,
  progressed: () => undefined,
  ended: () => undefined,
};

/** Shows jobs to a person: one line per subject, counts while it works, the fault and its fix when it fails. */
export function jobProgress(progress: Progress): JobObserver {
  return {
    started: () => undefined,
    progressed: (job, subject, done, unit) => progress.update(label(job, subject), done, null, unit),
    ended: (job, subject, result) => progress.finish(label(job, subject), summaryOf(result)),
  };
}

function label(job: JobName, subject: string): string {
  return subject === 'all' ? `${VERBS[job]}:` : `${VERBS[job]} ${subject}:`;
}

function summaryOf({ outcome, counts, error }: JobResult): string {
  const facts = Object.entries(counts).flatMap(([name, value]) => countText(name, value));
  const fault = error === null ? '' : ` — ${error.message}${error.fix === null ? '' : ` ${error.fix}`}`;
  return `${outcome === 'succeeded' ? 'done' : outcome}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}${fault}`;
}

function countText(name: string, value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'number') return [`${value.toLocaleString('en-US')} ${name}`];
  if (!isJsonObject(value)) return [];
  const members = Object.entries(value).map(([key, count]) => `${key} ${JSON.stringify(count)}`);
  return members.length === 0 ? [] : [`${name}: ${members.join(' ')}`];
}

/** The end of a job, for `--json`. */
export function jobRow({ job, subject, result: { outcome, counts, error } }: JobEnd): JsonObject {
  const fault = error === null ? null : { code: error.code, message: error.message, fix: error.fix };
  return { job, subject, outcome, counts, error: fault };
}

/** Exit code of a cycle: 4 when no source and no gateway could be read, 3 when some could not or were incomplete. */
export function cycleExitCode(ends: readonly JobEnd[]): ExitCode {
  const codes = ends.map(({ job, result }): ExitCode => {
    if (result.outcome === 'succeeded' || result.outcome === 'skipped') return EXIT.ok;
    if (job === 'publish') return EXIT.registryPartial;
    if (result.error === null || result.outcome === 'partial') return EXIT.incomplete;
    return ERROR_POLICY[result.error.kind].exitCode;
  });
  const pulls = ends.filter((end) => end.job === 'pull' || end.job === 'sync');
  const allDown = pulls.length > 0 && pulls.every((end) => end.result.outcome === 'failed');
  const softened = codes.map((code) => (code === EXIT.unreachable && !allDown ? EXIT.incomplete : code));
  return worstExitCode(allDown ? [...softened, EXIT.unreachable] : softened);
}
