import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectGarbage } from './collect-garbage.ts';
import { createKnownIds } from './known-ids.ts';

/** Ids of which every third came before, near and far. */
function* ids(count: number): Generator<string> {
  for (let at = 0; at < count; at += 1) yield at % 3 === 2 ? `r${(at * 7919) % at}` : `r${at}`;
}

test('what came before is told exactly, however little stays in memory', () => {
  const known = new Set<string>();
  const expected = Array.from(ids(20_000), (id) => known.size === known.add(id).size);
  assert.ok(expected.filter((each) => each).length > 3000);
  for (const held of [
    { ids: 0, chars: 10 ** 9 },
    { ids: 100, chars: 10 ** 9 },
    { ids: 10 ** 9, chars: 2000 },
    { ids: 10 ** 9, chars: 10 ** 9 },
  ]) {
    const meet = createKnownIds(held);
    assert.deepEqual(Array.from(ids(20_000), meet), expected, `${held.ids} ids, ${held.chars} characters`);
  }
});

test('ids beyond what is held take no memory', () => {
  const meet = createKnownIds({ ids: 10_000, chars: 10 ** 9 });
  const long = 'x'.repeat(200);
  const usedAfter = (from: number, to: number): number => {
    for (let at = from; at < to; at += 1) meet(Buffer.from(`${long}${at}`).toString('latin1'));
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = usedAfter(0, 20_005);
  // As texts in a set they would be some 26 MB.
  assert.ok(usedAfter(20_005, 120_005) - before < 10 * 1024 ** 2);
});
