import {
  type DesiredObject,
  formerApiIds,
  type JsonObject,
  type Plan,
  type PublishedApi,
  planChanges,
} from '../../src/kit/index.ts';
import type { Context } from './central.ts';
import { desiredByAll, desiredByApis } from './desired-objects.ts';
import { type HeldObject, heldByAll, heldByApis } from './owned-objects.ts';
import { areResultsKept, type RegistryState, readState } from './registry-state.ts';
import { at, textAt } from './resource.ts';

/** Reads Central, compares, writes nothing. */
export async function planRegistry(context: Context, apis: readonly PublishedApi[]): Promise<Plan> {
  const state = await readState(context);
  const held = heldByApis(state);
  const desired = desiredByApis(apis, state);
  const fitted = fit(desired.objects, held, state);
  const shared = heldByAll(state);
  // Where nothing is published and nothing was, not even the environment is made.
  const isEmpty = fitted.length === 0 && shared.length === 0;
  const common = planChanges(isEmpty ? [] : desiredByAll(state), shared);
  const wanted = new Set(fitted.map(({ key }) => key));
  // An API of which nothing is shown any more made way for nothing.
  const shown = new Set(fitted.map(({ api }) => api));
  const isReplaced = replacements(apis.filter(({ api }) => shown.has(api.id)));
  const replaced = held.filter((object) => !wanted.has(object.key) && isReplaced(object));
  const gone = new Set(replaced);
  const others = held.filter((object) => !gone.has(object));
  const own = planChanges(fitted, others);
  // What made way for another object of the same API is no loss; it must not count against the guard.
  const swapped = replaced
    .filter(({ state }) => state === 'active')
    .toReversed()
    .map(({ key, kind, api, body }) => ({ action: 'retire' as const, key, kind, api, before: body }));
  return {
    ...own,
    changes: [...common.changes, ...own.changes, ...swapped],
    unchanged: common.unchanged + own.unchanged,
    conflicts: [...desired.conflicts, ...common.conflicts, ...own.conflicts],
  };
}

/** True for objects of APIs that are still published, as themselves or as what they turned out to be. */
function replacements(apis: readonly PublishedApi[]): (object: HeldObject) => boolean {
  const alive = new Set<string>([...apis.map(({ api }) => api.id), ...formerApiIds(apis)]);
  return ({ api }) => api !== null && alive.has(api);
}

/**
 * Desired bodies as they can be held against what stands there: without the fields that a person made his, and without
 * contents that are known by their hash.
 */
function fit(
  desired: readonly DesiredObject[],
  held: readonly HeldObject[],
  state: RegistryState,
): readonly DesiredObject[] {
  const byKey = new Map(held.map((object) => [object.key, object]));
  return desired.map((object) => {
    const before = byKey.get(object.key);
    if (before === undefined) return object;
    const own = Object.entries(object.body).filter(([name]) => !before.personal.has(name));
    const body = known(Object.fromEntries(own), before);
    const { result } = before.body;
    return { ...object, body: areResultsKept(state) ? { ...body, result } : body };
  });
}

function known(body: JsonObject, { body: before }: HeldObject): JsonObject {
  const hash = textAt(body, 'definition', 'hash');
  if (hash === null || at(before, 'definition', 'hash') !== hash) return body;
  return { ...body, definition: { hash } };
}
