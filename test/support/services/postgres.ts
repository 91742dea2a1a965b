import { randomBytes } from 'node:crypto';
import { chown, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exists, run } from './download.ts';
import { NotRun } from './not-run.ts';
import { freePort } from './ports.ts';
import { type RunningProcess, startProcess } from './process.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

export interface PostgresServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `postgres://user:password@127.0.0.1:port/postgres`; the user may create databases. */
  readonly url: string;
  /** Major version, as installed: `15`. */
  readonly version: string;
  /** Runs SQL as the owner through psql, unaligned and without headings. */
  query(sql: string, database?: string): Promise<string>;
  /** Ends the server as a crash would; `restart` starts it on the same data and port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** A PostgreSQL of one's own: data in a temporary folder, on 127.0.0.1 only, gone with `stop`. */
export async function startPostgres(): Promise<PostgresServer | NotRun> {
  const installed = await newestInstalled();
  if (installed === null)
    return new NotRun('PostgreSQL is not installed (Debian: apt-get install postgresql postgresql-client)');
  const account = await accountWhenRoot();
  if (account instanceof NotRun) return account;
  return startIn(await temporaryFolder('assay-postgres-'), installed, account);
}

async function startIn(
  { path: folder, remove }: TemporaryFolder,
  installed: { readonly bin: string; readonly version: string },
  account: Account | null,
): Promise<PostgresServer> {
  const { bin, version } = installed;
  const as = account ?? {};
  const data = join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account !== null) {
    await chown(folder, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  await run(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      USER,
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C',
    ],
    { cwd: folder, ...as },
  );
  const port = await freePort();
  const start = (): Promise<RunningProcess> =>
    startProcess({
      name: `PostgreSQL ${version}`,
      command: join(bin, 'postgres'),
      args: ['-D', data, '-p', String(port), '-k', folder, ...QUICK_SETTINGS.flatMap((one) => ['-c', one])],
      cwd: folder,
      ready: () => accepts(bin, port),
      timeoutMs: READY_MS,
      // Fast shutdown: sessions are ended, data is kept in order.
      stopSignal: 'SIGINT',
      ...as,
    });
  let server = await start();
  const url = (database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const stop = async (): Promise<void> => {
    await server.stop();
    await remove();
  };
  return {
    host: '127.0.0.1',
    port,
    user: USER,
    password,
    url: url('postgres'),
    version,
    query: (sql, database = 'postgres') =>
      run(join(bin, 'psql'), [url(database), '-v', 'ON_ERROR_STOP=1', '-XAtqc', sql]),
    kill: () => server.kill(),
    restart: async () => {
      server = await restarted(start);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/**
 * What a killed server left running holds its memory for a moment, and another one refuses to start beside that: it is
 * started again until it does.
 */
async function restarted(start: () => Promise<RunningProcess>): Promise<RunningProcess> {
  const deadline = Date.now() + RESTART_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(250);
    }
  }
}

const USER = 'assay';
const READY_MS = 60_000;
const RESTART_MS = 30_000;

/** The data is thrown away: nothing has to reach the disk, and the server stays small. */
const QUICK_SETTINGS = [
  'listen_addresses=127.0.0.1',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'max_connections=100',
];

async function accepts(bin: string, port: number): Promise<boolean> {
  await run(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
  return true;
}

async function newestInstalled(): Promise<{ bin: string; version: string } | null> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const bin = join(DEBIAN_FOLDER, version, 'bin');
    if ((await exists(join(bin, 'initdb'))) && (await exists(join(bin, 'postgres')))) return { bin, version };
  }
  return null;
}

/** PostgreSQL refuses to run as root: then as `postgres`, or else as nobody. Null when we are not root. */
async function accountWhenRoot(): Promise<Account | NotRun | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const found = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(accounts);
    if (found !== null) return { uid: Number(found[1]), gid: Number(found[2]) };
  }
  return new NotRun('PostgreSQL does not run as root, and there is no account postgres or nobody');
}
