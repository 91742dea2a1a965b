import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { graded, published, reportApi, reportOf } from '../../test/support/published-rows.ts';
import { type ShelfRegistry, shelfRegistry } from '../../test/support/shelf-registry.ts';
import { planChanges } from '../kit/plan-changes.ts';
import { AssayError, type ErrorKind } from '../model/errors.ts';
import { eraseSlotNames, managedApiId, unmanagedApiId } from '../model/ids.ts';
import type { Change, DesiredObject, PublishedApi } from '../model/registry.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { builtInRegistry } from './built-in.ts';
import { adoptByHand, retireByHand } from './by-hand.ts';
import { type PublishRun, publish, type Receipt } from './publish.ts';
import { localApis } from './published-apis.ts';

const api = (name: string, letter: 'A' | 'B' | 'C' | 'U' = 'B') =>
  reportApi(name, { name, grade: graded(letter, letter === 'U' ? null : 85) });
const rows = (...apis: ReturnType<typeof api>[]): readonly PublishedApi[] => published(apis);
const ABC = rows(api('a'), api('b'), api('c'));

function run(
  open: PublishRun['open'],
  apis: readonly PublishedApi[],
  more: Partial<PublishRun> = {},
): PublishRun {
  return {
    registry: 'shelf',
    open,
    apis,
    nowMs: () => 1,
    allowRetire: false,
    signal: new AbortController().signal,
    progressed: () => undefined,
    ...more,
  };
}

const counts = ({ created, updated, retired, unchanged, quarantined, pending, conflicts }: Receipt) => ({
  created,
  updated,
  retired,
  unchanged,
  quarantined,
  pending,
  conflicts,
});

const NONE = { created: 0, updated: 0, retired: 0, unchanged: 0, quarantined: 0, pending: 0, conflicts: 0 };

function fault(kind: ErrorKind): AssayError {
  return new AssayError({ code: kind.toUpperCase(), kind, message: 'no' });
}

function faultAt(shelf: ShelfRegistry, key: string, kind: ErrorKind | null): void {
  shelf.onApply = (change: Change) => {
    if (kind !== null && change.key === key) throw fault(kind);
  };
}

async function states(store: Store): Promise<readonly string[]> {
  return (await store.outbox('shelf')).map(({ state, key, error }) =>
    [state, key, ...(error === null ? [] : [error])].join(' '),
  );
}

const desired = (key: string, letter = 'B'): DesiredObject => ({ key, kind: 'api', body: { key, letter } });
const many = (count: number): DesiredObject[] =>
  Array.from({ length: count }, (_, i) => desired(`api_${String(i).padStart(3, '0')}`));

describe('plan', () => {
  it('a bad day never empties a registry; what was withheld is there for a person to allow', () => {
    const owned = many(100).map((object) => ({ ...object, state: 'active' as const }));
    const halved = planChanges(many(50), owned);
    assert.equal(halved.changes.length, 0);
    assert.match(halved.refusal ?? '', /50 of 100/);
    assert.equal(halved.withheld?.length, 50);
    assert.equal(planChanges([], owned.slice(0, 3)).changes.length, 0, 'an empty run retires nothing');
    assert.equal(planChanges(many(80), owned).changes.length, 20, 'a fifth is ordinary change');
  });
});

