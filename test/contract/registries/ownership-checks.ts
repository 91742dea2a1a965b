import assert from 'node:assert/strict';
import type { OwnedObject } from '../../../src/model/registry.ts';
import { graded } from '../../support/published-rows.ts';
import type { RegistryCheck } from './checks.ts';
import { rowsOf } from './rows.ts';

const LETTER_CHANGED = rowsOf(undefined, { letter: { api: 'orders', to: graded('E', 51) } });

/** Ours and theirs: foreign objects, fields of people, objects that somebody created meanwhile. */
export const OWNERSHIP_CHECKS: readonly RegistryCheck[] = [
  {
    name: 'foreign',
    promise: 'never lists nor changes an object that it did not create',
    needs: 'nothing',
    run: async ({ running, open, publishAll }) => {
      const foreign = await running.foreignObject(null);
      assert.deepEqual(await (await open()).listOwned(), []);
      await publishAll(rowsOf());
      await publishAll(LETTER_CHANGED);
      await publishAll(rowsOf(['orders', 'billing']));
      assert.ok(await foreign.untouched());
    },
  },
  {
    name: 'foreign-name',
    promise: 'leaves an object alone that has the name of ours without our mark, and goes on with other APIs',
    needs: 'nothing',
    run: async ({ running, open, plan, publish, objects }) => {
      const { changes } = await plan(rowsOf());
      const mine = changes.find((change) => (change.api ?? null) !== null);
      assert.ok(mine !== undefined);
      const foreign = await running.foreignObject(mine.key);
      const receipt = await publish(rowsOf());
      assert.equal(receipt.error, null);
      assert.ok(await foreign.untouched(), 'untouched');
      const owned: readonly OwnedObject[] = await (await open()).listOwned();
      const held = await objects();
      for (const { key } of changes.filter(
        (change) => change.api !== mine.api && (change.api ?? null) !== null,
      ))
        assert.ok(held.has(key) && owned.some((object) => object.key === key), key);
    },
  },
  {
    name: 'person-edit',
    promise: 'never overwrites what a person added to our object, and sees no difference in it',
    needs: 'nothing',
    run: async ({ running, plan, publishAll }) => {
      await publishAll(rowsOf());
      const { changes } = await plan(LETTER_CHANGED);
      const edits = await Promise.all(changes.map(({ key }) => running.personEdit(key)));
      assert.ok(edits.length > 0);
      assert.deepEqual((await plan(rowsOf())).changes, []);
      await publishAll(LETTER_CHANGED);
      for (const edit of edits) assert.ok(await edit.untouched());
    },
  },
  {
    name: 'edit-meanwhile',
    promise: 'an update planned before a person edited the object keeps that edit',
    needs: 'nothing',
    run: async ({ running, open, publishAll, plan }) => {
      await publishAll(rowsOf());
      const registry = await open();
      const { changes } = await registry.plan(LETTER_CHANGED);
      const edits = await Promise.all(changes.map(({ key }) => running.personEdit(key)));
      for (const change of changes) await registry.apply(change);
      for (const edit of edits) assert.ok(await edit.untouched());
      // Only the built-in registry leaves the writing to the outbox.
      if (registry.adopt !== null || running.wire !== null)
        assert.deepEqual((await plan(LETTER_CHANGED)).changes, []);
    },
  },
  {
    name: 'created-meanwhile',
    promise: 'takes what it created itself in another run as its own (409), and makes no second one',
    needs: 'nothing',
    run: async ({ open, objects, publishAll }) => {
      const late = await open();
      const { changes } = await late.plan(rowsOf());
      await publishAll(rowsOf());
      const before = await objects();
      for (const change of changes) await late.apply(change);
      assert.deepEqual(await objects(), before);
    },
  },
  {
    name: 'adopt',
    promise: 'adopts an object that lost its mark, and then leaves it as it is',
    needs: 'adopt',
    run: async ({ running, open, plan, publishAll }) => {
      await publishAll(rowsOf());
      const before = await (await open()).listOwned();
      // What others refer to comes first where the API is named; without that any object will do.
      const first = before.find((object) => (object.api ?? null) !== null) ?? before[0];
      assert.ok(first !== undefined);
      assert.ok(running.unmark !== undefined, 'the scenario can take a mark off');
      await running.unmark(first.key);
      const registry = await open();
      assert.ok(!(await registry.listOwned()).some((object) => object.key === first.key));
      assert.equal((await registry.adopt?.(first.key))?.key, first.key);
      assert.deepEqual(await (await open()).listOwned(), before);
      assert.deepEqual((await plan(rowsOf())).changes, []);
    },
  },
];
