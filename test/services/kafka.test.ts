import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { kafka as connector } from '../../connectors/kafka/index.ts';
import { analystSettings } from '../../src/agent/analyst-settings.ts';
import { openConnector } from '../../src/agent/open-connector.ts';
import { pullEntry } from '../../src/agent/pull-source.ts';
import { sampleSource } from '../../src/agent/sample-source.ts';
import { type AnalystPool, createAnalystPool } from '../../src/ingest/analyst-pool.ts';
import { type ReadLogOptions, readLog } from '../../src/ingest/kafka/read-log.ts';
import type { KafkaLog } from '../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import type { AssayError } from '../../src/model/errors.ts';
import { isJsonObject } from '../../src/model/json.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import { Secret } from '../../src/model/secret.ts';
import type { Store } from '../../src/store/store.ts';
import { EMPTY_TALLY } from '../../src/store/tally.ts';
import { startKafka } from '../support/services/kafka.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { testAgent, testConfig } from '../support/test-agent.ts';

const broker = await startKafka();

if (broker instanceof NotRun) printNotRun(broker);
else
  describe(`Kafka ${broker.version}`, () => {
    after(() => broker.stop());

    let topics = 0;
    const newTopic = async (partitions = 1): Promise<string> => {
      const topic = `calls-${(topics += 1)}`;
      await broker.createTopic(topic, partitions);
      return topic;
    };
    const logOf = (topic: string, fields: Partial<KafkaLog> = {}): KafkaLog => ({
      brokers: [broker.address],
      topic,
      group: `group-${topic}`,
      tls: null,
      sasl: null,
      start: 'earliest',
      onGap: 'stop',
      record: 'value',
      batchBytes: 65_536,
      lingerMs: 100,
      sessionMs: 3000,
      ...fields,
    });
    const traits = {
      source: 'calls',
      mapping: 'assay-call',
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    } as const;
    const read = async (log: KafkaLog, store: Store, fields: Partial<ReadLogOptions> = {}) => {
      const settings = await analystSettings({ ...testAgent(), clock: SYSTEM_CLOCK, store });
      const pool = createAnalystPool(settings, 1);
      return readLog({
        log,
        store,
        pool: () => pool,
        traits,
        clock: SYSTEM_CLOCK,
        logger: SILENT_LOGGER,
        owner: 'test',
        signal: new AbortController().signal,
        until: 'end',
        onCommit: () => undefined,
        onProblem: () => undefined,
        ...fields,
      });
    };
    const send = async (
      topic: string,
      values: readonly (string | null)[],
      compression: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd' = 'none',
      headers: Record<string, Buffer> = {},
    ): Promise<void> => {
      const producer = await broker.producer();
      const messages = values.map((value, index) => ({
        topic,
        key: Buffer.from(`k${index}`),
        // The types know no tombstone, the protocol does.
        value: (value === null ? null : Buffer.from(value)) as Buffer,
        headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), text])),
      }));
      await producer.send({ messages, compression });
      await producer.close();
    };
    const calls = (count: number, from = 0): readonly string[] =>
      Array.from({ length: count }, (_, index) => call(from + index));

    for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
      it(`reads batches compressed with ${codec}, each record once`, async () => {
        const topic = await newTopic(2);
        await send(topic, calls(300), codec);
        const { store } = testAgent();
        const first = await read(logOf(topic), store);
        assert.equal(first.tally.received, 300);
        assert.equal(first.tally.mapped, 300);
        assert.equal(first.problem, null);
        assert.equal((await read(logOf(topic), store)).tally.received, 0);
        await send(topic, calls(5, 300), codec);
        assert.equal((await read(logOf(topic), store)).tally.received, 5);
        assert.equal((await store.tallies()).get('calls')?.received, 305);
      });
    }

    it('is a source of the agent by its entry, and says in a check what it finds', async () => {
      const topic = await newTopic();
      await send(topic, calls(20));
      const entry = {
        id: 'calls',
        connector: 'kafka',
        mapping: 'assay-call',
        observes: 'edge' as const,
        defaults: { host: null, scheme: null, zone: null },
        options: {},
        settings: {
          brokers: [broker.address],
          topic,
          start: 'earliest',
          onGap: 'stop',
          record: 'value',
          batch: 65_536,
          linger: 100,
          session: 3000,
        },
      };
      const agent = testAgent({
        config: testConfig({ sources: [entry] }),
        connector: () => Promise.resolve(connector),
      });
      const context = { ...agent, clock: SYSTEM_CLOCK };
      const { signal } = new AbortController();
      const pool = createAnalystPool(await analystSettings(context), 1);
      const result = await pullEntry(context, entry, () => pool, signal);
      assert.deepEqual([result.outcome, result.counts['received'], result.error], ['succeeded', 20, null]);
      const good = await (await openConnector(context, entry, signal)).check();
      assert.deepEqual([good.ok, good.items[0]?.message], [true, `Topic ${topic} has 1 partition.`]);
      assert.equal(
        (await sampleSource(context, entry, signal)).message,
        '20 of the first 20 records became calls.',
      );
      const other = { ...entry, settings: { ...entry.settings, topic: 'nowhere' } };
      const bad = await (await openConnector(context, other, signal)).check();
      assert.deepEqual([bad.ok, bad.items[0]?.message], [false, 'There is no topic nowhere.']);
    });

    it('signs in with SASL, and says when it is refused', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const sasl = (password: string) => ({
        brokers: [broker.saslAddress],
        sasl: {
          mechanism: 'PLAIN' as const,
          username: broker.user,
          password: new Secret({ value: password, reference: '${env:X}' }),
        },
      });
      const { store } = testAgent();
      assert.equal((await read(logOf(topic, sasl(broker.password)), store)).tally.received, 10);
      await assert.rejects(
        read(logOf(topic, sasl('wrong')), store),
        (error) => (error as AssayError).code === 'KAFKA_AUTH',
      );
    });

    it('leaves out what transactions took back', async () => {
      const topic = await newTopic();
      const producer = await broker.producer('sender');
      const one = (index: number) => ({ topic, key: Buffer.from('k'), value: Buffer.from(call(index)) });
      for (const [index, end] of (['abort', 'commit', 'abort', 'commit'] as const).entries()) {
        const transaction = await producer.beginTransaction();
        await transaction.send({ messages: [one(index * 2), one(index * 2 + 1)] });
        await transaction[end]();
      }
      await producer.close();
      const { store } = testAgent();
      assert.equal((await read(logOf(topic), store)).tally.received, 4);
      assert.equal((await read(logOf(topic), store)).tally.received, 0);
    });

    it('hands key, headers and time to the mapping as an envelope', async () => {
      const topic = await newTopic();
      await send(topic, [call(1)], 'none', { tenant: Buffer.from('blue') });
      const { store } = testAgent();
      const result = await read(logOf(topic, { record: 'envelope' }), store);
      // A mapping for calls finds none in an envelope; that it got one is seen by what it misses.
      assert.deepEqual([result.tally.received, result.tally.mapped], [1, 0]);
      assert.deepEqual(Object.keys(result.tally.dropped), ['missing-field']);
    });

    it('counts poison by reason, parks a pointer to each, and goes on', async () => {
      const topic = await newTopic();
      await send(topic, [call(0), '{"broken": ', null, ' \n ', call(1), '[1]', '{}', call(2)]);
      const { store } = testAgent();
      const { tally, problem } = await read(logOf(topic), store);
      assert.equal(problem, null);
      assert.equal(tally.received, 8);
      assert.equal(tally.mapped, 3);
      const parked = await store.parked('calls', 10);
      assert.deepEqual(
        parked.map(({ part, position }) => [part, position]).sort(),
        [1, 2, 3, 5, 6].map((offset) => [`${topic}/0`, offset]),
      );
      assert.equal(parked.find(({ position }) => position === 1)?.reason, 'malformed');
      assert.equal((await read(logOf(topic), store)).tally.received, 0);
    });

    it('shows a topic that was made anew, and goes on when it is told to', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const { store } = testAgent();
      await read(logOf(topic), store);
      await broker.deleteTopic(topic);
      await delay(1500);
      await broker.createTopic(topic, 1);
      await send(topic, calls(4, 10));
      const stopped = await read(logOf(topic), store);
      assert.equal(stopped.problem?.code, 'KAFKA_TOPIC_RECREATED');
      assert.equal(stopped.tally.received, 0);
      assert.equal((await read(logOf(topic, { onGap: 'resume' }), store)).tally.received, 4);
      assert.equal((await read(logOf(topic), store)).problem, null);
      assert.equal((await store.tallies()).get('calls')?.received, 14);
    });

    it('notices that the topic is made anew while it is read', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const { store } = testAgent();
      const stop = new AbortController();
      const problems: (string | null)[] = [];
      const reading = read(logOf(topic), store, {
        until: 'stopped',
        signal: stop.signal,
        onProblem: (problem) => void problems.push(problem?.code ?? null),
      });
      await until(async () => (await store.tallies()).get('calls')?.received === 10);
      await broker.deleteTopic(topic);
      await until(async () => problems.includes('KAFKA_TOPIC_MISSING'));
      await broker.createTopic(topic, 1);
      await send(topic, calls(3, 10));
      await until(async () => problems.at(-1) === 'KAFKA_TOPIC_RECREATED');
      stop.abort();
      await reading;
      assert.equal((await store.tallies()).get('calls')?.received, 10);
    });

    it('shows records that expired before they were read', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const { store } = testAgent();
      await read(logOf(topic), store);
      await send(topic, calls(10, 10));
      await broker.expire(topic, 0, 15n);
      const stopped = await read(logOf(topic), store);
      assert.equal(stopped.problem?.code, 'KAFKA_RECORDS_EXPIRED');
      assert.equal(stopped.problem?.context['lost'], 5);
      assert.equal((await read(logOf(topic, { onGap: 'resume' }), store)).tally.received, 5);
    });

    it('shows a log that ends before what was read, and goes on with what is new', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const { store } = testAgent();
      await read(logOf(topic), store);
      const part = `${topic}/0`;
      const stored = (await store.cursor('calls', part))?.cursor;
      assert.ok(isJsonObject(stored));
      // As if the log had been restored from a copy that is older than what was read.
      const cursor = { ...stored, offset: '99' };
      const nothing = { delta: null, tally: EMPTY_TALLY, seen: [], seenWatermarkMs: null };
      await store.commitPage({ source: 'calls', part, cursor, ...nothing }, 0);
      const stopped = await read(logOf(topic), store);
      assert.equal(stopped.problem?.code, 'KAFKA_TOPIC_TRUNCATED');
      assert.match(stopped.problem?.fix ?? '', /onGap: resume/);
      assert.equal(stopped.tally.received, 0);
      assert.equal((await read(logOf(topic, { onGap: 'resume' }), store)).tally.received, 0);
      await send(topic, calls(4, 10));
      assert.equal((await read(logOf(topic), store)).tally.received, 4);
      assert.equal((await store.tallies()).get('calls')?.received, 14);
    });

    it('is held back by a slow store: two pages of a partition wait for it, never more', async () => {
      const partitions = 2;
      const topic = await newTopic(partitions);
      // A batch is fetched as a whole: many of them make many pages.
      for (let from = 0; from < 3000; from += 100) await send(topic, calls(100, from));
      const { store } = testAgent();
      const settings = await analystSettings({ ...testAgent(), clock: SYSTEM_CLOCK, store });
      const inline = createAnalystPool(settings, 1);
      let [begun, committed, mostWaiting] = [0, 0, 0];
      const slow = (inner: Store): Store => ({
        ...inner,
        underLease: (lease) => slow(inner.underLease(lease)),
        commitPage: async (commit, nowMs) => {
          await delay(150);
          await inner.commitPage(commit, nowMs);
          committed += 1;
        },
      });
      const counting: AnalystPool = {
        ...inline,
        analyzePage: (units) => {
          begun += 1;
          mostWaiting = Math.max(mostWaiting, begun - committed);
          return inline.analyzePage(units);
        },
      };
      const log = logOf(topic, { batchBytes: 4096 });
      const { tally } = await read(log, slow(store), { pool: () => counting });
      assert.equal(tally.received, 3000);
      assert.ok(begun > 20, `${begun} pages`);
      assert.ok(mostWaiting <= partitions * 2, `${mostWaiting} pages waited`);
    });

    it('begins at the end where it is told to, and stays there through a restart', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const { store } = testAgent();
      const log = logOf(topic, { start: 'latest' });
      assert.equal((await read(log, store)).tally.received, 0);
      await send(topic, calls(2, 10));
      assert.equal((await read(log, store)).tally.received, 2);
    });

    it('refuses what a member has in hand once another took its partition', async () => {
      const topic = await newTopic();
      await send(topic, calls(50));
      const { store } = testAgent();
      const settings = await analystSettings({ ...testAgent(), clock: SYSTEM_CLOCK, store });
      const held = Promise.withResolvers<void>();
      let analyzed = 0;
      const slow: AnalystPool = {
        ...createAnalystPool(settings, 1),
        analyzePage: async (units) => {
          analyzed += 1;
          await held.promise;
          return createAnalystPool(settings, 1).analyzePage(units);
        },
      };
      const stop = new AbortController();
      // In a group of its own: to Kafka both are rightful, as a zombie is to itself.
      const zombie = read(logOf(topic, { group: 'zombies' }), store, {
        pool: () => slow,
        until: 'stopped',
        signal: stop.signal,
      });
      await until(async () => analyzed > 0);
      assert.equal((await read(logOf(topic), store)).tally.received, 50);
      held.resolve();
      await delay(500);
      stop.abort();
      assert.equal((await zombie).tally.received, 0);
      assert.equal((await store.tallies()).get('calls')?.received, 50);
    });

    it('waits for a broker that is down, and goes on', async () => {
      const topic = await newTopic();
      await send(topic, calls(10));
      const { store } = testAgent();
      const stop = new AbortController();
      const problems: (string | null)[] = [];
      const reading = read(logOf(topic), store, {
        until: 'stopped',
        signal: stop.signal,
        onProblem: (problem) => void problems.push(problem?.code ?? null),
      });
      await until(async () => (await store.tallies()).get('calls')?.received === 10);
      await broker.kill();
      await until(async () => problems.at(-1) === 'KAFKA_UNAVAILABLE');
      await broker.restart();
      await send(topic, calls(7, 10));
      await until(async () => (await store.tallies()).get('calls')?.received === 17);
      await until(async () => problems.at(-1) === null);
      stop.abort();
      await reading;
    });
  });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, 'it did not come to be in time');
    await delay(50);
  }
}

function call(index: number): string {
  return JSON.stringify({
    time: Date.UTC(2025, 9, 1) + index * 1000,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: `/v1/orders/${index}`,
    status: 200,
    client: { address: '198.51.100.7' },
  });
}
