import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const CALLS = [1, 2, 3, 4, 5, 6].map((id) => ({
  time: 1_790_000_000_000 + id,
  method: 'GET',
  scheme: 'https',
  host: 'api.shop.example',
  path: `/v1/orders/${id}`,
  status: 200,
  client: { address: `198.51.100.${id}` },
}));

describe('the packed tarball', () => {
  let folder = '';
  let bin = '';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-package-'));
    await run('npm', ['run', '-s', 'build'], { cwd: ROOT });
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT });
    const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
    assert.ok(packed);
    assert.deepEqual(
      packed.files.filter((file) => /\.test\.|^test\/|recorder/.test(file.path)),
      [],
    );
    writeFileSync(join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
    await run(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        // What the lockfile named is in the cache already; what is not may need more than one attempt.
        '--prefer-offline',
        '--fetch-retries=5',
        join(folder, packed.filename),
      ],
      { cwd: folder },
    );
    bin = join(folder, 'node_modules/.bin/assay');
    writeFileSync(join(folder, 'calls.ndjson'), `${CALLS.map((call) => JSON.stringify(call)).join('\n')}\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('works as a command', async () => {
    const version = await run(process.execPath, [bin, '--version'], { cwd: folder });
    assert.equal(version.stdout.trim(), JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
    const analyzed = await run(process.execPath, [bin, 'analyze', 'calls.ndjson', '--json'], { cwd: folder });
    const report = JSON.parse(analyzed.stdout);
    assert.deepEqual(
      report.endpoints.map((endpoint: { method: string; path: string; calls: number }) => [
        endpoint.method,
        endpoint.path,
        endpoint.calls,
      ]),
      [['GET', '/v1/orders/{orderId}', 6]],
    );
    const quickstart = await run(process.execPath, [bin, 'quickstart', '--once', '-q'], {
      cwd: folder,
      maxBuffer: 1 << 24,
    });
    assert.match(quickstart.stdout, /of APIs are managed/);
  });

  test('works as a library, with types', async () => {
    writeFileSync(
      join(folder, 'use.ts'),
      `import { empty, merge, observe, view, type ApiCall } from 'assay';
       const call = (id: number): ApiCall => ({ id: null, timeMs: 1_790_000_000_000, method: 'GET', scheme: 'https', host: 'h.example', path: '/v1/orders/' + id, query: null, status: 200, client: { address: '198.51.100.1', id: null }, latencyMs: null, request: { headers: null, body: null, sizeBytes: null }, response: { headers: null, body: null, sizeBytes: null }, gateway: null, operation: null });
       const a = empty(); const b = empty();
       observe(a, call(1), 'edge'); observe(b, call(2), 'edge'); merge(a, b);
       console.log(view(a, { asOfMs: 1_790_000_000_000, windowMs: null, known: [] }).endpoints.map((endpoint) => endpoint.path).join());`,
    );
    const used = await run(process.execPath, ['use.ts'], { cwd: folder });
    assert.equal(used.stdout.trim(), '/v1/orders/{orderId}');
    await run(
      join(ROOT, 'node_modules/.bin/tsc'),
      [
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--skipLibCheck',
        '--types',
        'node',
        '--typeRoots',
        join(ROOT, 'node_modules/@types'),
        'use.ts',
      ],
      { cwd: folder },
    );
  });

  test('an old Node gets one clear line', () => {
    const stub = readFileSync(join(ROOT, 'src/cli/bin.js'), 'utf8');
    assert.match(stub, /needs Node 24 or newer/);
  });
});