describe('the built-in registry', () => {
  test('registrations that turn out to be other APIs of the list are no loss', async () => {
    const store = openSqliteStore(':memory:');
    const open = builtInRegistry(store);
    const local = (...apis: ReturnType<typeof api>[]): readonly PublishedApi[] =>
      localApis(reportOf(apis), { detail: 'grade', shownLetters: new Map() });
    const names = Array.from({ length: 8 }, (_, at) => `n${at}`);
    const twins = names.map((name) => ({ ...api(`twin-${name}`), id: managedApiId('central', name) }));
    await publish(
      store,
      run(open, local(...names.map((name) => api(name)), ...twins), { registry: 'built-in' }),
    );
    assert.match((await open.plan(local(...names.map((name) => api(name))))).refusal ?? '', /8 of 16/);
    const joined = names.map((name) => ({
      ...api(name),
      registrations: [
        { gateway: 'kong', api: name, operation: null },
        { gateway: 'central', api: name, operation: null },
      ],
    }));
    const { refusal, changes } = await open.plan(local(...joined));
    assert.deepEqual(
      [refusal, changes.map(({ action, key }) => `${action} ${key}`).sort()],
      [null, twins.map(({ id }) => `retire ${id}`).sort()],
    );
    await store.close();
  });

  test('unmanaged APIs that a gateway registers since are no loss', async () => {
    const store = openSqliteStore(':memory:');
    const open = builtInRegistry(store);
    const local = (...apis: ReturnType<typeof api>[]): readonly PublishedApi[] =>
      localApis(reportOf(apis), { detail: 'grade', shownLetters: new Map() });
    const host = 'shop.example';
    const paths = Array.from({ length: 12 }, (_, at) => `/p${at}/{tenant}`);
    const unmanaged = paths.map((basePath, at) => ({
      ...api(`n${at}`),
      id: unmanagedApiId(host, eraseSlotNames(basePath)),
    }));
    await publish(store, run(open, local(...unmanaged), { registry: 'built-in' }));
    const managed = paths.map((basePath, at) => ({
      ...api(`n${at}`),
      id: managedApiId('kong', `n${at}`),
      basePath,
      host: 'gw.example',
      hosts: ['gw.example', host],
    }));
    const { created, retired, refusal } = await publish(
      store,
      run(open, local(...managed), { registry: 'built-in' }),
    );
    assert.deepEqual([created, retired, refusal], [12, 12, null]);
    await store.close();
  });

  test('publishing twice writes nothing the second time', async () => {
    const store = openSqliteStore(':memory:');
    const open = builtInRegistry(store);
    const first = await publish(store, run(open, rows(api('a'), api('b')), { registry: 'built-in' }));
    assert.deepEqual([first.created, first.updated, first.unchanged], [2, 0, 0]);
    const again = run(open, rows(api('b'), api('a')), { registry: 'built-in', nowMs: () => 2 });
    assert.deepEqual(counts(await publish(store, again)), { ...NONE, unchanged: 2 });
    assert.deepEqual(
      (await store.registryObjects('built-in')).map((object) => object.changedAtMs),
      [1, 1],
    );
    await store.close();
  });

  test('a changed letter is one update that names the field; a vanished API is retired, and comes back by update', async () => {
    const store = openSqliteStore(':memory:');
    const open = builtInRegistry(store);
    const local = (...apis: ReturnType<typeof api>[]): readonly PublishedApi[] =>
      localApis(reportOf(apis), { detail: 'grade', shownLetters: new Map() });
    const publishing = (...apis: ReturnType<typeof api>[]): Promise<Receipt> =>
      publish(store, run(open, local(...apis), { registry: 'built-in' }));
    await publishing(api('a'), api('b'), api('c'));
    const plan = await open.plan(local(api('a', 'C'), api('b')));
    assert.deepEqual(
      plan.changes.map((change) => [change.action, change.key, change.api]),
      [
        ['update', api('a').id, api('a').id],
        ['retire', api('c').id, api('c').id],
      ],
    );
    assert.deepEqual(plan.changes[0]?.action === 'update' ? plan.changes[0].fields : [], ['grade']);
    await publishing(api('a', 'C'), api('b'));
    const stored = (await store.registryObjects('built-in')).find((object) => object.key === api('c').id);
    assert.equal(stored?.state, 'retired');
    assert.equal((await publishing(api('a', 'C'), api('b'), api('c'))).updated, 1);
    await store.close();
  });
});

