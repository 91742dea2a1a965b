import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CapabilityResult } from './capability.ts';
import { evaluate } from './evaluate.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-frame-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

async function run(...args: readonly string[]): Promise<Run> {
  let out = '';
  let told = '';
  const code = await evaluate(args, folder, {
    out: (text) => (out += text),
    tell: (text) => (told += text),
    nowMs: () => 0,
  });
  return { code, out, told };
}

/** A real, small capability: the harness finds the one endpoint of made-up calls. */
const PATHS = `
import { analyzeCalls } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'harness.ts')).href)};
function* calls(half) {
  for (let index = 0; index < 40; index += 1) yield {
    time: Date.UTC(2026, 2, 1) + index * 1000, method: 'GET', host: half + '.shop.example',
    path: '/v1/orders/' + (1000 + index), status: 200, client: { address: '192.0.2.' + index },
  };
}
export const paths = { name: 'paths', evaluate: async (half) => {
  const { report, annotations } = await analyzeCalls(calls(half));
  return {
    capability: 'paths', half,
    counts: { calls: annotations.length, endpoints: report.endpoints.length },
    metrics: { f1: half === 'dev' ? 0.9312 : 0.5, overMerge: 0.01 },
    worst: annotations.slice(0, 3).map(({ template, endpoint }) => endpoint + ' ' + template),
  };
} };`;

const AUTH = `export const auth = { name: 'auth', evaluate: async (half) => ({
  capability: 'auth', half, counts: { fields: 1200 }, metrics: { precision: 1, recall: 0.25 }, worst: [] }) };`;

const lines = ({ out }: Run): readonly CapabilityResult[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CapabilityResult);

describe('the frame', () => {
  before(() => {
    write('paths/index.ts', PATHS);
    write('auth/index.ts', AUTH);
    write('floors.json', '{}');
  });

  test('prints a line per capability and half that is there; equal runs print equal lines', async () => {
    const first = await run();
    const second = await run();

    assert.equal(first.code, 0);
    assert.equal(first.out, second.out);
    assert.deepEqual(
      lines(first).map(({ capability, half }) => `${capability} ${half}`),
      ['paths dev', 'paths check', 'auth dev', 'auth check'],
    );
    assert.deepEqual(lines(first)[0]?.counts, { calls: 40, endpoints: 1 });
    assert.match(lines(first)[0]?.worst[0] ?? '', /^ep_\w+ GET dev\.shop\.example\/v1\/orders\/\{orderId\}$/);
    assert.match(first.told, /^schemas: not there$/m);
  });

  test('takes names and a half', async () => {
    const { out } = await run('--only', 'auth,paths', '--half', 'check');

    assert.deepEqual(
      lines({ code: 0, out, told: '' }).map(({ capability, half }) => `${capability} ${half}`),
      ['auth check', 'paths check'],
    );
  });

  test('draws a table', async () => {
    const { out } = await run('--only', 'auth', '--half', 'dev', '--table');

    assert.equal(
      out,
      '| capability | half | precision | recall | F1 | further metrics | counts |\n' +
        '| --- | --- | --- | --- | --- | --- | --- |\n' +
        '| auth | dev | 1 | 0.25 |  |  | fields 1,200 |\n',
    );
  });

  test('ends with 1 for each floor that does not hold, and only when asked', async () => {
    write(
      'floors.json',
      JSON.stringify({
        paths: { dev: { f1: { min: 0.93 }, overMerge: { max: 0.01 } }, check: { f1: { min: 0.51 } } },
        auth: { check: { recall: { max: 0.2 }, f1: { min: 0.5 } } },
      }),
    );

    const { code, told } = await run('--only', 'paths,auth', '--floors');
    assert.equal(code, 1);
    assert.deepEqual(
      told.split('\n').filter((line) => line.startsWith('broken')),
      [
        'broken floor: paths, check: f1 is 0.5, below 0.51',
        'broken floor: auth, check: recall is 0.25, above 0.2',
        'broken floor: auth, check: f1 has a floor but was not measured',
      ],
    );
    assert.equal((await run('--only', 'paths', '--half', 'dev', '--floors')).code, 0);
    assert.equal((await run('--only', 'paths', '--half', 'check')).code, 0);
    assert.equal((await run('--floors')).code, 2, 'a capability that is gone holds no floor');
  });

  test('refuses what is no result, and tells what failed beside the rest', async () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['metrics: { f1: NaN }, counts: {}, worst: []', /metric f1 is NaN/],
      ['metrics: { f1: 0.12345 }, counts: {}, worst: []', /metric f1 is 0\.12345/],
      ['metrics: {}, counts: { calls: 0.5 }, worst: []', /count calls is 0\.5/],
      ['metrics: {}, counts: {}, worst: Array(11).fill("x")', /11 worst/],
    ];
    for (const [index, [fields, message]] of bad.entries()) {
      const name = ['schemas', 'data', 'threats', 'changes'][index] ?? '';
      write(
        `${name}/index.ts`,
        `export const it = { name: '${name}', evaluate: async (half) => ({ capability: '${name}', half, ${fields} }) };`,
      );
      const failed = await run('--only', `${name},auth`, '--half', 'dev');
      assert.equal(failed.code, 2);
      assert.match(failed.told, message);
      assert.equal(lines(failed).length, 1);
    }
  });

  test('refuses unknown words', async () => {
    assert.match((await run('--only', 'path')).told, /no capability "path"/);
    assert.match((await run('--half', 'both')).told, /no half "both"/);
    assert.equal((await run('--fast')).code, 2);
  });
});
