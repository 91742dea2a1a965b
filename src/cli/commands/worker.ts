import type { HealthServer } from '../../agent/serve-health.ts';
import { type AssayConfig, parseListen } from '../../config/index.ts';
import { SYSTEM_CLOCK } from '../../kit/system-clock.ts';
import { AssayError } from '../../model/errors.ts';
import type { Logger } from '../../model/logger.ts';
import type { Store } from '../../store/store.ts';
import { CONFIG_OPTION, type Command, type CommandContext } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { configPath, requireConfig } from '../load-config.ts';
import { sharingOf } from '../only-writer.ts';
import { isShared, openStore } from '../open-store.ts';
import { usage } from '../parse.ts';
import { processAgent } from '../process-agent.ts';

export const worker: Command = {
  name: 'worker',
  summary: 'Pull and nothing else, beside other workers on one PostgreSQL store; assay run leads them.',
  usage: ['worker [--listen HOST:PORT] [--threads N] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    listen: {
      type: 'string',
      hint: 'HOST:PORT',
      description: 'Serve /livez, /readyz and /metrics there.',
    },
    threads: {
      type: 'string',
      hint: 'N',
      description: 'Threads of the analysis (default: one a core, at most eight).',
    },
  },
  examples: ['worker', 'worker --listen 0.0.0.0:8485 -c /etc/assay/assay.yaml'],
  run: async (context) => {
    const config = await requireConfig(context);
    assertShared(config);
    const store = await openStore(config, configPath(context));
    // The signal may have come while the store was opened.
    if (context.signal.aborted) endInTime(context);
    else context.signal.addEventListener('abort', () => endInTime(context), { once: true });
    try {
      return await workUntilStopped(context, config, store);
    } finally {
      await store.close();
    }
  },
};

/**
 * A server that hangs must not keep a worker from ending: what is not committed by then is read again, by whoever gets
 * the partition. The timer keeps nothing alive by itself.
 */
function endInTime({ terminal }: CommandContext): void {
  setTimeout(() => {
    terminal.stderr.write('assay: the worker was ended: a server did not answer while it stopped.\n');
    process.exit(EXIT.terminated);
  }, STOP_MS).unref();
}

const STOP_MS = 15_000;

function assertShared(config: AssayConfig): void {
  if (isShared(config)) return;
  throw new AssayError({
    code: 'STORE_NOT_SHARED',
    kind: 'config',
    message: 'Workers share a PostgreSQL store; this configuration has a SQLite file.',
    fix: 'Write store.url as postgres://USER@HOST/DATABASE, or use assay run, which pulls by itself.',
  });
}

async function workUntilStopped(
  context: CommandContext,
  config: AssayConfig,
  store: Store,
): Promise<ExitCode> {
  const { processLogger } = await import('../process-logger.ts');
  const logger = processLogger(context, config.logging.level);
  const duty: Duty = { config, store, logger, problems: new Map() };
  const server = await serve(context, duty);
  try {
    logger.info('The worker starts.', { sources: config.sources.length, port: server?.port ?? null });
    await workThroughReloads(context, duty);
    logger.info('The worker stopped; the pages in hand were committed.');
    return EXIT.terminated;
  } finally {
    await server?.close();
  }
}

interface Duty {
  /** In force now: SIGHUP may change it. */
  config: AssayConfig;
  readonly store: Store;
  readonly logger: Logger;
  readonly problems: Map<string, AssayError>;
}

/** A new configuration ends the work as a stop does, pages in hand committed, and begins it anew by what it says. */
async function workThroughReloads(context: CommandContext, duty: Duty): Promise<void> {
  const { work } = await import('../../agent/worker.ts');
  const { reloadedConfig } = await import('../reload-config.ts');
  let reloaded = new AbortController();
  const reload = async (): Promise<void> => {
    const config = await reloadedConfig(context, duty.config, duty.logger);
    if (config === null) return;
    duty.config = config;
    reloaded.abort();
  };
  const onHangup = (): void => void reload();
  process.on('SIGHUP', onHangup);
  try {
    for (;;) {
      const agent = processAgent(duty.config, duty.store, duty.logger, SILENT_OBSERVER);
      await work({
        context: { ...agent, sharing: sharingOf(), workers: threads(context) ?? agent.workers },
        signal: AbortSignal.any([context.signal, reloaded.signal]),
        onProblem: (source, problem) => {
          if (problem === null) duty.problems.delete(source);
          else duty.problems.set(source, problem);
        },
      });
      if (context.signal.aborted || !reloaded.signal.aborted) return;
      reloaded = new AbortController();
      duty.problems.clear();
    }
  } finally {
    process.off('SIGHUP', onHangup);
  }
}

async function serve({ invocation }: CommandContext, duty: Duty): Promise<HealthServer | null> {
  const listen = invocation.text('listen');
  if (listen === null) return null;
  if (!/^\S+:\d{1,5}$/.test(listen)) throw usage(worker, 'Option --listen takes HOST:PORT.');
  const { serveHealth } = await import('../../agent/serve-health.ts');
  const { workerReadiness } = await import('../../agent/health.ts');
  const { metricsText } = await import('../../agent/metrics.ts');
  return serveHealth({
    ...parseListen(listen),
    health: () =>
      workerReadiness(
        duty.store,
        duty.config.sources.map(({ id }) => id),
        duty.problems,
      ),
    // What the report says is told by the process that leads: once, and without reading it at every scrape.
    metrics: () => metricsText(duty.store, SYSTEM_CLOCK.nowMs(), () => Promise.resolve(null)),
  });
}

function threads({ invocation }: CommandContext): number | null {
  const typed = invocation.text('threads');
  if (typed === null) return null;
  if (!/^[1-9]\d?$/.test(typed)) throw usage(worker, 'Option --threads takes a number from 1 to 99.');
  return Number(typed);
}
