import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-open-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Whoever closes a file last tidies up under a lock; without waiting from the first statement on, 1 of 70 met it. */
test('commands that open and close one store at the same time wait for each other', async () => {
  const path = join(folder, 'assay.db');
  openDatabase(path).close();
  assert.deepEqual(await faultsOfTwo(Array.from({ length: 600 }, () => path)), []);
});

const THREADS = 2;

/** Both open the same files in the same order, at the same time. */
async function faultsOfTwo(paths: readonly string[]): Promise<unknown[]> {
  const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const faults = await Promise.all(
    Array.from({ length: THREADS }, async () => {
      const worker = new Worker(new URL('../../../test/support/open-and-close.ts', import.meta.url), {
        workerData: { paths, begun, threads: THREADS },
      });
      const [messages] = await once(worker, 'message');
      return messages;
    }),
  );
  return faults.flat();
}

/** Both read the version of the file; the second waits for the first and must not do the same again. */
test('an older store that two commands open at the same time is migrated once', async () => {
  const older = join(folder, 'older.db');
  const database = openDatabase(older, MIGRATIONS.slice(0, 4));
  database.run('INSERT INTO summary_snapshot VALUES (1, 7, ?)', new Uint8Array(4_000_000));
  database.close();
  const paths = Array.from({ length: 12 }, (_, at) => join(folder, `older-${at}.db`));
  for (const path of paths) copyFileSync(older, path);
  assert.deepEqual(await faultsOfTwo(paths), []);
});
