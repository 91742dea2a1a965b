import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AssayError } from '../../src/model/errors.ts';
import type { Lease, PageCommit, RegistryObject, Store } from '../../src/store/store.ts';
import { EMPTY_TALLY } from '../../src/store/tally.ts';
import { readSummary } from '../support/stored-summary.ts';

/** Where one test keeps its data; opened again it is the same data, as after a restart. */
export interface StorePlace {
  readonly open: () => Store;
  readonly dispose: () => Promise<void>;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const page = (cursor: number, delta: string | null): PageCommit => ({
  source: 'logs',
  cursor: { offset: cursor },
  delta: delta === null ? null : bytes(delta),
  tally: {
    ...EMPTY_TALLY,
    received: 3,
    mapped: 2,
    dropped: { malformed: 1 },
    samples: [{ reason: 'malformed', file: 'f', line: cursor, detail: null }],
    lastCallMs: cursor,
  },
  seen: [{ idHash: `h${cursor}`, timeMs: cursor }],
  seenWatermarkMs: cursor - 10,
});

/** What every implementation of the Store port promises. */
export function storeSuite(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`store ${name}`, () => {
    const withStore = async (work: (store: Store, reopen: () => Store) => Promise<void>): Promise<void> => {
      const place = await makePlace();
      const opened: Store[] = [];
      const open = (): Store => {
        const store = place.open();
        opened.push(store);
        return store;
      };
      try {
        await work(open(), open);
      } finally {
        await Promise.all(opened.map((store) => store.close()));
        await place.dispose();
      }
    };

    test('a committed page survives a restart as a whole', () =>
      withStore(async (store, reopen) => {
        await store.commitPage(page(100, 'delta-1'), 1);
        await store.commitPage(page(105, 'delta-2'), 2);
        const again = reopen();
        assert.deepEqual(await again.cursor('logs'), { cursor: { offset: 105 }, updatedAtMs: 2 });
        assert.equal(await again.cursor('other'), null);
        const summary = await readSummary(again);
        assert.deepEqual(
          summary.deltas.map((delta) => new TextDecoder().decode(delta)),
          ['delta-1', 'delta-2'],
        );
        const tally = (await again.tallies()).get('logs');
        assert.equal(tally?.received, 6);
        assert.deepEqual(tally?.dropped, { malformed: 2 });
        assert.equal(tally?.lastCallMs, 105);
        assert.deepEqual(
          tally?.samples.map((sample) => sample.line),
          [100, 105],
        );
      }));

    test('a page that fails leaves neither delta nor cursor', () =>
      withStore(async (store) => {
        await store.commitPage(page(100, 'delta-1'), 1);
        const broken = {
          ...page(200, 'delta-2'),
          seen: [
            { idHash: null as unknown as string, timeMs: 1 },
            { idHash: 'x', timeMs: Symbol('bad') as unknown as number },
          ],
        };
        await assert.rejects(async () => store.commitPage(broken, 2));
        assert.deepEqual((await store.cursor('logs'))?.cursor, { offset: 100 });
        assert.equal((await readSummary(store)).deltas.length, 1);
        assert.equal((await store.tallies()).get('logs')?.received, 3);
      }));

    test('remembered ids are exact inside the overlap and pruned by watermark', () =>
      withStore(async (store) => {
        await store.commitPage(page(100, null), 1);
        await store.commitPage(page(105, null), 1);
        assert.deepEqual([...(await store.hasSeen('logs', ['h100', 'h105', 'h1']))].sort(), ['h100', 'h105']);
        await store.commitPage(page(112, null), 1);
        assert.deepEqual([...(await store.hasSeen('logs', ['h100', 'h105', 'h112']))].sort(), [
          'h105',
          'h112',
        ]);
        assert.equal((await store.hasSeen('elsewhere', ['h105'])).size, 0);
      }));

    test('compaction replaces exactly what it contains', () =>
      withStore(async (store) => {
        await store.commitPage(page(1, 'a'), 1);
        await store.commitPage(page(2, 'b'), 1);
        const before = await readSummary(store);
        await store.commitPage(page(3, 'c'), 1);
        await store.compactSummary([bytes('a+b')], before.stored.throughSequence);
        const after = await readSummary(store);
        assert.equal(new TextDecoder().decode(after.snapshot ?? new Uint8Array()), 'a+b');
        assert.deepEqual(
          after.deltas.map((delta) => new TextDecoder().decode(delta)),
          ['c'],
        );
      }));

    test('a compaction that comes late undoes none that contains more', () =>
      withStore(async (store) => {
        await store.commitPage(page(1, 'a'), 1);
        const early = await readSummary(store);
        await store.commitPage(page(2, 'b'), 1);
        const late = await readSummary(store);
        await store.compactSummary([bytes('a+b')], late.stored.throughSequence);
        await store.compactSummary([bytes('a')], early.stored.throughSequence);
        const after = await readSummary(store);
        assert.equal(new TextDecoder().decode(after.snapshot ?? new Uint8Array()), 'a+b');
        assert.deepEqual(after.deltas, []);
      }));

    test('a snapshot keeps its parts in their order, and nothing of the one before', () =>
      withStore(async (store, reopen) => {
        const letters = (from: number, count: number): Uint8Array[] =>
          Array.from({ length: count }, (_, at) => bytes(`part${from + at};`));
        await store.compactSummary(letters(0, 12), 1);
        const parts: string[] = [];
        const into = {
          snapshotPart: (part: Uint8Array) => void parts.push(new TextDecoder().decode(part)),
          delta: () => assert.fail('there are no deltas'),
        };
        await reopen().summary(into);
        assert.deepEqual(
          parts,
          letters(0, 12).map((part) => new TextDecoder().decode(part)),
        );
        await store.compactSummary(letters(50, 3), 2);
        assert.equal(
          new TextDecoder().decode((await readSummary(store)).snapshot ?? new Uint8Array()),
          'part50;part51;part52;',
        );
      }));

    test('a snapshot that cannot be written to its end leaves everything as it was', () =>
      withStore(async (store) => {
        await store.commitPage(page(1, 'a'), 1);
        const { stored } = await readSummary(store);
        await store.compactSummary([bytes('a')], stored.throughSequence);
        await store.commitPage(page(2, 'b'), 1);
        const { stored: later } = await readSummary(store);
        function* breaking(): Generator<Uint8Array> {
          yield bytes('a+');
          throw new RangeError('gone');
        }
        await assert.rejects(async () => store.compactSummary(breaking(), later.throughSequence), RangeError);
        const { snapshot, deltas } = await readSummary(store);
        assert.deepEqual(
          [snapshot, ...deltas].map((part) => new TextDecoder().decode(part ?? new Uint8Array())),
          ['a', 'b'],
        );
      }));

    test('deltas may be replaced by the one that they make together', () =>
      withStore(async (store) => {
        await store.compactSummary([bytes('before')], 0);
        for (const [index, delta] of ['a', 'b', 'c'].entries()) await store.commitPage(page(index, delta), 1);
        const read: string[] = [];
        const first = await store.summary(
          { delta: (each) => void read.push(new TextDecoder().decode(each)) },
          2,
        );
        assert.deepEqual([read, first.deltas], [['a', 'b'], 2]);
        await store.replaceDeltas(first, bytes('a+b'));
        // Whoever read the same before, and is late.
        await store.replaceDeltas(first, bytes('late'));
        const after = await readSummary(store);
        assert.deepEqual(
          [after.snapshot, ...after.deltas].map((part) => new TextDecoder().decode(part ?? new Uint8Array())),
          ['before', 'a+b', 'c'],
        );
        assert.equal((await store.tallies()).get('logs')?.received, 9);
        await store.compactSummary([bytes('all')], after.stored.throughSequence);
        await store.replaceDeltas(after.stored, bytes('gone'));
        assert.deepEqual((await readSummary(store)).deltas, []);
        await store.commitPage(page(4, 'd'), 1);
        assert.equal((await readSummary(store)).deltas.length, 1, 'what comes later has later numbers');
      }));

    test('a snapshot of deltas that were merged with later ones meanwhile is not taken', () =>
      withStore(async (store) => {
        for (const [index, delta] of ['a', 'b', 'c'].entries()) await store.commitPage(page(index, delta), 1);
        const early = await readSummary(store, 2);
        const all = await readSummary(store);
        await store.replaceDeltas(all.stored, bytes('a+b+c'));
        await store.compactSummary([bytes('a+b')], early.stored.throughSequence);
        const after = await readSummary(store);
        assert.equal(after.snapshot, null);
        assert.deepEqual(
          after.deltas.map((delta) => new TextDecoder().decode(delta)),
          ['a+b+c'],
        );
        // Whoever read all of them before they were merged has them all.
        await store.compactSummary([bytes('all')], all.stored.throughSequence);
        const last = await readSummary(store);
        assert.equal(new TextDecoder().decode(last.snapshot ?? new Uint8Array()), 'all');
        assert.deepEqual(last.deltas, []);
      }));

    test('deltas may be read and compacted some at a time, the oldest first', () =>
      withStore(async (store) => {
        for (const [index, delta] of ['a', 'b', 'c'].entries()) await store.commitPage(page(index, delta), 1);
        const first = await readSummary(store, 2);
        assert.deepEqual(
          [first.deltas.map((delta) => new TextDecoder().decode(delta)), first.stored.isComplete],
          [['a', 'b'], false],
        );
        await store.compactSummary([bytes('a+b')], first.stored.throughSequence);
        const second = await readSummary(store, 2);
        assert.deepEqual(
          [second.deltas.map((delta) => new TextDecoder().decode(delta)), second.stored.isComplete],
          [['c'], true],
        );
        assert.equal((await readSummary(store, 1)).stored.isComplete, true);
      }));

    test('rules keep the time since when they are in force, until they are gone', () =>
      withStore(async (store, reopen) => {
        assert.deepEqual(
          [...(await store.rulesInForce(['a', 'b'], 10))],
          [
            ['a', 10],
            ['b', 10],
          ],
        );
        assert.deepEqual(
          [...(await reopen().rulesInForce(['b', 'c'], 20))],
          [
            ['b', 10],
            ['c', 20],
          ],
        );
        assert.deepEqual(
          [...(await store.rulesInForce(['a', 'b'], 30))],
          [
            ['a', 30],
            ['b', 10],
          ],
        );
        assert.deepEqual([...(await store.rulesInForce([], 40))], []);
      }));

    test('the installation key is made once', () =>
      withStore(async (store, reopen) => {
        const key = await store.installationKey();
        assert.equal(key.length, 32);
        assert.deepEqual(await reopen().installationKey(), key);
      }));

    test('one live owner at a time, a dead one is replaced with a higher epoch', () =>
      withStore(async (store) => {
        const first = await store.acquireLease('a', 1000, 0, () => true);
        assert.equal(first?.epoch, 1);
        assert.equal(await store.acquireLease('b', 1000, 500, () => true), null);
        assert.equal((await store.acquireLease('a', 1000, 500, () => true))?.epoch, 1);
        assert.equal((await store.acquireLease('b', 1000, 600, () => false))?.epoch, 2);
        assert.equal((await store.acquireLease('c', 1000, 99999, () => true))?.epoch, 3);
        if (first !== null) await store.releaseLease(first);
        assert.equal(
          await store.acquireLease('d', 1000, 99999, () => true),
          null,
          'a stale lease releases nothing',
        );
      }));

    test('applied outbox entries write their object in the same step; quarantine outlives a new plan', () =>
      withStore(async (store) => {
        await store.planOutbox('built-in', [
          { key: 'api_1', change: { action: 'create' } },
          { key: 'api_2', change: { action: 'create' } },
        ]);
        const [one, two] = await store.outbox('built-in');
        const object: RegistryObject = {
          registry: 'built-in',
          key: 'api_1',
          kind: 'api',
          api: 'api_1',
          body: { letter: 'B' },
          state: 'active',
          changedAtMs: 5,
        };
        await store.settleOutbox(one?.sequence ?? 0, 'applied', null, object);
        await store.settleOutbox(two?.sequence ?? 0, 'quarantined', 'REFUSED', null);
        assert.deepEqual(await store.registryObjects('built-in'), [object]);
        await store.planOutbox('built-in', [{ key: 'api_3', change: { action: 'create' } }]);
        assert.deepEqual(
          (await store.outbox('built-in')).map((entry) => [entry.key, entry.state]),
          [
            ['api_2', 'quarantined'],
            ['api_3', 'pending'],
          ],
        );
        assert.equal(await store.releaseQuarantine('another', null), 0);
        assert.equal(await store.releaseQuarantine('built-in', ['api_3', 'api_9']), 0, 'pending ones stay');
        assert.equal(await store.releaseQuarantine('built-in', ['api_2']), 1);
        assert.deepEqual(
          (await store.outbox('built-in')).map((entry) => [entry.key, entry.state]),
          [['api_3', 'pending']],
        );
      }));

    test('findings keep their first sight and decisions outlive assessments', () =>
      withStore(async (store) => {
        const report = {
          schemaVersion: 1,
          asOf: null,
          calls: { received: 0, dropped: {}, noise: {}, analyzed: 0, operations: 0 },
          apis: [],
          endpoints: [],
          findings: [],
          changes: [],
          run: {},
        } as const;
        const commit = (
          at: number,
          findings: readonly string[],
        ): Parameters<Store['commitAssessment']>[0] => ({
          report: { ...report, apis: [], endpoints: [], findings: [], changes: [] },
          asOfMs: at,
          grades: [
            {
              api: 'api_1',
              asOfMs: at,
              letter: 'A',
              shownLetter: 'B',
              score: 91,
              coverage: 0.7,
              rubric: 'assay-1@1',
            },
          ],
          findings: findings.map((finding) => ({
            finding,
            firstSeenMs: at,
            lastSeenMs: at,
            present: true,
            regressed: false,
          })),
        });
        await store.commitAssessment(commit(1, ['fi_1']));
        await store.decideFinding({
          finding: 'fi_1',
          status: 'accepted',
          reason: 'known',
          person: 'kim',
          expiresAtMs: null,
          decidedAtMs: 1,
        });
        await store.commitAssessment(commit(2, []));
        assert.deepEqual((await store.findingTraces()).get('fi_1'), {
          finding: 'fi_1',
          firstSeenMs: 1,
          lastSeenMs: 1,
          present: false,
          regressed: false,
        });
        await store.commitAssessment(commit(3, ['fi_1']));
        assert.equal((await store.findingTraces()).get('fi_1')?.firstSeenMs, 1);
        assert.equal((await store.findingDecisions()).get('fi_1')?.person, 'kim');
        await store.reopenFinding('fi_1');
        assert.equal((await store.findingDecisions()).size, 0);
        assert.equal((await store.gradeHistory('api_1')).length, 3);
        assert.equal((await store.latestGrades()).get('api_1')?.asOfMs, 3);
        assert.deepEqual(await store.latestReport(), report);
      }));

    test('runs are recorded with outcome and counts', () =>
      withStore(async (store) => {
        const id = await store.startRun('pull', 'logs', 10);
        await store.startRun('assess', '', 11);
        await store.endRun(id, 20, 'partial', { received: 3 }, { code: 'X', message: 'm', fix: null });
        const [second, first] = await store.runs(10);
        assert.equal(second?.outcome, null);
        assert.deepEqual(first, {
          id,
          job: 'pull',
          subject: 'logs',
          startedAtMs: 10,
          endedAtMs: 20,
          outcome: 'partial',
          counts: { received: 3 },
          error: { code: 'X', message: 'm', fix: null },
        });
      }));

    test('a lease has a name of its own and can be taken by force; renewing keeps its epoch', () =>
      withStore(async (store) => {
        const dead = (): boolean => false;
        const alive = (): boolean => true;
        const partition = await store.acquireLease('a#1', 1000, 0, alive, 'partition:3');
        assert.deepEqual(partition, { name: 'partition:3', owner: 'a#1', epoch: 1 });
        assert.equal((await store.acquireLease('b', 1000, 0, alive))?.name, 'leader');
        assert.equal(await store.acquireLease('b#1', 1000, 0, alive, 'partition:3'), null);
        assert.equal((await store.acquireLease('b#1', 1000, 0, dead, 'partition:3'))?.epoch, 2);
        assert.equal((await store.acquireLease('b#1', 1000, 5000, alive, 'partition:3'))?.epoch, 2);
      }));

    const fencedOff = (error: unknown): boolean =>
      error instanceof AssayError && error.code === 'STORE_FENCED' && error.kind === 'conflict';
    const take = async (store: Store, owner: string, name: string): Promise<Lease> => {
      const lease = await store.acquireLease(owner, 1000, 0, () => false, name);
      assert.ok(lease);
      return lease;
    };

    test('whoever lost a lease commits nothing any more, whatever was begun', () =>
      withStore(async (store) => {
        const first = store.underLease(await take(store, 'a', 'partition:0'));
        await first.commitPage({ ...page(100, 'delta-1'), part: '0' }, 1);
        const second = store.underLease(await take(store, 'b', 'partition:0'));
        await assert.rejects(
          async () => first.commitPage({ ...page(105, 'delta-2'), part: '0' }, 2),
          fencedOff,
        );
        await assert.rejects(async () => first.compactSummary([bytes('stale')], 99), fencedOff);
        const all = { deltas: 1, throughSequence: 99 };
        await assert.rejects(async () => first.replaceDeltas(all, bytes('stale')), fencedOff);
        await assert.rejects(async () => first.reopenFinding('fi_1'), fencedOff);
        assert.deepEqual((await store.cursor('logs', '0'))?.cursor, { offset: 100 });
        await second.commitPage({ ...page(110, 'delta-3'), part: '0' }, 3);
        assert.equal((await readSummary(store)).deltas.length, 2);
        assert.equal((await store.tallies()).get('logs')?.received, 6);
      }));

    test('fences add up: one lease lost is enough to be refused', () =>
      withStore(async (store) => {
        const leader = await take(store, 'a', 'leader');
        const both = store.underLease(leader).underLease(await take(store, 'a', 'source:logs'));
        await both.commitPage(page(100, 'delta-1'), 1);
        await take(store, 'b', 'leader');
        await assert.rejects(async () => both.commitPage(page(105, 'delta-2'), 2), fencedOff);
        assert.deepEqual((await store.cursor('logs'))?.cursor, { offset: 100 });
      }));

    test('each part of a source has its cursor; their counts are shown as one', () =>
      withStore(async (store, reopen) => {
        await store.commitPage({ ...page(100, 'delta-1'), part: '0' }, 1);
        await store.commitPage({ ...page(50, 'delta-2'), part: '1' }, 2);
        const again = reopen();
        assert.deepEqual((await again.cursor('logs', '0'))?.cursor, { offset: 100 });
        assert.deepEqual((await again.cursor('logs', '1'))?.cursor, { offset: 50 });
        assert.equal(await again.cursor('logs'), null);
        const tallies = await again.tallies();
        assert.equal(tallies.size, 1);
        assert.equal(tallies.get('logs')?.received, 6);
        assert.equal(tallies.get('logs')?.lastCallMs, 100);
      }));

    test('the summary comes with the counts of the same moment', () =>
      withStore(async (store) => {
        await store.commitPage(page(100, 'delta-1'), 1);
        const read = await readSummary(store);
        await store.commitPage(page(105, 'delta-2'), 2);
        assert.equal(read.stored.tallies.get('logs')?.received, 3);
        assert.equal((await readSummary(store)).stored.tallies.get('logs')?.received, 6);
      }));

    test('pointers to parked records are kept with the page, newest first', () =>
      withStore(async (store) => {
        const parked = [
          { position: 7, reason: 'malformed', detail: null },
          { position: 9, reason: 'missing-field', detail: 'time' },
        ];
        await store.commitPage({ ...page(10, null), part: '2', parked }, 5);
        assert.deepEqual(await store.parked('logs', 1), [
          { part: '2', position: 9, reason: 'missing-field', detail: 'time', parkedAtMs: 5 },
        ]);
        assert.equal((await store.parked('logs', 10)).length, 2);
        assert.deepEqual(await store.parked('other', 10), []);
        assert.deepEqual([...(await store.parkedCounts())], [['logs', 2]]);
      }));
  });
}
