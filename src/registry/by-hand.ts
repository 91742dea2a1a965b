import type { OpenRegistry } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import type { Change, OwnedObject } from '../model/registry.ts';
import type { Store } from '../store/store.ts';
import { appliedObject } from './publish.ts';
import { changeJson, RETIRED_BY_HAND } from './queue.ts';

export interface HandRun {
  readonly registry: string;
  readonly open: OpenRegistry;
  readonly nowMs: number;
}

/**
 * Retires one object for a person, and keeps it so: later runs leave it alone until it is adopted or retried.
 * Throws AssayError `config` for a key that we do not own there.
 */
export async function retireByHand(store: Store, run: HandRun, key: string): Promise<OwnedObject> {
  const owned = await ownedObject(run, key);
  const { kind = 'api', api = null, body: before } = owned;
  const change: Change = { action: 'retire', key, kind, api, before };
  if (owned.state === 'active') await run.open.apply(change);
  await settleOne(store, run, change);
  await store.releaseQuarantine(run.registry, [key]);
  await store.planOutbox(run.registry, [{ key, change: changeJson(change) }]);
  for (const entry of await store.outbox(run.registry))
    if (entry.key === key && entry.state === 'pending')
      await store.settleOutbox(entry.sequence, 'quarantined', RETIRED_BY_HAND, null);
  return { ...owned, state: 'retired' };
}

/** Takes over an object that lost its mark or that a person made for us. Throws where the registry has no such thing. */
export async function adoptByHand(store: Store, run: HandRun, key: string): Promise<OwnedObject> {
  if (run.open.adopt === null) {
    throw new AssayError({
      code: 'REGISTRY_NO_ADOPT',
      kind: 'config',
      message: `Registry ${run.registry} cannot take over objects.`,
      fix: 'assay publish creates its own.',
    });
  }
  const object = await run.open.adopt(key);
  await store.releaseQuarantine(run.registry, [key]);
  const { kind = 'api', api = null, body: after } = object;
  await settleOne(store, run, { action: 'create', key: object.key, kind, api, after });
  return object;
}

/** Writes what happened as an applied entry. The pending ones give way: the next run plans anew. */
async function settleOne(store: Store, run: HandRun, change: Change): Promise<void> {
  await store.planOutbox(run.registry, [{ key: change.key, change: changeJson(change) }]);
  for (const entry of await store.outbox(run.registry))
    if (entry.key === change.key && entry.state === 'pending')
      await store.settleOutbox(
        entry.sequence,
        'applied',
        null,
        appliedObject(run.registry, change, run.nowMs),
      );
}

async function ownedObject({ registry, open }: HandRun, key: string): Promise<OwnedObject> {
  const owned = (await open.listOwned()).find((object) => object.key === key);
  if (owned !== undefined) return owned;
  throw new AssayError({
    code: 'REGISTRY_NOT_OWNED',
    kind: 'config',
    message: `Registry ${registry} holds no object of ours with this key.`,
    fix: 'assay registry status --json lists the keys.',
  });
}
