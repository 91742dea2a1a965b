import type { KafkaLog } from '../../kit/index.ts';
import type { Clock } from '../../model/clock.ts';
import { AssayError } from '../../model/errors.ts';
import type { Logger } from '../../model/logger.ts';
import { isFenced } from '../../store/fenced.ts';
import type { Store, Tally } from '../../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../../store/tally.ts';
import type { AnalystPool } from '../analyst-pool.ts';
import type { SourceTraits } from '../unit.ts';
import { closeConsumer, type LogConsumer, openConsumer, topicMetadata } from './client.ts';
import { classifyKafkaFault } from './faults.ts';
import { fetchPartitions, partitionBounds } from './fetch-partitions.ts';
import { joinAndStay } from './membership.ts';
import { PartitionReader } from './partition-reader.ts';
import { ProblemBoard } from './problem-board.ts';

export interface ReadLogOptions {
  readonly log: KafkaLog;
  readonly store: Store;
  readonly pool: () => AnalystPool;
  readonly traits: SourceTraits;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Who this process is among those that share the store. */
  readonly owner: string;
  /** Aborted: nothing more is fetched; what is in hand is committed. */
  readonly signal: AbortSignal;
  /** `end`: what there was when a partition was assigned; `stopped`: on and on. */
  readonly until: 'end' | 'stopped';
  readonly onCommit: (tally: Tally, pages: number) => void;
  /** What keeps it from reading, or null: nothing does any more. Told when it changes. */
  readonly onProblem: (problem: AssayError | null) => void;
}

export interface ReadLogResult {
  readonly pages: number;
  readonly tally: Tally;
  readonly problem: AssayError | null;
  readonly interrupted: boolean;
}

/** Reads a topic as a member of its group. Throws what no later attempt would mend; all else is a problem meanwhile. */
export async function readLog(options: ReadLogOptions): Promise<ReadLogResult> {
  const consumer = await openConsumer(options.log);
  const reading = new LogReading(options, consumer);
  try {
    return await reading.run();
  } finally {
    await closeConsumer(consumer);
  }
}

const RETRY_MS = 500;
const MAX_RETRY_MS = 5000;
/** Somebody else has the partition: time for the group to say whether it is still ours. */
const FENCED_MS = 2000;
const COURTESY_MS = 5000;
const IDLE_MS = 100;
/** Attempts of one kind before a reading that has an end gives up. */
const ATTEMPTS = 12;
const FEW_ATTEMPTS = 2;
const FETCH_BYTES = 16 * 1024 * 1024;
/** Records in hand, unpacked: memory is bounded whatever they compress to. */
const MAX_BYTES_IN_HAND = 48 * 1024 * 1024;

class LogReading {
  readonly #options: ReadLogOptions;
  readonly #consumer: LogConsumer;
  readonly #readers = new Map<number, PartitionReader>();
  readonly #problems: ProblemBoard;
  readonly #stop = new AbortController();
  readonly #stopped: AbortSignal;
  /** Readers that were taken away and still commit, or wait to be opened again. */
  readonly #background = new Set<Promise<void>>();
  #fatal: AssayError | null = null;
  #assigned = false;
  #wake: () => void = () => undefined;
  #result = { pages: 0, tally: EMPTY_TALLY };
  #courtesyAtMs = 0;
  #partitionCount: number | null = null;

  constructor(options: ReadLogOptions, consumer: LogConsumer) {
    this.#options = options;
    this.#consumer = consumer;
    this.#problems = new ProblemBoard(options.onProblem);
    this.#stopped = AbortSignal.any([options.signal, this.#stop.signal]);
  }

