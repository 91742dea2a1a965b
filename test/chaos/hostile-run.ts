import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Report } from '../../src/model/generated/report.ts';
import { OVERFLOW_CAPS, type OverflowCap } from '../../src/model/vocabulary.ts';
import { MAIN } from '../support/cli.ts';
import {
  type Flood,
  OPEN_HOST,
  REAL_ENDPOINTS,
  REAL_HOST,
  realCounts,
  WIDE_HOST,
  writeFlood,
} from './hostile-calls.ts';

/** One flood through `assay analyze` as a process of its own. */
export interface HostileRun {
  readonly report: Report;
  /** High-water mark of its resident memory, threads included. */
  readonly peakBytes: number;
  /** User and system time of the process: machines at work on other things do not change it. */
  readonly cpuSeconds: number;
}

/** These hosts are registered, which keeps them outside the cap of hosts; what is called there is not. */
const HOSTS = [REAL_HOST, OPEN_HOST, WIDE_HOST].join(',');
const GATEWAY = `_format_version: "3.0"
services:
  - name: shop
    url: http://shop.internal.example:8080
    routes:
      - name: shop
        hosts: [${HOSTS}]
        paths: [/v1]
        strip_path: false
`;
const SAMPLE_MS = 50;
/** Linux counts processor time in hundredths of a second, whatever its own clock does. */
const TICKS_PER_SECOND = 100;

export async function runFlood(flood: Flood): Promise<HostileRun> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-hostile-'));
  const gateway = join(folder, 'kong.yaml');
  writeFileSync(gateway, GATEWAY);
  const child = spawn(
    process.execPath,
    [MAIN, 'analyze', '-', '--gateway', `${gateway}@${HOSTS}`, '--json', '-q', '--workers', '2'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let peakBytes = 0;
  let cpuSeconds = 0;
  const sampler = setInterval(() => {
    peakBytes = Math.max(peakBytes, highWaterMark(child.pid));
    cpuSeconds = Math.max(cpuSeconds, cpuTime(child.pid));
  }, SAMPLE_MS);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  try {
    const [output, code] = await Promise.all([text(child.stdout), ended, writeFlood(child.stdin, flood)]);
    if (code !== 0) throw new Error(`analyze ended with ${code}`);
    return { report: JSON.parse(output) as Report, peakBytes, cpuSeconds };
  } finally {
    clearInterval(sampler);
    rmSync(folder, { recursive: true });
  }
}

function highWaterMark(pid: number | undefined): number {
  const match = /VmHWM:\s+(\d+) kB/.exec(processFile(pid, 'status'));
  return Number(match?.[1] ?? 0) * 1024;
}

/** Fields 14 and 15 of proc(5); the second one is a name in parentheses. */
function cpuTime(pid: number | undefined): number {
  const fields = processFile(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function processFile(pid: number | undefined, name: string): string {
  const path = `/proc/${pid}/${name}`;
  try {
    return pid !== undefined && existsSync(path) ? readFileSync(path, 'latin1') : '';
  } catch {
    return '';
  }
}

const total = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Everything that the flood broke, one sentence each; `overrun` are the caps that it must have reached. */
export function brokenByFlood(
  report: Report,
  flood: Flood,
  overrun: readonly OverflowCap[] = OVERFLOW_CAPS,
): readonly string[] {
  return [...lostCounts(report, flood), ...lostEndpoints(report, flood), ...silentOverflows(report, overrun)];
}

function lostCounts({ calls, endpoints }: Report, flood: Flood): string[] {
  const broken: string[] = [];
  if (calls.received !== flood.calls) broken.push(`received ${calls.received} of ${flood.calls}`);
  if (calls.analyzed + total(calls.dropped) !== calls.received)
    broken.push('analyzed + dropped is not received');
  const listed = endpoints.reduce((sum, endpoint) => sum + endpoint.calls, 0);
  if (listed !== calls.operations) broken.push(`endpoints hold ${listed} of ${calls.operations} operations`);
  for (const { id, statuses, calls: counted } of endpoints)
    if (total(statuses) !== counted) broken.push(`statuses of ${id} are not its calls`);
  return broken;
}

function lostEndpoints({ endpoints }: Report, flood: Flood): string[] {
  const broken: string[] = [];
  for (const [place, expected] of realCounts(flood).entries()) {
    const { method, template } = REAL_ENDPOINTS[place] ?? { method: '', template: '' };
    const found = endpoints.find(
      (each) =>
        each.host === REAL_HOST &&
        each.method === method &&
        each.path.replace(/\{[^}]*\}/g, '{}') === template,
    );
    const accepted = found?.statuses['200'] ?? 0;
    if (accepted !== expected) broken.push(`${method} ${template} has ${accepted} of ${expected} calls`);
  }
  return broken;
}

/** Each set that was overrun must be told, and the rules that need the actors must not have judged. */
function silentOverflows({ overflows, apis }: Report, overrun: readonly OverflowCap[]): string[] {
  const told = new Set((overflows ?? []).map(({ cap }) => cap));
  const broken = overrun.filter((cap) => !told.has(cap)).map((cap) => `nothing tells that ${cap} overflowed`);
  const flooded = apis.filter(({ registered }) => registered !== null);
  if (flooded.length !== 1) broken.push(`${flooded.length} registered APIs`);
  for (const { grade } of flooded) {
    if (!grade.notEvaluated.some(({ reason }) => reason.includes('more clients than')))
      broken.push('rules of behaviour judged actors that were not kept apart');
  }
  return broken;
}
