import { randomUUID } from 'node:crypto';
import type { KafkaLog } from '../../kit/index.ts';
import type { Clock } from '../../model/clock.ts';
import type { AssayError } from '../../model/errors.ts';
import type { ParkedRecord, Store, Tally } from '../../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../../store/tally.ts';
import type { AnalystPool } from '../analyst-pool.ts';
import type { AnalystHarvest, SourceTraits } from '../unit.ts';
import {
  decodeCursor,
  encodeCursor,
  type Gap,
  gapBetween,
  gapError,
  type LogBounds,
  offsetAfter,
} from './gap.ts';
import { type AbortedTransaction, type RecordBatch, type RecordPage, recordPage } from './record-page.ts';

export interface ReaderSurroundings {
  readonly log: KafkaLog;
  readonly store: Store;
  /** Asked for every page: it may be another one after the configuration of the analysis changed. */
  readonly pool: () => AnalystPool;
  readonly traits: SourceTraits;
  readonly clock: Clock;
  readonly owner: string;
  readonly bounds: (partition: number) => Promise<LogBounds>;
  readonly onCommit: (reader: PartitionReader, tally: Tally) => void;
  /** The reader stopped; what was in its hands is given up and will be read again. */
  readonly onFault: (reader: PartitionReader, error: unknown) => void;
  readonly onGap: (gap: Gap, error: AssayError) => void;
}

/** Pages of a partition that are analyzed or wait for their commit. */
const PAGES_AHEAD = 2;
const MAX_EMPTY_PARKED = 1000;
const EMPTY_HARVEST: AnalystHarvest = { delta: null, tally: EMPTY_TALLY };

/**
 * Reads one partition, as long as it is assigned to this process. Opening takes the lease of the partition from
 * whoever holds it and reads the offset that is stored under it: from then on nothing that another member has in its
 * hands can be committed. Pages are analyzed side by side and committed in order, each with the offset to go on from,
 * in one transaction. After any fault of a commit nothing is repeated: the partition is opened anew, and what is
 * stored says where to go on.
 */
export class PartitionReader {
  readonly partition: number;
  readonly #around: ReaderSurroundings;
  /** Each opening is a life; what an earlier life had begun is dropped. */
  #life = 0;
  #held: Store | null = null;
  #topicId: string | null = null;
  #next = 0n;
  #end: bigint | null = null;
  #pages = 0;
  #bytes = 0;
  #commits: Promise<void> = Promise.resolve();
  /** Offset as last committed in this life, for the courtesy of writing it to the group as well. */
  committed: bigint | null = null;
  /** Why it is not read, until it is opened again; null where it is, or will be. */
  problem: AssayError | null = null;

  constructor(partition: number, around: ReaderSurroundings) {
    this.partition = partition;
    this.#around = around;
  }

  get topicId(): string | null {
    return this.#topicId;
  }

  get next(): bigint {
    return this.#next;
  }

  /** Bytes of records that are analyzed or wait for their commit. */
  get bytesInHand(): number {
    return this.#bytes;
  }

  get isOpen(): boolean {
    return this.#held !== null;
  }

  /** Whether records from this offset of this topic are what comes next. */
  isAt(topicId: string, offset: bigint): boolean {
    return this.isOpen && this.#topicId === topicId && this.#next === offset;
  }

  get wantsMore(): boolean {
    return this.isOpen && this.#pages < PAGES_AHEAD;
  }

  /** Everything up to the end that the partition had when it was opened is committed, or cannot be read. */
  get isDone(): boolean {
    if (this.problem !== null) return true;
    return this.isAtEnd && this.#pages === 0;
  }

  /** Everything that the partition had when it was opened was fetched. */
  get isAtEnd(): boolean {
    return this.isOpen && this.#end !== null && this.#next >= this.#end;
  }

