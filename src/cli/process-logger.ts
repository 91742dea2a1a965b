import type { AssayConfig } from '../config/index.ts';
import { createLogger } from '../logging/index.ts';
import type { Logger } from '../model/logger.ts';
import type { CommandContext } from './command.ts';
import { REDACTOR } from './redactor.ts';

/** The logger of what keeps running: JSON lines on standard error, every secret of the configuration left out. */
export function processLogger({ terminal }: CommandContext, level: AssayConfig['logging']['level']): Logger {
  return createLogger({ level, redactor: REDACTOR, stream: terminal.stderr });
}
