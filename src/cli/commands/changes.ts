import { encodeTerminal } from '../../report/encode/terminal.ts';
import { parseDurationMs } from '../../schema/index.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { latestReport, withStore } from '../open-store.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';

export const changes: Command = {
  name: 'changes',
  summary: 'What changed between consecutive days: endpoints, parameters, authentication, data.',
  usage: ['changes [--since 7d] [-c FILE] [--json]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    since: { type: 'string', hint: 'DURATION', description: 'Only changes of the last 12h, 7d…' },
  },
  examples: ['changes --since 7d'],
  run: (context) =>
    withStore(context, async (store) => {
      const report = await latestReport(store);
      const since = context.invocation.text('since');
      const windowMs = since === null ? Number.POSITIVE_INFINITY : parseDurationMs(since);
      if (windowMs === null) throw usage(changes, 'Write --since as a number and a unit: 12h or 7d.');
      const asOfMs = report.asOf === null ? 0 : Date.parse(report.asOf);
      const items = report.changes.filter((change) => asOfMs - Date.parse(change.at) <= windowMs);
      if (context.invocation.flag('json')) return writeJson(context, { items, next: null });
      const endpoints = new Map(report.endpoints.map((endpoint) => [endpoint.id, endpoint]));
      for (const change of items) {
        const endpoint = change.endpoint === null ? undefined : endpoints.get(change.endpoint);
        const where =
          endpoint === undefined ? change.api : `${endpoint.method} ${endpoint.host}${endpoint.path}`;
        writeLine(
          context,
          encodeTerminal(
            `${change.at.slice(0, 10)}  ${change.class.padEnd(9)} ${change.type.padEnd(22)} ${where}  ${change.before ?? '-'} -> ${change.after ?? '-'}`,
          ),
        );
      }
      if (items.length === 0) remark(context, 'No change in this time.');
      return EXIT.ok;
    }),
};
