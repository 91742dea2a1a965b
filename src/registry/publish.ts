import type { OpenRegistry } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import type { Change, Plan, PublishedApi } from '../model/registry.ts';
import type { RegistryObject, Store } from '../store/store.ts';
import { createPassingFaults, type PassingFaults } from './passing-faults.ts';
import { enqueue, type QueuedChange } from './queue.ts';

export interface PublishRun {
  readonly registry: string;
  readonly open: OpenRegistry;
  readonly apis: readonly PublishedApi[];
  /** Ids of APIs for which nothing new is made, since they may turn out to be others'; absent: none. */
  readonly unsure?: ReadonlySet<string>;
  readonly nowMs: () => number;
  /** A person allowed the retirements that the guard withholds. */
  readonly allowRetire: boolean;
  /** Aborted: the entry in hand is finished, the others stay pending. */
  readonly signal: AbortSignal;
  readonly progressed: (done: number) => void;
}

/** What one run over one registry came to. */
export interface Receipt {
  readonly registry: string;
  readonly created: number;
  readonly updated: number;
  readonly retired: number;
  readonly unchanged: number;
  /** Changes that the registry refused, now or earlier, and that wait for other content or a person. */
  readonly quarantined: number;
  /** Changes that stay pending: held back by a refused one, or not reached. */
  readonly pending: number;
  /** APIs that the registry does not hold and is not told of yet; absent: none. */
  readonly held?: number;
  /** What is not ours to change, or changed while we wrote: shown, never forced. */
  readonly conflicts: number;
  readonly refusal: string | null;
  /** The fault that ended the run, or the last one after which it went on with others; null without either. */
  readonly error: AssayError | null;
  /** Whether `error` ended the run before its end. */
  readonly endedEarly: boolean;
}

/**
 * Plans, writes the plan to the outbox, applies it entry by entry. A kill between two entries resumes with the rest,
 * because what was applied is no longer in the next plan. A change that met a conflict is planned anew, once. Throws
 * AssayError when the registry cannot be planned; then nothing was written and the pending entries stay.
 */
export async function publish(store: Store, run: PublishRun): Promise<Receipt> {
  const done: Change[] = [];
  const faults = createPassingFaults();
  let { plan, held } = await planRun(run);
  await recordInterrupted(store, run, plan);
  let end = await applyAll(store, run, await enqueue(store, run.registry, plan.changes), done, faults);
  if (end.conflicts > 0 && end.error === null && !run.signal.aborted) {
    ({ plan, held } = await planRun(run));
    end = await applyAll(store, run, await enqueue(store, run.registry, plan.changes), done, faults);
  }
  const count = (action: Change['action']): number =>
    done.filter((change) => change.action === action).length;
  return {
    registry: run.registry,
    created: count('create'),
    updated: count('update'),
    retired: count('retire'),
    unchanged: plan.unchanged,
    quarantined: end.quarantined,
    pending: end.pending,
    ...(held === 0 ? {} : { held }),
    conflicts: plan.conflicts.length + end.conflicts,
    refusal: plan.refusal,
    error: end.error ?? faults.last(),
    endedEarly: end.error !== null,
  };
}

async function planRun({ open, apis, unsure = new Set(), allowRetire }: PublishRun): Promise<PlanOfKnown> {
  const { plan, held } = withoutNew(await open.plan(apis), unsure);
  return { plan: allowRetire ? withRetirements(plan) : plan, held };
}

interface PlanOfKnown {
  readonly plan: Plan;
  /** APIs whose changes were left out. */
  readonly held: number;
}

/** The plan without what would be made for APIs of which nothing is there yet; it retires nothing that it would not have. */
export function withoutNew(plan: Plan, unsure: ReadonlySet<string>): PlanOfKnown {
  if (unsure.size === 0) return { plan, held: 0 };
  const held = new Set<string>();
  for (const [api, changes] of Map.groupBy(plan.changes, (change) => change.api ?? '')) {
    if (unsure.has(api) && changes.every(({ action }) => action === 'create')) held.add(api);
  }
  const changes = plan.changes.filter(({ api }) => !held.has(api ?? ''));
  return { plan: { ...plan, changes }, held: held.size };
}

/**
 * Entries of a run that was killed after the registry took a change and before the store knew: no longer planned, and
 * there. They are recorded, so that the store shows what the registry holds.
 */
