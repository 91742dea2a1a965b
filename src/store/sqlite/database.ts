import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { AssayError } from '../../model/errors.ts';
import type { Row } from '../row.ts';
import { classifyFault } from './faults.ts';
import { MIGRATIONS } from './migrations.ts';

/** A thin, checked layer over `node:sqlite`: opens, migrates, prepares once, runs transactions, classifies faults. */
export interface Database {
  all(sql: string, ...values: SQLInputValue[]): readonly Row[];
  get(sql: string, ...values: SQLInputValue[]): Row | null;
  run(sql: string, ...values: SQLInputValue[]): void;
  /** Runs `work` in one immediate transaction; rolls back and rethrows when it throws. */
  transaction<T>(work: () => T): T;
  /** The same for work that only reads: all of one moment, while others write. */
  read<T>(work: () => T): T;
  close(): void;
}

/** How long another process may hold the file. */
const BUSY_MS = 10_000;

/**
 * Opens (and creates, mode 0600 in a 0700 directory) the database file, or `:memory:`.
 * Throws AssayError `state` when the file is newer than this program or is no database, `transient` when its disk is full.
 */
export function openDatabase(path: string, migrations: readonly string[] = MIGRATIONS): Database {
  const handle = openFile(path);
  const database = wrap(handle);
  try {
    handle.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
    );
    migrate(handle, database, migrations);
  } catch (error) {
    handle.close();
    if (error instanceof AssayError) throw error;
    throw unreadable(path, error);
  }
  return database;
}

function openFile(path: string): DatabaseSync {
  if (path === ':memory:') return new DatabaseSync(path);
  const file = resolve(path);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // From the first statement on: while another process closes the file, even asking for its journal has to wait.
    const handle = new DatabaseSync(file, { timeout: BUSY_MS });
    chmodSync(file, 0o600);
    return handle;
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): AssayError {
  const fault = classifyFault(cause);
  if (fault.code === 'STORE_FULL' || fault.code === 'STORE_BUSY') return fault;
  return new AssayError({
    code: 'STORE_UNREADABLE',
    kind: 'state',
    message: `The store ${path} cannot be opened as an Assay database.`,
    fix: 'Check the path, its permissions and free disk space, or name another file in store.url.',
    cause,
  });
}

function schemaVersion(database: Database): number {
  return Number(database.get('PRAGMA user_version')?.['user_version'] ?? 0);
}

function migrate(handle: DatabaseSync, database: Database, migrations: readonly string[]): void {
  const version = schemaVersion(database);
  if (version > migrations.length) {
    throw new AssayError({
      code: 'STORE_NEWER',
      kind: 'state',
      message: `The store has schema version ${version}; this program knows up to ${migrations.length}.`,
      fix: 'Run the newer Assay that wrote it, or restore a backup.',
    });
  }
  for (let next = version; next < migrations.length; next += 1) {
    database.transaction(() => {
      // Another process may have opened the file meanwhile.
      if (schemaVersion(database) > next) return;
      handle.exec(migrations[next] ?? '');
      handle.exec(`PRAGMA user_version = ${next + 1}`);
    });
  }
}

function wrap(handle: DatabaseSync): Database {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string): ReturnType<DatabaseSync['prepare']> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = handle.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    all: (sql, ...values) => checked(() => prepare(sql).all(...values)),
    get: (sql, ...values) => checked(() => prepare(sql).get(...values) ?? null),
    run: (sql, ...values) => {
      checked(() => prepare(sql).run(...values));
    },
    transaction: (work) => inTransaction(handle, 'BEGIN IMMEDIATE', work),
    read: (work) => inTransaction(handle, 'BEGIN DEFERRED', work),
    close: () => {
      statements.clear();
      handle.close();
    },
  };
}

function inTransaction<T>(handle: DatabaseSync, begin: string, work: () => T): T {
  checked(() => handle.exec(begin));
  try {
    const result = work();
    checked(() => handle.exec('COMMIT'));
    return result;
  } catch (error) {
    // A full disk has rolled it back already.
    if (handle.isTransaction) checked(() => handle.exec('ROLLBACK'));
    throw error;
  }
}

function checked<T>(statement: () => T): T {
  try {
    return statement();
  } catch (error) {
    throw classifyFault(error);
  }
}
