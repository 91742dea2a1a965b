import type { Secret } from '../model/secret.ts';

/**
 * A topic to be read by a consumer group. A connector says where it is; reading it, with its partitions, groups and
 * commits, is the work of the ingest, since offsets are committed with what was counted and nowhere else.
 */
export interface KafkaLog {
  /** `host:port` of the brokers to begin with. */
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly group: string;
  readonly tls: KafkaTls | null;
  readonly sasl: KafkaSasl | null;
  /** Where to begin on a partition that was never read. */
  readonly start: 'earliest' | 'latest';
  /** What to do when records that were not read yet are gone: the topic was made anew, or its retention was too short. */
  readonly onGap: 'stop' | 'resume';
  /** What a record is to its mapping: the value, or an object of topic, partition, offset, timestamp, key, headers, value. */
  readonly record: 'value' | 'envelope';
  /** Most that is fetched of a partition at a time. */
  readonly batchBytes: number;
  /** How long a broker may wait for more before it answers. */
  readonly lingerMs: number;
  /** After this long without a sign of life a member's partitions go to others. */
  readonly sessionMs: number;
}

export interface KafkaTls {
  /** Files, PEM; null: the authorities that Node trusts, no client certificate. */
  readonly ca: string | null;
  readonly certificate: string | null;
  readonly key: Secret | null;
  readonly serverName: string | null;
}

export interface KafkaSasl {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: Secret;
}
