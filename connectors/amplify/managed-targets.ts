import type { PublishedApi, RegistryConflict } from '../../src/kit/index.ts';
import { normalizeHost } from '../../src/model/host.ts';
import { apiOf, CLONE, isOurs, stateOf } from './marks.ts';
import { qualified } from './names.ts';
import { keyOf } from './owned-objects.ts';
import type { ManagedInstance, RegistryState } from './registry-state.ts';
import { type CentralResource, textAt } from './resource.ts';

/** Where the grade of a managed API goes. */
export interface ManagedTarget {
  readonly instance: ManagedInstance;
  readonly asClone: boolean;
  /** Why a clone: as configured, or because the pointer was refused. */
  readonly why: 'configured' | 'pointer-refused';
}

export interface ManagedTargets {
  /** By API: an API that the managed environments hold several times is shown by each of its instances. */
  readonly targets: ReadonlyMap<string, readonly ManagedTarget[]>;
  readonly conflicts: readonly RegistryConflict[];
}

/** For every managed API the instances that it is in Central, and how its grade gets there. */
export function managedTargets(apis: readonly PublishedApi[], state: RegistryState): ManagedTargets {
  const targets = new Map<string, readonly ManagedTarget[]>();
  const conflicts: RegistryConflict[] = [];
  if (state.settings.managedGrades === 'off') return { targets, conflicts };
  const find = instanceFinder(state.managed);
  const targetOf = targetChooser(state);
  const found = apis
    .filter(({ api }) => api.management === 'managed')
    .map((api) => ({ api, instances: find(api) }));
  const shown = apiOfEach(found);
  for (const { api, instances } of found) {
    if (instances.length === 0) conflicts.push({ key: api.api.id, ...UNKNOWN });
    const own: ManagedTarget[] = [];
    for (const instance of instances) {
      const key = keyOf.pointer(instance.environment, instance.name);
      if (shown.get(instance) !== api) {
        conflicts.push({ key, ...SHARED });
        continue;
      }
      const target = targetOf(api, instance);
      if (target === null) conflicts.push({ key, ...FOREIGN });
      else own.push(target);
      if (target?.why === 'pointer-refused') conflicts.push({ key, ...REFUSED });
    }
    if (own.length > 0) targets.set(api.api.id, own);
  }
  return { targets, conflicts };
}

interface FoundApi {
  readonly api: PublishedApi;
  readonly instances: readonly ManagedInstance[];
}

/**
 * The API that each instance shows. Where several are registered at it, calls belong to one of them: the instance shows
 * one with a grade, and else one that it is itself.
 */
function apiOfEach(found: readonly FoundApi[]): ReadonlyMap<ManagedInstance, PublishedApi> {
  const shown = new Map<ManagedInstance, PublishedApi>();
  for (const { api, instances } of found) {
    for (const instance of instances) {
      const rival = shown.get(instance);
      if (rival === undefined || claimOf(api, instance) > claimOf(rival, instance)) shown.set(instance, api);
    }
  }
  return shown;
}

function claimOf({ api, grade }: PublishedApi, { environment, name }: ManagedInstance): number {
  return (grade === null ? 0 : 2) + (nativeIdsOf(api).includes(qualified(environment, name)) ? 1 : 0);
}

function nativeIdsOf({ registered, registrations }: PublishedApi['api']): readonly string[] {
  return (registrations ?? (registered === null ? [] : [registered])).map(({ api }) => api);
}

type TargetOf = (api: PublishedApi, instance: ManagedInstance) => ManagedTarget | null;

/** Null: the instance shows the grade of another agent. */
function targetChooser(state: RegistryState): TargetOf {
  const { settings } = state;
  if (settings.managedGrades === 'clone' || state.resultAccess === 'legacy')
    return (_api, instance) => ({ instance, asClone: true, why: 'configured' });
  const refused = new Set(state.services.filter(isRefusedPointer(settings.agent)).map(apiOf));
  const results = new Map(
    state.results.map((result) => [qualified(settings.environment, result.name), result]),
  );
  return ({ api }, instance) => {
    const isForeign = !isFree(instance, settings, results);
    const isShown = !isForeign && instance.pointer !== null && instance.pointer !== '';
    if (refused.has(api.id) && !isShown) return { instance, asClone: true, why: 'pointer-refused' };
    return isForeign ? null : { instance, asClone: false, why: 'configured' };
  };
}

function isRefusedPointer(agent: string): (service: CentralResource) => boolean {
  return (service) =>
    textAt(service, 'attributes', CLONE) === 'pointer-refused' &&
    isOurs(service, agent) &&
    stateOf(service) === 'active';
}

/** Without a pointer, or with one to a result of ours; one into our environment that leads nowhere counts as ours. */
function isFree(
  { pointer }: ManagedInstance,
  { environment, agent }: RegistryState['settings'],
  results: ReadonlyMap<string, CentralResource>,
): boolean {
  if (pointer === null || pointer === '') return true;
  if (!pointer.startsWith(`${environment}/`)) return false;
  const target = results.get(pointer);
  return target === undefined || isOurs(target, agent);
}

/** By the ids that the gateway side gave it; else by an endpoint with the same host and base path. */
function instanceFinder(
  managed: readonly ManagedInstance[],
): (api: PublishedApi) => readonly ManagedInstance[] {
  const byId = new Map(managed.map((one) => [qualified(one.environment, one.name), one]));
  const byAddress = new Map<string, ManagedInstance>();
  for (const instance of managed) {
    for (const { host, port, protocol, basePath } of instance.endpoints) {
      const scheme = protocol === 'http' ? 'http' : 'https';
      const address = `${normalizeHost(`${host}:${port}`, scheme)} ${basePath}`;
      if (!byAddress.has(address)) byAddress.set(address, instance);
    }
  }
  return ({ api }) => {
    const exact = nativeIdsOf(api).flatMap((id) => byId.get(id) ?? []);
    if (exact.length > 0) return exact;
    const hosts = [api.host, ...api.hosts];
    return hosts.flatMap((host) => byAddress.get(`${host} ${api.basePath}`) ?? []).slice(0, 1);
  };
}

const UNKNOWN = {
  code: 'AMPLIFY_INSTANCE_UNKNOWN',
  message:
    'This managed API has no instance in managedEnvironments, so its grade is shown nowhere in Amplify. Add its environment, or set managedGrades: off.',
};
const SHARED = {
  code: 'AMPLIFY_INSTANCE_SHARED',
  message:
    'Two registered APIs belong to this instance, and differ in a host or base path; it shows the grade of one of them, with calls if any has them. Where they are one API, register both alike, or name the hosts of the gateway that has routes without any.',
};
const FOREIGN = {
  code: 'AMPLIFY_POINTER_FOREIGN',
  message:
    'This managed instance shows the grade of another agent, which was left alone. Take that pointer away, or set managedGrades: clone.',
};
const REFUSED = {
  code: 'AMPLIFY_POINTER_REFUSED',
  message:
    'The account may not write the grade on this managed instance, so a clone in the target environment shows it. With the right to write there, delete the clone and the pointer is tried again.',
};
