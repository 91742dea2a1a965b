import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KafkaLog } from '../../kit/index.ts';
import type { Clock } from '../../model/clock.ts';
import { openSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { EMPTY_TALLY } from '../../store/tally.ts';
import type { AnalystPool } from '../analyst-pool.ts';
import { PartitionReader } from './partition-reader.ts';
import type { RecordBatch } from './record-page.ts';

const LOG: KafkaLog = {
  brokers: ['localhost:9092'],
  topic: 'calls',
  group: 'assay',
  tls: null,
  sasl: null,
  start: 'earliest',
  onGap: 'stop',
  record: 'value',
  batchBytes: 1024,
  lingerMs: 1,
  sessionMs: 1000,
};
const RECORDS = 10;

function batchAt(offset: bigint): RecordBatch {
  const records = Array.from({ length: RECORDS }, (_, at) => ({
    offsetDelta: at,
    timestampDelta: 0n,
    key: null,
    value: Buffer.from('{}'),
    headers: [],
  }));
  return {
    firstOffset: offset,
    lastOffsetDelta: RECORDS - 1,
    attributes: 0,
    firstTimestamp: 0n,
    producerId: -1n,
    records,
  };
}

const counting: AnalystPool = {
  size: 1,
  analyzePage: (units) => {
    const received = units.reduce(
      (sum, { records }) => sum + (records.kind === 'lines' ? records.lineCount : 0),
      0,
    );
    return Promise.resolve({ delta: null, tally: { ...EMPTY_TALLY, received, mapped: received } });
  },
  close: async () => {},
};

test('a page that no analyst takes is not stepped over', async () => {
  const store = openSqliteStore(':memory:');
  const clock: Clock = { nowMs: () => 0, sleep: async () => {} };
  let isBroken = false;
  const reader = new PartitionReader(0, {
    log: LOG,
    store,
    pool: () => {
      if (isBroken) throw new Error('no thread can be started');
      return counting;
    },
    traits: {
      source: 'calls',
      mapping: 'assay-call',
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    clock,
    owner: 'me',
    bounds: () => Promise.resolve({ topicId: 'id', earliest: 0n, latest: 100n }),
    onCommit: () => undefined,
    onFault: (_reader, error) => assert.fail(String(error)),
    onGap: () => undefined,
  });
  await reader.open();
  reader.take([batchAt(0n)], []);
  isBroken = true;
  assert.throws(() => reader.take([batchAt(10n)], []), /no thread/);
  assert.deepEqual([reader.next, reader.isAt('id', 10n)], [10n, true]);
  isBroken = false;
  reader.take([batchAt(10n)], []);
  reader.take([batchAt(20n)], []);
  await reader.finish();
  assert.equal((await store.tallies()).get('calls')?.received, 3 * RECORDS);
  assert.equal(reader.bytesInHand, 0);
});
