import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PackStore } from './pack-store.ts';

const parts = [1, 2, 3].map((seed) => Uint8Array.from({ length: 1000 * seed }, (_, at) => (at * seed) % 251));

/** Runs with another folder for temporary files. */
function withFolder<T>(folder: string, run: () => T): T {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function addAll(store: PackStore): void {
  const kept = parts.map((part) => store.add(part));
  kept.forEach((source, at) => {
    const part = parts[at] ?? new Uint8Array(0);
    assert.deepEqual(Uint8Array.from(source.read(0, part.length)), part);
    assert.deepEqual(Uint8Array.from(source.read(100, 7)), part.subarray(100, 107));
  });
}

test('what is packed is read back from a file that has no name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-store-'));
  const store = new PackStore();
  try {
    withFolder(folder, () => addAll(store));
    assert.deepEqual(readdirSync(folder), []);
    const kept = store.add(parts[0] ?? new Uint8Array(1));
    store.close();
    assert.throws(() => kept.read(0, 10), RangeError, 'it was no memory that was read');
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
});

test('what memory has no room for is kept on a disk or not at all', () => {
  const part = parts[2] ?? new Uint8Array(1);
  const store = new PackStore();
  const kept = store.addToDisk(part);
  assert.deepEqual(kept === null ? null : Uint8Array.from(kept.read(0, part.length)), part);
  store.close();
  assert.equal(store.addToDisk(part), null);

  const nowhere = new PackStore();
  withFolder(join(tmpdir(), 'assay-no-such-folder'), () => assert.equal(nowhere.addToDisk(part), null));
  nowhere.close();
});

const isInMemory = existsSync('/dev/shm') && statfsSync('/dev/shm').type === 0x01021994;

test('a file system in memory is no disk', { skip: !isInMemory && 'needs a tmpfs at /dev/shm' }, () => {
  const part = parts[0] ?? new Uint8Array(1);
  const store = new PackStore();
  withFolder('/dev/shm', () => assert.equal(store.addToDisk(part), null));
  assert.deepEqual(Uint8Array.from(store.add(part).read(0, part.length)), part);
  store.close();
});

test('without a folder for files everything is kept in memory', () => {
  const store = new PackStore();
  withFolder(join(tmpdir(), 'assay-no-such-folder'), () => addAll(store));
  store.close();
});
