import { planChanges } from '../kit/plan-changes.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { Change, DesiredObject, OwnedObject, Plan } from '../model/registry.ts';
import type { OutboxEntry, RegistryObject, Store } from '../store/store.ts';

/** A place where results go. `apply` is idempotent: applying a change twice leaves the same object. */
export interface RegistryTarget {
  readonly id: string;
  listOwned(): Promise<readonly OwnedObject[]>;
  apply(change: Change): Promise<void>;
}

export interface Receipt {
  readonly registry: string;
  readonly created: number;
  readonly updated: number;
  readonly retired: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly refusal: string | null;
}

/** Plans, writes the plan to the outbox, applies entry by entry. A kill between two entries resumes with the rest. */
export async function publish(
  store: Store,
  target: RegistryTarget,
  desired: readonly DesiredObject[],
  nowMs: number,
): Promise<Receipt> {
  const plan = planChanges(desired, await target.listOwned());
  await store.planOutbox(
    target.id,
    plan.changes.map((change) => ({ key: change.key, change: changeJson(change) })),
  );
  const pending = (await store.outbox(target.id)).filter((entry) => entry.state === 'pending');
  const byKey = new Map(plan.changes.map((change) => [change.key, change]));
  let quarantined = 0;
  for (const entry of pending) {
    const change = byKey.get(entry.key);
    if (change !== undefined && !(await applyEntry(store, target, entry, change, nowMs))) quarantined += 1;
  }
  return receipt(target.id, plan, quarantined);
}

/** True when applied; a refusal by the registry quarantines the entry and the rest goes on. Other faults end the run. */
async function applyEntry(
  store: Store,
  target: RegistryTarget,
  entry: OutboxEntry,
  change: Change,
  nowMs: number,
): Promise<boolean> {
  try {
    await target.apply(change);
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind !== 'rejected') throw error;
    await store.settleOutbox(entry.sequence, 'quarantined', error.code, null);
    return false;
  }
  await store.settleOutbox(entry.sequence, 'applied', null, appliedObject(target.id, change, nowMs));
  return true;
}

function appliedObject(registry: string, change: Change, nowMs: number): RegistryObject {
  const retired = change.action === 'retire';
  return {
    registry,
    key: change.key,
    kind: change.kind,
    api: change.api ?? null,
    body: retired ? change.before : change.after,
    state: retired ? 'retired' : 'active',
    changedAtMs: nowMs,
  };
}

function changeJson(change: Change): JsonObject {
  return { ...change };
}

function receipt(registry: string, plan: Plan, quarantined: number): Receipt {
  const count = (action: Change['action']): number =>
    plan.changes.filter((change) => change.action === action).length;
  return {
    registry,
    created: count('create'),
    updated: count('update'),
    retired: count('retire'),
    unchanged: plan.unchanged,
    quarantined,
    refusal: plan.refusal,
  };
}
