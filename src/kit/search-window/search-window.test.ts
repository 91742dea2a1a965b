import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FakeClock, fakeClock } from '../../../test/support/fake-clock.ts';
import { AssayError } from '../../model/errors.ts';
import { type Logger, SILENT_LOGGER } from '../../model/logger.ts';
import type { Problem } from '../connector.ts';
import { readSlices, type SlicePlan, type SliceSearch } from './read-slices.ts';
import { RecentIds } from './recent-ids.ts';
import { identified, type SearchRecord } from './search-record.ts';
import type { WindowCursor } from './window-cursor.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const PLAN: SlicePlan = {
  origin: 'lake',
  reading: 'records',
  since: 600_000,
  lag: 10_000,
  overlap: 20_000,
  sliceMs: 60_000,
  stepMs: 1,
  sliceRecords: 8,
  answerRecords: 1000,
};

interface Arrival {
  readonly id: string;
  readonly timeMs: number;
  /** From when on the lake knows it. */
  readonly arrivesMs: number;
}

/** A lake in memory, which knows only what has arrived. */
function lakeOf(arrivals: readonly Arrival[], clock: FakeClock): SliceSearch & { readonly asked: string[] } {
  const asked: string[] = [];
  const within = (fromMs: number, toMs: number): readonly Arrival[] =>
    arrivals.filter((each) => each.arrivesMs <= clock.nowMs() && each.timeMs >= fromMs && each.timeMs < toMs);
  return {
    asked,
    count: async ({ fromMs, toMs }) => {
      asked.push(`count ${toMs - fromMs}`);
      return within(fromMs, toMs).length;
    },
    fetch: async ({ fromMs, toMs }) => {
      asked.push(`fetch ${toMs - fromMs}`);
      return within(fromMs, toMs).map(({ id, timeMs }) => ({ id, timeMs, value: id }));
    },
  };
}

interface Run {
  readonly ids: readonly string[];
  readonly cursor: WindowCursor | null;
  readonly problems: readonly Problem[];
  /** By how much the clock was told to be ahead. */
  readonly warnings: readonly unknown[];
}

async function run(
  search: SliceSearch,
  clock: FakeClock,
  from: WindowCursor | null,
  more: Partial<SlicePlan> = {},
  stopAfter = Infinity,
  serverNowMs: () => number | null = () => null,
): Promise<Run> {
  const ids: string[] = [];
  const problems: Problem[] = [];
  const warnings: unknown[] = [];
  const logger: Logger = {
    ...SILENT_LOGGER,
    once: () => ({ ...SILENT_LOGGER, warn: (_message, fields) => void warnings.push(fields?.['aheadMs']) }),
  };
  let cursor = from;
  let pages = 0;
  const around = {
    clock,
    http: { serverNowMs },
    logger,
    signal: new AbortController().signal,
    report: (problem: Problem) => problems.push(problem),
  };
  for await (const page of readSlices(search, { ...PLAN, ...more }, from, around)) {
    if (page.records.kind === 'records') ids.push(...page.records.records.map(String));
    cursor = JSON.parse(JSON.stringify(page.cursor)) as WindowCursor;
    pages += 1;
    if (pages >= stopAfter) break;
  }
  return { ids, cursor, problems, warnings };
}