describe('publish', () => {
  test('creates once, writes nothing when nothing changed, and one update for a letter', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, created: 7 });
    shelf.applied.length = 0;
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, unchanged: 7 });
    assert.deepEqual(shelf.applied, []);
    await publish(store, run(shelf, rows(api('a'), api('b', 'C'), api('c'))));
    assert.deepEqual(shelf.applied, ['update grades/b']);
    assert.equal(
      (await store.registryObjects('shelf')).find(({ key }) => key === 'grades/b')?.api,
      api('b').id,
    );
    await store.close();
  });

  test('an API that is U has no grade there, and one that became U loses it', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    await publish(store, run(shelf, rows(api('a'), api('b', 'U'))));
    assert.deepEqual([...shelf.held.keys()], ['shelf', 'services/a', 'grades/a', 'services/b']);
    await publish(store, run(shelf, rows(api('a', 'U'), api('b', 'U'))));
    assert.equal(shelf.held.get('grades/a')?.state, 'retired');
    await store.close();
  });

  test('a refused change holds back what comes after it of the same API, and nothing else', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultAt(shelf, 'services/b', 'rejected');
    const receipt = await publish(store, run(shelf, ABC));
    assert.deepEqual(counts(receipt), { ...NONE, created: 5, quarantined: 1, pending: 1 });
    assert.equal(receipt.error, null);
    assert.deepEqual(await states(store), [
      'applied shelf',
      'applied services/a',
      'applied grades/a',
      'quarantined services/b REJECTED: no',
      'pending grades/b',
      'applied services/c',
      'applied grades/c',
    ]);
    await store.close();
  });

  test('a refused change of what belongs to all holds back all', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultAt(shelf, 'shelf', 'rejected');
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, quarantined: 1, pending: 6 });
    assert.deepEqual(shelf.applied, ['create shelf']);
    await store.close();
  });

  test('what was refused is tried again only with other content, or when a person says so', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultAt(shelf, 'services/b', 'rejected');
    await publish(store, run(shelf, ABC));
    faultAt(shelf, '', null);
    shelf.applied.length = 0;
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), {
      ...NONE,
      unchanged: 5,
      quarantined: 1,
      pending: 1,
    });
    assert.deepEqual(shelf.applied, [], 'not retried, and what depends on it neither');

    const owned = rows(api('a'), { ...api('b'), owner: 'team-b' }, api('c'));
    assert.deepEqual(counts(await publish(store, run(shelf, owned))), { ...NONE, unchanged: 5, created: 2 });
    assert.deepEqual(shelf.applied, ['create services/b', 'create grades/b']);

    shelf.held.clear();
    faultAt(shelf, 'services/a', 'rejected');
    await publish(store, run(shelf, ABC));
    faultAt(shelf, '', null);
    assert.equal(await store.releaseQuarantine('shelf', null), 1);
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, unchanged: 5, created: 2 });
    await store.close();
  });

  test('quarantine of what is no longer planned ends', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultAt(shelf, 'services/c', 'rejected');
    await publish(store, run(shelf, ABC));
    await publish(store, run(shelf, rows(api('a'), api('b'))));
    assert.deepEqual(await states(store), []);
    await store.close();
  });

  for (const kind of ['auth', 'rateLimited', 'sourceContract'] as const) {
    test(`a fault of kind ${kind} ends the run; the rest stays pending and is done by the next`, async () => {
      const store = openSqliteStore(':memory:');
      const shelf = shelfRegistry();
      faultAt(shelf, 'grades/a', kind);
      const receipt = await publish(store, run(shelf, ABC));
      assert.deepEqual(counts(receipt), { ...NONE, created: 2, pending: 5 });
      assert.equal(receipt.error?.kind, kind);
      assert.equal(receipt.endedEarly, true);
      assert.deepEqual(await states(store), [
        'applied shelf',
        'applied services/a',
        `pending grades/a ${kind.toUpperCase()}: no`,
        'pending services/b',
        'pending grades/b',
        'pending services/c',
        'pending grades/c',
      ]);
      faultAt(shelf, '', null);
      assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, unchanged: 2, created: 5 });
      await store.close();
    });
  }

  const fate = ({ error, endedEarly }: Receipt) => [error?.code ?? null, endedEarly];
  const faultOf = (shelf: ShelfRegistry, ...keys: readonly string[]): void => {
    shelf.onApply = ({ key }) => {
      if (keys.includes(key)) throw fault('transient');
    };
  };

  test('an object that fails for ever keeps back its API and no other, in every run', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultOf(shelf, 'services/a');
    const first = await publish(store, run(shelf, ABC));
    assert.deepEqual(counts(first), { ...NONE, created: 5, pending: 2 });
    assert.deepEqual(fate(first), ['TRANSIENT', false]);
    assert.deepEqual((await states(store)).slice(1, 3), [
      'pending services/a TRANSIENT: no',
      'pending grades/a',
    ]);
    shelf.applied.length = 0;
    const second = await publish(store, run(shelf, rows(api('a'), api('b'), api('c', 'A'), api('d'))));
    assert.deepEqual(counts(second), { ...NONE, created: 2, updated: 1, unchanged: 4, pending: 2 });
    assert.equal(shelf.applied.at(-1), 'create services/a', 'tried again, after the others');
    assert.ok(!shelf.applied.includes('create grades/a'));
    faultOf(shelf);
    const last = await publish(store, run(shelf, rows(api('a'), api('b'), api('c', 'A'), api('d'))));
    assert.deepEqual(counts(last), { ...NONE, created: 2, unchanged: 7 });
    assert.deepEqual(fate(last), [null, false]);
    await store.close();
  });

  test('three transient faults in a row of different APIs end the run; an answer in between starts the count anew', async () => {
    const store = openSqliteStore(':memory:');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const all = rows(...names.map((name) => api(name)));
    const down = shelfRegistry();
    faultOf(down, ...names.map((name) => `services/${name}`));
    const ended = await publish(store, run(down, all));
    assert.deepEqual(counts(ended), { ...NONE, created: 1, pending: 12 });
    assert.deepEqual(fate(ended), ['TRANSIENT', true]);
    assert.deepEqual(down.applied.slice(1), ['create services/a', 'create services/b', 'create services/c']);

    const flaky = shelfRegistry();
    faultOf(flaky, 'services/a', 'services/b', 'services/d', 'services/e');
    const went = await publish(openSqliteStore(':memory:'), run(flaky, all));
    assert.deepEqual(counts(went), { ...NONE, created: 5, pending: 8 });
    assert.deepEqual(fate(went), ['TRANSIENT', false]);

    const refusing = shelfRegistry();
    refusing.onApply = ({ key }) => {
      if (['services/a', 'services/b', 'services/d', 'services/e'].includes(key)) throw fault('transient');
      if (key === 'services/c') throw fault('rejected');
    };
    const refused = await publish(openSqliteStore(':memory:'), run(refusing, all));
    assert.equal(refused.endedEarly, false, 'a refusal is an answer');
    await store.close();
  });

  test('objects that fail for ever end one run, and are parked behind the others in the next', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const all = rows(...names.map((name) => api(name)));
    // Of those after the first three, g is one that fails once.
    const poisoned = ['a', 'b', 'c', 'd', 'e'].map((name) => `services/${name}`);
    faultOf(shelf, ...poisoned, 'services/g');
    assert.deepEqual(fate(await publish(store, run(shelf, all))), ['TRANSIENT', true]);
    shelf.applied.length = 0;
    const second = await publish(store, run(shelf, all));
    assert.ok(shelf.held.has('grades/f') && shelf.held.has('grades/h'), 'the others are there');
    assert.deepEqual(counts(second), { ...NONE, created: 4, unchanged: 1, pending: 12 });
    faultOf(shelf, ...poisoned);
    for (const tried of [3, 3]) {
      shelf.applied.length = 0;
      await publish(store, run(shelf, all));
      assert.ok(shelf.applied.length >= tried);
    }
    assert.ok(shelf.held.has('grades/g'), 'each of the parked has its turn');
    const lines = await states(store);
    assert.equal(lines.filter((line) => line.endsWith('TRANSIENT: no')).length, 5, lines.join('\n'));
    await store.close();
  });

  test('a platform that is down is asked three times a run, however many were parked', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    await publish(store, run(shelf, rows(api('z'))));
    faultOf(shelf, ...names.map((name) => `services/${name}`));
    for (const isEarly of [true, true, true, false]) {
      shelf.applied.length = 0;
      const ended = await publish(store, run(shelf, rows(...names.map((name) => api(name)), api('z'))));
      assert.deepEqual([shelf.applied.length, ended.pending, ...fate(ended)], [3, 16, 'TRANSIENT', isEarly]);
    }
    await store.close();
  });

  test('a shared object that cannot be made ends the run; one that cannot be updated is left for the next', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultOf(shelf, 'shelf');
    const ended = await publish(store, run(shelf, ABC));
    assert.deepEqual(counts(ended), { ...NONE, pending: 7 });
    assert.deepEqual(fate(ended), ['TRANSIENT', true]);
    shelf.held.set('shelf', { key: 'shelf', kind: 'Shelf', body: { title: 'Old' }, state: 'active' });
    const went = await publish(store, run(shelf, ABC));
    assert.deepEqual(counts(went), { ...NONE, created: 6, pending: 1 });
    assert.deepEqual(fate(went), ['TRANSIENT', false]);
    assert.ok((await states(store)).includes('pending shelf TRANSIENT: no'));
    await store.close();
  });

  test('what an API stands in is not taken away while its own retirement waits', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    await publish(store, run(shelf, ABC));
    shelf.plan = () => Promise.resolve(planChanges([], [...shelf.held.values()]));
    faultOf(shelf, 'services/a');
    shelf.applied.length = 0;
    const receipt = await publish(store, run(shelf, [], { allowRetire: true }));
    assert.deepEqual(counts(receipt), { ...NONE, retired: 5, pending: 2 });
    assert.ok(!shelf.applied.includes('retire shelf'));
    await store.close();
  });

  test('after a conflict the second plan of a run does not try the failed API again', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    let conflicts = 1;
    shelf.onApply = ({ key }) => {
      if (key === 'services/a') throw fault('transient');
      if (key === 'services/b' && conflicts-- > 0) throw fault('conflict');
    };
    const receipt = await publish(store, run(shelf, ABC));
    assert.deepEqual(counts(receipt), { ...NONE, created: 5, unchanged: 3, pending: 2 });
    assert.equal(shelf.applied.filter((line) => line === 'create services/a').length, 1);
    assert.deepEqual(fate(receipt), ['TRANSIENT', false]);
    await store.close();
  });

  test('a conflict is planned anew, once, and then waits for the next run', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    let times = 1;
    shelf.onApply = ({ key }) => {
      if (key === 'services/a' && times-- > 0) throw fault('conflict');
    };
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, created: 7, unchanged: 5 });
    assert.equal(shelf.plans, 2);

    const other = shelfRegistry();
    faultAt(other, 'services/a', 'conflict');
    assert.deepEqual(counts(await publish(store, run(other, ABC))), {
      ...NONE,
      created: 5,
      unchanged: 5,
      pending: 2,
      conflicts: 1,
    });
    assert.equal(other.plans, 2, 'once');
    await store.close();
  });

  test('stops between two entries when the run is aborted, and goes on in the next', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    const stop = new AbortController();
    shelf.onApply = ({ key }) => {
      if (key === 'services/a') stop.abort(new Error('stopped'));
    };
    const receipt = await publish(store, run(shelf, ABC, { signal: stop.signal }));
    assert.deepEqual(counts(receipt), { ...NONE, created: 2, pending: 5 });
    assert.equal((await publish(store, run(shelf, ABC))).created, 5);
    await store.close();
  });

  test('a kill between the registry and the store leaves no gap in what the store knows', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    const settle = store.settleOutbox.bind(store);
    let settled = 0;
    const dying: Store = {
      ...store,
      settleOutbox: (...entry) => {
        settled += 1;
        return settled === 3 ? Promise.reject(new Error('killed')) : settle(...entry);
      },
    };
    await assert.rejects(publish(dying, run(shelf, ABC)), /killed/);
    assert.equal((await store.registryObjects('shelf')).length, 2);
    assert.deepEqual(counts(await publish(store, run(shelf, ABC))), { ...NONE, unchanged: 3, created: 4 });
    assert.equal((await store.registryObjects('shelf')).length, 7);
    assert.equal(shelf.applied.length, 7, 'and nothing is written twice');
    await store.close();
  });

  test('a bug is no fault of the registry and passes', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    faultAt(shelf, 'services/a', 'bug');
    await assert.rejects(publish(store, run(shelf, ABC)), { code: 'BUG' });
    await store.close();
  });

  test('retires what the guard withholds only when a person allows it', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    const twenty = rows(...Array.from({ length: 20 }, (_, i) => api(`n${i}`)));
    await publish(store, run(shelf, twenty));
    const refused = await publish(store, run(shelf, twenty.slice(0, 10)));
    assert.match(refused.refusal ?? '', /20 of 41/);
    assert.equal(refused.retired, 0);
    const allowed = await publish(store, run(shelf, twenty.slice(0, 10), { allowRetire: true }));
    assert.deepEqual(counts(allowed), { ...NONE, retired: 20, unchanged: 21 });
    assert.equal(allowed.refusal, null);
    await store.close();
  });
});

