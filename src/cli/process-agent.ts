import type { AgentContext, JobObserver } from '../agent/context.ts';
import type { AssayConfig } from '../config/index.ts';
import { defaultWorkers } from '../ingest/default-workers.ts';
import { SYSTEM_CLOCK } from '../kit/system-clock.ts';
import type { Logger } from '../model/logger.ts';
import type { Store } from '../store/store.ts';
import { loadConnector } from './load-connector.ts';
import { programVersion } from './package-folder.ts';

/** The agent of this process: real clock, real randomness, JSON logs on standard error. */
export function processAgent(
  config: AssayConfig,
  store: Store,
  logger: Logger,
  observer: JobObserver,
): AgentContext {
  return {
    config,
    store,
    connector: loadConnector,
    logger,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    workers: defaultWorkers(),
    version: programVersion(),
    observer,
  };
}
