import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type FakeClock, fakeClock } from '../../../test/support/fake-clock.ts';
import { type MemoryStore, memoryStore } from '../../../test/support/memory-store.ts';
import { AssayError } from '../../model/errors.ts';
import { compileSchema } from '../../schema/index.ts';
import type { Problem } from '../connector.ts';
import { UNPACK_LIMITS } from '../file-reader/guard-unpacking.ts';
import type { Page } from '../page.ts';
import { OBJECTS_CURSOR_SCHEMA, type ObjectsCursor } from './object-cursor.ts';
import type { ObjectStore } from './object-store.ts';
import { readObjects } from './read-objects.ts';
import type { ObjectSource } from './read-prefix.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 4, 12);
const CURSORS = compileSchema<ObjectsCursor>(OBJECTS_CURSOR_SCHEMA);

interface Pass {
  readonly lines: readonly string[];
  readonly cursor: ObjectsCursor | null;
  readonly problems: readonly Problem[];
  readonly fault: unknown;
}

/** A reader on a store in memory that goes on from its last committed page. */
function reader(store: ObjectStore, own: Partial<ObjectSource> = {}) {
  const clock: FakeClock = fakeClock(NOW);
  const source: ObjectSource = {
    store,
    prefixes: [''],
    mapping: null,
    lookbackMs: 30 * DAY,
    lagMs: DAY,
    quietMs: 0,
    content: {
      format: 'auto',
      unpack: UNPACK_LIMITS,
      delimiter: ',',
      recordsAt: null,
      documentBytes: 1024,
      columns: null,
      rowGroupBytes: 1024 * 1024,
      pageRecords: 3,
    },
    ...own,
  };
  let cursor: ObjectsCursor | null = null;
  /** `stopAfter` pages are committed; what was read ahead of them is forgotten, as after a kill. */
  const pull = async (stopAfter = Infinity): Promise<Pass> => {
    const problems: Problem[] = [];
    const lines: string[] = [];
    let fault: unknown = null;
    let pages = 0;
    const signal = new AbortController().signal;
    const around = { clock, signal, report: (problem: Problem) => problems.push(problem) };
    try {
      for await (const page of readObjects(source, cursor, around)) {
        lines.push(...linesOf(page));
        assert.deepEqual(CURSORS.check(page.cursor), []);
        cursor = JSON.parse(JSON.stringify(page.cursor)) as ObjectsCursor;
        pages += 1;
        if (pages >= stopAfter) break;
      }
    } catch (error) {
      fault = error;
    }
    return { lines, cursor, problems, fault };
  };
  return { clock, pull };
}

function linesOf({ records }: Page): readonly string[] {
  if (records.kind === 'lines')
    return Buffer.from(records.chunk)
      .toString()
      .split('\n')
      .filter((line) => line !== '');
  return records.kind === 'records' ? records.records.map((record) => JSON.stringify(record)) : [];
}

const codes = ({ problems }: Pass): readonly string[] => problems.map(({ code }) => code);

