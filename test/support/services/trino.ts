import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadMaven, run, unpack } from './download.ts';
import { type PassedRequest, startIngress } from './ingress.ts';
import { NotRun } from './not-run.ts';
import { freePort } from './ports.ts';
import { startProcess } from './process.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/**
 * Newest version of the repository's list that starts on Java 17, which is what Debian has: later ones ask for 23 and
 * more. Its protocol is that of Graylog API Security.
 */
const VERSION = '368';
const ARTEFACT = {
  group: 'io.trino',
  artefact: 'trino-server',
  version: VERSION,
  ending: '.tar.gz',
  checksum: '794a7df6faae51895183b52c6d7f36f0a9715140fab317dac5400f71729c05cd',
};
/** Every plugin that is loaded costs seconds of start. */
const PLUGINS = ['memory', 'password-authenticators'];
const HEAP = '1g';
const NEEDED_JAVA = 17;
/** Reserved name (RFC 2606): nothing answers there. */
const PUBLIC_HOST = 'lake.invalid';

export interface TrinoServer extends AsyncDisposable {
  readonly version: string;
  /** `http://127.0.0.1:port` of an ingress: the server believes itself at a public https address. */
  readonly url: string;
  /** What was asked through it, in order. */
  readonly passed: readonly PassedRequest[];
  readonly user: string;
  readonly password: string;
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** Runs SQL to its end and gives its rows back; throws with what the server said. */
  query(sql: string): Promise<readonly (readonly unknown[])[]>;
  stop(): Promise<void>;
}

