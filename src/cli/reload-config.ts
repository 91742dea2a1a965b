import type { AssayConfig } from '../config/index.ts';
import type { Logger } from '../model/logger.ts';
import type { CommandContext } from './command.ts';
import { readConfig } from './load-config.ts';

/** Settings that are bound once, at start; a change is named in the log and waits for a restart. */
const AT_START = ['store', 'console', 'logging'] as const;

/** The configuration as its file says now; null with every problem as a log line, and the old one stays. */
export async function reloadedConfig(
  context: CommandContext,
  before: AssayConfig,
  logger: Logger,
): Promise<AssayConfig | null> {
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
    return null;
  }
  const late = AT_START.filter((key) => JSON.stringify(loaded.config[key]) !== JSON.stringify(before[key]));
  logger.info('The configuration was reloaded; schedules follow it.', {
    needs_restart: late.length === 0 ? null : late.join(', '),
  });
  return loaded.config;
}
