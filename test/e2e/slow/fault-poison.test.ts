import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { EMPTY_TALLY } from '../../../src/store/tally.ts';
import { runCli } from '../../support/cli.ts';

/** Records that became no calls, as people get to see them. That a topic parks them is tested with a real broker. */

const folder = mkdtempSync(join(tmpdir(), 'assay-poison-'));
const config = join(folder, 'assay.yaml');
after(() => rmSync(folder, { recursive: true, force: true }));

const assay = (...args: string[]) => runCli([...args, '-c', config], { cwd: folder });

describe('records that became no calls', () => {
  before(async () => {
    writeFileSync(join(folder, 'edge.ndjson'), '{"broken": \n[]\n');
    const edge = `version: 1
store: { url: "sqlite:./assay.db" }
sources:
  - { id: edge, connector: files, mapping: assay-call, paths: ["edge.ndjson"], observes: edge }
`;
    writeFileSync(config, edge);
    assert.equal((await assay('run', '--once', '--only', 'pull', '-q')).code, 0);
    const topic =
      '{ id: calls, connector: kafka, mapping: assay-call, brokers: ["127.0.0.1:1"], topic: shop.calls }';
    writeFileSync(config, `${edge}  - ${topic}\n`);
    const store = openSqliteStore(join(folder, 'assay.db'));
    const commit = (offset: number, reason: string, detail: string | null) =>
      store.commitPage(
        {
          source: 'calls',
          part: 'shop.calls/3',
          cursor: {},
          delta: null,
          tally: { ...EMPTY_TALLY, received: 4, mapped: 3, dropped: { malformed: 1 } },
          parked: [{ position: offset, reason, detail }],
          seen: [],
          seenWatermarkMs: null,
        },
        Date.UTC(2026, 0, 15),
      );
    await commit(41, 'malformed', null);
    await commit(77, 'missing-field', 'time');
    const run = await store.startRun('pull', 'calls', Date.UTC(2026, 0, 15));
    const error = { code: 'KAFKA_UNAVAILABLE', message: 'Kafka does not answer.', fix: null };
    await store.endRun(run, Date.UTC(2026, 0, 15, 1), 'failed', {}, error);
    await store.close();
  });

  it('are counted by source and reason, with what the last pull said', async () => {
    const { stdout, code } = await assay('sources', 'list', '--json');
    assert.equal(code, 0);
    const { items } = JSON.parse(stdout) as { items: readonly Record<string, unknown>[] };
    const [edge, calls] = items;
    assert.deepEqual([edge?.['received'], edge?.['mapped'], edge?.['parked']], [2, 0, 0]);
    const { lastPull, ...counts } = calls ?? {};
    assert.deepEqual(counts, {
      id: 'calls',
      received: 8,
      mapped: 6,
      dropped: { malformed: 2 },
      parked: 2,
      lastCall: null,
    });
    assert.equal((lastPull as { error: { code: string } }).error.code, 'KAFKA_UNAVAILABLE');
    const table = await assay('sources');
    assert.match(table.stdout, /^calls +8 +6 +2 +2 {2}\S+ failed: Kafka does not answer/m);
    assert.match(table.stdout, /^dropped of calls: malformed 2$/m);
  });

  it('are listed by topic, partition and offset, the newest first', async () => {
    const { stdout } = await assay('sources', 'parked', 'calls', '--json');
    const { items } = JSON.parse(stdout) as { items: readonly unknown[] };
    const at = { source: 'calls', topic: 'shop.calls', partition: 3, parkedAt: '2026-01-15T00:00:00.000Z' };
    assert.deepEqual(items, [
      { ...at, offset: 77, reason: 'missing-field', field: 'time' },
      { ...at, offset: 41, reason: 'malformed', field: null },
    ]);
    const newest = await assay('sources', 'parked', 'calls', '--limit', '1');
    assert.equal(
      newest.stdout,
      '2026-01-15T00:00:00.000Z  calls  shop.calls partition 3 offset 77  missing-field (time)\n',
    );
    assert.match(newest.stderr, /--topic shop\.calls --partition 3 --offset 77 /);
  });

  it('of a source that parks none are the samples of its counts', async () => {
    const { stdout } = await assay('sources', 'parked', 'edge');
    assert.match(stdout, /^edge {2}\S*edge\.ndjson:1 {2}malformed$/m);
    assert.match(
      (await assay('sources', 'parked')).stdout,
      /edge\.ndjson:1[^]*offset|offset[^]*edge\.ndjson:1/,
    );
  });

  it('are asked for by a source that there is', async () => {
    const { code, stderr } = await assay('sources', 'parked', 'cals');
    assert.equal(code, 2);
    assert.match(stderr, /There is no source "cals"; choose edge, calls\./);
    assert.equal((await assay('sources', 'parked', '--limit', '0')).code, 2);
  });
});
