import type { AgentContext, JobObserver } from '../agent/context.ts';
import type { AssayConfig } from '../config/index.ts';
import { defaultWorkers } from '../ingest/analyst-pool.ts';
import { SYSTEM_CLOCK } from '../kit/system-clock.ts';
import { createLogger } from '../logging/index.ts';
import type { Logger } from '../model/logger.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { loadConnector } from './load-config.ts';
import { programVersion } from './package-folder.ts';
import { REDACTOR } from './redactor.ts';

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

export function processLogger({ terminal }: CommandContext, level: AssayConfig['logging']['level']): Logger {
  return createLogger({ level, redactor: REDACTOR, stream: terminal.stderr });
}
