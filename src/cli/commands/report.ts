import type { Report } from '../../model/generated/report.ts';
import { renderApisCsv, renderEndpointsCsv, renderFindingsCsv } from '../../report/csv.ts';
import { CONFIG_OPTION, type Command, type CommandContext } from '../command.ts';
import { OUTPUT_OPTION, writeOutput } from '../output-file.ts';
import { usage } from '../parse.ts';
import { FROM_OPTION, reportOf } from '../report-source.ts';
import { renderReview } from '../review.ts';

const FORMATS: Readonly<Record<string, (report: Report, context: CommandContext) => string>> = {
  table: (report, { terminal, invocation }) =>
    renderReview(report, {
      width: terminal.columns,
      color: terminal.color && invocation.text('output') === null,
    }),
  json: (document) => `${JSON.stringify(document, null, 2)}\n`,
  csv: (document, { invocation }) => CSV[invocation.text('rows') ?? 'apis']?.(document) ?? '',
};

const CSV: Readonly<Record<string, (report: Report) => string>> = {
  apis: renderApisCsv,
  endpoints: renderEndpointsCsv,
  findings: renderFindingsCsv,
};

export const report: Command = {
  name: 'report',
  summary: 'Write the latest report as table, JSON or CSV.',
  usage: ['report [-f table|json|csv] [--rows apis|endpoints|findings] [-o FILE] [--from saved.json]'],
  options: {
    ...CONFIG_OPTION,
    ...FROM_OPTION,
    format: { type: 'string', short: 'f', hint: 'NAME', description: 'table (default), json or csv.' },
    rows: {
      type: 'string',
      hint: 'NAME',
      description: 'Rows of the CSV: apis (default), endpoints or findings.',
    },
    ...OUTPUT_OPTION,
  },
  examples: ['report -f csv --rows findings -o findings.csv'],
  run: async (context) => {
    const { invocation } = context;
    const render = FORMATS[invocation.text('format') ?? 'table'];
    if (render === undefined) throw usage(report, 'Write -f as table, json or csv.');
    if (CSV[invocation.text('rows') ?? 'apis'] === undefined)
      throw usage(report, 'Write --rows as apis, endpoints or findings.');
    return writeOutput(context, render(await reportOf(context), context));
  },
};