/** Deterministic numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

describe('slices', () => {
  it('hand over everything once, whatever comes late within lag and overlap, and wherever a run ends', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = randomOf(seed);
      const arrivals = Array.from({ length: 150 }, (_, index) => {
        const timeMs = NOW - 300_000 + Math.floor((random() * 600_000) / 500) * 500;
        return { id: `r${index}`, timeMs, arrivesMs: timeMs + Math.floor(random() * 29_000) };
      });
      const clock = fakeClock(NOW - 200_000);
      const search = lakeOf(arrivals, clock);
      const ids: string[] = [];
      let cursor: WindowCursor | null = null;
      for (let pull = 0; pull < 60; pull += 1) {
        // Now and then a run is ended after a page, as by a kill: only what was committed counts.
        const stopAfter = random() < 0.3 ? 1 + Math.floor(random() * 3) : Infinity;
        const part: Run = await run(search, clock, cursor, {}, stopAfter);
        ids.push(...part.ids);
        assert.deepEqual(part.problems, []);
        assert.ok((part.cursor?.untilMs ?? 0) >= (cursor?.untilMs ?? 0), 'never back');
        ({ cursor } = part);
        clock.advance(1000 + Math.floor(random() * 19_000));
      }
      assert.ok(clock.nowMs() > NOW + 340_000, 'the last had settled');
      assert.deepEqual([...ids].sort(), arrivals.map(({ id }) => id).sort(), `seed ${seed}`);
    }
  });

  it('ask for nothing but a count when nothing came late', async () => {
    const clock = fakeClock(NOW);
    const arrivals = [1, 2, 3].map((number) => ({
      id: `r${number}`,
      timeMs: NOW - 15_000 - number,
      arrivesMs: 0,
    }));
    const search = lakeOf(arrivals, clock);
    const first = await run(search, clock, null);
    assert.equal(first.ids.length, 3);
    search.asked.length = 0;
    clock.advance(1000);
    const second = await run(search, clock, first.cursor);
    assert.deepEqual(search.asked, ['count 20000', 'count 1000']);
    assert.deepEqual(second.ids, []);
  });

  it('say that a lake has shrunk, and go on', async () => {
    const clock = fakeClock(NOW);
    const arrivals = [1, 2, 3].map((number) => ({
      id: `r${number}`,
      timeMs: NOW - 15_000 - number,
      arrivesMs: 0,
    }));
    const first = await run(lakeOf(arrivals, clock), clock, null);
    clock.advance(10_000);
    const second = await run(lakeOf([], clock), clock, first.cursor);
    assert.deepEqual(
      second.problems.map(({ code }) => code),
      ['SEARCH_SHRANK'],
    );
    assert.equal(second.cursor?.untilMs, clock.nowMs() - PLAN.lag);
  });

  it('begin with halves until a slice fits, and grow again where it is quiet', async () => {
    const clock = fakeClock(NOW);
    const crowd = Array.from({ length: 64 }, (_, index) => ({
      id: `c${index}`,
      timeMs: NOW - 600_000 + index * 100,
      arrivesMs: 0,
    }));
    const search = lakeOf(crowd, clock);
    assert.equal((await run(search, clock, null)).ids.length, 64);
    const fetched = search.asked
      .filter((text) => text.startsWith('fetch'))
      .map((text) => Number(text.slice(6)));
    assert.ok(Math.max(...fetched) <= 1000, `${Math.max(...fetched)} ms at most`);
    assert.ok(search.asked.filter((text) => text === 'count 60000').length > 5, 'wide again');
  });

  it('count what is stored twice under one id once, say so once, and find what comes late beside it', async () => {
    const clock = fakeClock(NOW);
    const at = (id: string, ageMs: number, arrivesMs = 0): Arrival => ({
      id,
      timeMs: NOW - ageMs,
      arrivesMs,
    });
    const twice = [at('m1', 80_000), at('m1', 80_000), at('m2', 15_000), at('m2', 15_000)];
    const late = at('m3', 14_000, NOW + 60_000);
    const search = lakeOf([...twice, late], clock);
    const first = await run(search, clock, null, { sliceRecords: 2 });
    assert.deepEqual(first.ids, ['m1', 'm2']);
    assert.deepEqual(
      first.problems.map(({ code, kind }) => [code, kind]),
      [['SEARCH_DOUBLES', 'sourceContract']],
    );
    const again = await run(search, clock, first.cursor, { overlap: 120_000 });
    assert.deepEqual(again.ids, []);
    clock.advance(70_000);
    const third = await run(search, clock, again.cursor, { overlap: 120_000 });
    assert.deepEqual(third.ids, ['m3']);
  });

  it('do not take rows that move between answers for doubles', async () => {
    const clock = fakeClock(NOW);
    const timeMs = NOW - 60_000;
    let asked = 0;
    const search: SliceSearch = {
      count: async ({ fromMs, toMs }) => (timeMs >= fromMs && timeMs < toMs ? 3 : 0),
      // As many rows as counted, and each time another one is missing.
      fetch: async () => {
        asked += 1;
        return ['a', 'b', 'c'].map((_, index) => {
          const id = `r${(asked + Math.min(index, 1)) % 3}`;
          return { id, timeMs, value: id };
        });
      },
    };
    await assert.rejects(run(search, clock, null), { code: 'SEARCH_INCOMPLETE', kind: 'transient' });
  });

  it('say that an instant overflows, also where it holds doubles', async () => {
    const clock = fakeClock(NOW);
    const timeMs = NOW - 60_000;
    const rows = ['a', 'a', 'b', 'c', 'd'].map((id) => ({ id, timeMs, value: id }));
    const search: SliceSearch = {
      count: async ({ fromMs, toMs }) => (timeMs >= fromMs && timeMs < toMs ? rows.length : 0),
      fetch: async () => rows.slice(0, 4),
    };
    const part = await run(search, clock, null, { sliceRecords: 4, answerRecords: 4 });
    assert.deepEqual(part.ids, ['a', 'b', 'c']);
    assert.deepEqual(
      part.problems.map(({ code }) => code),
      ['SEARCH_INSTANT_OVERFLOWS'],
    );
  });

  it('believe doubles after the second equal answer once they were told', async () => {
    const clock = fakeClock(NOW);
    const rows = [90_000, 30_000].flatMap((ageMs) => {
      const row: Arrival = { id: `m${ageMs}`, timeMs: NOW - ageMs, arrivesMs: 0 };
      return [row, row];
    });
    const search = lakeOf(rows, clock);
    const part = await run(search, clock, null, { sliceRecords: 2 });
    assert.deepEqual(part.ids, ['m90000', 'm30000']);
    assert.equal(search.asked.filter((text) => text.startsWith('fetch')).length, 3 + 2);
  });

  it('halve a slice whose answer is larger than the client takes', async () => {
    const clock = fakeClock(NOW);
    const arrivals = [40_000, 30_000, 20_000].map((ageMs) => ({
      id: `r${ageMs}`,
      timeMs: NOW - ageMs,
      arrivesMs: 0,
    }));
    const lake = lakeOf(arrivals, clock);
    const search: SliceSearch = {
      ...lake,
      fetch: async (slice) => {
        const records = await lake.fetch(slice);
        if (records.length <= 1) return records;
        throw new AssayError({
          code: 'HTTP_RESPONSE_TOO_LARGE',
          kind: 'sourceContract',
          message: 'The response is larger than the size cap.',
        });
      },
    };
    assert.deepEqual((await run(search, clock, null)).ids, ['r40000', 'r30000', 'r20000']);
  });

  it('go on in whole steps where the cursor or the longest slice is of another resolution', async () => {
    const clock = fakeClock(NOW);
    const [timeMs, id] = [NOW - 40_000, 'r1'];
    const bounds: number[] = [];
    const search: SliceSearch = {
      count: async ({ fromMs, toMs }) => {
        bounds.push(fromMs, toMs);
        return timeMs >= fromMs && timeMs < toMs ? 1 : 0;
      },
      fetch: async () => [{ id, timeMs, value: id }],
    };
    const from: WindowCursor = { untilMs: NOW - 50_500, knownFromMs: NOW - 50_500, recent: [] };
    const part = await run(search, clock, from, { stepMs: 1000, sliceMs: 1500, overlap: 0 });
    assert.deepEqual(part.ids, ['r1']);
    assert.deepEqual(
      bounds.filter((ms) => ms % 1000 !== 0),
      [],
    );
  });

  it('end by the clock of the platform where the one here is ahead, and lose nothing of it', async () => {
    const aheadMs = 300_000;
    const clock = fakeClock(NOW + aheadMs);
    const serverNowMs = (): number => clock.nowMs() - aheadMs;
    const arrivals = Array.from({ length: 60 }, (_, index) => {
      const timeMs = NOW - 300_000 + index * 10_000;
      return { id: `r${index}`, timeMs, arrivesMs: timeMs + aheadMs + 2000 };
    });
    const search = lakeOf(arrivals, clock);
    const ids: string[] = [];
    let cursor: WindowCursor | null = null;
    for (let pull = 0; pull < 10; pull += 1) {
      const part: Run = await run(search, clock, cursor, { since: 900_000 }, Infinity, serverNowMs);
      ids.push(...part.ids);
      ({ cursor } = part);
      assert.deepEqual(part.problems, []);
      assert.deepEqual(part.warnings, [aheadMs]);
      clock.advance(40_000);
    }
    assert.deepEqual(
      ids,
      arrivals.map(({ id }) => id),
    );
  });

  it('take a second more or less for the same time', async () => {
    const clock = fakeClock(NOW);
    const search = lakeOf([], clock);
    const part = await run(search, clock, null, { since: 60_000 }, Infinity, () => NOW - 1900);
    assert.deepEqual([part.problems, part.warnings], [[], []]);
    assert.deepEqual(search.asked, ['count 50000']);
  });

  it('say that an earlier run read beyond now', async () => {
    const clock = fakeClock(NOW);
    const from: WindowCursor = { untilMs: NOW + 5000, knownFromMs: NOW + 5000, recent: [] };
    const part = await run(lakeOf([], clock), clock, from);
    assert.deepEqual(
      part.problems.map(({ code }) => code),
      ['SEARCH_READ_AHEAD'],
    );
    assert.deepEqual(part.cursor, from);
  });

  it('refuse records of another time', async () => {
    const clock = fakeClock(NOW);
    const stray: SearchRecord = { id: 'x', timeMs: 5, value: 1 };
    const search = { count: async () => 1, fetch: async () => [stray] };
    await assert.rejects(run(search, clock, null), { code: 'SEARCH_OUTSIDE_SLICE', kind: 'sourceContract' });
  });
});

describe('recent ids', () => {
  it('keep the newest second whole, whatever the limit', () => {
    const recent = new RecentIds(NOW);
    for (let number = 0; number < 30; number += 1) recent.add(`a${number}`, NOW + number * 100);
    recent.prune(NOW - 5000, NOW + 2950, 5);
    assert.equal(recent.size, 10);
    assert.equal(recent.knownFromMs, NOW + 2000);
    assert.ok(recent.has('a29') && !recent.has('a19'));
    const again = new RecentIds(recent.knownFromMs, recent.kept());
    assert.deepEqual(again.kept(), recent.kept());
    assert.equal(again.sizeBefore(NOW + 2000), 0);
    assert.equal(again.sizeBefore(NOW + 3000), 10);
  });

  it('never claim to know more than they do', () => {
    const recent = new RecentIds(NOW + 500);
    recent.add('a', NOW + 600);
    recent.prune(NOW - 60_000, NOW + 600);
    assert.equal(recent.knownFromMs, NOW + 500);
  });
});

describe('records without an id', () => {
  it('are told apart by time, content and place among equals', () => {
    const record = (timeMs: number, value: string): SearchRecord => ({ id: null, timeMs, value });
    const ids = identified([record(1, 'a'), record(1, 'a'), record(2, 'a'), record(1, 'b')]).map(
      ({ id }) => id,
    );
    assert.equal(new Set(ids).size, 4);
    const again = identified([record(2, 'a'), record(1, 'b'), record(1, 'a'), record(1, 'a')]).map(
      ({ id }) => id,
    );
    assert.deepEqual([...ids].sort(), [...again].sort());
  });
});
