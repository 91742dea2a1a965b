import { RUBRIC } from '../agent/assess-job.ts';
import { readiness } from '../agent/health.ts';
import type { Leadership } from '../agent/lead.ts';
import { loadEstate } from '../agent/load-estate.ts';
import type { AssayConfig } from '../config/index.ts';
import { listenConsole, type RunningConsole } from '../console/listen.ts';
import type { Clock } from '../model/clock.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import { BUILT_IN_REGISTRY } from '../registry/built-in.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { SILENT_OBSERVER } from './job-progress.ts';
import { programVersion } from './package-folder.ts';
import { processAgent, processLogger } from './process-agent.ts';

export interface ConsoleWishes {
  /** Asked each time: a reloaded configuration counts for the next check. */
  readonly config: () => AssayConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly host?: string;
  readonly port?: number;
  readonly nextRuns?: () => ReadonlyMap<string, number | null>;
  /** Of a shared store: whether this process leads. */
  readonly leadership?: () => Leadership | null;
}

/** Serves the console over this store; loopback and the configured port unless wished otherwise. */
export function serveConsole(context: CommandContext, wishes: ConsoleWishes): Promise<RunningConsole> {
  const { store, clock } = wishes;
  const config = wishes.config();
  return listenConsole({
    store,
    clock,
    host: wishes.host ?? config.console.host,
    port: wishes.port ?? config.console.port,
    hosts: config.console.hosts,
    token: null,
    version: programVersion(),
    rubrics: [RUBRIC],
    registries: [BUILT_IN_REGISTRY],
    health: () => readiness(store, wishes.config(), wishes.leadership?.() ?? null),
    estate: () => loadEstate(processAgent(wishes.config(), store, SILENT_LOGGER, SILENT_OBSERVER)),
    nextRuns: wishes.nextRuns ?? (() => new Map()),
    logger: processLogger(context, config.logging.level),
  });
}
