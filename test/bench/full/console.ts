import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../src/model/generated/report.ts';
import { withScratch } from '../bench-input.ts';
import { load, mebibytes, median, printFigure, rounded } from '../figures.ts';
import { ROOT, sampleOf } from '../measured-process.ts';
import { installation } from './installation.ts';
import type { FullOptions } from './options.ts';
import { sampleReport } from './sample-report.ts';
import { printRuns } from './start-up.ts';

const REQUESTS = 20;
/** Starts of the program; each reads the whole report. */
const STARTS = 5;

/** Lists on the command line and pages of the console over one large report. */
export async function consolePart({ listed }: FullOptions): Promise<void> {
  await withScratch(async (folder) => {
    const report = await sampleReport(listed, folder);
    const config = await installation(folder, report);
    const about = { endpoints: report.endpoints.length, apis: report.apis.length };
    printFigure({
      bench: 'console',
      of: 'report',
      ...about,
      findings: report.findings.length,
      changes: report.changes.length,
      reportBytes: JSON.stringify(report).length,
      databaseBytes: statSync(join(folder, 'assay.db')).size,
    });
    await printRuns('console', about, ['apis', 'list', ...config], STARTS);
    await printRuns('console', about, ['findings', 'list', ...config], STARTS);
    await printPages(report, config);
  });
}

async function printPages(report: Report, config: readonly string[]): Promise<void> {
  const running = await startConsole(config);
  const { url, pid } = running;
  try {
    const get = await signedIn(url);
    for (const path of ['/', ...pagesOf(report)]) {
      const first = await get(path);
      const times: number[] = [];
      for (let index = 0; index < REQUESTS; index += 1) times.push((await get(path)).milliseconds);
      printFigure({
        bench: 'console',
        // Ids say nothing.
        page: path.replaceAll(/_[a-z2-7]{26}/g, '_…'),
        endpoints: report.endpoints.length,
        firstMilliseconds: rounded(first.milliseconds, 1),
        medianMilliseconds: rounded(median(times), 1),
        slowestMilliseconds: rounded(Math.max(...times), 1),
        bytes: first.bytes,
        peakMiB: mebibytes(sampleOf(pid)?.peakBytes ?? 0),
        load: load(),
      });
    }
  } finally {
    await running.stop();
  }
}

function pagesOf(report: Report): readonly string[] {
  const middle = report.apis[report.apis.length >> 1];
  const endpoint = report.endpoints[report.endpoints.length >> 1];
  const finding = report.findings[report.findings.length >> 1];
  return [
    '/inventory',
    '/inventory?sort=calls&q=svc7',
    `/apis/${middle?.id ?? ''}`,
    `/endpoints/${endpoint?.id ?? ''}`,
    '/findings',
    ...(finding === undefined ? [] : [`/findings/${finding.id}`]),
    '/changes',
    '/jobs',
    '/api/v1/summary',
    '/api/v1/apis',
    '/api/v1/endpoints',
    '/metrics',
  ];
}

interface RunningConsole {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

async function startConsole(config: readonly string[]): Promise<RunningConsole> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist/cli.js'), 'console', '--listen', '127.0.0.1:0', ...config],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(child, 'close');
  let said = '';
  for await (const text of child.stderr.setEncoding('utf8') as AsyncIterable<string>) {
    said += text;
    const url = /http:\S+/.exec(said)?.[0];
    if (url === undefined) continue;
    return {
      url,
      pid: child.pid ?? 0,
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`the console did not start: ${said}`);
}

interface Answer {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Whole answers, read to their end. Throws on anything but 200. */
async function signedIn(printed: string): Promise<(path: string) => Promise<Answer>> {
  const { origin, searchParams } = new URL(printed);
  const headers = { authorization: `Bearer ${searchParams.get('token') ?? ''}` };
  return async (path) => {
    const started = performance.now();
    const response = await fetch(`${origin}${path}`, { headers });
    const { byteLength: bytes } = await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return { milliseconds: performance.now() - started, bytes };
  };
}
