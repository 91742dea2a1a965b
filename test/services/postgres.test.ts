import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type PullOptions, type PullResult, pullSource } from '../../src/ingest/pull.ts';
import { AssayError } from '../../src/model/errors.ts';
import { Secret } from '../../src/model/secret.ts';
import { enterCommit } from '../../src/store/postgres/commit-lock.ts';
import { openDatabase } from '../../src/store/postgres/database.ts';
import { underLease } from '../../src/store/postgres/lease-table.ts';
import { migrate } from '../../src/store/postgres/migrate.ts';
import { MIGRATIONS } from '../../src/store/postgres/migrations.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { readSummary as readTables } from '../../src/store/postgres/summary-tables.ts';
import type { PageCommit, Store } from '../../src/store/store.ts';
import { EMPTY_TALLY } from '../../src/store/tally.ts';
import { storeSuite } from '../contract/store-suite.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { startPostgres } from '../support/services/postgres.ts';
import { readSummary } from '../support/stored-summary.ts';

const server = await startPostgres();

/** One record a page. */
const pagesTo = (last: number): PullOptions['readCalls'] =>
  async function* (from) {
    for (let page = ((from as { page: number } | null)?.page ?? 0) + 1; page <= last; page += 1)
      yield {
        records: { kind: 'lines', mapping: null, chunk: Buffer.from('{}'), lineCount: 1 },
        position: { file: 'f', firstLine: page },
        dropped: [],
        cursor: { page },
      };
  };