  async open(): Promise<void> {
    const { store, clock, owner, traits, log } = this.#around;
    const life = this.#begin();
    const bounds = await this.#around.bounds(this.partition);
    const name = `partition:${traits.source}:${log.topic}/${this.partition}`;
    const lease = await store.acquireLease(`${owner}/${randomUUID()}`, 0, clock.nowMs(), () => false, name);
    if (lease === null || life !== this.#life) return;
    const held = store.underLease(lease);
    const start = await this.#start(held, bounds);
    if (life !== this.#life || start === null) return;
    this.#next = start;
    this.#end = bounds.latest;
    this.#topicId = bounds.topicId;
    this.#held = held;
  }

  /** Gives up what is in hand. */
  drop(): void {
    this.#begin();
  }

  /** Takes no more, and resolves when what is in hand is committed or given up. */
  async finish(): Promise<void> {
    await this.#commits;
    this.drop();
  }

  #begin(): number {
    this.#held = null;
    this.committed = null;
    this.problem = null;
    this.#life += 1;
    return this.#life;
  }

  /** Null: there is a gap, and it is not to be stepped over. */
  async #start(held: Store, bounds: LogBounds): Promise<bigint | null> {
    const { log, traits } = this.#around;
    const stored = await held.cursor(traits.source, this.#part);
    if (stored === null) {
      const begin = log.start === 'earliest' ? bounds.earliest : bounds.latest;
      // Without this a start at the end would move on with every restart before the first page.
      if (log.start === 'latest') await this.#commitOffset(held, bounds.topicId, begin);
      return begin;
    }
    const cursor = decodeCursor(stored.cursor);
    const gap = gapBetween(cursor, bounds);
    if (gap === null) return cursor.offset;
    const error = gapError(gap, log.topic, this.partition);
    this.#around.onGap(gap, error);
    if (log.onGap === 'stop') {
      this.problem = error;
      return null;
    }
    const onward = offsetAfter(gap, bounds);
    await this.#commitOffset(held, bounds.topicId, onward);
    return onward;
  }

  get #part(): string {
    return `${this.#around.log.topic}/${this.partition}`;
  }

  async #commitOffset(held: Store, topicId: string, offset: bigint): Promise<void> {
    const { clock, traits } = this.#around;
    await held.commitPage(
      {
        source: traits.source,
        part: this.#part,
        cursor: encodeCursor({ topicId, offset }),
        delta: null,
        tally: EMPTY_TALLY,
        seen: [],
        seenWatermarkMs: null,
      },
      clock.nowMs(),
    );
  }

  /** Takes what was fetched at `next` for this life. */
  take(batches: readonly RecordBatch[], aborted: readonly AbortedTransaction[]): void {
    const held = this.#held;
    const topicId = this.#topicId;
    if (held === null || topicId === null) return;
    const { log, pool, traits } = this.#around;
    const page = recordPage(
      batches,
      this.#next,
      { topic: log.topic, partition: this.partition },
      log.record,
      aborted,
    );
    if (page.next === this.#next) return;
    const bytes = page.runs.reduce((sum, { records }) => sum + records.chunk.byteLength, 0);
    const harvest =
      page.runs.length === 0
        ? Promise.resolve(EMPTY_HARVEST)
        : pool().analyzePage(page.runs.map((run) => ({ traits: { ...traits, parks: true }, ...run })));
    // Awaited in the order of offsets; until its turn a failure would count as unhandled.
    harvest.catch(() => undefined);
    this.#next = page.next;
    this.#pages += 1;
    this.#bytes += bytes;
    const life = this.#life;
    this.#commits = this.#commits
      .then(() => (life === this.#life ? this.#commit(held, topicId, page, harvest) : undefined))
      .catch((error: unknown) => {
        if (life !== this.#life) return;
        this.drop();
        this.#around.onFault(this, error);
      })
      .finally(() => {
        this.#pages -= 1;
        this.#bytes -= bytes;
      });
  }

  async #commit(
    held: Store,
    topicId: string,
    page: RecordPage,
    analyzing: Promise<AnalystHarvest>,
  ): Promise<void> {
    const { clock, traits, onCommit } = this.#around;
    const harvest = await analyzing;
    const tally = mergeTallies(harvest.tally, this.#emptyRecords(page));
    await held.commitPage(
      {
        source: traits.source,
        part: this.#part,
        cursor: encodeCursor({ topicId, offset: page.next }),
        delta: harvest.delta,
        tally,
        parked: parkedOf(harvest, page),
        seen: [],
        seenWatermarkMs: null,
      },
      clock.nowMs(),
    );
    this.committed = page.next;
    onCommit(this, tally);
  }

  #emptyRecords({ empty }: RecordPage): Tally {
    if (empty.length === 0) return EMPTY_TALLY;
    return {
      ...EMPTY_TALLY,
      received: empty.length,
      dropped: { malformed: empty.length },
      samples: empty
        .slice(0, 5)
        .map((line) => ({ reason: 'malformed', file: this.#part, line, detail: null })),
    };
  }
}

function parkedOf(
  harvest: AnalystHarvest,
  { empty }: RecordPage,
): readonly Omit<ParkedRecord, 'part' | 'parkedAtMs'>[] {
  return [
    ...(harvest.parked ?? []).map(({ line, reason, detail }) => ({ position: line, reason, detail })),
    ...empty.slice(0, MAX_EMPTY_PARKED).map((position) => ({ position, reason: 'malformed', detail: null })),
  ];
}