describe('objects of a prefix', () => {
  it('are read once each, in the order of their keys', async () => {
    const store = memoryStore();
    for (const key of ['b', 'a', 'c', 'd', 'e']) store.put(key, `${key}1\n${key}2\n`, NOW - 2 * DAY);
    const { pull } = reader(store);

    assert.deepEqual((await pull()).lines, 'a1 a2 b1 b2 c1 c2 d1 d2 e1 e2'.split(' '));
    assert.deepEqual((await pull()).lines, []);
  });

  it('are looked for by key only during a pass: what is settled costs no memory', async () => {
    const store = memoryStore();
    for (const key of ['a', 'b', 'c', 'd']) store.put(key, `${key}\n`, NOW - 2 * DAY);
    store.put('recent', 'recent\n', NOW - HOUR);
    const { pull } = reader(store);

    const first = await pull(2);
    assert.equal(first.cursor?.prefixes[0]?.pass?.after, 'b');
    assert.deepEqual(first.cursor?.prefixes[0]?.done, []);
    const second = await pull();
    assert.equal(store.lists.at(-1)?.after, 'b');
    assert.deepEqual(second.lines, ['c', 'd', 'recent']);
    const [entry] = second.cursor?.prefixes ?? [];
    assert.equal(entry?.settledMs, NOW - DAY);
    assert.deepEqual(
      entry?.done.map(([key]) => key),
      ['recent'],
    );
  });

  it('are found when they come late with an earlier key, within the lag', async () => {
    const store = memoryStore();
    store.put('m', 'm\n', NOW - HOUR);
    const { pull, clock } = reader(store);
    await pull();
    // Stored before the last pass began, but visible only now: an upload takes its time.
    store.put('a', 'late\n', NOW - DAY + HOUR);

    assert.deepEqual((await pull()).lines, ['late']);
    clock.advance(2 * DAY);
    assert.deepEqual((await pull()).lines, []);
    store.put('0', 'new\n', clock.nowMs());
    assert.deepEqual((await pull()).lines, ['new']);
  });

  it('are found when they come during a pass, behind its place', async () => {
    const store = memoryStore();
    for (const key of ['m', 'n', 'o']) store.put(key, `${key}\n`, NOW - 2 * DAY);
    const { pull, clock } = reader(store);
    await pull(2);
    clock.advance(HOUR);
    store.put('a', 'behind\n', clock.nowMs());

    assert.deepEqual((await pull()).lines, ['o']);
    assert.deepEqual((await pull()).lines, ['behind']);
  });

  it('are not missed when the clock here is ahead of the store', async () => {
    const store = memoryStore();
    store.put('a', 'a\n', NOW - 5 * DAY);
    const { pull } = reader(store);
    store.serverMs = NOW - 3 * DAY;
    await pull();
    // By the clock here, this was settled.
    store.put('b', 'b\n', NOW - 3 * DAY + HOUR);

    assert.deepEqual((await pull()).lines, ['b']);
  });

  it('are read once where the nodes of the store have other clocks', async () => {
    const store = memoryStore(true, 1);
    for (const key of ['a', 'b', 'c']) store.put(key, `${key}\n`, NOW - DAY - 60_000);
    store.put('old', 'old\n', NOW - 2 * DAY);
    // The node that answers last is five minutes behind: by its clock, what was read first is not settled.
    const clocks = [NOW, NOW, NOW, NOW - 5 * 60_000];
    const behind: ObjectStore = {
      ...store,
      async *list(request) {
        let page = 0;
        for await (const listing of store.list(request)) {
          yield { ...listing, serverMs: clocks[page] ?? NOW };
          page += 1;
        }
      },
    };
    const { pull } = reader(behind);

    const first = await pull();
    assert.deepEqual(first.lines, ['a', 'b', 'c', 'old']);
    assert.deepEqual(
      first.cursor?.prefixes[0]?.done.map(([key]) => key),
      ['a', 'b', 'c'],
      'and what is older than their clocks can differ costs no memory',
    );
    assert.deepEqual((await pull()).lines, []);
  });

  it('are read once where another node tells a later time of storing', async () => {
    const store = memoryStore();
    store.put('a', 'a\n', NOW - DAY - 1000);
    let laterMs = 0;
    const copies: ObjectStore = {
      ...store,
      async *list(request) {
        for await (const { objects, ...listing } of store.list(request)) {
          const told = objects.map((object) => ({ ...object, modifiedMs: object.modifiedMs + laterMs }));
          yield { ...listing, objects: told };
        }
      },
    };
    const { pull, clock } = reader(copies);
    assert.deepEqual((await pull()).lines, ['a']);
    laterMs = 60_000;
    assert.deepEqual((await pull()).lines, []);
    clock.advance(HOUR);
    const last = await pull();
    assert.deepEqual([last.lines, last.cursor?.prefixes[0]?.done], [[], []], 'and is forgotten in time');
  });

  it('are left alone until they are quiet', async () => {
    const store = memoryStore();
    store.put('growing', 'one\n', NOW - HOUR / 2);
    const { pull, clock } = reader(store, { quietMs: HOUR });
    assert.deepEqual((await pull()).lines, []);
    clock.advance(HOUR / 2);
    store.put('growing', 'one\ntwo\n', clock.nowMs());
    assert.deepEqual((await pull()).lines, []);
    clock.advance(HOUR);

    assert.deepEqual((await pull()).lines, ['one', 'two']);
  });

  it('are reported once when they are stored again, and not read twice', async () => {
    const store = memoryStore();
    store.put('a', 'a\n', NOW - HOUR);
    const { pull } = reader(store);
    await pull();
    store.put('a', 'other\n', NOW);

    const again = await pull();
    assert.deepEqual([again.lines, codes(again)], [[], ['OBJECT_REWRITTEN']]);
    assert.deepEqual(codes(await pull()), []);
  });

  it('leave out placeholders of folders and what tools leave beside data', async () => {
    const store = memoryStore();
    for (const key of ['x/', 'x/_SUCCESS', 'x/.part.crc', 'x/part']) store.put(key, 'one\n', NOW - HOUR);
    store.put('x/empty', '', NOW - HOUR);

    assert.deepEqual((await reader(store).pull()).lines, ['one']);
  });

  it('beyond lookback are history', async () => {
    const store = memoryStore();
    store.put('old', 'old\n', NOW - 31 * DAY);
    store.put('young', 'young\n', NOW - 29 * DAY);

    assert.deepEqual((await reader(store).pull()).lines, ['young']);
  });

  for (const isOrdered of [true, false]) {
    it(`resume exactly after every page, listed ${isOrdered ? 'in order' : 'in any order'}`, async () => {
      const expected: string[] = [];
      const store = memoryStore(isOrdered);
      for (const [index, key] of ['a', 'b', 'c.gz', 'd.csv', 'e', 'f.csv.gz', 'g'].entries()) {
        const rows = Array.from({ length: 7 + index }, (_, row) => `${key}-${row}`);
        const isCsv = key.includes('csv');
        const text = `${isCsv ? 'name\n' : ''}${rows.join('\n')}\n`;
        store.put(key, key.endsWith('.gz') ? gzipSync(text) : text, NOW - index * HOUR * 8);
        expected.push(...rows.map((row) => (isCsv ? `{"name":"${row}"}` : row)));
      }
      const { pull } = reader(store);
      const seen: string[] = [];
      for (let passes = 0; ; passes += 1) {
        const pass = await pull(1);
        seen.push(...pass.lines);
        if (pass.cursor?.prefixes.every((entry) => entry.pass === null) === true) break;
        assert.ok(passes < 100);
      }

      assert.deepEqual([...seen].sort(), [...expected].sort());
      assert.deepEqual((await pull()).lines, []);
    });
  }

  it('refuse a listing that is not in the order of keys', async () => {
    const store = memoryStore(false);
    store.put('a', 'a\n', NOW);
    store.put('b', 'b\n', NOW);
    const { fault } = await reader({ ...store, isOrdered: true }).pull();

    assert.ok(fault instanceof AssayError);
    assert.equal(fault.code, 'OBJECT_LIST_UNORDERED');
  });
});

