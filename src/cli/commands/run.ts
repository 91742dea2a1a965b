import { type AgentContext, JOB_NAMES, type JobName } from '../../agent/context.ts';
import { runCycle } from '../../agent/cycle.ts';
import type { AssayConfig } from '../../config/index.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { serveConsole } from '../console-server.ts';
import { asOnlyWriter, runDaemon } from '../daemon.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { cycleExitCode, jobProgress, SILENT_OBSERVER } from '../job-progress.ts';
import { configPath, readConfig, requireConfig } from '../load-config.ts';
import { latestReport, openStore } from '../open-store.ts';
import { remark, writeJson } from '../output.ts';
import { usage } from '../parse.ts';
import { processAgent, processLogger } from '../process-agent.ts';
import { NO_PROGRESS, terminalProgress } from '../progress.ts';
import { printReview } from '../review.ts';

export const run: Command = {
  name: 'run',
  summary: 'The daemon: pull, sync, assess and publish on schedule. --once: one full cycle.',
  usage: ['run [-c FILE]', 'run --once [--only JOB] [--json] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    once: { type: 'boolean', description: 'One cycle, then exit; the same code as the daemon runs.' },
    only: {
      type: 'string',
      hint: 'JOB',
      description: `With --once: one job only (${JOB_NAMES.join(', ')}).`,
    },
  },
  examples: ['run --once', 'run --once --only pull', 'run -c /etc/assay/assay.yaml'],
  run: (context) => (context.invocation.flag('once') ? runOnce(context) : runForever(context)),
};

async function runOnce(context: CommandContext): Promise<ExitCode> {
  const { invocation, terminal, signal } = context;
  const only = jobName(invocation.text('only'));
  const config = await requireConfig(context);
  const store = openStore(config, configPath(context));
  const progress = invocation.flag('quiet')
    ? NO_PROGRESS
    : terminalProgress(terminal, () => performance.now());
  const agent = processAgent(config, store, SILENT_LOGGER, jobProgress(progress));
  try {
    const ends = await asOnlyWriter(store, agent.clock.nowMs, () => runCycle(agent, only, signal));
    if (only === null && !signal.aborted) {
      const report = await latestReport(store);
      if (invocation.flag('json')) writeJson(context, report);
      else printReview(context, report);
    }
    return cycleExitCode(ends);
  } finally {
    await store.close();
  }
}

function jobName(typed: string | null): JobName | null {
  if (typed === null) return null;
  const known = JOB_NAMES.find((name) => name === typed);
  if (known === undefined)
    throw usage(run, `There is no job "${typed.slice(0, 40)}"; choose ${JOB_NAMES.join(', ')}.`);
  return known;
}

async function runForever(context: CommandContext): Promise<ExitCode> {
  const { signal } = context;
  if (context.invocation.text('only') !== null) throw usage(run, 'Option --only goes with --once.');
  const config = await requireConfig(context);
  const store = openStore(config, configPath(context));
  const logger = processLogger(context, config.logging.level);
  const current = { config };
  const started = processAgent(config, store, logger, SILENT_OBSERVER);
  const agent: AgentContext = {
    ...started,
    get config() {
      return current.config;
    },
  };
  const reload = (): void => {
    void reloadConfig(context).then((next) => {
      if (next === null)
        logger.warn('The configuration was not reloaded: it has problems; the old one stays.');
      else {
        current.config = next;
        logger.info('The configuration was reloaded.');
      }
    });
  };
  process.on('SIGHUP', reload);
  try {
    const console = await serveConsole(context, { config, store, clock: agent.clock });
    remark(context, `Console: ${console.url}`);
    try {
      await asOnlyWriter(store, agent.clock.nowMs, () => runDaemon(agent, signal, () => undefined));
    } finally {
      await console.close();
    }
    logger.info('The agent stopped; the page in hand was committed.');
    return EXIT.ok;
  } finally {
    process.off('SIGHUP', reload);
    await store.close();
  }
}

/** The new configuration, or null when it has problems (they are printed). Schedules and listeners keep theirs. */
async function reloadConfig(context: CommandContext): Promise<AssayConfig | null> {
  const loaded = await readConfig(context);
  return loaded.ok ? loaded.config : null;
}
