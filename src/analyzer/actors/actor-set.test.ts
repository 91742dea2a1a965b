import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type Actor, type ActorSet, actorAt, emptyActorSet, mergeActorSet, networksIn } from './actor-set.ts';

const K = 12;
const make = (network: string): Actor => ({ network });

function setOf(actors: readonly number[]): ActorSet<Actor> {
  const set = emptyActorSet<Actor>(K);
  for (const actor of actors) actorAt(set, actor, networkOf(actor), make);
  return set;
}

const networkOf = (actor: number): string => `n${actor % 7}`;

function shown(set: ActorSet<Actor>): unknown {
  return [
    set.closed !== null,
    [...set.hashes].sort((a, b) => a - b),
    [...(networksIn(set) ?? ['many'])].sort(),
  ];
}

test('two sets joined are the set of all actors, with room or without', () => {
  let closed = 0;
  let full = 0;
  const actors = fc.array(fc.nat(18), { maxLength: 30 });
  fc.assert(
    fc.property(actors, actors, (a, b) => {
      const into = setOf(a);
      const from = setOf(b);
      const wereOpen = into.closed === null && from.closed === null;
      let added = 0;
      mergeActorSet(into, from, make, () => {
        added += 1;
      });
      assert.deepEqual(shown(into), shown(setOf([...a, ...b])));
      if (wereOpen && into.closed !== null) {
        closed += 1;
        assert.equal(added, 0, 'nothing is added to what is dropped');
      }
      if (into.hashes.length === K) full += 1;
    }),
    { numRuns: 2000 },
  );
  assert.ok(closed > 20 && full > 5, `${closed} closed by joining, ${full} just full`);
});