describe('an object that cannot be read', () => {
  for (const [why, code] of [
    ['gone', 'OBJECT_GONE'],
    ['archived', 'OBJECT_ARCHIVED'],
  ] as const) {
    it(`for it is ${why}: is reported and passed over, once`, async () => {
      const store = memoryStore();
      for (const key of ['a', 'b', 'c']) store.put(key, `${key}\n`, NOW - HOUR);
      store.archive('b');
      const { pull } = reader(
        why === 'archived'
          ? store
          : {
              ...store,
              read: (object, range) =>
                object.key === 'b'
                  ? Promise.resolve({ kind: 'absent', why })
                  : memoryRead(store, object, range),
            },
      );

      const pass = await pull();
      assert.deepEqual([pass.lines, codes(pass), pass.fault], [['a', 'c'], [code], null]);
      assert.deepEqual(codes(await pull()), []);
    });
  }

  it('for it was replaced between two pages: keeps what was read and says so', async () => {
    const store = memoryStore();
    const long = Array.from({ length: 12_000 }, (_, index) => `line-${index}`);
    store.put('a', `${long.join('\n')}\n`, NOW - HOUR);
    const { pull } = reader(store);
    const first = await pull(1);
    store.put('a', 'other\n', NOW);

    const rest = await pull();

    assert.equal(first.lines.length, 5_000);
    assert.deepEqual([rest.lines, codes(rest)], [[], ['OBJECT_CHANGED']]);
  });

  it('for the network failed: delivers what came, keeps its place, and goes on there', async () => {
    const store = memoryStore();
    const long = Array.from({ length: 12_000 }, (_, index) => `line-${index}`);
    store.put('a', `${long.join('\n')}\n`, NOW - HOUR);
    store.failNext(
      'a',
      new AssayError({ code: 'HTTP_CONNECTION_LOST', kind: 'transient', message: 'Lost.' }),
      90_000,
    );
    const { pull } = reader(store);

    const first = await pull();
    assert.ok(first.fault instanceof AssayError && first.fault.kind === 'transient');
    const rest = await pull();

    assert.ok(first.lines.length >= 5_000, String(first.lines.length));
    assert.deepEqual([...first.lines, ...rest.lines], long);
    // A plain object is not fetched from its beginning again.
    assert.ok((store.reads.at(-1)?.from ?? 0) > 0);
  });

  it('for the network failed in the middle of a packed one: goes on behind the lines that were read', async () => {
    const store = memoryStore();
    const long = Array.from({ length: 12_000 }, (_, index) => `line-${index * 7919}`);
    store.put('a.gz', gzipSync(long.join('\n')), NOW - HOUR);
    const { pull } = reader(store);

    const first = await pull(1);
    const second = await pull(1);
    const rest = await pull();

    assert.deepEqual([first.lines.length, second.lines.length], [5_000, 5_000]);
    assert.deepEqual([...first.lines, ...second.lines, ...rest.lines], long);
  });

  it('for it is damaged: counts what stands before the damage, and goes on with the next', async () => {
    const store = memoryStore();
    const packed = gzipSync(Array.from({ length: 40_000 }, (_, index) => `${index * 7919}`).join('\n'));
    store.put('a.gz', packed.subarray(0, packed.length - 100), NOW - HOUR);
    store.put('b', 'b\n', NOW - HOUR);
    const { pull } = reader(store);

    const pass = await pull();
    assert.ok(pass.lines.length > 5_000 && pass.lines.at(-1) === 'b');
    assert.deepEqual(codes(pass), ['OBJECT_DAMAGED']);
    assert.equal(pass.fault, null);
    assert.deepEqual((await pull()).lines, []);
  });

  it('for it is a bomb: stops at a hundred times its size', async () => {
    const store = memoryStore();
    store.put('a.gz', gzipSync(Buffer.alloc(50_000_000, 'a\n')), NOW - HOUR);

    const pass = await reader(store).pull();

    assert.deepEqual(codes(pass), ['FILE_UNPACKS_TOO_LARGE']);
    assert.equal(pass.fault, null);
  });
});