async function recordInterrupted(
  store: Store,
  { registry, open, nowMs }: PublishRun,
  plan: Plan,
): Promise<void> {
  const planned = new Set(plan.changes.map((change) => change.key));
  const left = (await store.outbox(registry)).filter(
    (entry) => entry.state === 'pending' && !planned.has(entry.key),
  );
  if (left.length === 0) return;
  const owned = new Map((await open.listOwned()).map((object) => [object.key, object]));
  for (const entry of left) {
    const object = owned.get(entry.key);
    if (object === undefined) continue;
    const { key, kind = 'api', api = null, body, state } = object;
    const changedAtMs = nowMs();
    await store.settleOutbox(entry.sequence, 'applied', null, {
      registry,
      key,
      kind,
      api,
      body,
      state,
      changedAtMs,
    });
  }
}

/** The plan as a person wants it who has seen what the guard withheld. */
export function withRetirements(plan: Plan): Plan {
  const { withheld = [] } = plan;
  if (withheld.length === 0) return plan;
  return { ...plan, changes: [...plan.changes, ...withheld], refusal: null, withheld: [] };
}

interface End {
  readonly quarantined: number;
  readonly pending: number;
  readonly conflicts: number;
  readonly error: AssayError | null;
}

/**
 * In order; a change that is not made holds back the later ones of its API, and one that belongs to all holds back all.
 * A transient fault of one API costs only that API its turn, since the next run meets the same object again: ending
 * there would keep all behind it out for ever.
 */
async function applyAll(
  store: Store,
  run: PublishRun,
  queue: readonly QueuedChange[],
  done: Change[],
  faults: PassingFaults,
): Promise<End> {
  const held = createHold();
  const end = { quarantined: 0, pending: 0, conflicts: 0 };
  for (const [index, { change, sequence, isParked }] of queue.entries()) {
    if (sequence === null) {
      held.add(change);
      end.quarantined += 1;
    } else if (held.has(change) || faults.has(change)) {
      held.keep(change);
      end.pending += 1;
    } else if (run.signal.aborted) return { ...end, pending: end.pending + left(queue, index), error: null };
    else {
      const fault = await applyOne(store, run, change, sequence);
      if (fault === null) {
        faults.answered();
        done.push(change);
        run.progressed(done.length);
        continue;
      }
      if (fault.kind === 'rejected') end.quarantined += 1;
      else end.pending += 1;
      if (fault.kind === 'conflict') end.conflicts += 1;
      if (fault.kind === 'rejected' || fault.kind === 'conflict') {
        faults.answered();
        held.add(change);
      } else {
        const outcome = faults.outcomeOf({ change, isParked }, fault);
        const rest = left(queue, index + 1);
        if (run.signal.aborted || outcome === 'ends')
          return { ...end, pending: end.pending + rest, error: fault };
        // Behind a parked change there are only such: all others had their turn.
        if (outcome === 'stops') return { ...end, pending: end.pending + rest, error: null };
        held.keep(change);
      }
    }
  }
  return { ...end, error: null };
}

function left(queue: readonly QueuedChange[], from: number): number {
  return queue.slice(from).filter(({ sequence }) => sequence !== null).length;
}

interface Hold {
  /** The change is not made, and what builds on it waits. */
  add(change: Change): void;
  /** The change is not made; only what may not be taken away before it waits. */
  keep(change: Change): void;
  has(change: Change): boolean;
}

function createHold(): Hold {
  const apis = new Set<string>();
  let all = false;
  let keepsShared = false;
  const keep = ({ api = null, action }: Change): void => {
    // Something of an API still stands: what it stands in is not taken away from under it.
    if (api !== null && action === 'retire') keepsShared = true;
  };
  return {
    add: (change) => {
      const { api = null, action } = change;
      keep(change);
      if (api !== null) apis.add(api);
      // Nothing refers to what is taken away last.
      else if (action !== 'retire') all = true;
    },
    keep,
    has: ({ api = null, action }) =>
      all || (api === null ? keepsShared && action === 'retire' : apis.has(api)),
  };
}

/** Null when it was applied. A refusal is quarantined; after any other fault the entry stays pending with its code. */
async function applyOne(
  store: Store,
  run: PublishRun,
  change: Change,
  sequence: number,
): Promise<AssayError | null> {
  try {
    await run.open.apply(change);
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind === 'bug' || error.kind === 'state') throw error;
    const state = error.kind === 'rejected' ? 'quarantined' : 'pending';
    await store.settleOutbox(sequence, state, `${error.code}: ${error.message}`, null);
    return error;
  }
  await store.settleOutbox(sequence, 'applied', null, appliedObject(run.registry, change, run.nowMs()));
  return null;
}

/** The object as it stands in the registry after the change. */
export function appliedObject(registry: string, change: Change, nowMs: number): RegistryObject {
  const isRetired = change.action === 'retire';
  return {
    registry,
    key: change.key,
    kind: change.kind,
    api: change.api ?? null,
    body: isRetired ? change.before : change.after,
    state: isRetired ? 'retired' : 'active',
    changedAtMs: nowMs,
  };
}
