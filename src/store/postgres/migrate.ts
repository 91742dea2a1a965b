import { AssayError } from '../../model/errors.ts';
import { integer } from '../columns.ts';
import type { Statements } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/** Any number that nobody else locks in this database: the letters of the name. */
const MIGRATION_LOCK = 0x61_73_73_61_79;

/** Brings the tables up to this program, one process at a time. Throws AssayError `state` when they are newer. */
export async function migrate(db: Statements, migrations: readonly string[] = MIGRATIONS): Promise<void> {
  await db.run('SELECT pg_advisory_xact_lock($1)', MIGRATION_LOCK);
  await db.run(
    'CREATE TABLE IF NOT EXISTS schema_version (id integer PRIMARY KEY CHECK (id = 1), version integer NOT NULL)',
  );
  await db.run('INSERT INTO schema_version VALUES (1, 0) ON CONFLICT DO NOTHING');
  const row = await db.get('SELECT version FROM schema_version');
  const version = row === null ? 0 : integer(row, 'version');
  if (version > migrations.length) {
    throw new AssayError({
      code: 'STORE_NEWER',
      kind: 'state',
      message: `The store has schema version ${version}; this program knows up to ${migrations.length}.`,
      fix: 'Run the newer Assay that wrote it, or restore a backup.',
    });
  }
  for (const migration of migrations.slice(version)) await db.run(migration);
  if (version < migrations.length) await db.run('UPDATE schema_version SET version = $1', migrations.length);
}
