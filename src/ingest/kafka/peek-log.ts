import type { KafkaLog } from '../../kit/index.ts';
import type { AnalysisUnit, SourceTraits } from '../unit.ts';
import { closeConsumer, openConsumer, topicMetadata } from './client.ts';
import { fetchPartitions, partitionBounds } from './fetch-partitions.ts';
import { recordPage } from './record-page.ts';

const PEEK_BYTES = 256 * 1024;
const PEEK_WAIT_MS = 500;

/**
 * The oldest records of the first partition that holds any, as units for an analyst; none where the topic is empty.
 * Joins no group and commits nothing. Throws AssayError.
 */
export async function peekLog(log: KafkaLog, traits: SourceTraits): Promise<readonly AnalysisUnit[]> {
  const consumer = await openConsumer(log);
  consumer.topics.track(log.topic);
  try {
    const { id, partitions } = await topicMetadata(consumer, log.topic);
    for (const [partition, { leader }] of partitions.entries()) {
      const { earliest, latest } = await partitionBounds(consumer, log.topic, partition);
      if (earliest === latest) continue;
      const units: AnalysisUnit[] = [];
      const from = { leader, topicId: id, limits: { maxBytes: PEEK_BYTES, maxWaitMs: PEEK_WAIT_MS } };
      const place = { topic: log.topic, partition };
      await fetchPartitions(
        consumer,
        { ...log, batchBytes: PEEK_BYTES },
        from,
        [{ partition, offset: earliest }],
        ({ batches, aborted }) => {
          const page = recordPage(batches, earliest, place, log.record, aborted);
          units.push(...page.runs.map((run) => ({ traits, ...run })));
        },
      );
      if (units.length > 0) return units;
    }
    return [];
  } finally {
    await closeConsumer(consumer);
  }
}
