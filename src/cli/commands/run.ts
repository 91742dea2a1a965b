import { JOB_NAMES, type JobName } from '../../agent/context.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import type { Store } from '../../store/store.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { cycleExitCode, jobProgress, jobRow } from '../job-progress.ts';
import { configPath, requireConfig } from '../load-config.ts';
import { asOnlyWriter, sharingOf } from '../only-writer.ts';
import { isShared, openStore } from '../open-store.ts';
import { writeDocument, writeJson } from '../output.ts';
import { usage } from '../parse.ts';
import { processAgent } from '../process-agent.ts';
import { NO_PROGRESS, terminalProgress } from '../progress.ts';
import { printReview } from '../review.ts';

export const run: Command = {
  name: 'run',
  summary: 'The daemon: pull, sync, assess and publish on schedule. --once: one full cycle.',
  usage: ['run [--no-pull] [-c FILE]', 'run --once [--only JOB] [--json] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    once: { type: 'boolean', description: 'One cycle, then exit; the same code as the daemon runs.' },
    only: {
      type: 'string',
      hint: 'JOB',
      description: `With --once: one job only (${JOB_NAMES.join(', ')}).`,
    },
    'no-pull': { type: 'boolean', description: 'On a PostgreSQL store: leave pulling to assay worker.' },
  },
  examples: ['run --once', 'run --once --only pull', 'run -c /etc/assay/assay.yaml'],
  run: async (context) => {
    const { invocation } = context;
    if (invocation.flag('once')) {
      if (invocation.flag('no-pull')) throw usage(run, 'Option --no-pull goes without --once.');
      return runOnce(context);
    }
    if (invocation.text('only') !== null) throw usage(run, 'Option --only goes with --once.');
    if (invocation.flag('json')) throw usage(run, 'Option --json goes with --once.');
    const { runForever } = await import('../run-daemon.ts');
    return runForever(context);
  },
};

async function runOnce(context: CommandContext): Promise<ExitCode> {
  const { invocation, terminal, signal } = context;
  const only = jobName(invocation.text('only'));
  const config = await requireConfig(context);
  const { runCycle } = await import('../../agent/cycle.ts');
  const store = await openStore(config, configPath(context));
  const progress = invocation.flag('quiet')
    ? NO_PROGRESS
    : terminalProgress(terminal, () => performance.now());
  const sharing = isShared(config) ? { sharing: sharingOf() } : {};
  const agent = { ...processAgent(config, store, SILENT_LOGGER, jobProgress(progress)), ...sharing };
  try {
    const ends = await asOnlyWriter({ store, clock: agent.clock, signal, ...sharing }, (stop, held) =>
      runCycle({ ...agent, store: held }, only, stop),
    );
    // Stopped between two jobs every job that ran may have succeeded; the cycle is not done all the same.
    if (signal.aborted) return EXIT.terminated;
    if (only === null) await printReport(context, store);
    else if (invocation.flag('json')) writeJson(context, { items: ends.map(jobRow), next: null });
    return cycleExitCode(ends);
  } finally {
    await store.close();
  }
}

async function printReport(context: CommandContext, store: Store): Promise<void> {
  const report = await store.latestReport();
  if (report === null) return;
  if (context.invocation.flag('json')) await writeDocument(context, report);
  else printReview(context, report);
}

function jobName(typed: string | null): JobName | null {
  if (typed === null) return null;
  const known = JOB_NAMES.find((name) => name === typed);
  if (known === undefined)
    throw usage(run, `There is no job "${typed.slice(0, 40)}"; choose ${JOB_NAMES.join(', ')}.`);
  return known;
}
