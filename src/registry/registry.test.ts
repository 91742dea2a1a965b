import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planChanges } from '../kit/plan-changes.ts';
import { AssayError } from '../model/errors.ts';
import type { DesiredObject } from '../model/registry.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { builtInRegistry } from './built-in.ts';
import { publish, type RegistryTarget } from './publish.ts';

const api = (key: string, letter = 'B'): DesiredObject => ({ key, kind: 'api', body: { key, letter } });
const many = (count: number): DesiredObject[] =>
  Array.from({ length: count }, (_, i) => api(`api_${String(i).padStart(3, '0')}`));

test('publishing twice writes nothing the second time', async () => {
  const store = openSqliteStore(':memory:');
  const target = builtInRegistry(store);
  const first = await publish(store, target, [api('a'), api('b')], 1);
  assert.deepEqual([first.created, first.updated, first.unchanged], [2, 0, 0]);
  const second = await publish(store, target, [api('b'), api('a')], 2);
  assert.deepEqual([second.created, second.updated, second.unchanged], [0, 0, 2]);
  assert.deepEqual(
    (await store.registryObjects('built-in')).map((object) => object.changedAtMs),
    [1, 1],
  );
  await store.close();
});

test('a changed letter is one update that names the field; a vanished API is retired, and comes back by update', async () => {
  const store = openSqliteStore(':memory:');
  const target = builtInRegistry(store);
  await publish(store, target, [api('a'), api('b'), api('c')], 1);
  const plan = planChanges([api('a', 'C'), api('b')], await target.listOwned());
  assert.deepEqual(
    plan.changes.map((change) => [change.action, change.key]),
    [
      ['update', 'a'],
      ['retire', 'c'],
    ],
  );
  assert.deepEqual(plan.changes[0]?.action === 'update' ? plan.changes[0].fields : [], ['letter']);
  await publish(store, target, [api('a', 'C'), api('b')], 2);
  assert.equal(
    (await store.registryObjects('built-in')).find((object) => object.key === 'c')?.state,
    'retired',
  );
  const back = await publish(store, target, [api('a', 'C'), api('b'), api('c')], 3);
  assert.equal(back.updated, 1);
  await store.close();
});

test('a bad day never empties a registry', () => {
  const owned = many(100).map((object) => ({ ...object, state: 'active' as const }));
  const halved = planChanges(many(50), owned);
  assert.equal(halved.changes.length, 0);
  assert.match(halved.refusal ?? '', /50 of 100/);
  assert.equal(planChanges([], owned.slice(0, 3)).changes.length, 0, 'an empty run retires nothing');
  assert.equal(planChanges(many(80), owned).changes.length, 20, 'a fifth is ordinary change');
});

test('a refused object is quarantined and the rest goes on; another fault stops and keeps the rest pending', async () => {
  const store = openSqliteStore(':memory:');
  const failing = (kind: 'rejected' | 'transient'): RegistryTarget => ({
    id: 'other',
    listOwned: () => store.registryObjects('other'),
    apply: async (change) => {
      if (change.key === 'b') throw new AssayError({ code: 'REFUSED', kind, message: 'no' });
    },
  });
  const receipt = await publish(store, failing('rejected'), [api('a'), api('b'), api('c')], 1);
  assert.equal(receipt.quarantined, 1);
  assert.deepEqual(
    (await store.registryObjects('other')).map((object) => object.key),
    ['a', 'c'],
  );
  const fresh = openSqliteStore(':memory:');
  const target: RegistryTarget = { ...failing('transient'), listOwned: () => fresh.registryObjects('other') };
  await assert.rejects(publish(fresh, target, [api('a'), api('b'), api('c')], 1));
  assert.deepEqual(
    (await fresh.outbox('other')).map((entry) => entry.state),
    ['applied', 'pending', 'pending'],
  );
  const resumed: RegistryTarget = { ...target, apply: async () => {} };
  assert.equal((await publish(fresh, resumed, [api('a'), api('b'), api('c')], 2)).created, 2);
  await store.close();
  await fresh.close();
});
