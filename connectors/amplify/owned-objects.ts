import type { JsonObject, JsonValue, OwnedObject } from '../../src/kit/index.ts';
import { endpointJson, readEndpoints } from './endpoints.ts';
import {
  apiOf,
  dataplaneOf,
  definitionOf,
  isOurs,
  ownAttributes,
  ownTags,
  personalFields,
  stateOf,
} from './marks.ts';
import { qualified, revisionName } from './names.ts';
import { areResultsKept, type RegistryState } from './registry-state.ts';
import { at, type CentralResource, listAt, textAt, textsAt } from './resource.ts';

/** One of our objects, and which of its fields a person has made his. */
export interface HeldObject extends OwnedObject {
  readonly kind: string;
  readonly api: string | null;
  readonly personal: ReadonlySet<string>;
}

export const KIND = {
  environment: 'Environment',
  agent: 'ComplianceAgent',
  result: 'ComplianceRuntimeResult',
  service: 'APIService',
  instance: 'APIServiceInstance',
  pointer: 'GradePointer',
} as const;

export const keyOf = {
  environment: (name: string) => `environments/${name}`,
  agent: (name: string) => `complianceagents/${name}`,
  result: (name: string) => `complianceruntimeresults/${name}`,
  service: (name: string) => `apiservices/${name}`,
  instance: (name: string) => `apiserviceinstances/${name}`,
  pointer: (environment: string, instance: string) => `pointers/${environment}/${instance}`,
} as const;

/** What belongs to all APIs: of the environment and the agent we own only which environments they name. */
export function heldByAll({ settings, environment, agent }: RegistryState): readonly HeldObject[] {
  const wanted = new Set(settings.managedEnvironments);
  const naming = (key: string, kind: string, names: readonly string[]): readonly HeldObject[] => {
    const managedEnvironments = names.filter((name) => wanted.has(name)).sort();
    if (managedEnvironments.length === 0) return [];
    const body = { managedEnvironments };
    return [{ key, kind, body, state: 'active', api: null, personal: new Set() }];
  };
  const referenced = textsAt(environment ?? {}, 'references', 'managedEnvironments');
  const watched = textsAt(agent ?? {}, 'spec', 'config', 'managedEnvironments');
  return [
    ...naming(keyOf.environment(settings.environment), KIND.environment, referenced),
    ...naming(keyOf.agent(settings.agent), KIND.agent, watched),
  ];
}

/** Objects of single APIs: results, services, instances, pointers; what others refer to comes first. */
export function heldByApis(state: RegistryState): readonly HeldObject[] {
  const { agent } = state.settings;
  const own = (list: readonly CentralResource[]): readonly CentralResource[] =>
    list.filter((resource) => isOurs(resource, agent));
  return [
    ...own(state.results).map(heldResult),
    ...own(state.services).map(heldService),
    ...own(state.instances).map((instance) => heldInstance(instance, state)),
    ...heldPointers(state),
  ];
}

function held(
  key: string,
  kind: string,
  resource: CentralResource,
  body: JsonObject,
  live: Readonly<Record<string, JsonValue>> = {},
): HeldObject {
  const personal = personalFields(resource, live);
  const ours = Object.entries(body).filter(([name]) => !personal.has(name));
  return {
    key,
    kind,
    body: Object.fromEntries(ours),
    state: stateOf(resource),
    api: apiOf(resource),
    personal,
  };
}

function heldResult(resource: CentralResource): HeldObject {
  const type = textAt(resource, 'spec', 'type');
  const own = listAt(resource, 'spec', 'results').find((result) => textAt(result, 'type') === type);
  const letter = textAt(own, 'runtime', 'grade');
  return held(keyOf.result(resource.name), KIND.result, resource, {
    agent: textAt(resource, 'spec', 'complianceAgent'),
    type,
    riskScore: at(own, 'runtime', 'riskScore') ?? null,
    ...(letter === null ? {} : { letter }),
    attributes: ownAttributes(resource),
    tags: ownTags(resource),
  });
}

