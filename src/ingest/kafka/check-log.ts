import type { CheckItem, CheckResult, KafkaLog } from '../../kit/index.ts';
import { openConsumer, topicMetadata } from './client.ts';
import { classifyKafkaFault } from './faults.ts';

/** Whether the brokers answer, let us in, and have the topic. Joins no group: a check moves nobody's partitions. */
export async function checkLog(log: KafkaLog): Promise<CheckResult> {
  const item = await topicItem(log);
  return { ok: item.ok, items: [item] };
}

async function topicItem(log: KafkaLog): Promise<CheckItem> {
  const name = 'the topic can be read';
  try {
    const partitions = await partitionCount(log);
    const message = `Topic ${log.topic} has ${partitions} partition${partitions === 1 ? '' : 's'}.`;
    return { name, ok: true, message, missingPermission: null, fix: null };
  } catch (error) {
    const fault = classifyKafkaFault(error, log.topic);
    return {
      name,
      ok: false,
      message: fault.message,
      missingPermission: fault.kind === 'auth' ? 'READ and DESCRIBE on the topic' : null,
      fix: fault.fix,
    };
  }
}

async function partitionCount(log: KafkaLog): Promise<number> {
  const consumer = await openConsumer(log);
  try {
    const { partitionsCount } = await topicMetadata(consumer, log.topic);
    await consumer.listOffsets({ topics: [log.topic] });
    return partitionsCount;
  } finally {
    await consumer.close(true).catch(() => undefined);
  }
}
