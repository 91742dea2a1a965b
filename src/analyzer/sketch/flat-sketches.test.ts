import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flattenSketches, sketchBuffers, unflattenSketches } from './flat-sketches.ts';
import { addEntry, emptyHyperLogLog, type HyperLogLog } from './hyper-log-log.ts';

function sketchOf(count: number, seed: number): HyperLogLog {
  const sketch = emptyHyperLogLog();
  for (let at = 0; at < count; at += 1) addEntry(sketch, (((at * 7 + seed) % 1024) << 6) | (1 + (at % 43)));
  return sketch;
}

test('flat sketches are the same again, empty, sparse and dense, in their order', () => {
  const counts = [3, 0, 128, 129, 1, 500, 2, 1024];
  const sketches = new Map(counts.map((count, at) => [at * 1000 + 7, sketchOf(count, at)]));
  assert.ok([...sketches.values()].filter(({ dense }) => dense !== null).length >= 3);
  const again = unflattenSketches(flattenSketches(sketches));
  assert.deepEqual([...again], [...sketches]);
  // None shares its list with another.
  const empty = again.get(1007) ?? sketchOf(1, 1);
  addEntry(empty, 65);
  assert.deepEqual(emptyHyperLogLog().sparse, []);
  assert.deepEqual([...unflattenSketches(flattenSketches(new Map()))], []);
});

test('the buffers of flat sketches may change their owner', () => {
  const sketches = new Map([1, 200].map((count) => [count, sketchOf(count, 0)]));
  const flat = flattenSketches(sketches);
  const sent = structuredClone(flat, { transfer: [...sketchBuffers(flat)] });
  assert.equal(flat.entries.length + flat.registers.length, 0);
  assert.deepEqual(unflattenSketches(sent), sketches);
});