describe('prefixes with dates', () => {
  const day = (number: number): string => `logs/2026/03/0${number}/`;

  it('are read from lookback on, each until the lag after its end', async () => {
    const store = memoryStore();
    for (const number of [1, 2, 3, 4])
      store.put(`${day(number)}x`, `d${number}\n`, Date.UTC(2026, 2, number, 8));
    const { pull, clock } = reader(store, { prefixes: ['logs/%Y/%m/%d/'], lookbackMs: 2 * DAY });

    assert.deepEqual((await pull()).lines, ['d2', 'd3', 'd4']);
    // The third ended twelve hours ago, within the lag; the second is closed.
    store.put(`${day(2)}a`, 'too late\n', clock.nowMs());
    store.put(`${day(3)}a`, 'late\n', clock.nowMs());
    const second = await pull();
    assert.deepEqual(second.lines, ['late']);
    assert.deepEqual(
      second.cursor?.prefixes.map(({ prefix }) => prefix),
      [day(3), day(4)],
    );
    assert.equal(second.cursor?.closedMs, Date.UTC(2026, 2, 3));
    clock.advance(DAY);
    store.put(`${day(5)}x`, 'd5\n', clock.nowMs());
    const third = await pull();
    assert.deepEqual(third.lines, ['d5']);
    assert.deepEqual(
      third.cursor?.prefixes.map(({ prefix }) => prefix),
      [day(4), day(5)],
    );
  });

  it('resume in the middle of the days', async () => {
    const store = memoryStore();
    for (const number of [1, 2, 3, 4])
      for (const key of ['x', 'y'])
        store.put(`${day(number)}${key}`, `${number}${key}\n`, Date.UTC(2026, 2, number, 8));
    const { pull } = reader(store, { prefixes: ['logs/%Y/%m/%d/'], lookbackMs: 4 * DAY });

    assert.deepEqual((await pull(3)).lines, ['1x', '1y', '2x']);
    assert.deepEqual((await pull()).lines, ['2y', '3x', '3y', '4x', '4y']);
    assert.deepEqual((await pull()).lines, []);
  });

  it('take folders by both ends of a star', async () => {
    const store = memoryStore();
    for (const folder of ['app-a-prod', 'app-b-test', 'app-c-prod', 'db-d-prod'])
      store.put(`${folder}/x`, `${folder}\n`, NOW - HOUR);

    const { lines } = await reader(store, { prefixes: ['app-*-prod/'] }).pull();

    assert.deepEqual(lines, ['app-a-prod', 'app-c-prod']);
  });

  it('find accounts and regions by star, in the layout of Security Lake', async () => {
    const store = memoryStore();
    const place = (region: string, account: string): string =>
      `ext/waf/region=${region}/accountId=${account}/eventDay=20260304/part.json`;
    store.put(place('eu-central-1', '111122223333'), 'one\n', NOW - HOUR);
    store.put(place('us-east-1', '444455556666'), 'two\n', NOW - HOUR);
    store.put('ext/waf/other=1/accountId=1/eventDay=20260304/part.json', 'not a region\n', NOW - HOUR);
    store.put('ext/waf/region=x/eventDay=20260304/part.json', 'no account\n', NOW - HOUR);
    const prefixes = ['ext/waf/region=*/accountId=*/eventDay=%Y%m%d/'];
    const { pull } = reader(store, { prefixes, lookbackMs: DAY });

    assert.deepEqual((await pull()).lines, ['one', 'two']);
    // Two days, and the accounts above them looked up once: one region listing, one for each region.
    assert.equal(store.lists.filter(({ byFolder }) => byFolder).length, 4);
    store.put(place('eu-west-1', '777788889999'), 'three\n', NOW);
    assert.deepEqual((await pull()).lines, ['three']);
  });
});

function memoryRead(store: MemoryStore, ...[object, range]: Parameters<MemoryStore['read']>) {
  return store.read(object, range);
}
