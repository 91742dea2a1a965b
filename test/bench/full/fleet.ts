import { spawn } from 'node:child_process';
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

const MAX_CALLS = 200_000;
const PARTITIONS = 6;
const TOPIC = 'calls';
const BATCH = 2000;
const POLL_MS = 100;
const DEADLINE_MS = 600_000;
const WARM_SHARE = 0.2;

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
    const { callsPerSecond, peakBytes, cpuSeconds } = await untilCounted(store, calls, workers);
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
      peakMiBOfAWorker: mebibytes(peakBytes),
      databaseBytes: bytes,
      load: load(),
    });
  } finally {
    for (const { child } of workers) child.kill('SIGTERM');
    await Promise.all(workers.map(({ ended }) => ended));
    await store.close();
  }
}

function writeConfig(folder: string, url: string, broker: KafkaBroker, group: string): string {
  const path = join(folder, 'assay.yaml');
  writeFileSync(
    path,
    `version: 1
store: { url: "${url}", password: "\${env:STORE_PASSWORD}" }
logging: { level: error }
schedule: { pull: "*/2 * * * * *", jitter: 0s }
sources:
  - { id: calls, connector: kafka, mapping: assay-call, brokers: ["${broker.address}"], topic: ${TOPIC}, group: ${group} }
`,
  );
  return path;
}

function startWorker(config: string, password: string) {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist/cli.js'), 'worker', '--threads', '1', '-c', config],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, STORE_PASSWORD: password },
    },
  );
  return { child, ended: new Promise<void>((resolve) => child.once('close', () => resolve())) };
}

/** From a fifth of the calls on, when the group has formed and the compiler is done, to the last commit. */
async function untilCounted(
  store: Store,
  calls: number,
  workers: readonly ReturnType<typeof startWorker>[],
): Promise<{ readonly callsPerSecond: number; readonly peakBytes: number; readonly cpuSeconds: number }> {
  const deadline = Date.now() + DEADLINE_MS;
  let first: { readonly atMs: number; readonly mapped: number } | null = null;
  while (Date.now() < deadline) {
    const mapped = (await store.tallies()).get('calls')?.mapped ?? 0;
    const atMs = performance.now();
    if (first === null && mapped >= calls * WARM_SHARE) first = { atMs, mapped };
    if (mapped === calls && first !== null) {
      const samples = workers.map(({ child }) => sampleOf(child.pid ?? 0));
      return {
        callsPerSecond: ((calls - first.mapped) * 1000) / (atMs - first.atMs),
        peakBytes: Math.max(...samples.map((one) => one?.peakBytes ?? 0)),
        cpuSeconds: samples.reduce((sum, one) => sum + (one?.cpuSeconds ?? 0), 0),
      };
    }
    await delay(POLL_MS);
  }
  throw new Error('the calls were not counted in time');
}
