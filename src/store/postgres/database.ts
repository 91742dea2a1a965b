import type pg from 'pg';
import type { Secret } from '../../model/secret.ts';
import { revealSecret } from '../../model/secret.ts';
import type { Row } from '../row.ts';
import { classifyFault } from './faults.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

export type SqlValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly string[]
  | readonly (number | null)[];

/** Statements on one connection, inside a transaction or by themselves. */
export interface Statements {
  all(sql: string, ...values: SqlValue[]): Promise<readonly Row[]>;
  get(sql: string, ...values: SqlValue[]): Promise<Row | null>;
  /** Gives back how many rows were changed. */
  run(sql: string, ...values: SqlValue[]): Promise<number>;
}

export type Isolation = 'read committed' | 'repeatable read';

/** A checked layer over the pool: connects and migrates when first asked, runs transactions, classifies faults. */
export interface Database extends Statements {
  /**
   * Runs `work` in one transaction; rolls back and rethrows when it throws. When the connection fails during the
   * commit nobody knows whether it took place: callers read again what is stored before they repeat anything.
   */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** The same for work that only reads; of one moment where it is repeatable. */
  read<T>(work: (statements: Statements) => Promise<T>, isolation: Isolation): Promise<T>;
  close(): Promise<void>;
}

export interface PostgresSettings {
  /** `postgres://user@host:port/database`, with the parameters that libpq knows; no password. */
  readonly url: string;
  readonly password: Secret | null;
}

/** A busy server takes its time to let somebody in, and one that is down says so at once. */
const CONNECT_MS = 15_000;
const POOL_SIZE = 6;
const INT8_OID = 20;

/**
 * A lease that is lost in a crash of the server could be handed out twice under one epoch: commits are durable
 * whatever the server's default is. And a process that hangs inside a transaction, or whose machine is gone, must not
 * keep others from what it holds: the server gives it up.
 */
const SESSION = [
  'synchronous_commit=on',
  'idle_in_transaction_session_timeout=5s',
  'tcp_keepalives_idle=15',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

export function openDatabase(
  settings: PostgresSettings,
  migrations: readonly string[] = MIGRATIONS,
): Database {
  let opening: Promise<pg.Pool> | null = null;
  const pool = (): Promise<pg.Pool> => {
    opening ??= openPool(settings, migrations).catch((error: unknown) => {
      // The next call tries anew: a store that was down at the start may be up by now.
      opening = null;
      throw error;
    });
    return opening;
  };
  const run = async (sql: string, values: readonly SqlValue[]): Promise<pg.QueryResult<Row>> =>
    queried(await pool(), sql, values);
  return {
    ...statementsOver(run),
    transaction: async (work) => inTransaction(await pool(), work, 'read committed'),
    read: async (work, isolation) => inTransaction(await pool(), work, `${isolation} read only`),
    close: async () => {
      const opened = await opening?.catch(() => null);
      await opened?.end();
    },
  };
}

/** The driver is loaded here and nowhere else: who keeps a SQLite store never loads it. */
async function openPool(settings: PostgresSettings, migrations: readonly string[]): Promise<pg.Pool> {
  const { default: driver } = await import('pg');
  const pool = new driver.Pool({
    connectionString: connectionString(settings),
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'assay',
    options: SESSION,
    types: integersOf(new driver.TypeOverrides()),
  });
  // An idle connection that breaks is no event of ours: the next statement gets another one, or the fault.
  pool.on('error', () => undefined);
  try {
    await inTransaction(pool, (tx) => migrate(tx, migrations), 'read committed');
    return pool;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Integers of eight bytes are times and counts here, far below 2^53; the driver would give them as text. */
function integersOf(types: pg.TypeOverrides): pg.TypeOverrides {
  types.setTypeParser(INT8_OID, Number);
  return types;
}

/** The driver lets the address win over every other setting, so the password has to stand in it. */
function connectionString({ url, password }: PostgresSettings): string {
  if (password === null) return url;
  const address = new URL(url);
  address.password = encodeURIComponent(revealSecret(password));
  return address.href;
}

async function queried(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly SqlValue[],
): Promise<pg.QueryResult<Row>> {
  try {
    return await on.query<Row>(sql, values.map(toDriver));
  } catch (error) {
    throw classifyFault(error);
  }
}

/** The driver sends buffers as bytea, and any other view as text. */
function toDriver(value: SqlValue): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

function statementsOver(
  run: (sql: string, values: readonly SqlValue[]) => Promise<pg.QueryResult<Row>>,
): Statements {
  return {
    all: async (sql, ...values) => (await run(sql, values)).rows,
    get: async (sql, ...values) => (await run(sql, values)).rows[0] ?? null,
    run: async (sql, ...values) => (await run(sql, values)).rowCount ?? 0,
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (statements: Statements) => Promise<T>,
  mode: Isolation | `${Isolation} read only`,
): Promise<T> {
  const client = await connect(pool);
  // Between two statements a connection may break too; the next statement on it reports that.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken = false;
  const run = (sql: string, values: readonly SqlValue[]): Promise<pg.QueryResult<Row>> =>
    queried(client, sql, values);
  try {
    await run(`BEGIN ISOLATION LEVEL ${mode}`, []);
    const result = await work(statementsOver(run));
    await run('COMMIT', []);
    return result;
  } catch (error) {
    broken = await run('ROLLBACK', []).then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw classifyFault(error);
  }
}
