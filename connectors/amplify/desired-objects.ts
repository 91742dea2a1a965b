import type {
  DesiredObject,
  JsonObject,
  JsonValue,
  PublishedApi,
  RegistryConflict,
} from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import { definitionFor, schemeOf } from './definition.ts';
import { type Endpoint, endpointJson, endpointsOf } from './endpoints.ts';
import { type ManagedTarget, managedTargets } from './managed-targets.ts';
import { API, CLONE, tagOf } from './marks.ts';
import { type NameOf, nameAssignment } from './name-assignment.ts';
import { plainText, qualified } from './names.ts';
import { KIND, keyOf } from './owned-objects.ts';
import type { ManagedInstance, RegistryState, ResultAccess } from './registry-state.ts';
import { objectAt, textAt, textsAt } from './resource.ts';
import { RESULTS_READ_ONLY } from './result-access.ts';

export interface Desired {
  readonly objects: readonly DesiredObject[];
  readonly conflicts: readonly RegistryConflict[];
}

export function desiredByAll({ settings }: RegistryState): readonly DesiredObject[] {
  const body = { managedEnvironments: settings.managedEnvironments };
  return [
    { key: keyOf.environment(settings.environment), kind: KIND.environment, body, api: null },
    { key: keyOf.agent(settings.agent), kind: KIND.agent, body, api: null },
  ];
}

/** What Central should hold of the APIs: for each its result, then what shows it. Pure. */
export function desiredByApis(apis: readonly PublishedApi[], state: RegistryState): Desired {
  const nameOf = nameAssignment(apis, state);
  const objects: DesiredObject[] = [];
  const conflicts: RegistryConflict[] = [];
  const { targets, conflicts: unclear } = managedTargets(apis, state);
  conflicts.push(...unclear);
  const withheld = WITHHELD[state.resultAccess];
  if (withheld !== null) conflicts.push(conflictOf(keyOf.environment(state.settings.environment), withheld));
  for (const api of apis) {
    const own = targets.get(api.api.id) ?? [];
    if (api.api.management === 'managed' && own.length === 0) continue;
    const wanted = desiredApi(api, own, nameOf, state);
    objects.push(...wanted.objects);
    conflicts.push(...wanted.conflicts);
  }
  return { objects, conflicts };
}

/** Its result; then the instances that show it, or what stands for an unmanaged API or a clone. */
function desiredApi(
  api: PublishedApi,
  targets: readonly ManagedTarget[],
  nameOf: NameOf,
  state: RegistryState,
): Desired {
  const name = nameOf(api);
  const scored = api.grade !== null && state.resultAccess === 'resource';
  const result = scored ? qualified(state.settings.environment, name) : null;
  const results = scored ? [resultObject(api, name, state)] : [];
  const [cloned] = targets.filter(({ asClone }) => asClone);
  const pointers = targets.flatMap(({ asClone, instance }): readonly DesiredObject[] =>
    asClone || result === null ? [] : [pointerObject(api, name, result, instance, state)],
  );
  if (targets.length > 0 && cloned === undefined)
    return { objects: [...results, ...pointers], conflicts: [] };
  // One clone stands for an API, of however many instances.
  const shown = cloneObjects(api, name, result, cloned?.instance ?? null, cloned?.why ?? null, state);
  return { objects: [...results, ...pointers, ...shown.objects], conflicts: shown.conflicts };
}

/** Where the pointer has to be written, what stands in for it if that is refused goes along. */
function pointerObject(
  api: PublishedApi,
  name: string,
  result: string,
  instance: ManagedInstance,
  state: RegistryState,
): DesiredObject {
  const stand =
    instance.pointer === result
      ? []
      : cloneObjects(api, name, result, instance, 'pointer-refused', state).objects;
  const fallback = stand.map(({ key, body }) => ({ key, body }));
  return {
    key: keyOf.pointer(instance.environment, instance.name),
    kind: KIND.pointer,
    api: api.api.id,
    body: { result, ...(fallback.length === 0 ? {} : { fallback }) },
  };
}

function resultObject({ api, body, grade }: PublishedApi, name: string, state: RegistryState): DesiredObject {
  const { settings } = state;
  const letter = grade?.letter ?? '';
  const score = objectAt(body, 'grade')['score'];
  const findings = textsAt(body, 'findings').slice(0, 5).join(', ');
  return {
    key: keyOf.result(name),
    kind: KIND.result,
    api: api.id,
    body: {
      agent: settings.agent,
      type: settings.resultType,
      riskScore: grade?.riskScore ?? null,
      ...(settings.sendLetter ? { letter } : {}),
      attributes: texts({
        [API]: api.id,
        assayFindings: findings,
        assayGrade: letter,
        // Of a managed API nothing else of ours is there to say it.
        assayLink: textAt(body, 'link') ?? '',
        assayOrigin: grade?.origin ?? '',
        assayReason: textAt(body, 'reason', 'code') ?? '',
        assayScore: typeof score === 'number' ? String(Math.round(score * 10) / 10) : '',
      }),
      tags: [tagOf(`grade-${letter.toLowerCase()}`)],
    },
  };
}

