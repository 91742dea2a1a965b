import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Report } from '../../../src/model/generated/report.ts';
import { canonicalJson, type JsonValue } from '../../../src/model/json.ts';
import { ROOT, runCli } from '../../support/cli.ts';

const QUICKSTART = join(ROOT, 'examples/quickstart');
const GATEWAY = `${join(QUICKSTART, 'gateways/kong.yaml')}@api.shop.example,partners.shop.example`;
/** Every n-th call of the recording, so that all kinds of callers are among them. */
const EVERY = 2;

let folder = '';
let lines: readonly string[] = [];
let expected = '';

describe('the same calls give the same document', { concurrency: 2 }, () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-order-'));
    const log = gunzipSync(await readFile(join(QUICKSTART, 'logs/kong-http-log.ndjson.gz'))).toString('utf8');
    lines = log
      .split('\n')
      .filter((line) => line !== '')
      .filter((_, at) => at % EVERY === 0);
    expected = await document(1, [await logFile('all.ndjson', lines)]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('the document is of some size, so that a difference would show', () => {
    const report = JSON.parse(expected) as Report;

    assert.ok(report.calls.analyzed > 1000, String(report.calls.analyzed));
    assert.ok(report.endpoints.length > 10 && report.findings.length > 5 && report.apis.length > 5);
  });

  for (const workers of [2, 3])
    test(`${workers} workers`, async () => {
      assert.equal(await document(workers, [await logFile(`same-${workers}.ndjson`, lines)]), expected);
    });

  test('lines shuffled', async () => {
    assert.equal(await document(1, [await logFile('shuffled.ndjson', shuffled(lines))]), expected);
  });

  test('several files, plain and packed, shuffled, two workers', async () => {
    const mixed = shuffled(lines);
    const parts = [0, 1, 2, 3, 4].map((part) => mixed.filter((_, at) => (at * 7) % 5 === part));
    const files = await Promise.all(
      parts.map((part, at) => logFile(`part-${at}${at % 2 === 0 ? '' : '.gz'}`, part)),
    );

    assert.equal(await document(2, files), expected);
  });

  test('another call is another document', async () => {
    assert.notEqual(await document(1, [await logFile('one-less.ndjson', lines.slice(1))]), expected);
  });
});

async function logFile(name: string, content: readonly string[]): Promise<string> {
  const path = join(folder, name);
  const text = `${content.join('\n')}\n`;
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

/** Canonical JSON of the report without `run`, which holds all that may differ. */
async function document(workers: number, files: readonly string[]): Promise<string> {
  const args = [
    'analyze',
    ...files,
    '--json',
    '--workers',
    String(workers),
    '--gateway',
    GATEWAY,
    '--bucket',
    '1h',
  ];
  const ended = await runCli(args, { env: { NODE_COMPILE_CACHE: join(folder, 'compiled') } });
  assert.equal(ended.code, 0, ended.stderr);
  const { run, ...report } = JSON.parse(ended.stdout) as Report & Record<string, JsonValue>;
  assert.ok(run !== undefined);
  return canonicalJson(report);
}

/** Fisher and Yates with a fixed generator (Lehmer's), so that a failure can be repeated. */
function shuffled(items: readonly string[]): readonly string[] {
  const mixed = [...items];
  let state = 20_261_122;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [mixed[at], mixed[other]] = [mixed[other] ?? '', mixed[at] ?? ''];
  }
  return mixed;
}
