import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createGzip, createZstdCompress, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Report } from '../../../src/model/generated/report.ts';
import { type CliRun, type CliSettings, MAIN, runCli } from '../../support/cli.ts';

/** Every way in which a file, a line, an option or a configuration can be wrong, through the command line. */

const MIB = 1024 ** 2;
/** What one process may take, whatever it is given; a run over a good file takes about half. */
const MOST_BYTES = 400 * MIB;
const GOOD = JSON.stringify({
  time: '2026-03-04T10:00:00.000Z',
  method: 'GET',
  host: 'api.shop.example',
  path: '/v1/orders',
  status: 200,
});

let folder = '';
const file = (name: string): string => join(folder, name);

function cli(args: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  return runCli(args, {
    cwd: folder,
    ...settings,
    env: { NODE_COMPILE_CACHE: file('compiled'), ...settings.env },
  });
}

type Analyzed = Report & { readonly peakBytes: number };

const analyzed = (path: string, ...options: readonly string[]): Promise<Analyzed> =>
  analyzedWith(0, path, options);

/** Part of what was there could not be read: the report is printed, and the exit code says so. */
const analyzedInPart = (path: string, ...options: readonly string[]): Promise<Analyzed> =>
  analyzedWith(3, path, options);

async function analyzedWith(code: number, path: string, options: readonly string[]): Promise<Analyzed> {
  const run = await cli(['analyze', path, '--json', '--workers', '1', ...options]);
  assert.equal(run.code, code, run.stderr.slice(0, 2000));
  return { ...(JSON.parse(run.stdout) as Report), peakBytes: run.peakBytes };
}

async function written(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(file(name), content);
  return file(name);
}

async function refused(args: readonly string[], message: RegExp): Promise<void> {
  const run = await cli(args);
  assert.equal(run.code, 2, `assay ${args.join(' ')}\n${run.stderr.slice(0, 1000)}`);
  assert.match(run.stderr, message);
  assert.equal(run.stdout, '', 'nothing on standard output');
  assert.doesNotMatch(run.stderr, /\n\s+at /, 'a mistake of the user shows no stack');
}

