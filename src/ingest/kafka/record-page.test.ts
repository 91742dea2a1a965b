import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastCpuMs } from '../../../test/support/least-cpu-ms.ts';
import { type LogRecord, type RecordBatch, recordPage } from './record-page.ts';

const PLACE = { topic: 'calls', partition: 2 };

function batch(firstOffset: bigint, values: readonly (string | null)[], attributes = 0): RecordBatch {
  return {
    firstOffset,
    lastOffsetDelta: values.length - 1,
    attributes,
    firstTimestamp: 1000n,
    producerId: -1n,
    records: values.map((value, index) => record(index, value)),
  };
}

function record(offsetDelta: number, value: string | null): LogRecord {
  return {
    offsetDelta,
    timestampDelta: BigInt(offsetDelta),
    key: Buffer.from('host'),
    value: value === null ? null : Buffer.from(value),
    headers: [
      [Buffer.from('trace'), Buffer.from('a')],
      [Buffer.from('trace'), Buffer.from('b')],
    ],
  };
}

const linesOf = (page: ReturnType<typeof recordPage>) =>
  page.runs.map(({ records, position }) => [
    position.firstLine,
    new TextDecoder().decode(records.chunk),
    records.lineCount,
  ]);

describe('records as lines', () => {
  it('are numbered by offset, and begin where they were asked for', () => {
    const page = recordPage([batch(10n, ['a', 'b', 'c']), batch(13n, ['d'])], 11n, PLACE, 'value');
    assert.deepEqual(linesOf(page), [[11, 'b\nc\nd\n', 3]]);
    assert.equal(page.next, 14n);
    assert.equal(page.recordCount, 3);
    assert.equal(page.runs[0]?.position.file, 'calls/2');
  });

  it('begin a new run after a gap, so that each keeps its offset', () => {
    const compacted: RecordBatch = {
      ...batch(20n, []),
      lastOffsetDelta: 9,
      records: [record(0, 'a'), record(4, 'b')],
    };
    const page = recordPage([compacted], 20n, PLACE, 'value');
    assert.deepEqual(linesOf(page), [
      [20, 'a\n', 1],
      [24, 'b\n', 1],
    ]);
    assert.equal(page.next, 30n);
  });

  it('keep one line each, whatever line ends a value holds', () => {
    const page = recordPage([batch(0n, ['{\r\n "a": 1\n}', 'x\n'])], 0n, PLACE, 'value');
    assert.deepEqual(linesOf(page), [[0, '{   "a": 1 }\nx \n', 2]]);
  });

  it('name those without a value, and step over what the broker wrote for itself', () => {
    const page = recordPage(
      [batch(0n, ['a', null, ' \n']), batch(3n, ['commit'], 1 << 5)],
      0n,
      PLACE,
      'value',
    );
    assert.deepEqual(page.empty, [1, 2]);
    assert.deepEqual(linesOf(page), [[0, 'a\n\n\n', 3]]);
    assert.equal(page.next, 4n);
    assert.equal(page.recordCount, 3);
  });

  it('leave out what transactions took back, also several of one producer, and one without its end yet', () => {
    const TRANSACTIONAL = 1 << 4;
    const by = (producerId: bigint, one: RecordBatch): RecordBatch => ({ ...one, producerId });
    const marker = (producerId: bigint, offset: bigint, type: number): RecordBatch => {
      const key = Buffer.alloc(4);
      key.writeInt16BE(type, 2);
      return {
        ...by(producerId, batch(offset, [''], (1 << 5) | TRANSACTIONAL)),
        records: [{ ...record(0, ''), key }],
      };
    };
    const batches = [
      by(7n, batch(0n, ['aborted'], TRANSACTIONAL)),
      by(8n, batch(1n, ['kept 1'], TRANSACTIONAL)),
      marker(7n, 2n, 0),
      by(7n, batch(3n, ['kept 2'], TRANSACTIONAL)),
      marker(7n, 4n, 1),
      by(7n, batch(5n, ['aborted'], TRANSACTIONAL)),
      marker(7n, 6n, 0),
      by(7n, batch(7n, ['plain'])),
      marker(8n, 8n, 1),
      by(9n, batch(9n, ['aborted, its marker comes with the next fetch'], TRANSACTIONAL)),
    ];
    const aborted = [
      { producerId: 7n, firstOffset: 5n },
      { producerId: 7n, firstOffset: 0n },
      { producerId: 9n, firstOffset: 9n },
    ];
    const page = recordPage(batches, 0n, PLACE, 'value', aborted);
    assert.deepEqual(linesOf(page), [
      [1, 'kept 1\n', 1],
      [3, 'kept 2\n', 1],
      [7, 'plain\n', 1],
    ]);
    assert.equal(page.next, 10n);
  });

  it('carry key, headers and time as an envelope; a value that is no JSON is text', () => {
    const page = recordPage([batch(5n, ['{"a":1}', '{"a":', '42'])], 5n, PLACE, 'envelope');
    const [run] = page.runs;
    const lines = new TextDecoder().decode(run?.records.chunk).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [{ a: 1 }, '{"a":', '42'].map((value, index) => ({
        topic: 'calls',
        partition: 2,
        offset: 5 + index,
        timestamp: 1000 + index,
        key: 'host',
        headers: { trace: 'b' },
        value,
      })),
    );
  });

  it('cost what they hold: ten times as many take no hundred times as long', () => {
    const value = 'x'.repeat(1000);
    const elapsedMs = (count: number): number => {
      const batches = [
        batch(
          0n,
          Array.from({ length: count }, () => value),
        ),
      ];
      return leastCpuMs(() => void recordPage(batches, 0n, PLACE, 'value'));
    };
    elapsedMs(1000);
    const few = elapsedMs(2000);
    const many = elapsedMs(20_000);
    // Half a second of slack for a busy machine; searching all that follows would take many seconds.
    assert.ok(many < few * 40 + 500, `${few.toFixed(1)} ms, then ${many.toFixed(1)} ms`);
  });

  it('are nothing where nothing was fetched', () => {
    assert.deepEqual(recordPage([], 7n, PLACE, 'value'), { runs: [], empty: [], next: 7n, recordCount: 0 });
  });
});