/** Service and instance of an unmanaged API, or of the clone of a managed one. */
function cloneObjects(
  api: PublishedApi,
  name: string,
  result: string | null,
  managed: ManagedInstance | null,
  why: string | null,
  state: RegistryState,
): Desired {
  const { settings } = state;
  const title = plainText(textAt(api.body, 'name') ?? api.api.name, 350);
  const endpoints = endpointsFor(api, managed, settings.endpointScheme);
  if (endpoints.length === 0) return { objects: [], conflicts: [conflictOf(keyOf.service(name), 'noHost')] };
  const definition = definitionFor(api, title, endpoints, settings);
  const { type, contentType, text, hash } = definition;
  const linked = {
    dataplaneType: settings.dataplaneType,
    details: { externalAPIID: api.api.id, externalAPIName: title },
    result,
  };
  const service = {
    ...linked,
    title,
    description: descriptionOf(api),
    cloneOf: managed?.service ?? null,
    attributes: attributesOf(api, why),
    tags: tagsOf(api, managed !== null),
  };
  const instance = {
    ...linked,
    ...(state.resultAccess === 'legacy' ? { riskScore: api.grade?.riskScore ?? null } : {}),
    title,
    endpoints: endpoints.map(endpointJson),
    definition: { hash, type, contentType, text },
    cloneOf: managed === null ? null : qualified(managed.environment, managed.name),
    attributes: { [API]: api.api.id },
    tags: [],
  };
  return {
    objects: [
      { key: keyOf.service(name), kind: KIND.service, api: api.api.id, body: service },
      { key: keyOf.instance(name), kind: KIND.instance, api: api.api.id, body: instance },
    ],
    conflicts: definition.isCut ? [conflictOf(keyOf.instance(name), 'tooLarge')] : [],
  };
}

function endpointsFor(
  published: PublishedApi,
  managed: ManagedInstance | null,
  fallback: 'https' | 'http',
): readonly Endpoint[] {
  // The definition is costly: it is asked for only where it is needed.
  if (managed !== null) return managed.endpoints;
  const { body, definition, api } = published;
  const host = textAt(body, 'host') ?? api.host;
  const others = textsAt(body, 'hosts').filter((other) => other !== host);
  return endpointsOf(
    [host, ...others.sort()],
    textAt(body, 'basePath') ?? api.basePath,
    schemeOf(definition) ?? fallback,
  );
}

/** The sentence of the rule that decided. Numbers of calls stay out of it: they would make every run a write. */
function descriptionOf({ body }: PublishedApi): string {
  const text = textAt(body, 'reason', 'text') ?? '';
  return plainText(`Observed in traffic by Assay. ${text}`, 350);
}

function attributesOf({ api, body }: PublishedApi, why: string | null): JsonObject {
  return texts({
    [API]: api.id,
    [CLONE]: why ?? '',
    assayLink: textAt(body, 'link') ?? '',
    assayReason: textAt(body, 'reason', 'code') ?? '',
  });
}

function tagsOf({ body }: PublishedApi, isClone: boolean): readonly string[] {
  const flags = body['flags'];
  const names = isJsonArray(flags) ? flags.filter((flag) => typeof flag === 'string') : [];
  return [tagOf(isClone ? 'managed' : 'unmanaged'), ...names.map(tagOf)].sort();
}

/** Attributes are texts of one line; empty ones are left out. */
function texts(values: Readonly<Record<string, string>>): JsonObject {
  const lines = Object.entries(values)
    .map(([name, text]): readonly [string, JsonValue] => [name, plainText(text, 250)])
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(lines);
}

const CONFLICTS = {
  noHost: {
    code: 'AMPLIFY_HOST_UNUSABLE',
    message:
      'None of the hosts of this API can stand in an endpoint, so it is not registered. Log the host of requests to see it here.',
  },
  noResults: {
    code: 'AMPLIFY_ENTITLEMENT_MISSING',
    message:
      'Central refuses compliance results, so APIs are registered without a grade. Have the vendor enable runtime compliance for the organisation, and give the service account the role Engage Admin.',
  },
  readOnlyResults: {
    code: RESULTS_READ_ONLY,
    message:
      'Central lets this account read compliance results and not write them, so grades there stay as they are, and APIs are registered without one. Give the service account the role Engage Admin.',
  },
  tooLarge: {
    code: 'AMPLIFY_DEFINITION_TOO_LARGE',
    message:
      'The definition of this API is larger than maxDefinitionSize; the API is registered and graded without it.',
  },
} as const;

/** Why no results are published, told once for all of them. */
const WITHHELD: Readonly<Record<ResultAccess, 'noResults' | 'readOnlyResults' | null>> = {
  resource: null,
  legacy: null,
  forbidden: 'noResults',
  'read-only': 'readOnlyResults',
};

function conflictOf(key: string, kind: keyof typeof CONFLICTS): RegistryConflict {
  return { key, ...CONFLICTS[kind] };
}
