import { eraseSlotNames, managedApiId, unmanagedApiId } from '../model/ids.ts';
import { canonicalJson, type JsonObject } from '../model/json.ts';
import type { Change, DesiredObject, OwnedObject, Plan, PublishedApi } from '../model/registry.ts';

/** A registry is never emptied because one run saw less: above this share the retirements are refused and shown. */
const MAX_RETIRED_SHARE = 0.3;
/** Below this many owned objects a share says nothing. */
const MIN_OWNED_FOR_GUARD = 10;

/**
 * Desired state against owned objects; an equal object yields no change at all. Pure; in the order of `desired`,
 * retirements last and backwards. What is retired of `former` APIs is no loss, for others stand for them.
 */
export function planChanges(
  desired: readonly DesiredObject[],
  owned: readonly OwnedObject[],
  former: ReadonlySet<string> = new Set(),
): Plan {
  const held = new Map(owned.map((object) => [object.key, object]));
  const wanted = new Set(desired.map((object) => object.key));
  const kept = desired.flatMap((object) => keepChange(object, held.get(object.key)) ?? []);
  const active = owned.filter((object) => object.state === 'active');
  const gone = active.filter((object) => !wanted.has(object.key));
  const isFormer = ({ api = null }: OwnedObject): boolean => api !== null && former.has(api);
  const lost = gone.filter((object) => !isFormer(object));
  const refusal = retirementRefusal(active.length, lost.length);
  const retirements = (refusal === null ? lost : []).toReversed().map(retirement);
  const replaced = gone.filter(isFormer).toReversed().map(retirement);
  return {
    changes: [...kept, ...replaced, ...retirements],
    unchanged: desired.length - kept.length,
    refusal,
    withheld: refusal === null ? [] : lost.toReversed().map(retirement),
    conflicts: [],
  };
}

/**
 * Ids under which these APIs stood before it was known what they are: as further registrations that turned out to be
 * the same, or as unmanaged ones at their hosts, which a gateway has registered since.
 */
export function formerApiIds(apis: readonly PublishedApi[]): ReadonlySet<string> {
  const own = new Set<string>(apis.map(({ api }) => api.id));
  const ids = apis.flatMap(({ api: { host, hosts, basePath, registrations = [] } }) => [
    ...registrations.map((one) => managedApiId(one.gateway, one.api)),
    ...[host, ...hosts].map((name) => unmanagedApiId(name, eraseSlotNames(basePath))),
  ]);
  return new Set(ids.filter((id) => !own.has(id)));
}

/** What makes the registry hold `object`; null when it does already. */
function keepChange(object: DesiredObject, before: OwnedObject | undefined): Change | null {
  const { key, kind, api = null, body: after } = object;
  if (before === undefined) return { action: 'create', key, kind, api, after };
  if (before.state === 'active' && canonicalJson(before.body) === canonicalJson(after)) return null;
  const fields = changedFields(before.body, after);
  return { action: 'update', key, kind, api, before: before.body, after, fields };
}

function retirement({ key, kind = 'api', api = null, body: before }: OwnedObject): Change {
  return { action: 'retire', key, kind, api, before };
}

function retirementRefusal(active: number, gone: number): string | null {
  if (gone === 0 || (active < MIN_OWNED_FOR_GUARD && gone < active)) return null;
  if (gone / active <= MAX_RETIRED_SHARE) return null;
  return `${gone} of ${active} registered objects would be retired at once; nothing was retired.`;
}

function changedFields(before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .sort();
}
