import { canonicalJson, type JsonObject } from '../model/json.ts';
import type { Change, DesiredObject, OwnedObject, Plan } from '../model/registry.ts';

/** A registry is never emptied because one run saw less: above this share the retirements are refused and shown. */
const MAX_RETIRED_SHARE = 0.3;
/** Below this many owned objects a share says nothing. */
const MIN_OWNED_FOR_GUARD = 10;

/** Desired state against owned objects; an equal object yields no change at all. Pure; in the order of `desired`, retirements last and backwards. */
export function planChanges(desired: readonly DesiredObject[], owned: readonly OwnedObject[]): Plan {
  const held = new Map(owned.map((object) => [object.key, object]));
  const wanted = new Set(desired.map((object) => object.key));
  const changes: Change[] = [];
  for (const object of desired) {
    const before = held.get(object.key);
    if (before === undefined)
      changes.push({ action: 'create', key: object.key, kind: object.kind, after: object.body });
    else if (before.state === 'retired' || canonicalJson(before.body) !== canonicalJson(object.body)) {
      changes.push({
        action: 'update',
        key: object.key,
        kind: object.kind,
        before: before.body,
        after: object.body,
        fields: changedFields(before.body, object.body),
      });
    }
  }
  const active = owned.filter((object) => object.state === 'active');
  const gone = active.filter((object) => !wanted.has(object.key));
  const refusal = retirementRefusal(active.length, gone.length);
  if (refusal === null) {
    for (const object of gone.toReversed())
      changes.push({ action: 'retire', key: object.key, kind: object.kind ?? 'api', before: object.body });
  }
  return {
    changes,
    unchanged: desired.length - changes.filter((change) => change.action !== 'retire').length,
    refusal,
    conflicts: [],
  };
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
