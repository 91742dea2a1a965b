import { checkLog } from '../ingest/kafka/check-log.ts';
import type { ConnectorConfig, OpenConnector, Problem } from '../kit/index.ts';
import type { AgentContext } from './context.ts';

/** Opens the connector of a configuration entry with what the runtime owns: clock, logger, abort signal. */
export async function openConnector(
  context: AgentContext,
  entry: { readonly id: string; readonly connector: string; readonly settings: ConnectorConfig },
  signal: AbortSignal,
  report?: (problem: Problem) => void,
): Promise<OpenConnector> {
  const connector = await context.connector(entry.connector);
  const logger = context.logger.with({ connector: entry.connector, entry: entry.id });
  const opened = connector.open(entry.settings, {
    id: entry.id,
    logger,
    clock: context.clock,
    random: context.random,
    signal,
    stdin: null,
    report:
      report ??
      ((problem) => {
        logger.warn('Something was not read.', {
          code: problem.code,
          file: problem.file,
          line: problem.line,
        });
      }),
  });
  const { log } = opened;
  // A connector has no client for what the ingest reads.
  return log === undefined ? opened : { ...opened, check: () => checkLog(log) };
}