function heldService(resource: CentralResource): HeldObject {
  const live = serviceValues(resource);
  const body = {
    ...live,
    ...linkedView(resource, 'apiService'),
    attributes: ownAttributes(resource),
    tags: ownTags(resource),
  };
  return held(keyOf.service(resource.name), KIND.service, resource, body, live);
}

/** Fields that hold one value, so that a person's edit replaces ours. */
function serviceValues(resource: CentralResource): Readonly<Record<string, JsonValue>> {
  return {
    title: resource.title ?? resource.name,
    description: textAt(resource, 'spec', 'description') ?? '',
  };
}

function instanceValues(resource: CentralResource): Readonly<Record<string, JsonValue>> {
  return {
    title: resource.title ?? resource.name,
    endpoints: readEndpoints(resource).map(endpointJson),
    revision: textAt(resource, 'spec', 'apiServiceRevision') ?? '',
  };
}

function heldInstance(resource: CentralResource, { resultAccess }: RegistryState): HeldObject {
  const live = instanceValues(resource);
  const hash = definitionOf(resource) ?? '';
  const isOwnRevision = live['revision'] === revisionName(resource.name, hash);
  const { revision: _revision, ...shown } = live;
  const body = {
    ...shown,
    ...(isOwnRevision ? { definition: { hash } } : {}),
    ...linkedView(resource, 'apiServiceInstance'),
    ...(resultAccess === 'legacy' ? { result: null, riskScore: legacyScore(resource) } : {}),
    attributes: ownAttributes(resource),
    tags: ownTags(resource),
  };
  const object = held(keyOf.instance(resource.name), KIND.instance, resource, body, live);
  // A revision that a person chose is his: no definition of ours replaces it.
  return object.personal.has('revision')
    ? { ...object, personal: new Set([...object.personal, 'definition']) }
    : object;
}

export function legacyScore(resource: CentralResource): JsonValue {
  return at(resource, 'source', 'compliance', 'runtime', 'result', 'riskScore') ?? null;
}

/** Sub-resources that services and instances have alike. */
function linkedView(resource: CentralResource, reference: 'apiService' | 'apiServiceInstance'): JsonObject {
  return {
    dataplaneType: dataplaneOf(resource),
    cloneOf: textAt(resource, 'source', 'references', reference),
    details: {
      externalAPIID: textAt(resource, 'x-agent-details', 'externalAPIID'),
      externalAPIName: textAt(resource, 'x-agent-details', 'externalAPIName'),
    },
    result: emptyToNull(textAt(resource, 'complianceruntimeresult')),
  };
}

/** The server may answer a pointer that was taken away as an empty one. */
function emptyToNull(text: string | null): string | null {
  return text === '' ? null : text;
}

/** Pointers on managed instances that lead to a result of ours, or to one of ours that is gone. */
function heldPointers(state: RegistryState): readonly HeldObject[] {
  const { settings, managed, results } = state;
  // Without a view of the results nobody can say whose a pointer is.
  if (areResultsKept(state)) return [];
  const known = new Map(results.map((result) => [qualified(settings.environment, result.name), result]));
  return managed.flatMap(({ environment, name, pointer }): readonly HeldObject[] => {
    if (!isOwnPointer(pointer, settings, known)) return [];
    const target = known.get(pointer);
    return [
      {
        key: keyOf.pointer(environment, name),
        kind: KIND.pointer,
        body: { result: pointer },
        state: 'active',
        api: target === undefined ? null : apiOf(target),
        personal: new Set(),
      },
    ];
  });
}

function isOwnPointer(
  pointer: string | null,
  { environment, agent }: RegistryState['settings'],
  known: ReadonlyMap<string, CentralResource>,
): pointer is string {
  if (pointer === null || !pointer.startsWith(`${environment}/`)) return false;
  const target = known.get(pointer);
  return target === undefined || isOurs(target, agent);
}
