import type { JobEnd } from '../../agent/context.ts';
import type { AssayConfig } from '../../config/index.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import type { Store } from '../../store/store.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode, exitCodeOf, worstExitCode } from '../exit-code.ts';
import { jobProgress, jobRow } from '../job-progress.ts';
import { asOnlyWriter, sharingOf } from '../only-writer.ts';
import { isShared, withStore } from '../open-store.ts';
import { writeJson } from '../output.ts';
import { usage } from '../parse.ts';
import { processAgent } from '../process-agent.ts';
import { NO_PROGRESS, terminalProgress } from '../progress.ts';
import { chosenSubjects, requirePublication } from '../registries-shown.ts';
import { ALLOW_RETIRE, nothingReadCode, requireRegistry, showChosenPlans } from './plan.ts';

export const publish: Command = {
  name: 'publish',
  summary: 'Bring the registries to the latest report; --dry-run shows what would change.',
  usage: ['publish [REGISTRY] [--dry-run] [--allow-retire] [--retry] [--json] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    ...ALLOW_RETIRE,
    'dry-run': { type: 'boolean', description: 'Print the plan and write nothing, as assay plan does.' },
    retry: {
      type: 'boolean',
      description: 'Try again what was refused, and let back in what was retired by hand.',
    },
  },
  words: 1,
  examples: ['publish --dry-run', 'publish', 'publish amplify --retry'],
  run: async (context) => {
    const { invocation } = context;
    const isDry = invocation.flag('dry-run');
    if (isDry && invocation.flag('retry')) throw usage(publish, 'Option --retry does not go with --dry-run.');
    await requireRegistry(context, invocation.positionals[0] ?? null);
    return withStore(context, (store, config) =>
      isDry
        ? showChosenPlans(context, processAgent(config, store, SILENT_LOGGER, jobProgress(NO_PROGRESS)))
        : publishNow(context, store, config),
    );
  },
};

async function publishNow(context: CommandContext, store: Store, config: AssayConfig): Promise<ExitCode> {
  const { invocation, terminal, signal } = context;
  const progress = invocation.flag('quiet')
    ? NO_PROGRESS
    : terminalProgress(terminal, () => performance.now());
  const sharing = isShared(config) ? { sharing: sharingOf() } : {};
  const agent = { ...processAgent(config, store, SILENT_LOGGER, jobProgress(progress)), ...sharing };
  const subjects = chosenSubjects(agent, invocation.positionals[0] ?? null);
  await requirePublication(agent);
  const { publishJob } = await import('../../agent/publish-job.ts');
  const wishes = { allowRetire: invocation.flag('allow-retire'), retry: invocation.flag('retry') };
  const ends = await asOnlyWriter({ store, clock: agent.clock, signal, ...sharing }, (stop, held) =>
    publishJob({ ...agent, store: held }, stop, subjects, wishes),
  );
  if (invocation.flag('json')) writeJson(context, { items: ends.map(jobRow), next: null });
  return signal.aborted ? EXIT.terminated : publishExitCode(ends);
}

/** 5 once anything was written or could be read; when every registry failed before that, what stopped them. */
function publishExitCode(ends: readonly JobEnd[]): ExitCode {
  const unfinished = ends.filter(
    ({ result }) => result.outcome !== 'succeeded' && result.outcome !== 'skipped',
  );
  if (unfinished.length === 0) return EXIT.ok;
  const faults = unfinished.flatMap(({ result }) =>
    result.outcome === 'failed' ? (result.error ?? []) : [],
  );
  return faults.length === ends.length
    ? nothingReadCode(worstExitCode(faults.map(exitCodeOf)))
    : EXIT.registryPartial;
}
