import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Cursor, Page } from '../kit/index.ts';
import type { Clock } from '../model/clock.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { PageCommit, Store } from '../store/store.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import type { AnalystPool } from './analyst-pool.ts';
import { type PullResult, pullSource } from './pull.ts';
import type { AnalysisUnit } from './unit.ts';

const RECORDS = 3;
const TRAITS = {
  source: 'lake',
  mapping: null,
  hop: 'edge' as const,
  defaults: { host: null, scheme: null, zone: null },
  mappingOptions: {},
};

function pageOf(number: number): Page {
  const ids = Array.from({ length: RECORDS }, (_, at) => ({ id: `${number}-${at}`, timeMs: number }));
  return {
    records: {
      kind: 'records',
      mapping: null,
      records: ids.map(({ id }) => id),
      repeatable: { ids, rememberFromMs: 0, forgetBeforeMs: 0 },
    },
    position: { file: 'lake', firstLine: number },
    dropped: [{ reason: 'too-long', count: 1, lines: [number] }],
    cursor: { page: number },
  };
}

function recordCount({ records }: AnalysisUnit): number {
  return records.kind === 'records' ? records.records.length : 0;
}

interface Pulled {
  readonly groups: readonly number[];
  readonly commits: readonly PageCommit[];
  readonly mostAhead: number;
  readonly result: PullResult | null;
  readonly store: Store;
}

interface Circumstances {
  readonly analysts?: number;
  readonly pageMs?: number;
  /** What a page adds to a delta. */
  readonly deltaBytes?: (page: number) => number;
  /** The page whose reading fails. */
  readonly faultAt?: number;
  /** The page at which the pull is stopped. */
  readonly stopAt?: number;
  /** The page whose analysis fails. */
  readonly analysisFaultAt?: number;
  /** The page whose commit fails, once: later ones would succeed. */
  readonly commitFaultAt?: number;
}

async function pulled(pages: number, of: Circumstances = {}): Promise<Pulled> {
  const memory = openSqliteStore(':memory:');
  const groups: number[] = [];
  const commits: PageCommit[] = [];
  let [nowMs, begun, mostAhead] = [0, 0, 0];
  const clock: Clock = { nowMs: () => nowMs, sleep: async () => {} };
  const stop = new AbortController();
  const pool: AnalystPool = {
    size: of.analysts ?? 2,
    analyzePage: async (units) => {
      groups.push(units.length);
      if (units.some(({ position }) => position.firstLine === of.analysisFaultAt))
        throw new Error('the analyst is gone');
      begun += units.length;
      const received = units.reduce((sum, unit) => sum + recordCount(unit), 0);
      const bytes = units.map(({ position }) => of.deltaBytes?.(position.firstLine) ?? 1000);
      const delta = new Uint8Array(bytes.reduce((sum, each) => sum + each, 0));
      return { delta, tally: { ...EMPTY_TALLY, received, mapped: received } };
    },
    close: async () => {},
  };
  let committed = 0;
  const store: Store = {
    ...memory,
    commitPage: async (commit, atMs) => {
      mostAhead = Math.max(mostAhead, begun - committed);
      const { page } = commit.cursor as { page: number };
      if (of.commitFaultAt !== undefined && committed < of.commitFaultAt && page >= of.commitFaultAt) {
        committed = page;
        throw new Error('the store is gone');
      }
      committed = page;
      commits.push(commit);
      await memory.commitPage(commit, atMs);
    },
  };
  async function* readCalls(): AsyncGenerator<Page> {
    for (let number = 1; number <= pages; number += 1) {
      nowMs += of.pageMs ?? 0;
      if (number === of.faultAt) throw new Error('the source is gone');
      if (number === of.stopAt) stop.abort();
      yield pageOf(number);
    }
  }
  const pull = pullSource({
    store,
    pool: () => pool,
    traits: TRAITS,
    readCalls,
    clock,
    signal: stop.signal,
    onCommit: () => {},
  });
  const fails = [of.faultAt, of.analysisFaultAt, of.commitFaultAt].some((at) => at !== undefined);
  const result = fails ? null : await pull;
  if (fails) await assert.rejects(pull, /the (source|analyst|store) is gone/);
  return { groups, commits, mostAhead, result, store };
}

function cursorsOf({ commits }: Pulled): unknown[] {
  return commits.map(({ cursor }) => (cursor as { page: number }).page);
}

