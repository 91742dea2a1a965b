import type { AnalyzedFiles, AnalyzeOptions } from '../../agent/analyze-files.ts';
import { defaultWorkers } from '../../ingest/default-workers.ts';
import { bootEarlyThreads } from '../../ingest/early-threads.ts';
import type { Problem } from '../../kit/index.ts';
import { SYSTEM_CLOCK } from '../../kit/system-clock.ts';
import type { Report } from '../../model/generated/report.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { loadConnector } from '../load-connector.ts';
import { remark, writeDocument } from '../output.ts';
import { usage } from '../parse.ts';
import { NO_PROGRESS, terminalProgress } from '../progress.ts';
import { printReview } from '../review.ts';
import { untilStopped } from '../standard-input.ts';

export const analyze: Command = {
  name: 'analyze',
  summary: 'Analyze log files now: no configuration, no daemon, nothing written or sent.',
  usage: [
    'analyze FILE…|- [--format auto|MAPPING|har] [--gateway FILE[@host,…]] [--host H] [--scheme S] [--zone Z]',
    '        [--bucket 1h|1d] [--baseline REPORT] [--rules FOLDER] [--dedupe] [--workers N] [--annotate FILE] [--json]',
  ],
  options: {
    ...JSON_OPTION,
    format: {
      type: 'string',
      hint: 'NAME',
      description: 'Format of the files: auto (default), a mapping, or har.',
    },
    gateway: {
      type: 'string',
      hint: 'FILE[@host,…]',
      multiple: true,
      description:
        'A decK file or OpenAPI document that says what is registered; the hosts where it is reachable. Repeatable.',
    },
    host: { type: 'string', hint: 'HOST', description: 'Host of calls whose format names none.' },
    scheme: { type: 'string', hint: 'SCHEME', description: 'http or https, for formats that name none.' },
    zone: {
      type: 'string',
      hint: 'ZONE',
      description: 'Time zone of times without an offset, such as Europe/Vienna.',
    },
    option: {
      type: 'string',
      hint: 'NAME=A,B',
      multiple: true,
      description: 'A list that the mapping reads: captureRequest=host,user-agent.',
    },
    observes: {
      type: 'string',
      hint: 'HOP',
      description: 'Where the files were written: edge (default), mesh, gateway:ID or behind:ID.',
    },
    bucket: { type: 'string', hint: '1h|1d', description: 'Unit of statistics and change (default 1d).' },
    baseline: {
      type: 'string',
      hint: 'REPORT',
      description: 'Compare with this saved report instead of day by day.',
    },
    rules: {
      type: 'string',
      hint: 'FOLDER',
      description: 'Rules of people: corrections, and data classes, credentials and attacks of their own.',
    },
    dedupe: { type: 'boolean', description: 'Count records of equal id once.' },
    workers: { type: 'string', hint: 'N', description: 'Worker threads (default: every core).' },
    annotate: {
      type: 'string',
      hint: 'FILE',
      description:
        'Write one JSON line per record, in input order: endpoint, threats, data classes, auth (annotation.schema.json). Reads the input twice, so not from a pipe; replaces FILE only if it holds annotations.',
    },
  },
  words: Number.POSITIVE_INFINITY,
  examples: [
    'analyze access.log',
    'analyze logs/*.ndjson.gz --gateway kong.yaml@api.shop.example',
    'analyze access.log --annotate calls.ndjson',
    'analyze - --format haproxy-http --zone UTC --json < haproxy.log',
  ],
  run: async (context) => {
    const options = await readOptions(context);
    const { report, formats, problems } = await analyzeByThreads(context, options);
    for (const problem of problems) context.terminal.stderr.write(`${problemLine(problem)}\n`);
    // What could be read is shown, but a script must know that it is not all.
    const code = problems.length === 0 ? EXIT.ok : EXIT.incomplete;
    if (context.invocation.flag('json')) {
      await writeDocument(context, report);
      return code;
    }
    remark(context, formats.map(({ file, mapping }) => `${file}: ${mapping}`).join('\n'));
    printReview(context, report);
    remark(context, nextCommands(context, report));
    return code;
  },
};