if (server instanceof NotRun) printNotRun(server);
else {
  const password = new Secret({ value: server.password, reference: '${env:PASSWORD}' });
  let databases = 0;
  const settingsOf = (database: string) => ({
    url: `postgres://${server.user}@127.0.0.1:${server.port}/${database}`,
    password,
  });
  const newDatabase = async (): Promise<string> => {
    const name = `store_${(databases += 1)}`;
    await server.query(`create database ${name}`);
    return name;
  };
  const page = (cursor: number, delta: string): PageCommit => ({
    source: 'logs',
    cursor,
    delta: new TextEncoder().encode(delta),
    tally: { ...EMPTY_TALLY, received: 1, mapped: 1 },
    seen: [],
    seenWatermarkMs: null,
  });

  after(() => server.stop());

  storeSuite('postgres', async () => {
    const settings = settingsOf(await newDatabase());
    return { open: () => openPostgresStore(settings), dispose: async () => undefined };
  });

  describe(`PostgreSQL ${server.version}`, () => {
    it('answers its owner, and nobody without the password', async () => {
      assert.equal(await server.query('select 1 + 1'), '2\n');
      const store = openPostgresStore({
        ...settingsOf('postgres'),
        password: new Secret({ value: 'wrong', reference: '${env:WRONG}' }),
      });
      await assert.rejects(
        store.tallies(),
        (error) => error instanceof AssayError && error.code === 'STORE_AUTH',
      );
      await store.close();
    });

    it('is migrated by one of many that start together', async () => {
      const settings = settingsOf(await newDatabase());
      const stores = Array.from({ length: 5 }, () => openPostgresStore(settings));
      const keys = await Promise.all(stores.map((store) => store.installationKey()));
      assert.equal(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size, 1);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('keeps the snapshot of the time when it was one value', async () => {
      const settings = settingsOf(await newDatabase());
      const earlier = openDatabase(settings, MIGRATIONS.slice(0, 1));
      await earlier.run('INSERT INTO summary_snapshot VALUES (1, 7, $1)', Buffer.from('kept'));
      await earlier.close();
      const store = openPostgresStore(settings);
      const { snapshot, stored } = await readSummary(store);
      await store.close();
      assert.deepEqual([Buffer.from(snapshot ?? []).toString(), stored.throughSequence], ['kept', 7]);
    });

    it('refuses tables that are newer than the program', async () => {
      const database = openDatabase(settingsOf(await newDatabase()));
      await database.transaction((tx) => migrate(tx, ['SELECT 1', 'SELECT 1', 'SELECT 1']));
      await assert.rejects(
        database.transaction((tx) => migrate(tx, ['SELECT 1'])),
        (error) => error instanceof AssayError && error.code === 'STORE_NEWER',
      );
      await database.close();
    });

    it('never cuts a summary between two commits that are on their way', async () => {
      const name = await newDatabase();
      const store = openPostgresStore(settingsOf(name));
      await store.commitPage(page(1, 'first'), 1);
      const database = openDatabase(settingsOf(name));
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let inserted = (): void => undefined;
      const begun = new Promise<void>((resolve) => (inserted = resolve));
      // Takes number 2 and commits late; number 3 is committed meanwhile.
      const late = database.transaction(async (tx) => {
        await enterCommit(tx);
        await tx.run("INSERT INTO summary_deltas (source, data) VALUES ('logs', $1)", Buffer.from('late'));
        inserted();
        await held;
      });
      await begun;
      await store.commitPage(page(2, 'early'), 1);
      const reading = readSummary(store);
      setTimeout(release, 200);
      const read = await reading;
      await late;
      await store.compactSummary([new TextEncoder().encode('all')], read.stored.throughSequence);
      assert.equal(read.deltas.length, 3);
      assert.equal((await readSummary(store)).deltas.length, 0);
      await Promise.all([store.close(), database.close()]);
    });

    it('reads all of a log whose deltas are merged between the cut and the reading', async () => {
      const settings = settingsOf(await newDatabase());
      const [store, database] = [openPostgresStore(settings), openDatabase(settings)];
      for (const at of [1, 2]) await store.commitPage(page(at, `delta-${at}`), 1);
      let merges = 0;
      const disturbed: typeof database = {
        ...database,
        read: async (work, isolation) => {
          if (isolation === 'repeatable read' && merges === 0) {
            merges += 1;
            await store.commitPage(page(3, 'delta-3'), 1);
            const { stored } = await readSummary(store);
            await store.replaceDeltas(stored, Buffer.from('merged'));
          }
          return database.read(work, isolation);
        },
      };
      const deltas: string[] = [];
      const into = { delta: (delta: Uint8Array) => void deltas.push(Buffer.from(delta).toString()) };
      const stored = await readTables(disturbed, into, Number.MAX_SAFE_INTEGER);
      assert.deepEqual([merges, deltas], [1, ['merged']]);
      assert.equal(stored.tallies.get('logs')?.received, (await store.tallies()).get('logs')?.received);
      await Promise.all([store.close(), database.close()]);
    });

    it('commits no page between the cut of a summary and its tallies', async () => {
      const name = await newDatabase();
      const store = openPostgresStore(settingsOf(name));
      const database = openDatabase(settingsOf(name));
      let [committing, isCommitted] = [Promise.resolve(), false];
      const disturbed: typeof database = {
        ...database,
        read: (work, isolation) =>
          database.read(async (tx) => {
            const all: typeof tx.all = async (sql, ...values) => {
              committing = store.commitPage(page(1, 'delta'), 1).then(() => void (isCommitted = true));
              await delay(100);
              assert.equal(isCommitted, false);
              return tx.all(sql, ...values);
            };
            return work(isolation === 'read committed' ? { ...tx, all } : tx);
          }, isolation),
      };
      const stored = await readTables(disturbed, { delta: () => undefined }, Number.MAX_SAFE_INTEGER);
      await committing;
      assert.deepEqual([stored.deltas, stored.tallies.size, isCommitted], [0, 0, true]);
      await Promise.all([store.close(), database.close()]);
    });

    it('reads under a lease that is renewed at that moment, and while the log is tidied up', async () => {
      const name = await newDatabase();
      const store = openPostgresStore(settingsOf(name));
      const database = openDatabase(settingsOf(name));
      const lease = await store.acquireLease('a', 1000, 0, () => false);
      assert.ok(lease);
      await store.commitPage(page(1, 'delta'), 1);
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      let locked = (): void => undefined;
      const isLocked = new Promise<void>((resolve) => (locked = resolve));
      const beside = database.transaction(async (tx) => {
        await tx.run("UPDATE leases SET expires_at = 2000 WHERE owner = 'a'");
        // As VACUUM does.
        await tx.run('LOCK TABLE summary_deltas IN SHARE UPDATE EXCLUSIVE MODE');
        locked();
        await released;
      });
      await isLocked;
      const read = await Promise.race([readSummary(store.underLease(lease)), delay(2000)]);
      release();
      await beside;
      assert.equal(read?.deltas.length, 1);
      await Promise.all([store.close(), database.close()]);
    });

    it('makes who takes a lease wait for what was begun under it', async () => {
      const name = await newDatabase();
      const store = openPostgresStore(settingsOf(name));
      const database = openDatabase(settingsOf(name));
      const lease = await store.acquireLease('a', 1000, 0, () => false, 'partition:0');
      assert.ok(lease);
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let inserted = (): void => undefined;
      const isBegun = new Promise<void>((resolve) => (inserted = resolve));
      const begun = underLease(database, lease).transaction(async (tx) => {
        await tx.run("INSERT INTO cursors VALUES ('logs', '0', '7', 1)");
        inserted();
        await held;
      });
      await isBegun;
      const taken = store.acquireLease('b', 1000, 0, () => false, 'partition:0');
      setTimeout(release, 150);
      await taken;
      assert.equal((await store.cursor('logs', '0'))?.cursor, 7);
      await begun;
      await Promise.all([store.close(), database.close()]);
    });

    it('ends the transaction of a process that stands still; that is a fault that passes', async () => {
      const name = await newDatabase();
      const store = openPostgresStore(settingsOf(name));
      await store.commitPage(page(1, 'delta'), 1);
      const database = openDatabase(settingsOf(name));
      const stalled = database.transaction(async (tx) => {
        await tx.run("UPDATE cursors SET cursor = '7'");
        // Longer than a session may idle inside a transaction; it stands still, as a stopped process does.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 7000);
        await tx.run("UPDATE cursors SET cursor = '8'");
      });
      await assert.rejects(
        stalled,
        (error) => error instanceof AssayError && error.code === 'STORE_UNAVAILABLE',
      );
      assert.equal((await store.cursor('logs'))?.cursor, 1);
      await store.commitPage(page(2, 'delta-2'), 2);
      assert.equal((await store.cursor('logs'))?.cursor, 2);
      await Promise.all([store.close(), database.close()]);
    });

    it('loses nothing of a pull whose connection ends inside of a commit', async () => {
      const name = await newDatabase();
      const store = openPostgresStore(settingsOf(name));
      await store.tallies();
      const ended = `create function end_once() returns trigger language plpgsql as $$ begin
        if new.cursor = '{"page":4}' then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$;
        create trigger ending before insert on cursors for each row execute function end_once()`;
      await server.query(ended, name);
      const pull = (): Promise<PullResult> =>
        pullSource({
          store,
          traits: {
            source: 'lake',
            mapping: null,
            hop: 'edge',
            defaults: { host: null, scheme: null, zone: null },
            mappingOptions: {},
          },
          pool: () => ({
            size: 2,
            analyzePage: async (units) => ({
              delta: Buffer.from('delta'),
              tally: { ...EMPTY_TALLY, received: units.length, mapped: units.length },
            }),
            close: async () => undefined,
          }),
          readCalls: pagesTo(20),
          clock: { nowMs: () => 0, sleep: async () => undefined },
          signal: new AbortController().signal,
          onCommit: () => undefined,
        });
      await assert.rejects(pull(), (error) => error instanceof AssayError && error.kind === 'transient');
      assert.deepEqual((await store.cursor('lake'))?.cursor, { page: 3 });
      await server.query('drop trigger ending on cursors', name);
      await pull();
      assert.equal((await store.tallies()).get('lake')?.mapped, 20);
      await store.close();
    });

    it('keeps what was committed when it is killed; meanwhile faults are transient, in our words', async () => {
      const name = await newDatabase();
      const store: Store = openPostgresStore(settingsOf(name));
      await store.commitPage(page(1, 'delta'), 1);
      await server.kill();
      await assert.rejects(
        store.commitPage(page(2, 'delta-2'), 2),
        (error) =>
          error instanceof AssayError &&
          error.code === 'STORE_UNAVAILABLE' &&
          error.kind === 'transient' &&
          !error.message.includes('127.0.0.1'),
      );
      await assert.rejects(
        store.tallies(),
        (error) => error instanceof AssayError && error.kind === 'transient',
      );
      await server.restart();
      assert.equal((await store.cursor('logs'))?.cursor, 1);
      await store.commitPage(page(2, 'delta-2'), 2);
      assert.equal((await readSummary(store)).deltas.length, 2);
      await store.close();
    });
  });
}
