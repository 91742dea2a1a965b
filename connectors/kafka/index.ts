import { type ConnectorManifest, defineConnector, type KafkaLog, type Secret } from '../../src/kit/index.ts';

/** What `configSchema` describes; durations in ms, sizes in bytes. */
type KafkaConfig = {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly group?: string;
  readonly tls?: {
    readonly ca?: string;
    readonly certificate?: string;
    readonly key?: Secret;
    readonly serverName?: string;
  };
  readonly sasl?: {
    readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
    readonly username: string;
    readonly password: Secret;
  };
  readonly start: KafkaLog['start'];
  readonly onGap: KafkaLog['onGap'];
  readonly record: KafkaLog['record'];
  readonly batch: number;
  readonly linger: number;
  readonly session: number;
};

const manifest: ConnectorManifest = {
  id: 'kafka',
  title: 'Apache Kafka',
  description:
    'Reads the records of a topic as a member of a consumer group: any number of workers share its partitions, and every record counts exactly once. Batches may be compressed with gzip, snappy, lz4 or zstd.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: {
    title: 'KafkaConfig',
    type: 'object',
    additionalProperties: false,
    required: ['brokers', 'topic'],
    properties: {
      brokers: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', pattern: '^[^:/\\s]+:[0-9]{1,5}$' },
        description: 'Brokers to begin with, as host:port; the others are learnt from them.',
      },
      topic: {
        type: 'string',
        pattern: '^[a-zA-Z0-9._-]{1,249}$',
        description: 'The topic. Several topics are several sources.',
      },
      group: {
        type: 'string',
        minLength: 1,
        maxLength: 200,
        description:
          'Consumer group; all workers of this source share it. Default: assay- and the id of the source.',
      },
      tls: {
        type: 'object',
        additionalProperties: false,
        description: 'Present (it may be empty): the brokers are spoken to over TLS.',
        properties: {
          ca: { type: 'string', format: 'path', description: 'File with the authorities to trust, PEM.' },
          certificate: {
            type: 'string',
            format: 'path',
            description: 'File with the client certificate, PEM.',
          },
          key: { type: 'string', secret: true, description: 'Private key of the client certificate, PEM.' },
          serverName: {
            type: 'string',
            minLength: 1,
            description: 'Name to expect in the certificate, where it is not the host.',
          },
        },
      },
      sasl: {
        type: 'object',
        additionalProperties: false,
        required: ['mechanism', 'username', 'password'],
        description: 'How to sign in to the brokers.',
        properties: {
          mechanism: {
            enum: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'],
            description: 'PLAIN over TLS only, or the password can be read on the way.',
          },
          username: { type: 'string', minLength: 1, description: 'Who signs in.' },
          password: { type: 'string', secret: true, description: 'The password, as a reference.' },
        },
      },
      start: {
        enum: ['earliest', 'latest'],
        default: 'earliest',
        description: 'Where to begin on a partition that was never read.',
      },
      onGap: {
        enum: ['stop', 'resume'],
        default: 'stop',
        description:
          'When records that were not read yet are gone (the topic was made anew, or its retention was too short), or the log ends before what was read: stop and show it, or go on: with the oldest record there is, where the log was cut with the next one. resume is for the one start after the decision, then stop again.',
      },
      record: {
        enum: ['value', 'envelope'],
        default: 'value',
        description:
          'What the mapping gets: the value of the record, or an object of topic, partition, offset, timestamp, key, headers and value.',
      },
      batch: {
        type: 'string',
        format: 'size',
        default: '2MiB',
        description: 'Most that is fetched of a partition at a time, as it is compressed.',
      },
      linger: {
        type: 'string',
        format: 'duration',
        default: '500ms',
        description: 'How long a broker may wait for more records before it answers.',
      },
      session: {
        type: 'string',
        format: 'duration',
        default: '10s',
        description: 'After this long without a sign of life the partitions of a worker go to the others.',
      },
    },
  },
  mapping: null,
  hosts: [
    {
      kind: 'property',
      property: 'brokers',
      description: 'The brokers, and those that they name as leaders of partitions.',
    },
  ],
  permissions: [
    { name: 'READ and DESCRIBE on the topic', why: 'Records, and the ids and leaders of its partitions.' },
    { name: 'READ on the consumer group', why: 'Workers divide the partitions among themselves through it.' },
  ],
  rateLimit: null,
  skips: [
    { check: 'http', reason: 'It speaks the protocol of Kafka; it is tested against a real broker instead.' },
  ],
  gaps: [
    'Records are read as they are, without a schema registry: Avro and Protobuf are not decoded.',
    'Offsets are kept in the store of Assay; those of the group are written for monitoring only, a few seconds late.',
    'Records that become no calls are counted by reason; assay sources parked shows topic, partition and offset of the latest 10,000. Their content is not kept.',
    'A compressed batch is unpacked whole: who may write to the topic can make a worker use memory.',
  ],
};

export const kafka = defineConnector<KafkaConfig>({
  manifest,
  log: logOf,
  check: async ({ config }) => ({
    ok: true,
    items: [
      {
        name: 'is configured',
        ok: true,
        message: `Reads topic ${config.topic}.`,
        missingPermission: null,
        fix: null,
      },
    ],
  }),
});

function logOf(config: KafkaConfig, id: string): KafkaLog {
  const { brokers, topic, group, tls, sasl, start, onGap, record } = config;
  return {
    brokers,
    topic,
    group: group ?? `assay-${id}`,
    tls:
      tls === undefined
        ? null
        : {
            ca: tls.ca ?? null,
            certificate: tls.certificate ?? null,
            key: tls.key ?? null,
            serverName: tls.serverName ?? null,
          },
    sasl: sasl ?? null,
    start,
    onGap,
    record,
    batchBytes: config.batch,
    lingerMs: config.linger,
    sessionMs: config.session,
  };
}
