import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bootEarlyThreads } from './early-threads.ts';

const PAGE_BYTES = 4 * 1024 ** 2;
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-early-'));
});
after(() => rm(folder, { recursive: true }));

async function file(name: string, bytes: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, '');
  await truncate(path, bytes);
  return path;
}

async function bootedFor(files: readonly string[], workers: number): Promise<number> {
  const threads = bootEarlyThreads(files, workers);
  await Promise.all(threads.map((thread) => thread.end()));
  return threads.length;
}

test('threads are booted where there is more than a page, one less than analysts', async () => {
  const half = await file('half.ndjson', PAGE_BYTES / 2);
  const more = await file('more.ndjson', PAGE_BYTES / 2 + 1);
  assert.equal(await bootedFor([half, more], 3), 2);
  assert.equal(await bootedFor([half, half], 3), 0);
  assert.equal(await bootedFor([half, more], 1), 0);
});

test('what is no plain file boots nothing and is no error here', async () => {
  const more = await file('packed.gz', PAGE_BYTES + 1);
  const none = ['-', folder, join(folder, 'missing.ndjson'), join(more, 'below.ndjson')];
  assert.equal(await bootedFor(none, 2), 0);
  assert.equal(await bootedFor([...none, more], 2), 1);
});