/** Threads load their program while this one loads its own: a third of a second of a short run. */
async function analyzeByThreads(
  context: CommandContext,
  options: Omit<AnalyzeOptions, 'annotate' | 'threads'>,
): Promise<AnalyzedFiles> {
  const threads = bootEarlyThreads(options.files, options.dedupe ? 1 : options.workers);
  try {
    return await analyzeAnnotated(context, { ...options, threads });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** The annotations appear under their name when the whole run succeeded. */
async function analyzeAnnotated(
  context: CommandContext,
  options: Omit<AnalyzeOptions, 'annotate'>,
): Promise<AnalyzedFiles> {
  const { analyzeFiles } = await import('../../agent/analyze-files.ts');
  const path = context.invocation.text('annotate');
  if (path === null) return analyzeFiles({ ...options, annotate: null });
  const { openAnnotationFile } = await import('../../agent/annotate-file.ts');
  const file = await openAnnotationFile(path, options.files);
  try {
    const analyzed = await analyzeFiles({ ...options, annotate: { write: file.write, content: true } });
    await file.commit();
    remark(context, `${path}: ${analyzed.report.calls.received.toLocaleString('en-US')} records annotated`);
    return analyzed;
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function problemLine({ file, line, message }: Problem): string {
  const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
  return `assay: ${encodeTerminal(`${place}${message}`)}`;
}

async function readOptions(context: CommandContext): Promise<Omit<AnalyzeOptions, 'annotate' | 'threads'>> {
  const { invocation, terminal, signal } = context;
  const files = invocation.positionals;
  if (files.length === 0) throw usage(analyze, 'Name the files to analyze, or - for standard input.');
  const progress = invocation.flag('quiet')
    ? NO_PROGRESS
    : terminalProgress(terminal, () => performance.now());
  const baseline = invocation.text('baseline');
  const folder = invocation.text('rules');
  return {
    files,
    format: invocation.text('format') ?? 'auto',
    gateways: invocation.texts('gateway').map(parseGateway),
    defaults: {
      host: invocation.text('host'),
      scheme: scheme(invocation.text('scheme')),
      zone: invocation.text('zone'),
    },
    rules: folder === null ? [] : await rulesOf(context, folder),
    mappingOptions: Object.fromEntries(invocation.texts('option').map(parseList)),
    hop: hop(invocation.text('observes') ?? 'edge'),
    bucketMs: bucketMs(invocation.text('bucket') ?? '1d'),
    windowMs: null,
    baseline: baseline === null ? null : await savedReport(baseline),
    dedupe: invocation.flag('dedupe'),
    workers: workers(invocation.text('workers')),
    connector: loadConnector,
    clock: SYSTEM_CLOCK,
    stdin: untilStopped(terminal.stdin, signal),
    signal,
    onProgress: (records) => progress.update('Analyzing:', records, null, 'records'),
  };
}

async function rulesOf(context: CommandContext, folder: string): Promise<AnalyzeOptions['rules']> {
  const { filedRules } = await import('../../rules/index.ts');
  const { requireRules } = await import('../rules-folder.ts');
  return filedRules(await requireRules(context, folder));
}

async function savedReport(path: string): Promise<Report> {
  const { readSavedReport } = await import('../saved-report.ts');
  return readSavedReport(path);
}

function parseGateway(typed: string): AnalyzeOptions['gateways'][number] {
  const at = typed.lastIndexOf('@');
  return at <= 0
    ? { file: typed, hosts: [] }
    : {
        file: typed.slice(0, at),
        hosts: typed
          .slice(at + 1)
          .split(',')
          .filter((host) => host !== ''),
      };
}

function parseList(typed: string): [string, readonly string[]] {
  const at = typed.indexOf('=');
  if (at <= 0) throw usage(analyze, 'Write --option as NAME=A,B.');
  return [typed.slice(0, at), typed.slice(at + 1).split(',')];
}

function scheme(typed: string | null): 'http' | 'https' | null {
  if (typed === null || typed === 'http' || typed === 'https') return typed;
  throw usage(analyze, 'Write --scheme as http or https.');
}

function hop(typed: string): AnalyzeOptions['hop'] {
  if (typed === 'edge' || typed === 'mesh') return typed;
  const [level, id] = typed.split(':');
  if (level === 'gateway' && id !== undefined && id !== '') return `gateway:${id}`;
  if (level === 'behind' && id !== undefined && id !== '') return `behind:${id}`;
  throw usage(analyze, 'Write --observes as edge, mesh, gateway:ID or behind:ID.');
}

function bucketMs(typed: string): number {
  if (typed === '1h') return 3_600_000;
  if (typed === '1d') return 86_400_000;
  throw usage(analyze, 'Write --bucket as 1h or 1d.');
}

function workers(typed: string | null): number {
  if (typed === null) return defaultWorkers();
  const count = Number(typed);
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw usage(analyze, 'Write --workers as a number from 1 to 64.');
}

function nextCommands({ invocation }: CommandContext, report: Report): string {
  const files = invocation.positionals.join(' ');
  const [worst] = report.apis
    .filter((api) => api.grade.score !== null)
    .sort((a, b) => (a.grade.score ?? 0) - (b.grade.score ?? 0));
  return [
    'Next:',
    `  assay analyze ${files} --json > report.json        keep it, and compare later with --baseline report.json`,
    worst === undefined
      ? '  assay mappings list                                  the formats that are understood'
      : `  assay grade ${worst.id} --from report.json --explain     every point of the worst grade`,
    '  assay init                                           a configuration for the daemon',
  ].join('\n');
}
