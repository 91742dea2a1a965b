import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Secret } from '../../../src/model/secret.ts';
import { openPostgresStore } from '../../../src/store/postgres/postgres-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type KafkaBroker, startKafka } from '../../support/services/kafka.ts';
import { NotRun, printNotRun } from '../../support/services/not-run.ts';
import { type PostgresServer, startPostgres } from '../../support/services/postgres.ts';
import { callsFile, withScratch } from '../bench-input.ts';
import { load, mebibytes, printFigure, rounded } from '../figures.ts';
import { measureBaseline } from '../measured-baseline.ts';
import { ROOT, sampleOf } from '../measured-process.ts';
import { linesOf } from './lines-of.ts';
import type { FullOptions } from './options.ts';

const MAX_CALLS = 1_000_000;
const PARTITIONS = 6;
const TOPIC = 'calls';
const BATCH = 2000;
const POLL_MS = 100;
const DEADLINE_MS = 600_000;
/** Logged by a worker when it begins to read. */
const READS = 'Partitions were assigned.';

/** Workers of one thread each on a topic of zstd batches, committing to PostgreSQL; broker, store and workers share this machine. */
export async function fleet(options: FullOptions): Promise<void> {
  const calls = Math.min(options.calls, MAX_CALLS);
  const { endpoints, identifiers } = options;
  const file = await callsFile({ calls, endpoints, identifiers, seed: 1 });
  const broker = await startKafka();
  if (broker instanceof NotRun) {
    printNotRun(broker);
    return;
  }
  const database = await startPostgres();
  try {
    if (database instanceof NotRun) printNotRun(database);
    else {
      await produce(broker, file);
      for (let count = 1; count <= options.workers; count += 1)
        await withScratch((folder) => measure({ folder, file, calls, count, broker, database }));
    }
  } finally {
    if (!(database instanceof NotRun)) await database.stop();
    await broker.stop();
  }
}

/** Keys by host, as a collector would send them. */
async function produce(broker: KafkaBroker, file: string): Promise<void> {
  await broker.createTopic(TOPIC, PARTITIONS);
  const producer = await broker.producer();
  const lines = linesOf(file);
  for (let at = 0; at < lines.length; at += BATCH) {
    const messages = lines.slice(at, at + BATCH).map((value, index) => ({
      topic: TOPIC,
      key: Buffer.from(
        `${/"host":"([^"]+)"/.exec(value.toString('latin1'))?.[1] ?? ''}${index % PARTITIONS}`,
      ),
      value,
    }));
    await producer.send({ messages, compression: 'zstd' });
  }
  await producer.close();
}

interface Measured {
  readonly folder: string;
  readonly file: string;
  readonly calls: number;
  readonly count: number;
  readonly broker: KafkaBroker;
  readonly database: PostgresServer;
}

async function measure({ folder, file, calls, count, broker, database }: Measured): Promise<void> {
  const name = `bench${count}`;
  await database.query(`CREATE DATABASE ${name}`);
  const url = `postgres://${database.user}@127.0.0.1:${database.port}/${name}`;
  const config = writeConfig(folder, url, broker, name);
  const password = new Secret({ value: database.password, reference: '${env:STORE_PASSWORD}' });
  const store = openPostgresStore({ url, password });
  // The tables are made before the clock runs.
  await store.installationKey();
  const baseline = await measureBaseline(file, count);
  const workers = Array.from({ length: count }, () => startWorker(config, database.password));
  try {
    const { seconds, peakBytes, cpuSeconds } = await untilCounted(store, calls, workers);
    const callsPerSecond = calls / seconds;
    const bytes = Number(await database.query('SELECT pg_database_size(current_database())', name));
    printFigure({
      bench: 'fleet',
      workers: count,
      calls,
      partitions: PARTITIONS,
      baselinePerSecond: Math.round(baseline.callsPerSecond),
      callsPerSecond: Math.round(callsPerSecond),
      callsPerSecondOfAWorker: Math.round(callsPerSecond / count),
      ratio: rounded(callsPerSecond / baseline.callsPerSecond),
      baselineCpuMicrosecondsPerCall: rounded(baseline.cpuMicrosPerCall, 1),
      workerCpuMicrosecondsPerCall: rounded((cpuSeconds * 1e6) / calls, 1),
      seconds: rounded(seconds, 1),
      peakMiBOfAWorker: mebibytes(peakBytes),
      databaseBytes: bytes,
      load: load(),
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await store.close();
  }
}

function writeConfig(folder: string, url: string, broker: KafkaBroker, group: string): string {
  const path = join(folder, 'assay.yaml');
  writeFileSync(
    path,
    `version: 1
store: { url: "${url}", password: "\${env:STORE_PASSWORD}" }
logging: { level: info }
schedule: { pull: "*/2 * * * * *", jitter: 0s }
sources:
  - { id: calls, connector: kafka, mapping: assay-call, brokers: ["${broker.address}"], topic: ${TOPIC}, group: ${group} }
`,
  );
  return path;
}

interface Worker {
  readonly pid: number;
  /** When it was given partitions to read, by `performance.now()`. */
  readonly reads: Promise<number>;
  stop(): Promise<void>;
}

function startWorker(config: string, password: string): Worker {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist/cli.js'), 'worker', '--threads', '1', '-c', config],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, STORE_PASSWORD: password } },
  );
  const ended = once(child, 'close');
  return {
    pid: child.pid ?? 0,
    reads: new Promise((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes(READS)) resolve(performance.now());
      });
    }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Counted {
  readonly seconds: number;
  /** Of the largest worker. */
  readonly peakBytes: number;
  readonly cpuSeconds: number;
}

/** From the first partition that a worker was given to the last commit: how long a group takes to form is no matter of speed. */
async function untilCounted(store: Store, calls: number, workers: readonly Worker[]): Promise<Counted> {
  const startedMs = await Promise.race(workers.map(({ reads }) => reads));
  while (performance.now() - startedMs < DEADLINE_MS) {
    if ((await store.tallies()).get('calls')?.mapped === calls) {
      const seconds = (performance.now() - startedMs) / 1000;
      const samples = workers.map(({ pid }) => sampleOf(pid));
      return {
        seconds,
        peakBytes: Math.max(...samples.map((one) => one?.peakBytes ?? 0)),
        cpuSeconds: samples.reduce((sum, one) => sum + (one?.cpuSeconds ?? 0), 0),
      };
    }
    await delay(POLL_MS);
  }
  throw new Error('the calls were not counted in time');
}
