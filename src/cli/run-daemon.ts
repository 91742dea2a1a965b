import type { AgentContext } from '../agent/context.ts';
import { type Daemon, startDaemon } from '../agent/daemon.ts';
import type { AssayConfig } from '../config/index.ts';
import type { RunningConsole } from '../console/listen.ts';
import type { Logger } from '../model/logger.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { serveConsole } from './console-server.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { SILENT_OBSERVER } from './job-progress.ts';
import { configPath, readConfig, requireConfig } from './load-config.ts';
import { asOnlyWriter } from './only-writer.ts';
import { openStore } from './open-store.ts';
import { processAgent, processLogger } from './process-agent.ts';
import { REDACTOR } from './redactor.ts';

/** `assay run`: jobs on schedule and the console, until a signal; JSON logs on standard error. */
export async function runForever(context: CommandContext): Promise<ExitCode> {
  const config = await requireConfig(context);
  const store = openStore(config, configPath(context));
  const logger = processLogger(context, config.logging.level);
  try {
    const { signal } = context;
    const clock = processAgent(config, store, logger, SILENT_OBSERVER).clock;
    await asOnlyWriter({ store, clock, signal }, (stop) => serve(context, config, store, logger, stop));
    logger.info('The agent stopped; the page in hand was committed.');
    // A daemon ends by a signal only; the caller names the one that came.
    return EXIT.terminated;
  } finally {
    await store.close();
  }
}

async function serve(
  context: CommandContext,
  config: AssayConfig,
  store: Store,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const current = { config };
  const agent: AgentContext = {
    ...processAgent(config, store, logger, SILENT_OBSERVER),
    get config() {
      return current.config;
    },
  };
  let daemon: Daemon | null = null;
  const console = await serveConsole(context, {
    config: () => current.config,
    store,
    clock: agent.clock,
    nextRuns: () => daemon?.nextRuns() ?? new Map<string, number | null>(),
  });
  const onHangup = (): void => void reload(context, current, logger, () => daemon?.rearm());
  process.on('SIGHUP', onHangup);
  try {
    announce(context, console, logger);
    daemon = startDaemon(agent, signal);
    await daemon.ended;
  } finally {
    process.off('SIGHUP', onHangup);
    await console.close();
  }
}

/** Who holds the address is signed in: it is printed once, on standard output, and never gets into the log. */
function announce({ terminal }: CommandContext, { url, port }: RunningConsole, logger: Logger): void {
  const token = new URL(url).searchParams.get('token');
  if (token !== null) REDACTOR.addSecret(token);
  terminal.stdout.write(`Console: ${url}\n`);
  logger.info('The console listens.', { port });
}

/** Settings that are bound once, at start; a change is named in the log and waits for a restart. */
const AT_START = ['store', 'console', 'logging'] as const;

/** The new configuration, or every problem as a log line while the old one stays. */
async function reload(
  context: CommandContext,
  current: { config: AssayConfig },
  logger: Logger,
  rearm: () => void,
): Promise<void> {
  const loaded = await readConfig(context);
  if (!loaded.ok) {
    for (const { file = null, pointer, message } of loaded.problems)
      logger.warn('The new configuration has a problem.', {
        ...(file === null ? {} : { file }),
        pointer,
        problem: message,
      });
    logger.warn('The configuration was not reloaded: it has problems; the old one stays.', {
      problems: loaded.problems.length,
    });
    return;
  }
  const late = AT_START.filter(
    (key) => JSON.stringify(loaded.config[key]) !== JSON.stringify(current.config[key]),
  );
  current.config = loaded.config;
  rearm();
  logger.info('The configuration was reloaded; schedules follow it.', {
    needs_restart: late.length === 0 ? null : late.join(', '),
  });
}
