import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeSummary } from '../../src/analyzer/index.ts';
import { canonicalJson } from '../../src/model/json.ts';
import { Secret } from '../../src/model/secret.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { seededRandom } from '../bench/generate-calls.ts';
import { startKafka } from '../support/services/kafka.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { startPostgres } from '../support/services/postgres.ts';
import { type AssayProcess, runAssay, startAssay } from '../support/services/workers.ts';
import { countedIn } from '../support/stored-summary.ts';

/**
 * Three workers on six partitions, and two candidates for leadership, while processes are killed and held up at
 * random, members come and go, and broker and store crash and come back. In the end everything is counted exactly
 * once, and the inventory is byte for byte that of one undisturbed process over SQLite.
 *
 * `ASSAY_KAFKA_RECORDS` (`--records` of the runner) says how many records; two million take a quarter of an hour.
 * `ASSAY_KAFKA_SEED` repeats the moments.
 */
const RECORDS = Number(process.env['ASSAY_KAFKA_RECORDS'] ?? 200_000);
const SEED = Number(process.env['ASSAY_KAFKA_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Assessing takes longer the more there is; the workers are to get the processors. */
const ASSESS_EVERY_S = RECORDS > 500_000 ? 20 : 4;
const PROGRESS_MS = 30_000;
const PARTITIONS = 6;
const WORKERS = 3;
const STOP_MS = 30_000;
const POISON_EVERY = 997;
const START_MS = Date.UTC(2025, 9, 1);
const DEADLINE_MS = 300_000 + RECORDS * 0.5;

const kafka = await startKafka();
const postgres = kafka instanceof NotRun ? kafka : await startPostgres();

if (kafka instanceof NotRun || postgres instanceof NotRun) {
  if (kafka instanceof NotRun) printNotRun(kafka);
  else await kafka.stop();
  if (postgres instanceof NotRun && postgres !== kafka) printNotRun(postgres);
} else {
  const broker = kafka;
  const database = postgres;
  const folder = mkdtempSync(join(tmpdir(), 'assay-kafka-test-'));
  const env = { STORE_PASSWORD: postgres.password };
  const random = seededRandom(SEED);
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];

  after(async () => {
    await Promise.all([kafka.stop(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const writeConfig = (name: string, store: string, group: string): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `version: 1
store: ${store}
assessment: { asOf: latest-call }
console: { listen: "127.0.0.1:0" }
schedule: { pull: "*/3 * * * * *", assess: "*/${ASSESS_EVERY_S} * * * * *", publish: "*/9 * * * * *", jitter: 1s }
sources:
  - id: calls
    connector: kafka
    mapping: assay-call
    brokers: ["${kafka.address}"]
    topic: calls
    group: ${group}
    session: 3s
    batch: 256KiB
`,
    );
    return path;
  };
  const shared = writeConfig(
    'shared.yaml',
    `{ url: "postgres://${postgres.user}@127.0.0.1:${postgres.port}/postgres", password: "\${env:STORE_PASSWORD}" }`,
    'fleet',
  );
  const alone = writeConfig('alone.yaml', '{ url: "sqlite:./alone.db" }', 'alone');
  const openShared = (): Store =>
    openPostgresStore({
      url: `postgres://${postgres.user}@127.0.0.1:${postgres.port}/postgres`,
      password: new Secret({ value: postgres.password, reference: '${env:STORE_PASSWORD}' }),
    });

  describe(`exactly once: ${RECORDS} records, seed ${SEED}`, () => {
    it('holds through kills, rebalances, restarts of the broker and of the store', {
      timeout: DEADLINE_MS * 2,
    }, async () => {
      const lap = stopwatch();
      const poisoned = await produce();
      const produceSeconds = lap();
      const store = openShared();
      const key = await store.installationKey();
      const start = (args: readonly string[]): AssayProcess =>
        startAssay({ args: [...args, '-c', shared], cwd: folder, env });
      const fleet = new Fleet(start);
      const chaos = disturb(fleet);
      try {
        await untilCounted(store, chaos);
      } catch (error) {
        await chaos.stop().catch(() => undefined);
        process.stdout.write(await fleet.story(store));
        fleet.kill();
        throw error;
      }
      const fleetSeconds = lap();
      await fleet.stop();
      assert.equal(chaos.done['hung'], 0, 'every worker stops when it is asked to');
      const { code, output } = await runAssay({
        args: ['run', '--once', '--only', 'assess', '-c', shared],
        cwd: folder,
        env,
      });
      assert.equal(code, 0, output);
      const assessSeconds = lap();
      await runAlone(key);
      const aloneSeconds = lap();
      const expected = openSqliteStore(join(folder, 'alone.db'));
      const tally = (await store.tallies()).get('calls');
      assert.equal(tally?.received, RECORDS);
      assert.equal(tally?.mapped, RECORDS - poisoned);
      assert.equal(
        Object.values(tally?.dropped ?? {}).reduce((sum, count) => sum + count, 0),
        poisoned,
      );
      const digests = [await digest(store), await digest(expected)];
      assert.deepEqual(digests[0], digests[1]);
      const seconds = { produceSeconds, fleetSeconds, assessSeconds, aloneSeconds, digestSeconds: lap() };
      const figures = { records: RECORDS, seed: SEED, ...chaos.done, ...seconds };
      process.stdout.write(`# ${JSON.stringify(figures)}\n`);
      await Promise.all([store.close(), expected.close()]);
    });
  });

  /** Gives back how many records are no calls. */
  async function produce(): Promise<number> {
    await broker.createTopic('calls', PARTITIONS);
    const producer = await broker.producer();
    const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
    let poisoned = 0;
    for (let at = 0; at < RECORDS; at += 2000) {
      const messages = Array.from({ length: Math.min(2000, RECORDS - at) }, (_, offset) => {
        const index = at + offset;
        const isPoison = index % POISON_EVERY === 0;
        if (isPoison) poisoned += 1;
        const host = `svc${index % 7}.shop.example`;
        const value = isPoison ? '{"broken": ' : call(index, host);
        return { topic: 'calls', key: Buffer.from(host + (index % 50)), value: Buffer.from(value) };
      });
      await producer.send({ messages, compression: codecs[(at / 2000) % codecs.length] ?? 'none' });
    }
    await producer.close();
    return poisoned;
  }

  /** One process, one SQLite file, the same key of the installation: nothing disturbs it. */
  async function runAlone(key: Uint8Array): Promise<void> {
    const file = openDatabase(join(folder, 'alone.db'));
    file.run("INSERT INTO meta VALUES ('installation-key', ?)", key);
    file.close();
    const { code, output } = await runAssay({ args: ['run', '--once', '-q', '-c', alone], cwd: folder, env });
    assert.equal(code, 0, output);
  }

  class Fleet {
    readonly #start: (args: readonly string[]) => AssayProcess;
    readonly workers: AssayProcess[];
    readonly candidates: AssayProcess[];

    constructor(start: (args: readonly string[]) => AssayProcess) {
      this.#start = start;
      this.workers = Array.from({ length: WORKERS }, () => this.#worker());
      this.candidates = [this.#candidate(), this.#candidate()];
    }

    #worker(): AssayProcess {
      return this.#start(['worker', '--threads', '1']);
    }

    #candidate(): AssayProcess {
      return this.#start(['run', '--no-pull']);
    }

    /** What was killed, or ended by itself, is started again. */
    replaceEnded(): void {
      for (const [kind, make] of [
        [this.workers, () => this.#worker()],
        [this.candidates, () => this.#candidate()],
      ] as const) {
        for (const [index, one] of kind.entries()) if (!one.isRunning()) kind[index] = make();
      }
    }

    addWorker(): AssayProcess {
      return this.#worker();
    }

    kill(): void {
      for (const one of [...this.workers, ...this.candidates]) one.kill('SIGKILL');
    }

    /** What there is to say of a run that did not come to its end. */
    async story(store: Store): Promise<string> {
      const cursors = await Promise.all(
        Array.from({ length: PARTITIONS }, async (_, partition) =>
          JSON.stringify((await store.cursor('calls', `calls/${partition}`))?.cursor),
        ),
      );
      const logs = [...this.workers, ...this.candidates].map(
        (one) => `--- ${one.pid} ${one.isRunning() ? 'runs' : 'ended'}\n${one.output().slice(-4000)}\n`,
      );
      return `${cursors.join(' ')}\n${logs.join('')}`;
    }

    async stop(): Promise<void> {
      const all = [...this.workers, ...this.candidates];
      for (const one of all) one.kill('SIGTERM');
      const codes = await Promise.all(all.map((one) => one.ended));
      assert.ok(
        // Null: it was ended by the signal before it listened to it.
        codes.every((code) => code === 143 || code === null),
        `ended with ${codes.join(', ')}: ${all.map((one) => one.output().slice(-500)).join('\n---\n')}`,
      );
    }
  }

  interface Chaos {
    stop(): Promise<void>;
    readonly done: Record<string, number>;
  }

  /** Something happens every second or two, and the broker and the store crash once each, until it is stopped. */
  function disturb(fleet: Fleet): Chaos {
    const done: Record<string, number> = {
      hung: 0,
      kills: 0,
      pauses: 0,
      visits: 0,
      leaderKills: 0,
      broker: 0,
      store: 0,
    };
    const counted = (what: string): void => void (done[what] = (done[what] ?? 0) + 1);
    const started = Date.now();
    const stop = new AbortController();
    const acts: readonly (() => Promise<void>)[] = [
      async () => {
        pick(fleet.workers)?.kill('SIGKILL');
        counted('kills');
      },
      async () => {
        // Held up for longer than the group believes in it: it wakes up as a zombie with pages in hand.
        const held = pick(fleet.workers);
        held?.kill('SIGSTOP');
        await delay(4500);
        held?.kill('SIGCONT');
        counted('pauses');
      },
      async () => {
        const visitor = fleet.addWorker();
        await delay(3000 + random() * 3000);
        visitor.kill(random() < 0.5 ? 'SIGTERM' : 'SIGKILL');
        const hasEnded = await Promise.race([visitor.ended.then(() => true), delay(STOP_MS, false)]);
        if (!hasEnded) process.stdout.write(`did not stop:\n${visitor.output()}\n`);
        visitor.kill('SIGKILL');
        counted(hasEnded ? 'visits' : 'hung');
      },
      async () => {
        pick(fleet.candidates)?.kill('SIGKILL');
        counted('leaderKills');
      },
    ];
    const acting = (async (): Promise<void> => {
      while (!stop.signal.aborted) {
        await delay(1000 + random() * 2000);
        fleet.replaceEnded();
        if (stop.signal.aborted) break;
        const elapsedMs = Date.now() - started;
        if (done['broker'] === 0 && elapsedMs > 8000) {
          await broker.kill();
          await delay(1000);
          await broker.restart();
          counted('broker');
        } else if (done['store'] === 0 && elapsedMs > 16_000) {
          await database.kill();
          await delay(2000);
          await database.restart();
          counted('store');
        } else await pick(acts)?.();
        fleet.replaceEnded();
      }
    })();
    // Told by whoever stops it.
    acting.catch(() => undefined);
    return {
      stop: async () => {
        stop.abort();
        await acting;
        fleet.replaceEnded();
      },
      done,
    };
  }

  /** Until everything is counted and both servers have crashed; from three quarters of the time on it is left in peace. */
  async function untilCounted(store: Store, chaos: Chaos): Promise<void> {
    const started = Date.now();
    let inPeace = false;
    let toldMs = started;
    for (;;) {
      await delay(500);
      const received = await store.tallies().then(
        (tallies) => tallies.get('calls')?.received ?? 0,
        () => 0,
      );
      if (Date.now() - toldMs > PROGRESS_MS) {
        toldMs = Date.now();
        process.stdout.write(`# ${Math.round((toldMs - started) / 1000)} s: ${received} counted\n`);
      }
      assert.ok(received <= RECORDS, `${received} of ${RECORDS}: something was counted twice`);
      const isDone = received === RECORDS && chaos.done['broker'] === 1 && chaos.done['store'] === 1;
      if (!inPeace && (isDone || Date.now() - started > DEADLINE_MS * 0.75)) {
        await chaos.stop();
        inPeace = true;
      }
      if (isDone) break;
      assert.ok(Date.now() - started < DEADLINE_MS, `${received} of ${RECORDS} in time`);
    }
  }

  /** What must be the same, part by part. */
  async function digest(store: Store): Promise<Record<string, unknown>> {
    const summary = await countedIn(store);
    const report = await store.latestReport();
    const { samples, ...tally } = (await store.tallies()).get('calls') ?? { samples: [] };
    return {
      tally,
      samples: samples.length,
      inventory: sha(canonicalJson(encodeSummary(summary))),
      calls: report?.calls,
      endpoints: sha(JSON.stringify(report?.endpoints)),
      apis: sha(JSON.stringify(report?.apis)),
      findings: sha(JSON.stringify(report?.findings.map((finding) => ({ ...finding, status: null })))),
      changes: sha(JSON.stringify(report?.changes)),
    };
  }
}

/** Each call gives the seconds since the one before. */
function stopwatch(): () => number {
  let startedMs = performance.now();
  return () => {
    const lapMs = performance.now() - startedMs;
    startedMs += lapMs;
    return Math.round(lapMs / 100) / 10;
  };
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const RESOURCES = ['orders', 'customers', 'products', 'invoices', 'carts', 'payments'];
const ATTACKS = ["id=1' OR '1'='1' --", 'q=<script>alert(1)</script>', 'file=../../../../etc/passwd'];

function call(index: number, host: string): string {
  const id = (index * 7919) % 5000;
  const resource = RESOURCES[index % RESOURCES.length] ?? 'orders';
  const attack = index % 541 === 0 ? { query: ATTACKS[index % ATTACKS.length] } : {};
  const body =
    index % 5 === 0 ? { body: JSON.stringify({ id, email: `person${id}@mail.example`, total: id / 4 }) } : {};
  return JSON.stringify({
    time: START_MS + index * 40,
    method: index % 4 === 0 ? 'POST' : 'GET',
    scheme: 'https',
    host,
    path: `/v1/${resource}/${id}`,
    ...attack,
    status: index % 23 === 0 ? 404 : 200,
    client: { address: `198.51.100.${index % 250}` },
    request: { headers: { authorization: 'Bearer 5e1f0aa2' } },
    response: { headers: { 'content-type': 'application/json' }, ...body },
  });
}
