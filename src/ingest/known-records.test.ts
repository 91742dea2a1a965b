import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '../kit/index.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { type FreshPage, knownRecords } from './known-records.ts';

interface Row {
  readonly id: string;
  readonly timeMs: number;
}

const row = (id: string, timeMs: number): Row => ({ id, timeMs });

function pageOf(rows: readonly Row[], rememberFromMs: number, forgetBeforeMs: number): Page {
  return {
    records: {
      kind: 'records',
      mapping: null,
      records: rows.map(({ id }) => id),
      repeatable: { ids: rows, rememberFromMs, forgetBeforeMs },
    },
    position: { file: 'lake', firstLine: 1 },
    dropped: [],
    cursor: {},
  };
}

const recordsOf = ({ page }: FreshPage): unknown => page.records.kind === 'records' && page.records.records;

async function commit(store: Store, { page, seen, seenWatermarkMs }: FreshPage): Promise<void> {
  const { cursor } = page;
  await store.commitPage(
    { source: 'lake', cursor, delta: null, tally: EMPTY_TALLY, seen, seenWatermarkMs },
    0,
  );
}

describe('records that are delivered again', () => {
  it('are left out: those of committed pages, and those of this pull that are not committed yet', async () => {
    const store = openSqliteStore(':memory:');
    const first = knownRecords(store, 'lake');
    const one = await first(pageOf([row('old', 10), row('a', 100), row('b', 105)], 90, 0));
    assert.deepEqual(recordsOf(one), ['old', 'a', 'b']);
    assert.deepEqual(
      one.seen.map(({ timeMs }) => timeMs),
      [100, 105],
      'what no pass reads again is not remembered',
    );
    const two = await first(pageOf([row('a', 100), row('c', 106)], 90, 90));
    assert.deepEqual([recordsOf(two), two.repeated], [['c'], 1]);
    await commit(store, one);
    await commit(store, two);

    const next = knownRecords(store, 'lake');
    const again = await next(
      pageOf([row('a', 100), row('late', 101), row('b', 105), row('c', 106)], 100, 90),
    );
    assert.deepEqual([recordsOf(again), again.repeated], [['late'], 3]);
    const elsewhere = await knownRecords(store, 'other')(pageOf([row('a', 100)], 90, 0));
    assert.deepEqual(recordsOf(elsewhere), ['a'], 'ids are of a source');
    await store.close();
  });

  it('are known again after a kill between analysis and commit only where they were committed', async () => {
    const store = openSqliteStore(':memory:');
    const killed = await knownRecords(store, 'lake')(pageOf([row('a', 100)], 90, 0));
    assert.equal(killed.seen.length, 1);
    const resumed = await knownRecords(store, 'lake')(pageOf([row('a', 100)], 90, 0));
    assert.deepEqual(recordsOf(resumed), ['a']);
    await store.close();
  });

  it('stand in the store as keyed hashes, never as they are', async () => {
    const store = openSqliteStore(':memory:');
    const { seen } = await knownRecords(store, 'lake')(pageOf([row('anna@mail.example', 100)], 90, 0));
    const other = openSqliteStore(':memory:');
    const there = await knownRecords(other, 'lake')(pageOf([row('anna@mail.example', 100)], 90, 0));
    assert.match(seen[0]?.idHash ?? '', /^[\w-]{26}$/);
    assert.notEqual(there.seen[0]?.idHash, seen[0]?.idHash, 'each installation has a key of its own');
    await Promise.all([store.close(), other.close()]);
  });

  it('are none where a source never delivers twice', async () => {
    const store = openSqliteStore(':memory:');
    const { repeatable: _, ...records } = {
      kind: 'records' as const,
      mapping: null,
      records: ['x'],
      repeatable: 0,
    };
    const page: Page = { ...pageOf([], 0, 0), records };
    assert.deepEqual(await knownRecords(store, 'lake')(page), {
      page,
      repeated: 0,
      seen: [],
      seenWatermarkMs: null,
    });
    await store.close();
  });
});
