import type { KafkaLog } from '../../kit/index.ts';
import { AssayError } from '../../model/errors.ts';
import type { LogConsumer, TopicMetadata } from './client.ts';
import { topicMetadata } from './client.ts';
import { classifyKafkaFault, isTopicFault } from './faults.ts';
import type { LogBounds } from './gap.ts';
import type { AbortedTransaction, RecordBatch } from './record-page.ts';

export interface WantedPartition {
  readonly partition: number;
  readonly offset: bigint;
}

export interface FetchedPartition {
  readonly partition: number;
  /** The offset that was asked for is not there, or no longer. */
  readonly isOutOfRange: boolean;
  readonly batches: readonly RecordBatch[];
  readonly aborted: readonly AbortedTransaction[];
}

export interface FetchLimits {
  readonly maxBytes: number;
  /** Absent: as the client is set up, which waits for more. */
  readonly maxWaitMs?: number;
}

type FetchResponse = Awaited<ReturnType<LogConsumer['fetch']>>;

const OFFSET_OUT_OF_RANGE = 1;

/**
 * Fetches partitions of a topic from the broker that leads them, and gives what there is to `take`, also when some of
 * them failed. Throws AssayError when any did, but for offsets out of range, which are told like records.
 */
export async function fetchPartitions(
  consumer: LogConsumer,
  log: KafkaLog,
  from: { readonly leader: number; readonly topicId: string; readonly limits: FetchLimits },
  wanted: readonly WantedPartition[],
  take: (fetched: FetchedPartition) => void,
): Promise<void> {
  const { maxBytes, maxWaitMs } = from.limits;
  const { response, error } = await fetched(consumer, {
    node: from.leader,
    maxBytes,
    ...(maxWaitMs === undefined ? {} : { minBytes: 1, maxWaitTime: maxWaitMs }),
    topics: [
      {
        topicId: from.topicId,
        partitions: wanted.map(({ partition, offset }) => ({
          partition,
          currentLeaderEpoch: -1,
          fetchOffset: offset,
          lastFetchedEpoch: -1,
          partitionMaxBytes: log.batchBytes,
        })),
      },
    ],
  });
  for (const { partitionIndex, errorCode, records, abortedTransactions } of partitionsOf(response)) {
    if (errorCode !== 0 && errorCode !== OFFSET_OUT_OF_RANGE) continue;
    take({
      partition: partitionIndex,
      isOutOfRange: errorCode === OFFSET_OUT_OF_RANGE,
      batches: errorCode === 0 ? (records ?? []) : [],
      aborted: abortedTransactions ?? [],
    });
  }
  if (error !== null && !isOutOfRangeOnly(response)) throw classifyKafkaFault(error, log.topic);
}

/** A fetch in which some partitions failed is thrown by the client, with what the others gave. */
async function fetched(
  consumer: LogConsumer,
  request: Parameters<LogConsumer['fetch']>[0],
): Promise<{ readonly response: FetchResponse | null; readonly error: unknown }> {
  try {
    return { response: await consumer.fetch(request), error: null };
  } catch (error) {
    return { response: isTopicFault(error) ? null : responseIn(error), error };
  }
}

function responseIn(error: unknown): FetchResponse | null {
  if (!(error instanceof Error) || !('response' in error)) return null;
  const { response } = error;
  // The client attaches the answer as it has decoded it; it has no type of its own there.
  return typeof response === 'object' && response !== null && 'responses' in response
    ? (response as FetchResponse)
    : null;
}

function partitionsOf(response: FetchResponse | null): FetchResponse['responses'][number]['partitions'] {
  return response?.responses.flatMap((one) => one.partitions) ?? [];
}

function isOutOfRangeOnly(response: FetchResponse | null): boolean {
  const codes = partitionsOf(response).map(({ errorCode }) => errorCode);
  return codes.length > 0 && codes.every((code) => code === 0 || code === OFFSET_OUT_OF_RANGE);
}

/** Offsets are asked for by the times that the protocol has for them. */
const EARLIEST = -2n;
const LATEST = -1n;

/** What the partition holds now, and in which topic: asked anew, not remembered. Throws AssayError. */
export async function partitionBounds(
  consumer: LogConsumer,
  topic: string,
  partition: number,
): Promise<LogBounds> {
  const { id }: TopicMetadata = await topicMetadata(consumer, topic, true);
  const offsetAt = async (timestamp: bigint): Promise<bigint> => {
    const offsets = await consumer.listOffsets({
      topics: [topic],
      partitions: { [topic]: [partition] },
      timestamp,
    });
    return offsets.get(topic)?.[partition] ?? 0n;
  };
  try {
    const [earliest, latest] = await Promise.all([offsetAt(EARLIEST), offsetAt(LATEST)]);
    return { topicId: id, earliest, latest };
  } catch (error) {
    throw error instanceof AssayError ? error : classifyKafkaFault(error, topic);
  }
}
