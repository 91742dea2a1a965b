import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { AssayError } from '../../src/model/errors.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import type { PageCommit, RegistryObject, Store } from '../../src/store/store.ts';
import { EMPTY_TALLY } from '../../src/store/tally.ts';

/** Every store implementation runs the same suite; `reopen` opens the same data again, as after a restart. */
const IMPLEMENTATIONS: readonly { readonly name: string; readonly open: (directory: string) => Store }[] = [
  { name: 'sqlite', open: (directory) => openSqliteStore(join(directory, 'assay.db')) },
];

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

for (const implementation of IMPLEMENTATIONS) {
  describe(`store ${implementation.name}`, () => {
    const withStore = async (work: (store: Store, reopen: () => Store) => Promise<void>): Promise<void> => {
      const directory = mkdtempSync(join(tmpdir(), 'assay-store-'));
      const opened: Store[] = [];
      const open = (): Store => {
        const store = implementation.open(directory);
        opened.push(store);
        return store;
      };
      try {
        await work(open(), open);
      } finally {
        await Promise.all(opened.map((store) => store.close()));
        rmSync(directory, { recursive: true });
      }
    };

    test('a committed page survives a restart as a whole', () =>
      withStore(async (store, reopen) => {
        await store.commitPage(page(100, 'delta-1'), 1);
        await store.commitPage(page(105, 'delta-2'), 2);
        const again = reopen();
        assert.deepEqual(await again.cursor('logs'), { cursor: { offset: 105 }, updatedAtMs: 2 });
        assert.equal(await again.cursor('other'), null);
        const summary = await again.summary();
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
        assert.equal((await store.summary()).deltas.length, 1);
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
        const before = await store.summary();
        await store.commitPage(page(3, 'c'), 1);
        await store.compactSummary(bytes('a+b'), before.throughSequence);
        const after = await store.summary();
        assert.equal(new TextDecoder().decode(after.snapshot ?? new Uint8Array()), 'a+b');
        assert.deepEqual(
          after.deltas.map((delta) => new TextDecoder().decode(delta)),
          ['c'],
        );
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
  });
}

describe('sqlite file', () => {
  test('is private to its owner, and a newer or foreign file is refused in our own words', () => {
    const directory = mkdtempSync(join(tmpdir(), 'assay-store-'));
    try {
      const path = join(directory, 'state', 'assay.db');
      openDatabase(path).close();
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.equal(statSync(join(directory, 'state')).mode & 0o777, 0o700);
      openDatabase(path, [...MIGRATIONS, 'CREATE TABLE later (x INTEGER) STRICT']).close();
      assert.throws(
        () => openDatabase(path),
        (error) => error instanceof AssayError && error.code === 'STORE_NEWER',
      );
      assert.throws(
        () => openDatabase(import.meta.filename),
        (error) => error instanceof AssayError && error.code === 'STORE_UNREADABLE',
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