  async run(): Promise<ReadLogResult> {
    const { log, clock, signal } = this.#options;
    void joinAndStay({
      consumer: this.#consumer,
      topic: log.topic,
      clock,
      signal: this.#stopped,
      retryMs: (attempt) => this.#retryMs('group', attempt),
      onAssigned: (partitions) => this.#assign(partitions),
      onProblem: (error) => this.#problems.set('group', error),
    });
    try {
      await this.#fetchOn();
    } finally {
      // Joining cannot be called off, it may take as long as a rebalance; closing the client ends it.
      this.#stop.abort();
      await Promise.all([...this.#readers.values()].map((reader) => reader.finish()));
      await Promise.all(this.#background);
    }
    await this.#courtesy(0);
    if (this.#fatal !== null) throw this.#fatal;
    return { ...this.#result, problem: this.#problems.shown, interrupted: signal.aborted };
  }

  #assign(partitions: readonly number[]): void {
    const { logger } = this.#options;
    for (const [partition, reader] of this.#readers) {
      if (partitions.includes(partition)) continue;
      this.#readers.delete(partition);
      this.#problems.set(`partition ${partition}`, null);
      this.#inBackground(reader.finish());
    }
    for (const partition of partitions) {
      if (this.#readers.has(partition)) continue;
      const reader = this.#newReader(partition);
      this.#readers.set(partition, reader);
      this.#inBackground(this.#open(reader, 0));
    }
    this.#assigned = true;
    logger.info('Partitions were assigned.', { partitions: partitions.join(' ') });
    this.#wake();
  }

  #newReader(partition: number): PartitionReader {
    const { log, store, pool, traits, clock, owner, logger } = this.#options;
    return new PartitionReader(partition, {
      log,
      store,
      pool,
      traits,
      clock,
      owner,
      bounds: (asked) => partitionBounds(this.#consumer, log.topic, asked),
      onCommit: (_reader, tally) => this.#committed(tally),
      onFault: (reader, error) => this.#faulted(reader, error),
      onGap: (gap, error) =>
        logger.warn('Records that were not read are gone.', { gap: gap.kind, error: error.code, partition }),
    });
  }

  #committed(tally: Tally): void {
    this.#result = {
      pages: this.#result.pages + 1,
      tally: mergeTallies(this.#result.tally, tally),
    };
    this.#options.onCommit(this.#result.tally, this.#result.pages);
    this.#wake();
  }

  #faulted(reader: PartitionReader, error: unknown): void {
    this.#wake();
    if (isFenced(error)) {
      this.#options.logger.info('A partition was taken over; what was in hand was given up.', {
        partition: reader.partition,
      });
      this.#inBackground(this.#reopen(reader, FENCED_MS, 0));
      return;
    }
    const fault = error instanceof AssayError ? error : null;
    if (fault?.kind !== 'transient') {
      this.#fail(error);
      return;
    }
    this.#problems.set(`partition ${reader.partition}`, fault);
    this.#inBackground(this.#reopen(reader, RETRY_MS, 0));
  }

  /** Opens a reader, however often that takes, while the partition is ours. */
  async #open(reader: PartitionReader, attempt: number): Promise<void> {
    const key = `partition ${reader.partition}`;
    try {
      await reader.open();
      this.#problems.set(key, reader.problem);
      this.#wake();
    } catch (error) {
      const fault = classifyKafkaFault(error, this.#options.log.topic);
      reader.drop();
      if (fault.kind !== 'transient' && fault.code !== 'KAFKA_TOPIC_MISSING') return this.#fail(fault);
      this.#problems.set(key, fault);
      await this.#reopen(reader, this.#retryMs(key, attempt), attempt + 1);
    }
  }

  async #reopen(reader: PartitionReader, afterMs: number, attempt: number): Promise<void> {
    await this.#pause(afterMs);
    if (this.#stopped.aborted || this.#readers.get(reader.partition) !== reader) return;
    await this.#open(reader, attempt);
  }

  /** Longer from time to time; a reading that has an end gives up, at once where waiting mends nothing. */
  #retryMs(key: string, attempt: number): number {
    const problem = this.#problems.of(key);
    if (this.#options.until === 'end' && problem !== null) {
      const attempts = problem.kind === 'transient' ? ATTEMPTS : FEW_ATTEMPTS;
      if (attempt >= attempts || problem.kind === 'auth') this.#fail(problem);
    }
    return Math.min(RETRY_MS * 2 ** attempt, MAX_RETRY_MS);
  }