/** A Trino of one's own with the catalogs given, all in memory; on 127.0.0.1 only, gone with `stop`. */
export async function startTrino(catalogs: readonly string[]): Promise<TrinoServer | NotRun> {
  const java = await javaVersion();
  if (java < NEEDED_JAVA)
    return new NotRun(`Trino needs Java ${NEEDED_JAVA} (Debian: apt-get install openjdk-17-jre-headless)`);
  const archive = await downloadMaven(ARTEFACT);
  if (archive instanceof NotRun) return archive;
  const unpacked = await unpack(archive, `trino-server-${VERSION}`);
  const folder = await temporaryFolder('assay-trino-');
  try {
    return await startIn(folder, join(unpacked, `trino-server-${VERSION}`), catalogs);
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function startIn(
  { path: folder, remove }: TemporaryFolder,
  home: string,
  catalogs: readonly string[],
): Promise<TrinoServer> {
  const port = await freePort();
  const ingress = await startIngress(port, PUBLIC_HOST);
  const { url, passed } = ingress;
  const user = 'reader';
  const password = randomBytes(12).toString('hex');
  await configure({ folder, home, port, catalogs, user, password });
  const started = Date.now();
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const query = (sql: string): Promise<readonly (readonly unknown[])[]> => runSql(url, authorization, sql);
  const server = await startProcess({
    name: `Trino ${VERSION}`,
    command: 'java',
    args: javaArguments(folder, home),
    cwd: folder,
    ready: () => reads(query, catalogs),
    timeoutMs: 360_000,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await ingress.stop();
    await remove();
  };
  return {
    version: VERSION,
    url,
    passed,
    user,
    password,
    startMs: Date.now() - started,
    query,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/**
 * Whether rows written to each catalog can be read. It says that it has started before it has a node to run queries on,
 * and which nodes hold a catalog it knows some seconds later still: what is written then is not found for a while.
 */
async function reads(
  query: (sql: string) => Promise<readonly (readonly unknown[])[]>,
  catalogs: readonly string[],
): Promise<boolean> {
  for (const catalog of catalogs) {
    const table = `${catalog}.default.is_ready`;
    await query(`CREATE TABLE IF NOT EXISTS ${table} (one INTEGER)`);
    await query(`INSERT INTO ${table} VALUES (1)`);
    const rows = await query(`SELECT one FROM ${table}`);
    if (rows.length === 0) return false;
  }
  for (const catalog of catalogs) await query(`DROP TABLE ${catalog}.default.is_ready`);
  return true;
}

interface Layout {
  readonly folder: string;
  readonly home: string;
  readonly port: number;
  readonly catalogs: readonly string[];
  readonly user: string;
  readonly password: string;
}

/** As the chart of the product sets it up with authentication: passwords, and a proxy that does TLS in front. */
async function configure({ folder, home, port, catalogs, user, password }: Layout): Promise<void> {
  for (const name of ['etc/catalog', 'plugin', 'data']) await mkdir(join(folder, name), { recursive: true });
  for (const plugin of PLUGINS) await symlink(join(home, 'plugin', plugin), join(folder, 'plugin', plugin));
  const etc = (name: string, lines: readonly string[]): Promise<void> =>
    writeFile(join(folder, 'etc', name), `${lines.join('\n')}\n`);
  await etc('config.properties', [
    'coordinator=true',
    'node-scheduler.include-coordinator=true',
    `http-server.http.port=${port}`,
    `discovery.uri=http://127.0.0.1:${port}`,
    'node.internal-address=127.0.0.1',
    'node.bind-ip=127.0.0.1',
    'http-server.authentication.type=PASSWORD',
    'http-server.authentication.allow-insecure-over-http=true',
    'http-server.process-forwarded=true',
    `internal-communication.shared-secret=${randomBytes(16).toString('hex')}`,
    'query.max-length=1000000',
    'query.max-history=20',
    'query.min-expire-age=60s',
  ]);
  await etc('password-authenticator.properties', [
    'password-authenticator.name=file',
    `file.password-file=${join(folder, 'etc', 'password.db')}`,
  ]);
  await etc('password.db', [`${user}:${hashed(password)}`]);
  await etc('log.properties', ['io.trino=WARN', 'io.airlift=WARN', 'Bootstrap=WARN']);
  for (const catalog of catalogs)
    await etc(`catalog/${catalog}.properties`, ['connector.name=memory', 'memory.max-data-per-node=256MB']);
}

/** PBKDF2 with HMAC-SHA1, as the password file takes it: iterations, salt and hash in hex. */
function hashed(password: string): string {
  const salt = randomBytes(16);
  const iterations = 1000;
  return `${iterations}:${salt.toString('hex')}:${pbkdf2Sync(password, salt, iterations, 64, 'sha1').toString('hex')}`;
}

function javaArguments(folder: string, home: string): readonly string[] {
  const properties = {
    'node.environment': 'test',
    'node.id': 'one',
    'node.data-dir': join(folder, 'data'),
    config: join(folder, 'etc/config.properties'),
    'log.levels-file': join(folder, 'etc/log.properties'),
    'plugin.dir': join(folder, 'plugin'),
    'catalog.config-dir': join(folder, 'etc/catalog'),
    'jdk.attach.allowAttachSelf': 'true',
    'user.timezone': 'UTC',
  };
  return [
    `-Xmx${HEAP}`,
    '-XX:+UseG1GC',
    // Two thirds of the start are class loading: what the first compiler makes is good enough here.
    '-XX:TieredStopAtLevel=1',
    ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
    '-cp',
    join(home, 'lib', '*'),
    'io.trino.server.TrinoServer',
  ];
}

interface Answer {
  readonly nextUri?: string;
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string };
}

async function runSql(
  url: string,
  authorization: string,
  sql: string,
): Promise<readonly (readonly unknown[])[]> {
  const headers = { authorization, 'x-trino-user': 'reader' };
  const rows: (readonly unknown[])[] = [];
  let next: string | undefined = `${url}/v1/statement`;
  for (let first = true; next !== undefined; first = false) {
    const answer = await fetch(next, first ? { method: 'POST', headers, body: sql } : { headers });
    if (!answer.ok) throw new Error(`Trino answered ${answer.status}: ${await answer.text()}`);
    const body = (await answer.json()) as Answer;
    if (body.error !== undefined) throw new Error(`${body.error.message}\n${sql.slice(0, 500)}`);
    rows.push(...(body.data ?? []));
    next = body.nextUri?.replace(`https://${PUBLIC_HOST}`, url);
  }
  return rows;
}

/** Major version; 0 without Java. */
async function javaVersion(): Promise<number> {
  const text = await run('java', ['-version']).catch(() => '');
  return Number(/version "(\d+)/.exec(text)?.[1] ?? 0);
}
