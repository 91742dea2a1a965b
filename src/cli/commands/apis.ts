import type { Finding, Report, ReportApi } from '../../model/generated/report.ts';
import { FLAGS, LETTERS, MANAGEMENT, SEVERITIES } from '../../model/vocabulary.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { headline } from '../../report/headline.ts';
import { renderTable } from '../../report/table.ts';
import { choice } from '../choice.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { findApi } from '../find-row.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { OUTPUT_OPTION } from '../output-file.ts';
import { usage } from '../parse.ts';
import { FROM_OPTION, reportOf } from '../report-source.ts';
import { sourceGradeSentence } from '../source-grade.ts';

export const apis: Command = {
  name: 'apis',
  summary: 'List APIs, show one with its endpoints and findings, or export its OpenAPI document.',
  usage: [
    'apis list [--management managed|unmanaged] [--flag F] [--letter L] [--json]',
    'apis show ID|HOST/BASE [--json]',
    'apis openapi ID|HOST/BASE [-o FILE] [--yaml] [-c FILE]',
  ],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    ...FROM_OPTION,
    management: { type: 'string', hint: 'WORD', description: 'managed or unmanaged.' },
    flag: { type: 'string', hint: 'FLAG', description: 'Only APIs with this flag: zombie, dormant, bypass…' },
    ...OUTPUT_OPTION,
    yaml: { type: 'boolean', description: 'Write the OpenAPI document as YAML instead of JSON.' },
    letter: { type: 'string', hint: 'LETTER', description: 'Only APIs of this grade: A to F, U.' },
  },
  words: 2,
  examples: [
    'apis list --management unmanaged',
    'apis list --flag zombie --json',
    'apis show api.shop.example/orders/v1',
    'apis openapi api.shop.example/orders/v1 --yaml -o orders.openapi.yaml',
  ],
  run: async (context) => {
    const [action = 'list', asked] = context.invocation.positionals;
    if (action === 'list') return list(context, await reportOf(context));
    if (action !== 'show' && action !== 'openapi') throw usage(apis, 'Say list, show or openapi.');
    if (asked === undefined) throw usage(apis, 'Name the API: its id, or host and base path.');
    if (action === 'openapi') return openapi(context, asked);
    const report = await reportOf(context);
    return show(context, report, findApi(report, asked));
  },
};

/** Schemas stand in the store only: a report, saved or printed by `analyze`, keeps none. */
async function openapi(context: CommandContext, asked: string): Promise<ExitCode> {
  if (context.invocation.text('from') !== null) {
    throw usage(apis, 'A saved report keeps no schemas: openapi reads the store of the configuration.');
  }
  const { writeOpenApi } = await import('./apis-openapi.ts');
  return writeOpenApi(context, asked);
}

function list(context: CommandContext, report: Report): ExitCode {
  const { invocation, terminal } = context;
  const management = choice(apis, context, 'management', MANAGEMENT);
  const flag = choice(apis, context, 'flag', FLAGS);
  const letter = choice(apis, context, 'letter', LETTERS);
  const items = report.apis.filter(
    (api) =>
      (management === null || api.management === management) &&
      (flag === null || api.flags.includes(flag)) &&
      (letter === null || api.grade.letter === letter),
  );
  if (invocation.flag('json')) return writeJson(context, { items, next: null });
  terminal.stdout.write(
    renderTable(
      { ...report, apis: items },
      { width: terminal.columns, color: terminal.color, headline: headline(report) },
    ),
  );
  if (items.length < report.apis.length) remark(context, `${items.length} of ${report.apis.length} APIs.`);
  return EXIT.ok;
}

function worstFirst(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || (a.id < b.id ? -1 : 1);
}

function show(context: CommandContext, report: Report, api: ReportApi): ExitCode {
  const endpoints = report.endpoints.filter((endpoint) => endpoint.api === api.id);
  const findings = report.findings.filter((finding) => finding.api === api.id).sort(worstFirst);
  if (context.invocation.flag('json')) return writeJson(context, { api, endpoints, findings });
  const line = (text: string): void => writeLine(context, encodeTerminal(text));
  line(`${api.host}${api.basePath}  ${api.name}  ${api.id}`);
  line(
    `Grade ${api.grade.letter}${api.grade.score === null ? '' : ` (${api.grade.score})`}, ${api.management}${api.flags.length === 0 ? '' : `, ${api.flags.join(', ')}`}`,
  );
  const { sourceGrade } = api;
  if (sourceGrade !== null) line(sourceGradeSentence(sourceGrade));
  line(`Why: ${api.reason.text} [${api.reason.rule}]`);
  if (api.reason.nearestMiss !== null) line(`Nearest miss: ${api.reason.nearestMiss}`);
  line(
    `Calls ${api.calls}; ${Object.entries(api.callsByHop)
      .map(([hop, calls]) => `${hop} ${calls ?? 0}`)
      .join(', ')}`,
  );
  writeLine(context, '');
  for (const endpoint of endpoints) {
    const operation = endpoint.operation === null ? '' : ` ${endpoint.operation}`;
    const data = [...new Set(endpoint.dataClasses.map((one) => one.id))].join(', ');
    line(
      `  ${endpoint.method.padEnd(7)} ${endpoint.path}${operation}  ${endpoint.calls} calls  auth ${endpoint.auth.state}${data === '' ? '' : `  ${data}`}${endpoint.flags.length === 0 ? '' : `  [${endpoint.flags.join(', ')}]`}`,
    );
  }
  writeLine(context, '');
  for (const { severity, title, status, id } of findings)
    line(`  ${severity.padEnd(8)} ${title}  ${status}  ${id}`);
  return EXIT.ok;
}
