import { chown, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { downloadMaven, run } from './download.ts';
import {
  ELASTICSEARCH_JARS,
  ELASTICSEARCH_TRANSPORT_JARS,
  ELASTICSEARCH_VERSION,
} from './elasticsearch-jars.ts';
import { NotRun } from './not-run.ts';
import {
  type Jar,
  OPENSEARCH_JARS,
  OPENSEARCH_TRANSPORT_JARS,
  OPENSEARCH_VERSION,
} from './opensearch-jars.ts';
import { freePort } from './ports.ts';
import { answers, startProcess } from './process.ts';

/** Which of the two is started; both are started from their jars, by the same layout of folders. */
export interface SearchProduct {
  readonly name: string;
  readonly version: string;
  readonly jars: readonly Jar[];
  readonly transport: readonly Jar[];
  /** In names of settings, files and packages. */
  readonly word: 'opensearch' | 'elasticsearch';
  /** Of system properties. */
  readonly prefix: 'opensearch' | 'es';
  readonly mainClass: string;
  /** A line of its configuration. */
  readonly setting: string;
}

export const OPENSEARCH: SearchProduct = {
  name: 'OpenSearch',
  version: OPENSEARCH_VERSION,
  jars: OPENSEARCH_JARS,
  transport: OPENSEARCH_TRANSPORT_JARS,
  word: 'opensearch',
  prefix: 'opensearch',
  mainClass: 'org.opensearch.bootstrap.OpenSearch',
  // A point in time lives at least as long as this, whatever was asked for.
  setting: 'point_in_time.init.keep_alive: 1s',
};

/** The last line that starts from its jars alone; points in time are those of version 8. */
export const ELASTICSEARCH: SearchProduct = {
  name: 'Elasticsearch',
  version: ELASTICSEARCH_VERSION,
  jars: ELASTICSEARCH_JARS,
  transport: ELASTICSEARCH_TRANSPORT_JARS,
  word: 'elasticsearch',
  prefix: 'es',
  mainClass: 'org.elasticsearch.bootstrap.Elasticsearch',
  setting: 'action.auto_create_index: true',
};

export interface SearchNode extends AsyncDisposable {
  readonly url: string;
  /** Asks the node itself; throws for a status that is not 2xx. */
  request(method: string, path: string, body?: string): Promise<unknown>;
  stop(): Promise<void>;
}

const HEAP = ['-Xms384m', '-Xmx384m', '-XX:+UseSerialGC'];
const READY_MS = 180_000;
/** What Netty does; more is refused for a module. */
const PERMISSIONS = `grant {
  permission java.net.SocketPermission "*", "accept,connect,listen,resolve";
  permission java.io.FilePermission "/proc/sys/net/core/somaxconn", "read";
};
`;

/** One node without security, on 127.0.0.1 only, its data in a temporary folder that is gone with `stop`. */
export async function startSearchNode(product: SearchProduct): Promise<SearchNode | NotRun> {
  const java = await run('java', ['-version']).catch(() => null);
  if (java === null) return new NotRun('there is no Java (Debian: apt-get install openjdk-17-jre-headless)');
  const lib = await fetchJars(product.jars);
  if (lib instanceof NotRun) return lib;
  const transport = await fetchJars(product.transport);
  if (transport instanceof NotRun) return transport;
  const account = await unprivileged();
  if (account === 'none')
    return new NotRun(`${product.name} refuses to run as root, and there is no account nobody`);
  const home = await mkdtemp(join(tmpdir(), `assay-${product.word}-`));
  try {
    return await startIn(home, product, { lib, transport, account });
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function fetchJars(jars: readonly Jar[]): Promise<readonly string[] | NotRun> {
  const paths: string[] = [];
  for (const [group, artefact, version, checksum] of jars) {
    const jar = await downloadMaven({ group, artefact, version, ending: '.jar', checksum });
    if (jar instanceof NotRun) return jar;
    paths.push(jar);
  }
  return paths;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Whom to run as: null where this is no root already. */
async function unprivileged(): Promise<Account | null | 'none'> {
  if (process.getuid?.() !== 0) return null;
  const found = /^nobody:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  return found === null ? 'none' : { uid: Number(found[1]), gid: Number(found[2]) };
}

interface Parts {
  readonly lib: readonly string[];
  readonly transport: readonly string[];
  readonly account: Account | null;
}

async function startIn(
  home: string,
  product: SearchProduct,
  { lib, transport, account }: Parts,
): Promise<SearchNode> {
  const { word, prefix } = product;
  const [port, transportPort] = [await freePort(), await freePort()];
  const module = join(home, 'modules', 'transport-netty4');
  for (const folder of ['config', 'lib', 'logs', 'data', 'plugins', 'tmp']) await mkdir(join(home, folder));
  await mkdir(module, { recursive: true });
  // Copies: the cache of one account may be closed to another.
  for (const jar of lib) await copyFile(jar, join(home, 'lib', basename(jar)));
  for (const jar of transport) await copyFile(jar, join(module, basename(jar)));
  await writeFile(join(module, 'plugin-descriptor.properties'), descriptor(product));
  await writeFile(join(module, 'plugin-security.policy'), PERMISSIONS);
  await writeFile(join(home, 'config', `${word}.yml`), settings(product, port, transportPort));
  await writeFile(join(home, 'config', 'log4j2.properties'), LOGGING);
  if (account !== null) await giveTo(home, account);
  const url = `http://127.0.0.1:${port}`;
  const node = await startProcess({
    name: `${product.name} ${product.version}`,
    command: 'java',
    args: [
      ...HEAP,
      '-Djava.security.manager=allow',
      `-Djava.io.tmpdir=${join(home, 'tmp')}`,
      `-D${prefix}.path.home=${home}`,
      `-D${prefix}.path.conf=${join(home, 'config')}`,
      `-D${prefix}.distribution.type=tar`,
      `-D${prefix}.distribution.flavor=default`,
      `-D${prefix}.bundled_jdk=false`,
      '-cp',
      join(home, 'lib', '*'),
      product.mainClass,
    ],
    cwd: home,
    env: { ES_TMPDIR: join(home, 'tmp'), LIBFFI_TMPDIR: join(home, 'tmp') },
    ...account,
    ready: () => answers(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`),
    timeoutMs: READY_MS,
  });
  const stop = async (): Promise<void> => {
    await node.stop();
    await rm(home, { recursive: true, force: true });
  };
  return {
    url,
    request: (method, path, body) => request(`${url}${path}`, method, body),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function descriptor({ word, version }: SearchProduct): string {
  return `description=Netty 4
version=${version}
name=transport-netty4
classname=org.${word}.transport.Netty4Plugin
java.version=1.8
${word}.version=${version}
has.native.controller=false
`;
}

const LOGGING = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
`;

function settings({ setting }: SearchProduct, port: number, transportPort: number): string {
  return `cluster.name: lake
node.name: lake-1
discovery.type: single-node
http.host: 127.0.0.1
http.port: ${port}
transport.host: 127.0.0.1
transport.port: ${transportPort}
cluster.routing.allocation.disk.threshold_enabled: false
search.keep_alive_interval: 250ms
${setting}
`;
}

async function giveTo(folder: string, { uid, gid }: Account): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), uid, gid);
}

async function request(url: string, method: string, body: string | undefined): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/x-ndjson' },
    ...(body === undefined ? {} : { body }),
  });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  const parsed: unknown = await answer.json();
  return parsed;
}
