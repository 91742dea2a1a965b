import { readFile } from 'node:fs/promises';
import type { ClusterMetadata, Consumer, ConsumerOptions } from '@platformatic/kafka';
import type { KafkaLog, KafkaTls } from '../../kit/index.ts';
import { AssayError } from '../../model/errors.ts';
import { revealSecret } from '../../model/secret.ts';
import { classifyKafkaFault, classifyTopicFault } from './faults.ts';

/** Keys, values and headers stay bytes: what they mean is for the mapping. */
export type LogConsumer = Consumer;

const CONNECT_MS = 5000;
/** How old the picture of leaders and topic ids may get without a fault. */
const METADATA_AGE_MS = 30_000;

/**
 * A member of the group, not joined yet. The client is loaded here and nowhere else; its own retries are off, so that
 * there is one place that decides when to try again.
 */
export async function openConsumer(log: KafkaLog): Promise<LogConsumer> {
  const { Consumer } = await import('@platformatic/kafka');
  const options: ConsumerOptions<Buffer, Buffer, Buffer, Buffer> = {
    clientId: 'assay',
    groupId: log.group,
    bootstrapBrokers: [...log.brokers],
    autocreateTopics: false,
    retries: 0,
    connectTimeout: CONNECT_MS,
    metadataMaxAge: METADATA_AGE_MS,
    sessionTimeout: log.sessionMs,
    rebalanceTimeout: log.sessionMs * REBALANCE_SESSIONS,
    // A join is answered when all members have joined: later than anything else.
    requestTimeout: log.sessionMs * REBALANCE_SESSIONS + CONNECT_MS,
    heartbeatInterval: Math.max(200, Math.floor(log.sessionMs / HEARTBEATS_PER_SESSION)),
    maxWaitTime: log.lingerMs,
    minBytes: MIN_BYTES,
    ...(log.tls === null ? {} : { tls: await tlsOptions(log.tls) }),
    ...(log.sasl === null
      ? {}
      : {
          sasl: {
            mechanism: log.sasl.mechanism,
            username: log.sasl.username,
            password: revealSecret(log.sasl.password),
          },
        }),
  };
  const consumer = new Consumer(options);
  // Whoever waits listens for itself; without any listener an error would end the process.
  consumer.on('error', () => undefined);
  return consumer;
}

export type TopicMetadata = NonNullable<ReturnType<ClusterMetadata['topics']['get']>>;

/** What the cluster says of the topic: its id, its partitions and their leaders. Throws AssayError. */
export async function topicMetadata(
  consumer: LogConsumer,
  topic: string,
  forceUpdate = false,
): Promise<TopicMetadata> {
  try {
    const { topics } = await consumer.metadata({ topics: [topic], forceUpdate });
    const known = topics.get(topic);
    if (known !== undefined) return known;
  } catch (error) {
    throw classifyTopicFault(error, topic);
  }
  throw classifyKafkaFault(null, topic);
}

const REBALANCE_SESSIONS = 3;
const HEARTBEATS_PER_SESSION = 10;
/** Below this a broker waits for more until `linger` is over: fewer, larger commits. */
const MIN_BYTES = 64 * 1024;

async function tlsOptions({ ca, certificate, key, serverName }: KafkaTls): Promise<{
  ca?: Buffer;
  cert?: Buffer;
  key?: string;
  servername?: string;
}> {
  return {
    ...(ca === null ? {} : { ca: await readPem(ca) }),
    ...(certificate === null ? {} : { cert: await readPem(certificate) }),
    ...(key === null ? {} : { key: revealSecret(key) }),
    ...(serverName === null ? {} : { servername: serverName }),
  };
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new AssayError({
      code: 'KAFKA_TLS_FILE',
      kind: 'config',
      message: `The certificate file ${path} cannot be read.`,
      fix: 'Check the path and who may read it.',
      cause: error,
    });
  }
}

/** Leaving the group may be refused, and then the client stays open: it is asked again, for a while. */
export async function closeConsumer(consumer: LogConsumer): Promise<void> {
  const deadlineMs = performance.now() + CLOSE_MS;
  const close = (): Promise<boolean> =>
    consumer.close(true).then(
      () => true,
      () => performance.now() >= deadlineMs,
    );
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(true), CLOSE_MS);
  while (!(await Promise.race([close(), timeout.promise]))) {
    // The refusal came at once; the next attempt waits for what the broker is busy with.
    await new Promise((resolve) => setTimeout(resolve, CLOSE_AGAIN_MS));
  }
  clearTimeout(timer);
}

const CLOSE_MS = 3000;
const CLOSE_AGAIN_MS = 500;