/** Side by side, as far as a machine of two cores goes. */
describe('bad input', { concurrency: 2 }, () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-bad-input-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('malformed lines are counted by reason, the first few with file and line', async () => {
    const lines = [
      GOOD,
      '{"broken":',
      '',
      'plain text',
      GOOD,
      GOOD.replace('"GET"', '17'),
      GOOD.replace('2026', '1966'),
    ];
    const path = await written('mixed.ndjson', `${lines.join('\n')}\n`);

    const report = await analyzed(path, '--format', 'assay-call');

    assert.deepEqual(
      { received: report.calls.received, analyzed: report.calls.analyzed, dropped: report.calls.dropped },
      { received: 6, analyzed: 2, dropped: { malformed: 2, 'invalid-field': 1, 'time-out-of-range': 1 } },
    );
    const samples = report.run['droppedSamples'] as readonly { file: string; line: number; reason: string }[];
    assert.deepEqual(
      samples
        .map(({ file: name, line, reason }) => [name, line, reason])
        .sort((a, b) => Number(a[1]) - Number(b[1])),
      [
        [path, 2, 'malformed'],
        [path, 4, 'malformed'],
        [path, 6, 'invalid-field'],
        [path, 7, 'time-out-of-range'],
      ],
    );
  });

  test('a file of another format is refused with the formats that were tried', async () => {
    const path = await written('notes.txt', 'This is\nno log\nat all.\n');

    await refused(
      ['analyze', path],
      /notes\.txt has no format that is known.*assay-call 0\/3.*kong-http-log 0\/3.*--format/s,
    );
  });

  test('a binary file is refused', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 7)) & 0xff);
    await refused(['analyze', await written('binary.bin', bytes)], /binary\.bin has no format that is known/);
  });

  test('files that are not there, folders without files, unknown formats and options, each in one line', async () => {
    await mkdir(file('empty-folder'));
    const log = await written('good.ndjson', `${GOOD}\n`);
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['analyze', file('missing.log')], /missing\.log: No file matches this path\./],
      [['analyze', file('empty-folder')], /empty-folder: No file matches this path\./],
      [['analyze', log, '--format', 'nope'], /no format "nope"/],
      [['analyze', log, '--nope'], /Unknown option --nope/],
      [['analyze', log, '--workers', '0'], /--workers/],
      [['analyze', log, '--bucket', '1w'], /--bucket/],
      [['analyze', log, '--gateway', file('missing.yaml')], /missing\.yaml/],
      [['analyze'], /Name the files/],
      [['nope'], /no command "nope".*--help/],
      [['run', '--once', '-c', file('missing.yaml')], /missing\.yaml cannot be read.*assay init/],
    ];
    for (const [args, message] of cases) await refused(args, message);
  });

  test('formats without host or zone name the option that is missing', async () => {
    const combined = await written(
      'combined.log',
      '203.0.113.7 - - [04/Mar/2026:10:00:00 +0000] "GET /v1/orders HTTP/1.1" 200 17 "-" "curl/8"\n',
    );
    const haproxy = await written(
      'haproxy.log',
      '203.0.113.7:4711 [04/Mar/2026:10:00:00.000] fe be/app1 0/0/0/1/1 200 17 - - ---- 1/1/0/0/0 0/0 "GET /v1/orders HTTP/1.1"\n',
    );

    await refused(['analyze', combined], /do not say their host\..*--host/);
    await refused(['analyze', haproxy], /host and zone.*--host and --zone/);
    await refused(['analyze', haproxy, '--host', 'a.example'], /do not say their zone\..*--zone/);
    assert.equal(
      (await analyzed(haproxy, '--host', 'a.example', '--zone', 'Europe/Vienna')).calls.analyzed,
      1,
    );
    await refused(['analyze', haproxy, '--host', 'a.example', '--zone', 'Mars/Base'], /zone/i);
  });

  test('every problem of a configuration at once, each with pointer and fix', async () => {
    const config = await written('broken.yaml', BROKEN_CONFIG);
    for (const args of [['validate'], ['run', '--once'], ['doctor']]) {
      const run = await cli([...args, '-c', config]);
      const text = run.stdout + run.stderr;
      assert.equal(run.code, 2, text);
      for (const problem of CONFIG_PROBLEMS) assert.match(text, problem, args.join(' '));
      assert.doesNotMatch(text, /\n\s+at /);
    }
  });

  test('a source that cannot be read is told, and the others go on', async () => {
    await written('two.ndjson', `${GOOD}\n`);
    const config = await written(
      'two.yaml',
      `version: 1\nstore: { url: "sqlite:two/assay.db" }\nassessment: { asOf: latest-call }\nsources:\n` +
        `  - { id: gone, connector: files, mapping: assay-call, paths: [gone.ndjson] }\n` +
        `  - { id: good, connector: files, mapping: assay-call, paths: [two.ndjson] }\n`,
    );

    const run = await cli(['run', '--once', '--json', '-c', config]);

    assert.notEqual(run.code, 0);
    assert.match(run.stderr, /gone/);
    assert.equal((JSON.parse(run.stdout) as Report).calls.received, 1);
  });

  test('empty files, blank lines, CRLF, BOM and a last line without end', async () => {
    const empty = await analyzed(await written('empty.ndjson', ''), '--format', 'assay-call');
    const odd = await analyzed(await written('odd.ndjson', `\uFEFF${GOOD}\r\n\r\n${GOOD}\r\n\n${GOOD}`));

    assert.equal(empty.calls.received, 0);
    assert.deepEqual([odd.calls.received, odd.calls.analyzed], [3, 3]);
  });

  test('duplicate keys, lone surrogates, NUL and deep nesting do no harm', async () => {
    const body = (text: string): string => `${GOOD.slice(0, -1)},"request":{"body":${JSON.stringify(text)}}}`;
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    const lines = [
      `${GOOD.slice(0, -1)},"host":"second.example"}`,
      GOOD.replace('/v1/orders', '/v1/\\ud800orders'),
      GOOD.replace('/v1/orders', '/v1/\\u0000orders'),
      GOOD.replace('/v1/orders', '/v1/\u0000orders'),
      body('{"a":1,"a":2,"__proto__":{"x":1},"constructor":{"prototype":{}}}'),
      body('{"a":"\\ud800","\\udfff":"x"}'),
      body(deep),
      body('{"a":'.repeat(100_000)),
      `${GOOD.slice(0, -1)},"extra":${deep}}`,
      deep,
    ];
    const report = await analyzed(
      await written('hostile.ndjson', `${lines.join('\n')}\n`),
      '--format',
      'assay-call',
    );

    assert.equal(report.calls.received, lines.length);
    assert.ok(report.calls.analyzed >= 6, JSON.stringify(report.calls));
    assert.ok(
      report.endpoints.some(({ host }) => host === 'second.example'),
      'the last of equal keys counts',
    );
    assert.ok(report.peakBytes < MOST_BYTES, `${report.peakBytes / MIB} MiB`);
  });

  test('one line of 200 MB is dropped as too long, between good ones, in little memory', async () => {
    const path = await written('long.ndjson', `${GOOD}\n{"path":"`);
    const handle = await open(path, 'r+');
    // A hole in the file: read as 200 MB of NUL.
    const end = (await handle.stat()).size + 200 * MIB;
    await handle.truncate(end);
    await handle.write(`"}\n${GOOD}\n`, end);
    await handle.close();

    const { calls, peakBytes } = await analyzed(path, '--format', 'assay-call');

    assert.deepEqual([calls.received, calls.analyzed, calls.dropped['too-long']], [3, 2, 1]);
    assert.ok(peakBytes < MOST_BYTES, `${peakBytes / MIB} MiB`);
  });

  for (const [packing, pack, stream] of [
    ['gzip', gzipSync, createGzip],
    ['zstd', zstdCompressSync, createZstdCompress],
  ] as const) {
    test(`${packing}: a cut file is read up to the cut, a bomb is stopped`, async () => {
      const lines = Array.from({ length: 20_000 }, (_, at) =>
        GOOD.replace('/orders', `/orders/${at * 7919}`),
      );
      const whole = pack(Buffer.from(`${lines.join('\n')}\n`));
      const cut = await analyzedInPart(
        await written(`cut.${packing}`, whole.subarray(0, whole.length * 0.7)),
      );
      assert.ok(cut.calls.analyzed > 1000 && cut.calls.analyzed < lines.length, String(cut.calls.analyzed));
      assert.match(JSON.stringify(cut.run['problems']), /FILE_DAMAGED/);

      const bomb = await packedZeros(stream(), `${GOOD}\n`);
      const stopped = await analyzedInPart(await written(`bomb.${packing}`, bomb), '--format', 'assay-call');
      assert.equal(stopped.calls.analyzed, 1);
      assert.match(JSON.stringify(stopped.run['problems']), /FILE_UNPACKS_TOO_LARGE/);
      assert.ok(stopped.peakBytes < MOST_BYTES, `${stopped.peakBytes / MIB} MiB`);
    });
  }

  test('a reader that goes away ends it quietly', async () => {
    const lines = Array.from({ length: 3000 }, (_, at) => GOOD.replace('api.shop', `h${at}.shop`));
    const path = await written('many.ndjson', `${lines.join('\n')}\n`);

    const { code, stderr } = await piped(['analyze', path, '--json', '--quiet']);

    assert.deepEqual([code, stderr], [0, '']);
  });
});

