import { RUBRIC } from '../../agent/rubric.ts';
import { nextActions } from '../../assessment/grade/next-actions.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { FROM_OPTION, reportOf } from '../report-source.ts';
import { rowLimit } from '../row-limit.ts';

const DEFAULT_LIMIT = 20;

export const next: Command = {
  name: 'next',
  summary: 'What to fix first: points regained, exposure, sensitivity; letter now and after.',
  usage: ['next [--limit 20] [--json]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    ...FROM_OPTION,
    limit: { type: 'string', hint: 'N', description: `How many rows (default ${DEFAULT_LIMIT}).` },
  },
  examples: ['next --limit 5'],
  run: async (context) => {
    const limit = rowLimit(next, context, DEFAULT_LIMIT);
    const items = nextActions(await reportOf(context), RUBRIC, limit);
    if (context.invocation.flag('json')) return writeJson(context, { items, next: null });
    for (const action of items) {
      writeLine(
        context,
        encodeTerminal(
          `${action.before.letter} -> ${action.after.letter}  ${action.host}${action.basePath}  ${action.text}`,
        ),
      );
      writeLine(context, encodeTerminal(`        ${action.fix}`));
    }
    if (items.length === 0) remark(context, 'Nothing to fix was found.');
    return EXIT.ok;
  },
};
