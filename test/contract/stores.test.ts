import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { AssayError } from '../../src/model/errors.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { readSummary } from '../support/stored-summary.ts';
import { storeSuite } from './store-suite.ts';

// The same suite over PostgreSQL needs a server: test/services/postgres.test.ts.
storeSuite('sqlite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-store-'));
  return {
    open: () => openSqliteStore(join(directory, 'assay.db')),
    dispose: async () => rmSync(directory, { recursive: true }),
  };
});

/** Before the snapshot was kept in parts. */
const ONE_VALUE = 4;

describe('sqlite file', () => {
  test('of the time when a snapshot was one value keeps it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'assay-store-'));
    try {
      const path = join(directory, 'assay.db');
      const earlier = openDatabase(path, MIGRATIONS.slice(0, ONE_VALUE));
      earlier.run('INSERT INTO summary_snapshot VALUES (1, 7, ?)', new TextEncoder().encode('kept'));
      earlier.close();
      const store = openSqliteStore(path);
      const { snapshot, stored } = await readSummary(store);
      await store.close();
      assert.deepEqual([Buffer.from(snapshot ?? []).toString(), stored.throughSequence], ['kept', 7]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('is private to its owner, and a newer or foreign file is refused in our own words', () => {
    const directory = mkdtempSync(join(tmpdir(), 'assay-store-'));
    try {
      const path = join(directory, 'state', 'assay.db');
      openDatabase(path).close();
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.equal(statSync(join(directory, 'state')).mode & 0o777, 0o700);
      openDatabase(path, [...MIGRATIONS, 'CREATE TABLE later (x INTEGER) STRICT']).close();
      assert.throws(
        () => openDatabase(path),
        (error) => error instanceof AssayError && error.code === 'STORE_NEWER',
      );
      assert.throws(
        () => openDatabase(import.meta.filename),
        (error) => error instanceof AssayError && error.code === 'STORE_UNREADABLE',
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
