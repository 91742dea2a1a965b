import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Admin, Producer } from '@platformatic/kafka';
import { downloadMaven, run } from './download.ts';
import { KAFKA_JARS, KAFKA_VERSION } from './kafka-jars.ts';
import { NotRun } from './not-run.ts';
import { freePort } from './ports.ts';
import { type RunningProcess, startProcess } from './process.ts';

export interface KafkaBroker extends AsyncDisposable {
  /** `127.0.0.1:port`, plain. */
  readonly address: string;
  /** The same broker behind SASL/PLAIN. */
  readonly saslAddress: string;
  readonly user: string;
  readonly password: string;
  readonly version: string;
  createTopic(topic: string, partitions: number): Promise<void>;
  deleteTopic(topic: string): Promise<void>;
  /** Drops the records of a partition before an offset, as retention does. */
  expire(topic: string, partition: number, before: bigint): Promise<void>;
  /** With a transactional id: one that sends in transactions. */
  producer(transactionalId?: string): Promise<Producer>;
  /** Ends the broker as a crash would; `restart` starts it on the same data and ports. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const HEAP = ['-Xms256m', '-Xmx512m', '-XX:+UseSerialGC'];
const READY_MS = 120_000;

/** A broker of one's own in KRaft mode: data in a temporary folder, on 127.0.0.1 only, gone with `stop`. */
export async function startKafka(): Promise<KafkaBroker | NotRun> {
  const java = await run('java', ['-version']).catch(() => null);
  if (java === null) return new NotRun('there is no Java (Debian: apt-get install openjdk-17-jre-headless)');
  const jars: string[] = [];
  for (const [group, artefact, version, checksum] of KAFKA_JARS) {
    const jar = await downloadMaven({ group, artefact, version, ending: '.jar', checksum });
    if (jar instanceof NotRun) return jar;
    jars.push(jar);
  }
  const folder = await mkdtemp(join(tmpdir(), 'assay-kafka-'));
  try {
    return await startIn(folder, jars.join(':'));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, classpath: string): Promise<KafkaBroker> {
  const [port, saslPort, controllerPort] = [await freePort(), await freePort(), await freePort()];
  const password = randomBytes(12).toString('hex');
  const properties = join(folder, 'server.properties');
  await writeFile(properties, settings({ folder, port, saslPort, controllerPort, password }), {
    mode: 0o600,
  });
  // In letters and digits: an id that begins with a hyphen would be read as an option.
  const clusterId = randomBytes(11).toString('hex');
  await run('java', [
    ...HEAP,
    '-cp',
    classpath,
    'kafka.tools.StorageTool',
    'format',
    '-t',
    clusterId,
    '-c',
    properties,
  ]);
  const start = (): Promise<RunningProcess> =>
    startProcess({
      name: `Kafka ${KAFKA_VERSION}`,
      command: 'java',
      args: [...HEAP, '-cp', classpath, 'kafka.Kafka', properties],
      cwd: folder,
      ready: () => answersMetadata(port),
      timeoutMs: READY_MS,
    });
  let broker = await start();
  const address = `127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    address,
    saslAddress: `127.0.0.1:${saslPort}`,
    user: USER,
    password,
    version: KAFKA_VERSION,
    createTopic: (topic, partitions) =>
      withAdmin(address, async (admin) => {
        await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
        // A partition without its leader yet makes a producer send a part of its messages twice.
        for (let led = 0; led < partitions; ) {
          const metadata = await admin.metadata({ topics: [topic], forceUpdate: true }).catch(() => null);
          led = metadata?.topics.get(topic)?.partitions.filter(({ leader }) => leader >= 0).length ?? 0;
        }
        await admin.listOffsets({
          topics: [
            {
              name: topic,
              partitions: Array.from({ length: partitions }, (_, partitionIndex) => ({
                partitionIndex,
                timestamp: -1n,
              })),
            },
          ],
        });
      }),
    deleteTopic: (topic) => withAdmin(address, (admin) => admin.deleteTopics({ topics: [topic] })),
    expire: (topic, partition, before) =>
      withAdmin(address, async (admin) => {
        await admin.deleteRecords({ topics: [{ name: topic, partitions: [{ partition, offset: before }] }] });
      }),
    producer: async (transactionalId) => {
      const { Producer } = await import('@platformatic/kafka');
      return new Producer({
        clientId: 'test',
        bootstrapBrokers: [address],
        autocreateTopics: false,
        ...(transactionalId === undefined ? {} : { idempotent: true, transactionalId }),
      });
    },
    kill: () => broker.kill(),
    restart: async () => {
      broker = await start();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const USER = 'assay';

function settings(at: {
  readonly folder: string;
  readonly port: number;
  readonly saslPort: number;
  readonly controllerPort: number;
  readonly password: string;
}): string {
  const listeners = `PLAINTEXT://127.0.0.1:${at.port},SASL_PLAINTEXT://127.0.0.1:${at.saslPort}`;
  const jaas = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${at.controllerPort}
listeners=${listeners},CONTROLLER://127.0.0.1:${at.controllerPort}
advertised.listeners=${listeners}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
sasl.enabled.mechanisms=PLAIN
listener.name.sasl_plaintext.plain.sasl.jaas.config=${jaas} required user_${USER}="${at.password}";
log.dirs=${join(at.folder, 'data')}
num.partitions=1
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
auto.create.topics.enable=false
log.flush.interval.messages=1000000
num.network.threads=2
num.io.threads=2
background.threads=2
log.cleaner.enable=false
file.delete.delay.ms=1000
`;
}

async function answersMetadata(port: number): Promise<boolean> {
  const open = await new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => undefined).setTimeout(1000, () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
  if (!open) return false;
  return withAdmin(`127.0.0.1:${port}`, async (admin) => {
    await admin.listTopics();
    return true;
  });
}

async function withAdmin<T>(address: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const { Admin } = await import('@platformatic/kafka');
  const admin = new Admin({
    clientId: 'test-admin',
    bootstrapBrokers: [address],
    retries: 5,
    retryDelay: 300,
  });
  try {
    return await work(admin);
  } finally {
    await admin.close().catch(() => undefined);
  }
}
