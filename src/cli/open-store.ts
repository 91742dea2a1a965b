import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { AssayConfig } from '../config/index.ts';
import { AssayError } from '../model/errors.ts';
import type { Report } from '../model/generated/report.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { configPath, requireConfig } from './load-config.ts';

const SQLITE = 'sqlite:';

/** Opens the configured store. A relative SQLite path is relative to the configuration file. */
export async function openStore(config: AssayConfig, configFile: string): Promise<Store> {
  const path = sqlitePath(config, configFile);
  if (path !== null) return openSqliteStore(path);
  const { openPostgresStore } = await import('../store/postgres/postgres-store.ts');
  return openPostgresStore(config.store);
}

/** Path of the SQLite file, or null: the store is a PostgreSQL database. */
export function sqlitePath(config: AssayConfig, configFile: string): string | null {
  const { url } = config.store;
  if (!url.startsWith(SQLITE)) return null;
  const path = url.slice(SQLITE.length);
  return path === ':memory:' ? path : resolve(dirname(configFile), path);
}

/** Whether several processes may share the store: then work is divided by leases. */
export function isShared(config: AssayConfig): boolean {
  return !config.store.url.startsWith(SQLITE);
}

/** A SQLite file is made by the first run; a database is asked for what is in it. */
export function storeExists(config: AssayConfig, configFile: string): boolean {
  const path = sqlitePath(config, configFile);
  return path === null || path === ':memory:' || existsSync(path);
}

/** Runs `work` on the store of the configuration and closes it; refuses a store that does not exist yet. */
export async function withStore<T>(
  context: CommandContext,
  work: (store: Store, config: AssayConfig) => Promise<T>,
): Promise<T> {
  const config = await requireConfig(context);
  if (!storeExists(config, configPath(context))) {
    throw new AssayError({
      code: 'STORE_MISSING',
      kind: 'config',
      message: 'The store of this configuration does not exist yet.',
      fix: 'Run assay run --once first.',
    });
  }
  const store = await openStore(config, configPath(context));
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}

/** The latest report of the store; AssayError when nothing was assessed yet. */
export async function latestReport(store: Store): Promise<Report> {
  const report = await store.latestReport();
  if (report !== null) return report;
  throw new AssayError({
    code: 'REPORT_MISSING',
    kind: 'config',
    message: 'Nothing was assessed yet.',
    fix: 'Run assay run --once first.',
  });
}
