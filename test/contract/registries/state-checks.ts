import assert from 'node:assert/strict';
import type { Change, Plan } from '../../../src/model/registry.ts';
import { FLAGS } from '../../../src/model/vocabulary.ts';
import { graded } from '../../support/published-rows.ts';
import type { RegistryCheck } from './checks.ts';
import { hostileRows, PLANTED, rowsOf } from './rows.ts';

const keys = ({ changes }: Plan, action: Change['action']): readonly string[] =>
  changes.filter((change) => change.action === action).map((change) => change.key);

const LETTER_CHANGED = rowsOf(undefined, { letter: { api: 'orders', to: graded('E', 51) } });

/** Desired state: what is created, what is left alone, what changes, what goes and comes back. */
export const STATE_CHECKS: readonly RegistryCheck[] = [
  {
    name: 'nothing',
    promise: 'plans nothing where there is nothing to publish',
    needs: 'nothing',
    run: async ({ plan }) => {
      const { changes, conflicts, refusal } = await plan([]);
      assert.deepEqual({ changes, conflicts, refusal }, { changes: [], conflicts: [], refusal: null });
    },
  },
  {
    name: 'plan-writes-nothing',
    promise: 'writes nothing while it plans',
    needs: 'nothing',
    run: async ({ plan, objects, running }) => {
      const before = await objects();
      await plan(rowsOf());
      assert.deepEqual(await objects(), before);
      assert.equal(running.wire?.writes() ?? 0, 0);
    },
  },
  {
    name: 'first-publish',
    promise: 'creates what it plans, in an order that works, and owns it',
    needs: 'nothing',
    run: async ({ plan, publishAll, objects, open }) => {
      const planned = await plan(rowsOf());
      const created = keys(planned, 'create');
      assert.equal(created.length, planned.changes.length, 'creates only');
      assert.equal(new Set(created).size, created.length, 'a key names one object');
      const named = new Set(planned.changes.flatMap(({ api }) => api ?? []));
      assert.equal(named.size, 3, 'every change says for which API it is; every API has one');
      assert.equal((await publishAll(rowsOf())).created, created.length);
      const held = await objects();
      for (const key of created) assert.ok(held.has(key), key);
      const owned = await (await open()).listOwned();
      assert.deepEqual(owned.map((object) => object.key).sort(), [...created].sort());
      assert.ok(owned.every((object) => object.state === 'active'));
    },
  },
  {
    name: 'same-order',
    promise: 'makes the same plan of the same rows, whatever process it is',
    needs: 'nothing',
    run: async ({ plan }) => assert.deepEqual(await plan(rowsOf()), await plan(rowsOf())),
  },
  {
    name: 'nothing-changed',
    promise: 'writes nothing at all when nothing changed',
    needs: 'nothing',
    run: async ({ publishAll, publish, objects, running }) => {
      await publishAll(rowsOf());
      const before = await objects();
      const writes = running.wire?.writes() ?? 0;
      const receipt = await publish(rowsOf());
      assert.deepEqual([receipt.created, receipt.updated, receipt.retired], [0, 0, 0]);
      assert.ok(receipt.unchanged > 0);
      assert.equal((running.wire?.writes() ?? 0) - writes, 0, 'writing requests');
      assert.deepEqual(await objects(), before);
    },
  },
  {
    name: 'letter',
    promise: 'a changed letter is one update of each object that shows it, and nothing else',
    needs: 'nothing',
    run: async ({ plan, publishAll, objects, scenario }) => {
      await publishAll(rowsOf());
      const before = await objects();
      const planned = await plan(LETTER_CHANGED);
      assert.deepEqual(
        planned.changes.map((change) => change.action),
        Array.from({ length: scenario.letterUpdates }, () => 'update'),
      );
      for (const change of planned.changes)
        assert.ok(change.action === 'update' && change.fields.length > 0, 'it names the fields');
      await publishAll(LETTER_CHANGED);
      const after = await objects();
      assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
      const changed = [...after].filter(
        ([key, body]) => JSON.stringify(body) !== JSON.stringify(before.get(key)),
      );
      assert.deepEqual(changed.map(([key]) => key).sort(), [...keys(planned, 'update')].sort());
    },
  },
  {
    name: 'unrated',
    promise: 'an API that becomes U loses its letter there, and one that gets a letter shows it',
    needs: 'nothing',
    run: async ({ publishAll, plan }) => {
      await publishAll(rowsOf());
      const unrated = rowsOf(undefined, { letter: { api: 'orders', to: graded('U', null) } });
      assert.ok((await plan(unrated)).changes.length > 0);
      await publishAll(unrated);
      const rated = rowsOf(undefined, { letter: { api: 'billing', to: graded('A', 97) } });
      assert.ok((await plan(rated)).changes.length > 0);
      await publishAll(rated);
    },
  },
  {
    name: 'twice',
    promise: 'a change applied twice leaves the same object: create, update, retire',
    needs: 'nothing',
    run: async ({ open, objects, publishAll }) => {
      const steps = [rowsOf(), LETTER_CHANGED, rowsOf(['orders', 'billing'])];
      for (const rows of steps) {
        const registry = await open();
        const { changes } = await registry.plan(rows);
        assert.ok(changes.length > 0);
        for (const change of changes) {
          await registry.apply(change);
          const once = await objects();
          await (await open()).apply(change);
          assert.deepEqual(await objects(), once, `${change.action} ${change.key}`);
        }
        await publishAll(rows);
      }
    },
  },
  {
    name: 'retire-return',
    promise: 'an API that vanished is retired, never deleted, and comes back as the same objects',
    needs: 'nothing',
    run: async ({ open, objects, plan, publishAll }) => {
      await publishAll(rowsOf());
      const before = await objects();
      const without = rowsOf(['orders', 'billing']);
      const gone = (await plan(without)).changes;
      assert.ok(gone.length > 0 && gone.every((change) => change.action === 'retire'), 'retirements only');
      await publishAll(without);
      assert.deepEqual([...(await objects()).keys()].sort(), [...before.keys()].sort(), 'all still stand');
      const retired = (await (await open()).listOwned()).filter((object) => object.state === 'retired');
      assert.deepEqual(retired.map(({ key }) => key).sort(), gone.map(({ key }) => key).sort());
      assert.ok((await plan(rowsOf())).changes.every((change) => change.action === 'update'));
      await publishAll(rowsOf());
      assert.deepEqual(await objects(), before);
    },
  },
  {
    name: 'guard',
    promise: 'is not emptied by a run that saw nothing',
    needs: 'nothing',
    run: async ({ publishAll, publish, objects }) => {
      await publishAll(rowsOf());
      const before = await objects();
      const receipt = await publish([]);
      assert.equal(receipt.retired, 0);
      assert.notEqual(receipt.refusal, null, 'it says that it refused');
      assert.deepEqual(await objects(), before);
    },
  },
  {
    name: 'resume',
    promise: 'a run stopped between two entries ends where a whole one does',
    needs: 'nothing',
    run: async ({ plan, publish, publishAll, objects }) => {
      const total = (await plan(rowsOf())).changes.length;
      for (let stopAfter = 1; stopAfter < total; stopAfter += 1) {
        const stop = new AbortController();
        const receipt = await publish(rowsOf(), {
          signal: stop.signal,
          progressed: () => stop.abort(new Error('stopped')),
        });
        assert.deepEqual([receipt.created, receipt.updated, receipt.retired], [1, 0, 0], `run ${stopAfter}`);
      }
      assert.equal((await publishAll(rowsOf())).created, 1);
      assert.ok((await objects()).size >= total);
    },
  },
  {
    name: 'flags',
    promise: 'takes every flag of the vocabulary, alone and all at once, and plans nothing twice',
    needs: 'nothing',
    run: async ({ publishAll }) => {
      for (const flags of [...FLAGS.map((flag) => [flag]), [...FLAGS], []])
        await publishAll(rowsOf(['orders'], { flags }));
      await publishAll(rowsOf());
    },
  },
  {
    name: 'detail',
    promise: 'with detail grade nothing but identity and grade leaves',
    needs: 'nothing',
    run: async ({ publishAll, objects }) => {
      const text = async (): Promise<string> => JSON.stringify([...(await objects())]);
      await publishAll(rowsOf(undefined, { detail: 'grade' }));
      for (const planted of PLANTED) assert.ok(!(await text()).includes(planted), planted);
    },
  },
  {
    name: 'hostile-text',
    promise: 'takes strings of callers without letting one act unseen, and plans nothing twice',
    needs: 'nothing',
    run: async ({ publishAll, objects }) => {
      await publishAll(hostileRows());
      for (const text of strings([...(await objects())]))
        assert.doesNotMatch(text, /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|[^\P{Cc}\n]/u, JSON.stringify(text));
    },
  },
  {
    name: 'definitions',
    promise: 'holds the definitions that may leave; a changed one is an update, an equal one is none',
    needs: 'definitions',
    run: async ({ publishAll, plan, objects }) => {
      const text = async (): Promise<string> => readable([...(await objects())]);
      await publishAll(rowsOf());
      assert.ok(!(await text()).includes('getItems'), 'none leaves unasked');
      const first = rowsOf(undefined, { definitions: 'First title' });
      await publishAll(first);
      assert.ok((await text()).includes('getItems'));
      const second = rowsOf(undefined, { definitions: 'Second title' });
      assert.ok((await plan(second)).changes.length > 0);
      await publishAll(second);
    },
  },
];

/** All text of it, and what its strings hold where a platform wants documents in base64. */
function readable(value: unknown): string {
  const all = strings(value);
  return [...all, ...all.map((text) => Buffer.from(text, 'base64').toString('utf8'))].join('\n');
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...strings(member)]);
}
