import type { Command, CommandContext } from './command.ts';
import { usage } from './parse.ts';

const MOST_ROWS = 10_000;

/** Rows asked for by `--limit`. Throws AssayError unless it is a whole number from 1 to 10,000. */
export function rowLimit(
  command: Pick<Command, 'name'>,
  { invocation }: Pick<CommandContext, 'invocation'>,
  otherwise: number,
): number {
  const typed = invocation.text('limit');
  if (typed === null) return otherwise;
  const limit = /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
  if (limit >= 1 && limit <= MOST_ROWS) return limit;
  throw usage(command, `Write --limit as a whole number from 1 to ${MOST_ROWS}.`);
}
