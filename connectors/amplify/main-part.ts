import { AssayError, type JsonObject } from '../../src/kit/index.ts';
import type { Central } from './central.ts';
import { isOurs } from './marks.ts';
import { type CentralResource, objectAt, sameJson, textAt } from './resource.ts';

/** A main part as it shall stand; computed from what stands there, so that a person's fields survive. */
export interface MainPart {
  readonly title: string;
  readonly attributes: JsonObject;
  readonly tags: readonly string[];
  readonly spec: JsonObject;
}

export interface Placed {
  readonly central: Central;
  /** `/environments/<env>/<plural>`, or `/environments`. */
  readonly collection: string;
  readonly kind: string;
  readonly name: string;
  readonly environment: string | null;
  /** Marker that must stand on what exists already. Null: the object may be anybody's. */
  readonly agent: string | null;
  /** The plan did not find it. */
  readonly isNew: boolean;
  /** Owner of what is made; nothing is said about one that exists. */
  readonly team: string | null;
}

const MAX_MERGES = 3;

/**
 * Makes or merges the main part and gives back the resource as it was before. Somebody who wrote at the same time (428)
 * is read again and merged with, at most three times; what exists under the name and is not ours is left alone.
 */
export async function ensureMain(
  placed: Placed,
  merge: (live: CentralResource | null) => MainPart,
): Promise<CentralResource | null> {
  const { central, collection, name } = placed;
  const path = `${collection}/${name}`;
  // What the plan did not find is made without asking first; 409 says that it is there after all.
  if (placed.isNew && (await central.create(collection, newBody(placed, merge(null)))) === 'created')
    return null;
  for (let attempt = 1; attempt <= MAX_MERGES; attempt += 1) {
    const live = await central.get(path);
    if (live === null) {
      const made = await central.create(collection, newBody(placed, merge(null)));
      if (made === 'created') return null;
      continue;
    }
    if (placed.agent !== null && !isOurs(live, placed.agent)) throw nameTaken(path);
    const body = changedBody(placed, live, merge(live));
    if (body === null || (await central.replace(path, body)) === 'replaced') return live;
  }
  throw new AssayError({
    code: 'AMPLIFY_CHANGED_MEANWHILE',
    kind: 'conflict',
    message: 'A resource of Central was changed by others again and again while it was written.',
    fix: 'Nothing is lost: the next run plans anew.',
    context: { path },
  });
}

export function nameTaken(path: string): AssayError {
  return new AssayError({
    code: 'AMPLIFY_NAME_TAKEN',
    kind: 'rejected',
    message: 'A resource of this name exists and was not made by this agent; it was left alone.',
    fix: 'Rename or delete it in Amplify, or take it over with assay registry adopt.',
    context: { path },
  });
}

function envelope({ central, kind, name, environment }: Placed, metadata: JsonObject): JsonObject {
  const scope = environment === null ? {} : { scope: { kind: 'Environment', name: environment } };
  return {
    group: 'management',
    apiVersion: central.version,
    kind,
    name,
    metadata: { ...metadata, ...scope },
  };
}

function newBody(placed: Placed, main: MainPart): JsonObject {
  const owner = placed.team === null ? {} : { owner: { type: 'team', id: placed.team } };
  return { ...envelope(placed, {}), ...owner, ...main };
}

/** The whole main part with the version that it was read at; null where nothing would change. */
function changedBody(placed: Placed, live: CentralResource, main: MainPart): JsonObject | null {
  const isSame =
    (live.title ?? live.name) === main.title &&
    sameJson(live.attributes ?? {}, main.attributes) &&
    sameJson([...(live.tags ?? [])].sort(), [...main.tags].sort()) &&
    sameJson(objectAt(live, 'spec'), main.spec);
  if (isSame) return null;
  const version = textAt(live, 'metadata', 'resourceVersion');
  return {
    ...envelope(placed, version === null ? {} : { resourceVersion: version }),
    owner: live['owner'] ?? null,
    finalizers: live['finalizers'] ?? [],
    ...main,
  };
}
