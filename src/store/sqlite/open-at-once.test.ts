import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { openDatabase } from './database.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-open-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Whoever closes a file last tidies up under a lock; without waiting from the first statement on, 1 of 70 met it. */
test('commands that open and close one store at the same time wait for each other', async () => {
  const path = join(folder, 'assay.db');
  openDatabase(path).close();
  const faults = await Promise.all(
    [1, 2].map(async () => {
      const worker = new Worker(new URL('../../../test/support/open-and-close.ts', import.meta.url), {
        workerData: { path, times: 600 },
      });
      const [messages] = await once(worker, 'message');
      return messages;
    }),
  );
  assert.deepEqual(faults, [[], []]);
});