describe('a pull', () => {
  it('makes one delta of more and more pages while deltas are small', async () => {
    const small = await pulled(40);
    assert.deepEqual(small.groups, [1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8, 4]);
    assert.deepEqual(
      cursorsOf(small),
      [1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 28, 36, 40],
      'each with the cursor of its last page',
    );
  });

  it('leaves pages alone whose deltas are large', async () => {
    const large = await pulled(12, { deltaBytes: () => 300 * 1024 });
    assert.deepEqual(
      large.groups,
      Array.from({ length: 12 }, () => 1),
    );
    const middling = await pulled(40, { deltaBytes: () => 100 * 1024 });
    assert.equal(Math.max(...middling.groups), 4, 'of four the delta is not small any more');
    const growing = await pulled(60, { deltaBytes: (page) => (page > 20 ? 200 : 1) * 1024 });
    assert.deepEqual(growing.groups.slice(-4, -1), [2, 2, 2], String(growing.groups));
  });

  it('counts every page, with what its reader dropped and the ids to remember', async () => {
    const { result, store, commits } = await pulled(40);
    assert.deepEqual([result?.pages, result?.tally.mapped, result?.tally.received], [40, 120, 160]);
    const tally = (await store.tallies()).get('lake');
    assert.deepEqual([tally?.mapped, tally?.dropped], [120, { 'too-long': 40 }]);
    const ids = commits.flatMap(({ seen }) => seen.map(({ idHash }) => idHash));
    assert.equal(new Set(ids).size, 120);
    assert.equal((await store.hasSeen('lake', ids)).size, 120);
  });

  it('of a slow source commits what came within a second', async () => {
    const { groups } = await pulled(16, { pageMs: 600 });
    assert.deepEqual(groups, [1, 1, 1, 1, 2, 2, 2, 2, 3, 1]);
  });

  it('bounds what is analyzed ahead of its commit', async () => {
    const { mostAhead } = await pulled(200);
    assert.ok(mostAhead <= 4 * 8, String(mostAhead));
  });

  it('commits what was read before a fault, and before it was stopped', async () => {
    const failed = await pulled(40, { faultAt: 12 });
    assert.equal(cursorsOf(failed).at(-1), 11);
    assert.equal((await failed.store.tallies()).get('lake')?.mapped, 33);
    const stopped = await pulled(40, { stopAt: 12 });
    assert.equal(cursorsOf(stopped).at(-1), 12);
    assert.equal(stopped.result?.interrupted, true);
  });

  it('commits nothing behind what could not be committed, also when it is stopped there', async () => {
    for (const at of [1, 2, 5, 6, 12, 20, 38, 40])
      for (const fault of [{ analysisFaultAt: at }, { commitFaultAt: at }])
        for (const stop of [{}, { stopAt: at }, { stopAt: at + 3 }]) {
          const { commits, store } = await pulled(40, { ...fault, ...stop });
          const last = (commits.at(-1)?.cursor as { page: number } | undefined)?.page ?? 0;
          assert.ok(last < at, `page ${at}, committed up to ${last}`);
          const stored = (await store.cursor('lake'))?.cursor ?? { page: 0 };
          assert.deepEqual(stored, { page: last });
          assert.equal((await store.tallies()).get('lake')?.mapped ?? 0, last * RECORDS);
        }
  });

  it('counts every page once, however often source, analysts and store fail', async () => {
    const kinds = fc.constantFrom('source', 'analyst', 'before commit', 'after commit', 'stop');
    const faults = fc.array(fc.tuple(kinds, fc.nat(30)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(faults, fc.integer({ min: 1, max: 40 }), async (planned, pages) => {
        const store = openSqliteStore(':memory:');
        const left = [...planned];
        for (let attempt = 0; attempt <= planned.length; attempt += 1) {
          const fault = left.shift();
          const result = await pullOnce(store, pages, fault?.[0] ?? null, fault?.[1] ?? 0).catch(() => null);
          if (result?.interrupted === false) break;
        }
        const tally = (await store.tallies()).get('lake');
        assert.deepEqual((await store.cursor('lake'))?.cursor, { page: pages });
        assert.deepEqual([tally?.mapped, tally?.dropped['too-long']], [pages * RECORDS, pages]);
      }),
    );
  });
});

type FaultKind = 'source' | 'analyst' | 'before commit' | 'after commit' | 'stop';

/** Pulls what is left of so many pages; the `at`th time that what fails is asked it fails, once. */
async function pullOnce(
  memory: Store,
  pages: number,
  fails: FaultKind | null,
  at: number,
): Promise<PullResult> {
  let times = 0;
  const clock: Clock = { nowMs: () => 0, sleep: async () => {} };
  const stop = new AbortController();
  const meet = (kind: FaultKind): void => {
    if (kind !== fails || times++ !== at) return;
    if (kind !== 'stop') throw new Error(kind);
    stop.abort();
  };
  const pool: AnalystPool = {
    size: 2,
    analyzePage: async (units) => {
      await clock.sleep(0);
      meet('analyst');
      const received = units.reduce((sum, unit) => sum + recordCount(unit), 0);
      return { delta: new Uint8Array(10), tally: { ...EMPTY_TALLY, received, mapped: received } };
    },
    close: async () => {},
  };
  const store: Store = {
    ...memory,
    commitPage: async (commit, atMs) => {
      meet('before commit');
      await memory.commitPage(commit, atMs);
      meet('after commit');
    },
  };
  async function* readCalls(from: Cursor | null): AsyncGenerator<Page> {
    for (let number = ((from as { page: number } | null)?.page ?? 0) + 1; number <= pages; number += 1) {
      meet('source');
      meet('stop');
      yield pageOf(number);
    }
  }
  return pullSource({
    store,
    pool: () => pool,
    traits: TRAITS,
    readCalls,
    clock,
    signal: stop.signal,
    onCommit: () => {},
  });
}
