import { chown, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { downloadMaven, run } from './download.ts';
import { NotRun } from './not-run.ts';
import { OPENSEARCH_JARS, OPENSEARCH_VERSION, TRANSPORT_JARS } from './opensearch-jars.ts';
import { freePort } from './ports.ts';
import { answers, startProcess } from './process.ts';

export interface OpenSearchNode extends AsyncDisposable {
  readonly url: string;
  readonly version: string;
  /** Asks the node itself; throws for a status that is not 2xx. */
  request(method: string, path: string, body?: string): Promise<unknown>;
  stop(): Promise<void>;
}

const HEAP = ['-Xms384m', '-Xmx384m', '-XX:+UseSerialGC'];
const READY_MS = 90_000;
const PERMISSIONS = 'grant { permission java.security.AllPermission; };\n';

/** One node without security, on 127.0.0.1 only, its data in a temporary folder that is gone with `stop`. */
export async function startOpenSearch(): Promise<OpenSearchNode | NotRun> {
  const java = await run('java', ['-version']).catch(() => null);
  if (java === null) return new NotRun('there is no Java (Debian: apt-get install openjdk-17-jre-headless)');
  const lib = await fetchJars(OPENSEARCH_JARS);
  if (lib instanceof NotRun) return lib;
  const transport = await fetchJars(TRANSPORT_JARS);
  if (transport instanceof NotRun) return transport;
  const account = await unprivileged();
  if (account === 'none')
    return new NotRun('OpenSearch refuses to run as root, and there is no account nobody');
  const home = await mkdtemp(join(tmpdir(), 'assay-opensearch-'));
  try {
    return await startIn(home, { lib, transport, account });
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function fetchJars(jars: typeof OPENSEARCH_JARS): Promise<readonly string[] | NotRun> {
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

async function startIn(home: string, { lib, transport, account }: Parts): Promise<OpenSearchNode> {
  const [port, transportPort] = [await freePort(), await freePort()];
  const module = join(home, 'modules', 'transport-netty4');
  for (const folder of ['config', 'lib', 'logs', 'data', 'plugins', 'tmp']) await mkdir(join(home, folder));
  await mkdir(module, { recursive: true });
  // Copies: the cache of one account may be closed to another.
  for (const jar of lib) await copyFile(jar, join(home, 'lib', basename(jar)));
  for (const jar of transport) await copyFile(jar, join(module, basename(jar)));
  await writeFile(join(module, 'plugin-descriptor.properties'), DESCRIPTOR);
  await writeFile(join(module, 'plugin-security.policy'), PERMISSIONS);
  await writeFile(join(home, 'config', 'opensearch.yml'), settings(port, transportPort));
  await writeFile(join(home, 'config', 'log4j2.properties'), LOGGING);
  if (account !== null) await giveTo(home, account);
  const url = `http://127.0.0.1:${port}`;
  const node = await startProcess({
    name: `OpenSearch ${OPENSEARCH_VERSION}`,
    command: 'java',
    args: [
      ...HEAP,
      '-Djava.security.manager=allow',
      `-Djava.io.tmpdir=${join(home, 'tmp')}`,
      `-Dopensearch.path.home=${home}`,
      `-Dopensearch.path.conf=${join(home, 'config')}`,
      '-Dopensearch.distribution.type=tar',
      '-Dopensearch.bundled_jdk=false',
      '-cp',
      join(home, 'lib', '*'),
      'org.opensearch.bootstrap.OpenSearch',
    ],
    cwd: home,
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
    version: OPENSEARCH_VERSION,
    request: (method, path, body) => request(`${url}${path}`, method, body),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const DESCRIPTOR = `description=Netty 4
version=${OPENSEARCH_VERSION}
name=transport-netty4
classname=org.opensearch.transport.Netty4Plugin
java.version=11
opensearch.version=${OPENSEARCH_VERSION}
has.native.controller=false
`;

const LOGGING = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
`;

function settings(port: number, transportPort: number): string {
  return `cluster.name: lake
node.name: lake-1
discovery.type: single-node
http.host: 127.0.0.1
http.port: ${port}
transport.host: 127.0.0.1
transport.port: ${transportPort}
cluster.routing.allocation.disk.threshold_enabled: false
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
