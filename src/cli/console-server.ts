import { type OwnState, readiness } from '../agent/health.ts';
import { loadEstate } from '../agent/load-estate.ts';
import { type PlannedRegistry, planRegistry } from '../agent/publish-registry.ts';
import { registrySubject, registrySubjects } from '../agent/registries.ts';
import { registryDocument } from '../agent/registry-document.ts';
import { RUBRIC } from '../agent/rubric.ts';
import type { AssayConfig } from '../config/index.ts';
import { listenConsole, type RunningConsole } from '../console/listen.ts';
import type { Clock } from '../model/clock.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { SILENT_OBSERVER } from './job-progress.ts';
import { programVersion } from './package-folder.ts';
import { processAgent } from './process-agent.ts';
import { processLogger } from './process-logger.ts';
import { requirePublication } from './registries-shown.ts';

export interface ConsoleWishes {
  /** Asked each time: a reloaded configuration counts for the next check. */
  readonly config: () => AssayConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly host?: string;
  readonly port?: number;
  readonly nextRuns?: () => ReadonlyMap<string, number | null>;
  /** Of an agent at work: whether it leads, and what its store suffers from. */
  readonly state?: () => OwnState;
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
    registries: registrySubjects({ config }).map(({ id }) => id),
    rules: () => wishes.config().rules.set,
    plan: (id) => planNow(context, wishes, id),
    health: () => readiness(store, wishes.config(), wishes.state?.()),
    estate: () => loadEstate(processAgent(wishes.config(), store, SILENT_LOGGER, SILENT_OBSERVER)),
    registryDocument: (id, file) =>
      registryDocument(processAgent(wishes.config(), store, SILENT_LOGGER, SILENT_OBSERVER), id, file),
    nextRuns: wishes.nextRuns ?? (() => new Map()),
    logger: processLogger(context, config.logging.level),
  });
}

/** By the configuration of now: a reload may have moved the registry. */
async function planNow(
  context: CommandContext,
  { config, store }: ConsoleWishes,
  id: string,
): Promise<PlannedRegistry> {
  const agent = processAgent(config(), store, SILENT_LOGGER, SILENT_OBSERVER);
  const publication = await requirePublication(agent);
  return planRegistry(agent, registrySubject(agent, id), publication, context.signal, false);
}
