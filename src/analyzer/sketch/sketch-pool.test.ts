import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { emptyHyperLogLog, type HyperLogLog, mergeHyperLogLog, sketchOfEntry } from './hyper-log-log.ts';
import {
  addToSketch,
  dropSketch,
  emptySketchPool,
  entryAt,
  entryCount,
  newSketch,
  type SketchPool,
  sketchAt,
} from './sketch-pool.ts';

const HIGHEST_RANK = 43;

const entries = fc
  .tuple(fc.nat(1023), fc.integer({ min: 1, max: HIGHEST_RANK }))
  .map(([register, rank]) => register * 64 + rank);

/** Some owners and what happens to them; few entries and very many. */
const steps = fc.array(
  fc.record({
    owner: fc.nat(5),
    drops: fc.boolean(),
    entries: fc.array(entries, { size: '+2', maxLength: 400 }),
  }),
  { maxLength: 12 },
);

function entriesAt(pool: SketchPool, at: number): readonly number[] {
  const all = Array.from({ length: entryCount(pool, at) }, (_, index) => entryAt(pool, at, index));
  return all.filter((entry) => entry > 0);
}

function merged(list: readonly number[]): HyperLogLog {
  const sketch = emptyHyperLogLog();
  for (const entry of list) mergeHyperLogLog(sketch, sketchOfEntry(entry));
  return sketch;
}

test('each sketch of a pool is that of its own entries, wherever it moves and whatever others leave behind', () => {
  let dense = 0;
  let reused = 0;
  fc.assert(
    fc.property(steps, (given) => {
      const pool = emptySketchPool();
      const places = new Map<number, number>();
      const added = new Map<number, number[]>();
      for (const { owner, drops, entries: more } of given) {
        const known = places.get(owner);
        if (drops && known !== undefined) {
          dropSketch(pool, known);
          places.delete(owner);
          added.delete(owner);
        }
        const end = pool.end;
        let at = places.get(owner) ?? newSketch(pool);
        for (const entry of more) at = addToSketch(pool, at, entry);
        if (known === undefined && more.length > 3 && pool.end === end) reused += 1;
        places.set(owner, at);
        added.set(owner, [...(added.get(owner) ?? []), ...more]);
      }
      const sent = structuredClone(pool, { transfer: [pool.units.buffer] });
      for (const [owner, at] of places) {
        const expected = merged(added.get(owner) ?? []);
        assert.deepEqual(sketchAt(sent, at), expected);
        assert.deepEqual(merged(entriesAt(sent, at)), expected);
        if (expected.dense !== null) dense += 1;
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(dense > 20, 'registers were reached');
  assert.ok(reused > 5, 'blocks were used again');
});

test('the form changes with one register more than a list may have, and not before', () => {
  const pool = emptySketchPool();
  let at = newSketch(pool);
  for (let register = 127; register >= 0; register -= 1) at = addToSketch(pool, at, register * 64 + 1);
  assert.equal(entryCount(pool, at), 128);
  at = addToSketch(pool, at, 5 * 64 + 9);
  assert.equal(entryCount(pool, at), 128);
  assert.equal(entryAt(pool, at, 5), 5 * 64 + 9);
  at = addToSketch(pool, at, 1023 * 64 + HIGHEST_RANK);
  assert.equal(entryCount(pool, at), 1024);
  assert.equal(entryAt(pool, at, 5), 5 * 64 + 9);
  assert.equal(entryAt(pool, at, 1023), 1023 * 64 + HIGHEST_RANK);
  assert.equal(entryAt(pool, at, 500), 0);
});

test('most sketches are small: a million of eight entries take less than 40 MB', () => {
  const pool = emptySketchPool();
  const count = 100_000;
  for (let sketch = 0; sketch < count; sketch += 1) {
    let at = newSketch(pool);
    for (let entry = 0; entry < 8; entry += 1)
      at = addToSketch(pool, at, ((sketch * 13 + entry * 101) % 1024) * 64 + 1);
  }
  assert.ok(2 * pool.end < 40 * count, `${(2 * pool.end) / count} bytes`);
});