  #inBackground(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#fail(error))
      .finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }

  #fail(error: unknown): void {
    this.#fatal ??= error instanceof AssayError ? error : bug(error);
    this.#stop.abort();
    this.#wake();
  }

  async #fetchOn(): Promise<void> {
    for (let attempt = 0; !this.#stopped.aborted; ) {
      if (this.#isAtEnd()) return;
      const ready = this.#readyReaders();
      if (ready.length === 0) {
        await this.#untilWoken();
        continue;
      }
      try {
        await this.#fetchRound(ready);
        this.#problems.set('fetch', null);
        attempt = 0;
      } catch (error) {
        this.#consumer.clearMetadata();
        this.#problems.set('fetch', classifyKafkaFault(error, this.#options.log.topic));
        await this.#pause(this.#retryMs('fetch', attempt));
        attempt += 1;
      }
      await this.#courtesy(COURTESY_MS);
    }
  }

  #isAtEnd(): boolean {
    if (this.#options.until !== 'end' || !this.#assigned) return false;
    return [...this.#readers.values()].every((reader) => reader.isDone);
  }

  #readyReaders(): readonly PartitionReader[] {
    const readers = [...this.#readers.values()];
    const inHand = readers.reduce((sum, reader) => sum + reader.bytesInHand, 0);
    if (inHand > MAX_BYTES_IN_HAND) return [];
    const hasEnd = this.#options.until === 'end';
    return readers.filter((reader) => reader.wantsMore && !(hasEnd && reader.isAtEnd));
  }

  async #untilWoken(): Promise<void> {
    const woken = Promise.withResolvers<void>();
    this.#wake = woken.resolve;
    const timer = setTimeout(woken.resolve, IDLE_MS);
    await woken.promise;
    clearTimeout(timer);
  }

  /** One request to each broker that leads a partition we want more of. */
  async #fetchRound(ready: readonly PartitionReader[]): Promise<void> {
    const { topic } = this.#options.log;
    const known = await topicMetadata(this.#consumer, topic);
    this.#notePartitions(known.partitionsCount);
    const byLeader = new Map<number, PartitionReader[]>();
    for (const reader of ready) {
      const leader = known.partitions[reader.partition]?.leader;
      if (known.id !== reader.topicId || leader === undefined || leader < 0) {
        // The topic is not the one that this reader was opened on, or nobody leads the partition.
        this.#openAnew(reader);
      } else byLeader.set(leader, [...(byLeader.get(leader) ?? []), reader]);
    }
    const rounds = await Promise.allSettled(
      [...byLeader].map(([leader, readers]) => this.#fetchFrom(leader, readers)),
    );
    const failed = rounds.find((round) => round.status === 'rejected');
    if (failed !== undefined) throw classifyKafkaFault(failed.reason, topic);
  }

  /** Partitions that were added are divided when the group is joined anew, which nobody else sees to. */
  #notePartitions(count: number): void {
    const before = this.#partitionCount;
    this.#partitionCount = count;
    if (before !== null && before !== count) this.#consumer.joinGroup({}).catch(() => undefined);
  }

  async #fetchFrom(leader: number, readers: readonly PartitionReader[]): Promise<void> {
    const { log, until } = this.#options;
    const asked = new Map(readers.map((reader) => [reader.partition, { reader, offset: reader.next }]));
    const wanted = [...asked].map(([partition, { offset }]) => ({ partition, offset }));
    const limits = {
      maxBytes: FETCH_BYTES,
      ...(until === 'end' ? { maxWaitMs: Math.min(log.lingerMs, IDLE_MS) } : {}),
    };
    const from = { leader, topicId: readers[0]?.topicId ?? '', limits };
    await fetchPartitions(
      this.#consumer,
      log,
      from,
      wanted,
      ({ partition, isOutOfRange, batches, aborted }) => {
        const found = asked.get(partition);
        // It was taken away, or opened anew, while the broker was asked.
        if (found?.reader.isAt(from.topicId, found.offset) !== true) return;
        if (isOutOfRange) this.#openAnew(found.reader);
        else found.reader.take(batches, aborted);
      },
    );
  }

  /** What is there now says what has happened. */
  #openAnew(reader: PartitionReader): void {
    reader.drop();
    this.#inBackground(this.#reopen(reader, RETRY_MS, 0));
  }

  /** Where monitoring of Kafka looks; nothing is ever read from there, so that a failure changes nothing. */
  async #courtesy(everyMs: number): Promise<void> {
    const { log, clock } = this.#options;
    const nowMs = clock.nowMs();
    if (nowMs - this.#courtesyAtMs < everyMs || !this.#consumer.isActive()) return;
    this.#courtesyAtMs = nowMs;
    const offsets = [...this.#readers.values()].flatMap(({ partition, committed }) =>
      committed === null ? [] : [{ topic: log.topic, partition, offset: committed, leaderEpoch: -1 }],
    );
    if (offsets.length > 0) await this.#consumer.commit({ offsets }).catch(() => undefined);
  }

  #pause(ms: number): Promise<void> {
    return this.#options.clock.sleep(ms, this.#stopped).catch(() => undefined);
  }
}

function bug(cause: unknown): AssayError {
  return new AssayError({
    code: 'KAFKA_READING_FAILED',
    kind: 'bug',
    message: 'Reading the topic failed in an unexpected way.',
    cause,
  });
}
