import { SYSTEM_CLOCK } from '../../kit/system-clock.ts';
import type { Finding, Report } from '../../model/generated/report.ts';
import { FINDING_TYPES, SEVERITIES } from '../../model/vocabulary.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { parseDurationMs } from '../../schema/index.ts';
import { choice } from '../choice.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { notFound } from '../find-row.ts';
import { latestReport, withStore } from '../open-store.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { FROM_OPTION, reportOf } from '../report-source.ts';

export const findings: Command = {
  name: 'findings',
  summary: 'List findings, show one with its evidence, accept or suppress it, reopen it.',
  usage: [
    'findings list [--type T] [--severity S] [--json]',
    'findings show ID [--json]',
    'findings accept|suppress ID --reason TEXT --by PERSON [--for 90d]',
    'findings reopen ID',
  ],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    ...FROM_OPTION,
    type: { type: 'string', hint: 'TYPE', description: 'Only findings of this type.' },
    severity: { type: 'string', hint: 'WORD', description: 'Only findings of this severity.' },
    reason: { type: 'string', hint: 'TEXT', description: 'Why it is accepted or a false positive.' },
    by: { type: 'string', hint: 'PERSON', description: 'Who decides.' },
    for: {
      type: 'string',
      hint: 'DURATION',
      description: 'The decision ends after this time (90d); without it, it stays.',
    },
  },
  words: 2,
  examples: [
    'findings list --severity critical',
    'findings accept fi_… --reason "internal network only" --by kim --for 90d',
  ],
  run: async (context) => {
    const [action = 'list', id] = context.invocation.positionals;
    if (action === 'list') return list(context, await reportOf(context));
    if (id === undefined) throw usage(findings, 'Name the finding: its id from assay findings list.');
    switch (action) {
      case 'show':
        return show(context, find(await reportOf(context), id));
      case 'accept':
        return decide(context, id, 'accepted');
      case 'suppress':
        return decide(context, id, 'false-positive');
      case 'reopen':
        return reopen(context, id);
      default:
        throw usage(findings, 'Say list, show, accept, suppress or reopen.');
    }
  },
};

function list(context: CommandContext, report: Report): ExitCode {
  const type = choice(findings, context, 'type', FINDING_TYPES);
  const severity = choice(findings, context, 'severity', SEVERITIES);
  const items = report.findings.filter(
    (finding) =>
      (type === null || finding.type === type) && (severity === null || finding.severity === severity),
  );
  if (context.invocation.flag('json')) return writeJson(context, { items, next: null });
  writeLine(context, countSentence(items));
  const apis = new Map(report.apis.map((api) => [api.id, api]));
  const endpoints = new Map(report.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  for (const finding of items) {
    const api = apis.get(finding.api);
    const endpoint = finding.endpoint === null ? undefined : endpoints.get(finding.endpoint);
    const where =
      endpoint === undefined
        ? `${api?.host ?? ''}${api?.basePath ?? ''}`
        : `${endpoint.method} ${endpoint.host}${endpoint.path}`;
    writeLine(
      context,
      encodeTerminal(
        `${finding.severity.padEnd(8)} ${finding.type.padEnd(34)} ${where}  ${saidBy(finding)}${finding.status}  ${finding.id}`,
      ),
    );
  }
  return EXIT.ok;
}

/** What another system says has words of its own. */
function saidBy({ title, origin }: Finding): string {
  return origin === undefined ? '' : `"${title}" by ${origin}  `;
}

/** `95 findings: 5 critical, 12 high; 3 accepted.` */
function countSentence(items: readonly Finding[]): string {
  if (items.length === 0) return 'No finding.';
  const bySeverity = SEVERITIES.toReversed().map((severity) => ({
    severity,
    count: items.filter((finding) => finding.severity === severity).length,
  }));
  const parts = bySeverity
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  const settled = items.filter(({ status }) => status === 'accepted' || status === 'false-positive').length;
  const decided = settled === 0 ? '' : `; ${settled} accepted or suppressed`;
  return `${items.length} ${items.length === 1 ? 'finding' : 'findings'}: ${parts.join(', ')}${decided}.`;
}

function find(report: Report, id: string): Finding {
  const fitting = report.findings.filter((finding) => finding.id.startsWith(id));
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return found;
  throw notFound(
    `${fitting.length === 0 ? 'No finding fits' : `${fitting.length} findings fit`} "${id.slice(0, 40)}".`,
    'assay findings list shows the ids.',
  );
}

function show(context: CommandContext, finding: Finding): ExitCode {
  if (context.invocation.flag('json')) return writeJson(context, finding);
  const { evidence } = finding;
  const line = (text: string): void => writeLine(context, encodeTerminal(text));
  line(`${finding.title}  (${finding.severity}, ${finding.status})  ${finding.id}`);
  if (finding.origin !== undefined) line(`Reported by: ${finding.origin}`);
  line(`Rule: ${evidence.rule}`);
  line(
    `Counts: ${Object.entries(evidence.counts)
      .map(([name, count]) => `${name} ${count ?? 0}`)
      .join(', ')}`,
  );
  line(
    `Thresholds: ${Object.entries(evidence.thresholds)
      .map(([name, value]) => `${name} ${value ?? ''}`)
      .join(', ')}`,
  );
  for (const sample of evidence.samples) line(`Sample: ${sample}`);
  line(`Controls: ${finding.controls.join(', ')}`);
  return EXIT.ok;
}

async function decide(
  context: CommandContext,
  id: string,
  status: 'accepted' | 'false-positive',
): Promise<ExitCode> {
  const reason = context.invocation.text('reason');
  const person = context.invocation.text('by');
  if (reason === null || person === null) throw usage(findings, 'A decision needs --reason and --by.');
  const duration = context.invocation.text('for');
  const durationMs = duration === null ? null : parseDurationMs(duration);
  if (duration !== null && durationMs === null)
    throw usage(findings, 'Write --for as a number and a unit: 30d.');
  return withStore(context, async (store) => {
    const finding = find(await latestReport(store), id);
    const nowMs = SYSTEM_CLOCK.nowMs();
    await store.decideFinding({
      finding: finding.id,
      status,
      reason,
      person,
      expiresAtMs: durationMs === null ? null : nowMs + durationMs,
      decidedAtMs: nowMs,
    });
    remark(context, `${finding.id} is ${status}; the next assessment counts it so.`);
    return EXIT.ok;
  });
}

function reopen(context: CommandContext, id: string): Promise<ExitCode> {
  return withStore(context, async (store) => {
    const finding = find(await latestReport(store), id);
    await store.reopenFinding(finding.id);
    remark(context, `${finding.id} is open again.`);
    return EXIT.ok;
  });
}
