import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Secret } from '../../src/model/secret.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { startKafka } from '../support/services/kafka.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { freePort } from '../support/services/ports.ts';
import { startPostgres } from '../support/services/postgres.ts';
import { startSlowLine } from '../support/services/slow-line.ts';
import { type AssayProcess, runAssay, startAssay } from '../support/services/workers.ts';

/**
 * A worker and an agent that leads, over one store and one topic, while something is wrong for a while. Each time: what
 * is wrong is said by `/readyz`, waiting costs next to nothing, and in the end every record was counted once.
 *
 * `ASSAY_OUTAGE_SECONDS` says how long the store is down (default 15).
 */
const OUTAGE_S = Number(process.env['ASSAY_OUTAGE_SECONDS'] ?? 15);
const PARTITIONS = 3;
const CPU_SHARE = 0.25;

const kafka = await startKafka();
const postgres = kafka instanceof NotRun ? kafka : await startPostgres();

if (kafka instanceof NotRun || postgres instanceof NotRun) {
  if (kafka instanceof NotRun) printNotRun(kafka);
  else await kafka.stop();
  if (postgres instanceof NotRun && postgres !== kafka) printNotRun(postgres);
} else {
  const broker = kafka;
  const database = postgres;
  const folder = mkdtempSync(join(tmpdir(), 'assay-kafka-faults-'));
  const env = { STORE_PASSWORD: postgres.password };
  const line = await startSlowLine(postgres.port);
  const log = join(folder, 'calls.ndjson');
  const store = openPostgresStore({
    url: `postgres://${postgres.user}@127.0.0.1:${postgres.port}/postgres`,
    password: new Secret({ value: postgres.password, reference: '${env:STORE_PASSWORD}' }),
  });
  const [workerPort, agentPort] = [await freePort(), await freePort()];
  const processes = new Set<AssayProcess>();

  after(async () => {
    for (const one of processes) one.kill('SIGKILL');
    await store.close();
    await line.stop();
    await Promise.all([kafka.stop(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const configure = (name: string, sources: string): void =>
    writeFileSync(
      join(folder, name),
      `version: 1
store: { url: "postgres://${database.user}@127.0.0.1:${line.port}/postgres", password: "\${env:STORE_PASSWORD}" }
assessment: { asOf: latest-call }
console: { listen: "127.0.0.1:${agentPort}" }
schedule: { pull: "*/2 * * * * *", assess: "*/5 * * * * *", publish: "*/5 * * * * *", jitter: 0s }
sources:
${sources}`,
    );
  const configureAgent = (): void =>
    configure(
      'agent.yaml',
      '  - { id: files, connector: files, mapping: assay-call, paths: ["calls.ndjson"], observes: edge }\n',
    );
  const configureWorker = (onGap: 'stop' | 'resume'): void =>
    configure(
      'worker.yaml',
      `  - id: calls
    connector: kafka
    mapping: assay-call
    brokers: ["${broker.address}"]
    topic: calls
    onGap: ${onGap}
    session: 6s
    batch: 64KiB
`,
    );
  const start = (args: readonly string[]): AssayProcess => {
    const started = startAssay({ args, cwd: folder, env });
    processes.add(started);
    return started;
  };
  const startWorker = (): AssayProcess =>
    start(['worker', '--threads', '1', '--listen', `127.0.0.1:${workerPort}`, '-c', 'worker.yaml']);
  const stop = async (one: AssayProcess): Promise<void> => {
    one.kill('SIGTERM');
    assert.equal(await one.ended, 143, one.output().slice(-2000));
  };

  let sent = 0;
  const send = async (count: number, values?: readonly string[]): Promise<void> => {
    const producer = await broker.producer();
    for (let left = count; left > 0; left -= 1000) {
      const messages = Array.from({ length: Math.min(1000, left) }, (_, index) => ({
        topic: 'calls',
        key: Buffer.from(`k${(sent + index) % 50}`),
        value: Buffer.from(values?.[index] ?? call(sent + index)),
      }));
      await producer.send({ messages });
      sent += messages.length;
    }
    await producer.close();
  };
  let lines = 0;
  const append = (count: number): void => {
    appendFileSync(log, Array.from({ length: count }, (_, at) => `${call(lines + at)}\n`).join(''));
    lines += count;
  };
  const received = async (source: string): Promise<number> =>
    (await store.tallies()).get(source)?.received ?? 0;
  const untilCounted = (): Promise<void> =>
    until(`${sent} records and ${lines} lines`, async () => {
      const [calls, files] = [await received('calls'), await received('files')];
      assert.ok(calls <= sent && files <= lines, `${calls} of ${sent}, ${files} of ${lines}: counted twice`);
      return calls === sent && files === lines;
    });
  const readyz = async (port: number): Promise<{ readonly status: number; readonly text: string }> => {
    const response = await fetch(`http://127.0.0.1:${port}/readyz?verbose`);
    return { status: response.status, text: await response.text() };
  };
  const untilReady = async (): Promise<void> => {
    for (const port of [workerPort, agentPort])
      await until(
        `readiness at ${port}`,
        async () => (await readyz(port)).status === 200,
        async () => (await readyz(port)).text,
      );
  };

  describe('a worker and an agent that leads', () => {
    let worker: AssayProcess;
    let agent: AssayProcess;

    before(async () => {
      writeFileSync(log, '');
      configureAgent();
      configureWorker('stop');
      await broker.createTopic('calls', PARTITIONS);
      append(50);
      await send(500);
      [worker, agent] = [startWorker(), start(['run', '-c', 'agent.yaml'])];
      await untilCounted();
      await untilReady();
    });

    it('wait for a store that is down, say so, and go on by themselves', async () => {
      await database.kill();
      append(50);
      await send(500);
      await until('the worker says why', async () => {
        const { status, text } = await readyz(workerPort);
        return status === 503 && text.includes('PostgreSQL store');
      });
      await until('the agent says why', async () => {
        const { status, text } = await readyz(agentPort);
        return status === 503 && text.includes('PostgreSQL store');
      });
      const before = { cpu: cpu(worker, agent), attempts: line.attempts() };
      await delay(OUTAGE_S * 1000);
      const spent = cpu(worker, agent) - before.cpu;
      const attempts = line.attempts() - before.attempts;
      process.stdout.write(
        `# store down ${OUTAGE_S} s: ${spent.toFixed(1)} s of CPU, ${attempts} attempts\n`,
      );
      assert.ok(spent < OUTAGE_S * CPU_SHARE, `${spent} s of processor time`);
      assert.ok(attempts < OUTAGE_S * 4, `${attempts} attempts`);
      await database.restart();
      await untilCounted();
      await untilReady();
      assert.deepEqual(
        [worker.isRunning(), agent.isRunning()],
        [true, true],
        'nobody had to start them again',
      );
    });

    it('are held back by a slow store: memory stays, leases hold, nothing is counted twice', async () => {
      const leases = (): Promise<string> =>
        database.query(
          "select name, epoch from leases where name = 'leader' or name like 'partition:%' order by name",
        );
      const before = await leases();
      line.setDelayMs(60);
      append(500);
      await send(15_000);
      const memory: number[] = [];
      const watching = setInterval(() => memory.push(residentBytes(worker.pid)), 250);
      try {
        await untilCounted();
      } finally {
        clearInterval(watching);
        line.setDelayMs(0);
      }
      const third = Math.floor(memory.length / 3);
      const [early, late] = [peak(memory.slice(0, third * 2)), peak(memory.slice(third * 2))];
      process.stdout.write(
        `# slow store: ${memory.length / 4} s, ${Math.round(early / 2 ** 20)} then ${Math.round(late / 2 ** 20)} MiB\n`,
      );
      assert.ok(late < early * 1.25 && late < 600 * 2 ** 20, 'memory stays');
      assert.equal(await leases(), before, 'nobody lost a partition, nor the leadership');
      await untilReady();
    });

    it('are blocked by no poison, and show where it lies', async () => {
      const poison = ['{"broken": ', '[1]', '\u0000', '{}', '"text"'];
      await send(5, poison);
      await send(100);
      await untilCounted();
      const { code, output } = await runAssay({
        args: ['sources', 'parked', 'calls', '--json', '-q', '-c', 'worker.yaml'],
        cwd: folder,
        env,
      });
      assert.equal(code, 0, output);
      const { items } = JSON.parse(output) as {
        items: readonly { topic: string; partition: number; offset: number; reason: string }[];
      };
      assert.equal(items.length, poison.length);
      for (const { topic, partition, offset } of items)
        assert.ok(topic === 'calls' && partition < PARTITIONS && offset > 0);
      const metrics = await (await fetch(`http://127.0.0.1:${workerPort}/metrics`)).text();
      assert.match(metrics, new RegExp(`^assay_records_parked\\{source="calls"\\} ${poison.length}$`, 'm'));
      await untilReady();
    });

    it('stop at a topic that was made anew, say so, and go on when they are told to', async () => {
      const counted = await received('calls');
      await broker.deleteTopic('calls');
      await delay(1500);
      await broker.createTopic('calls', PARTITIONS);
      sent = 0;
      await send(300);
      const anew = sent;
      await until('the worker says why', async () =>
        (await readyz(workerPort)).text.includes('was deleted and made anew'),
      );
      assert.equal((await readyz(workerPort)).status, 503);
      append(50);
      await until('the other source is read', async () => (await received('files')) === lines);
      const before = cpu(worker);
      await delay(4000);
      assert.ok(cpu(worker) - before < 4 * CPU_SHARE, 'it waits');
      assert.equal(await received('calls'), counted, 'nothing is read until somebody decides');
      writeFileSync(join(folder, 'worker.yaml'), 'version: 1\nsuorces: []\n');
      worker.kill('SIGHUP');
      await until('it keeps the old configuration', () =>
        Promise.resolve(worker.output().includes('The configuration was not reloaded')),
      );
      configureWorker('resume');
      worker.kill('SIGHUP');
      await until('the new topic is read', async () => (await received('calls')) === counted + anew);
      configureWorker('stop');
      await stop(worker);
      worker = startWorker();
      sent = counted + anew;
      await send(100);
      await untilCounted();
      await until('readiness', async () => (await readyz(workerPort)).status === 200);
      await Promise.all([stop(worker), stop(agent)]);
    });
  });
}

function cpu(...processes: readonly AssayProcess[]): number {
  return processes.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

function peak(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

async function until(
  what: string,
  isSo: () => Promise<boolean>,
  story: () => Promise<string> = () => Promise.resolve(''),
): Promise<void> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    // A store or a server that is down has no answer yet; what is counted twice has one.
    const so = await isSo().catch((error: unknown) => {
      if (error instanceof assert.AssertionError) throw error;
      return false;
    });
    if (so) return;
    if (Date.now() > deadline) assert.fail(`not in time: ${what}\n${await story().catch(() => 'no answer')}`);
    await delay(200);
  }
}

function call(index: number): string {
  return JSON.stringify({
    time: Date.UTC(2025, 9, 1) + index * 1000,
    method: 'GET',
    scheme: 'https',
    host: `svc${index % 5}.shop.example`,
    path: `/v1/orders/${index}`,
    status: 200,
    client: { address: `198.51.100.${index % 250}` },
    response: { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: index }) },
  });
}
