import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../../support/cli.ts';

const CLIENT = '203.0.113.77';

/** A store in which three networks each walked through thirty orders. */
async function filledStore(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-forget-'));
  const lines = Array.from({ length: 90 }, (_, index) =>
    JSON.stringify({
      time: Date.UTC(2026, 0, 15, 9) + index * 1000,
      method: 'GET',
      host: 'api.shop.example',
      path: `/v1/orders/${1000 + index}`,
      status: 200,
      client: { address: ['192.0.2.1', '198.51.100.9', CLIENT][index % 3] },
    }),
  );
  writeFileSync(join(folder, 'calls.ndjson'), `${lines.join('\n')}\n`);
  writeFileSync(
    join(folder, 'assay.yaml'),
    [
      'version: 1',
      'store: { url: "sqlite:./data/assay.db" }',
      'assessment: { asOf: latest-call }',
      'sources:',
      '  - { id: s, connector: files, mapping: assay-call, paths: [calls.ndjson] }',
      '',
    ].join('\n'),
  );
  const run = await runCli(['run', '--once', '-q'], { cwd: folder });
  assert.equal(run.code, 0, run.stderr);
  return folder;
}

test('forget takes a client out of the store, says so without naming it, and does not pull it back', async () => {
  const folder = await filledStore();
  const first = await runCli(['forget', '--client', CLIENT], { cwd: folder });
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^What the client did in 1 hour of an API was forgotten/);
  assert.ok(!`${first.stdout}${first.stderr}`.includes(CLIENT));
  const again = await runCli(['run', '--once', '-q', '--json'], { cwd: folder });
  const report = JSON.parse(again.stdout) as { readonly calls: { readonly analyzed: number } };
  assert.equal(report.calls.analyzed, 90, 'what holds no client stays counted');
  const second = await runCli(['forget', '--client', CLIENT, '--json'], { cwd: folder });
  assert.deepEqual(JSON.parse(second.stdout), { forgottenHours: 0 });
  for (const file of readdirSync(join(folder, 'data'))) {
    assert.ok(!readFileSync(join(folder, 'data', file)).includes(CLIENT), file);
  }
});

test('forget without a client is refused with what to write', async () => {
  const run = await runCli(['forget']);
  assert.equal(run.code, 2);
  assert.match(run.stderr, /--client ADDRESS or ID/);
});