const BROKEN_CONFIG = `version: 1
store: { url: "sqlite:broken/assay.db", colour: red }
schedule: { pull: "61 * * * *" }
gateways:
  - { id: kong, connector: kong, url: "https://kong.example", token: "\${env:ASSAY_TEST_NO_SUCH_TOKEN}" }
  - { id: other, connector: kong, url: "https://kong.example", token: "\${file:no-such-file}" }
sources:
  - { id: native, connector: filez, paths: [x.ndjson] }
`;

const CONFIG_PROBLEMS: readonly RegExp[] = [
  /broken\.yaml:2 \/store\/colour is not a known key\. Known keys: password, url\./,
  /broken\.yaml:3 \/schedule\/pull is not a valid cron expression\. Write five fields/,
  /broken\.yaml:5 \/gateways\/0\/token .*ASSAY_TEST_NO_SUCH_TOKEN.*not set\. Set /,
  /broken\.yaml:6 \/gateways\/1\/token .*no-such-file.*cannot be read\. Check /,
  /broken\.yaml:8 \/sources\/0\/connector .*files/,
];

const ZEROS = Buffer.alloc(MIB);

/** One good line, then 300 MB of nothing: a thousandfold and more. */
async function packedZeros(packer: ReturnType<typeof createGzip>, first: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  packer.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => packer.on('end', resolve));
  packer.write(first);
  for (let sent = 0; sent < 300; sent += 1) {
    if (!packer.write(ZEROS)) await new Promise((resolve) => packer.once('drain', resolve));
  }
  packer.end();
  await ended;
  return Buffer.concat(parts);
}

/** As `assay … | head -c 100`. */
function piped(args: readonly string[]): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { ...process.env, NODE_COMPILE_CACHE: file('compiled') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.once('data', () => child.stdout.destroy());
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}
