import { compactOn } from '../agent/compact.ts';
import type { AgentContext, Sharing } from '../agent/context.ts';
import { type Daemon, startDaemon } from '../agent/daemon.ts';
import { type Leadership, leadWhenElected } from '../agent/lead.ts';
import type { AssayConfig } from '../config/index.ts';
import type { RunningConsole } from '../console/listen.ts';
import { SYSTEM_CLOCK } from '../kit/system-clock.ts';
import type { AssayError } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { serveConsole } from './console-server.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { SILENT_OBSERVER } from './job-progress.ts';
import { configPath, requireConfig } from './load-config.ts';
import { asOnlyWriter, sharingOf } from './only-writer.ts';
import { isShared, openStore } from './open-store.ts';
import { processAgent } from './process-agent.ts';
import { processLogger } from './process-logger.ts';
import { REDACTOR } from './redactor.ts';
import { reloadedConfig } from './reload-config.ts';

/** `assay run`: jobs on schedule and the console, until a signal; JSON logs on standard error. */
export async function runForever(context: CommandContext): Promise<ExitCode> {
  const config = await requireConfig(context);
  const store = await openStore(config, configPath(context));
  const logger = processLogger(context, config.logging.level);
  try {
    const { signal } = context;
    if (isShared(config)) {
      const sharing = { ...sharingOf(), pulls: !context.invocation.flag('no-pull') };
      await serve(context, { config, store, logger, signal, sharing });
    } else {
      await asOnlyWriter({ store, clock: SYSTEM_CLOCK, signal }, (stop, held) =>
        serve(context, { config, store: held, logger, signal: stop, sharing: null }),
      );
    }
    logger.info('The agent stopped; the page in hand was committed.');
    // A daemon ends by a signal only; the caller names the one that came.
    return EXIT.terminated;
  } finally {
    await store.close();
  }
}

interface Service {
  readonly config: AssayConfig;
  readonly store: Store;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Null: this process is the only one. */
  readonly sharing: Sharing | null;
}

async function serve(context: CommandContext, service: Service): Promise<void> {
  const { config, store, logger, signal, sharing } = service;
  const current = { config };
  const agentOn = (held: Store): AgentContext => ({
    ...processAgent(config, held, logger, SILENT_OBSERVER),
    ...(sharing === null ? {} : { sharing }),
    get config() {
      return current.config;
    },
  });
  let daemon: Daemon | null = null;
  let leadership: Leadership | null = sharing === null ? null : 'waiting';
  let storeProblem: AssayError | null = null;
  const console = await serveConsole(context, {
    config: () => current.config,
    store,
    clock: SYSTEM_CLOCK,
    nextRuns: () => daemon?.nextRuns() ?? new Map<string, number | null>(),
    state: () => ({ leadership, storeProblem }),
  });
  const reload = async (): Promise<void> => {
    const config = await reloadedConfig(context, current.config, logger);
    if (config === null) return;
    current.config = config;
    daemon?.rearm();
  };
  const onHangup = (): void => void reload();
  process.on('SIGHUP', onHangup);
  const run = async (held: Store, stop: AbortSignal): Promise<void> => {
    const agent = agentOn(held);
    daemon = startDaemon(agent, stop, (problem) => void (storeProblem = problem));
    const ended = new AbortController();
    // Alone the agent compacts when it assesses; here workers add to the log meanwhile.
    const compacting =
      sharing === null ? Promise.resolve() : compactOn(agent, AbortSignal.any([stop, ended.signal]));
    try {
      await daemon.ended;
    } finally {
      ended.abort();
      await compacting;
    }
    daemon = null;
    storeProblem = null;
  };
  try {
    announce(context, console, logger);
    const onChange = (now: Leadership): void => void (leadership = now);
    if (sharing === null) await run(store, signal);
    else await leadWhenElected({ context: agentOn(store), signal, onChange }, run);
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