describe('by hand', () => {
  test('what a person retired stays retired, with what depends on it, until it is let back in', async () => {
    const store = openSqliteStore(':memory:');
    const shelf = shelfRegistry();
    await publish(store, run(shelf, ABC));
    const hand = { registry: 'shelf', open: shelf, nowMs: 5 };
    assert.equal((await retireByHand(store, hand, 'services/b')).state, 'retired');
    assert.equal(shelf.held.get('services/b')?.state, 'retired');
    shelf.applied.length = 0;
    const changed = rows(api('a'), { ...api('b', 'C'), owner: 'team-b' }, api('c', 'C'));
    const receipt = await publish(store, run(shelf, changed));
    assert.deepEqual(shelf.applied, ['update grades/c']);
    assert.equal(receipt.quarantined, 1);
    const stored = (await store.registryObjects('shelf')).find(({ key }) => key === 'services/b');
    assert.deepEqual([stored?.state, stored?.changedAtMs], ['retired', 5]);
    await store.releaseQuarantine('shelf', ['services/b']);
    assert.equal((await publish(store, run(shelf, changed))).updated, 2);
    await store.close();
  });

  test('retires nothing that is not ours, and adopts only where the registry can', async () => {
    const store = openSqliteStore(':memory:');
    const hand = { registry: 'shelf', open: shelfRegistry(), nowMs: 5 };
    await assert.rejects(retireByHand(store, hand, 'services/z'), { code: 'REGISTRY_NOT_OWNED' });
    await assert.rejects(adoptByHand(store, hand, 'services/z'), { code: 'REGISTRY_NO_ADOPT' });
    const adopting = {
      ...hand.open,
      adopt: (key: string) => Promise.resolve({ key, kind: 'Service', body: {}, state: 'active' as const }),
    };
    await adoptByHand(store, { ...hand, open: adopting }, 'services/z');
    assert.equal((await store.registryObjects('shelf'))[0]?.key, 'services/z');
    await store.close();
  });
});
