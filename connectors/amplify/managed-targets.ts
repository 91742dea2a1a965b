import type { PublishedApi, RegistryConflict } from '../../src/kit/index.ts';
import { normalizeHost } from '../../src/model/host.ts';
import { apiOf, CLONE, isOurs, stateOf } from './marks.ts';
import { qualified } from './names.ts';
import { keyOf } from './owned-objects.ts';
import type { ManagedInstance, RegistryState } from './registry-state.ts';
import { textAt } from './resource.ts';

/** Where the grade of a managed API goes. */
export interface ManagedTarget {
  readonly instance: ManagedInstance;
  readonly asClone: boolean;
  /** Why a clone: as configured, or because the pointer was refused. */
  readonly why: 'configured' | 'pointer-refused';
}

export interface ManagedTargets {
  readonly targets: ReadonlyMap<string, ManagedTarget>;
  readonly conflicts: readonly RegistryConflict[];
}

/** For every managed API the instance that it is in Central, and how its grade gets there. */
export function managedTargets(apis: readonly PublishedApi[], state: RegistryState): ManagedTargets {
  const targets = new Map<string, ManagedTarget>();
  const conflicts: RegistryConflict[] = [];
  if (state.settings.managedGrades === 'off') return { targets, conflicts };
  const find = instanceFinder(state.managed);
  const taken = new Set<ManagedInstance>();
  for (const api of apis) {
    if (api.api.management !== 'managed') continue;
    const instance = find(api);
    if (instance === null) {
      conflicts.push({ key: api.api.id, ...UNKNOWN });
      continue;
    }
    const key = keyOf.pointer(instance.environment, instance.name);
    if (taken.has(instance)) {
      conflicts.push({ key, ...SHARED });
      continue;
    }
    taken.add(instance);
    const target = targetOf(api, instance, state);
    if (target === null) conflicts.push({ key, ...FOREIGN });
    else targets.set(api.api.id, target);
    if (target?.why === 'pointer-refused') conflicts.push({ key, ...REFUSED });
  }
  return { targets, conflicts };
}

/** Null: the instance shows the grade of another agent. */
function targetOf(
  { api }: PublishedApi,
  instance: ManagedInstance,
  state: RegistryState,
): ManagedTarget | null {
  const { settings } = state;
  const isConfigured = settings.managedGrades === 'clone' || state.resultAccess === 'legacy';
  if (isConfigured) return { instance, asClone: true, why: 'configured' };
  const refused = state.services.some(
    (service) =>
      isOurs(service, settings.agent) &&
      apiOf(service) === api.id &&
      stateOf(service) === 'active' &&
      textAt(service, 'attributes', CLONE) === 'pointer-refused',
  );
  if (refused) return { instance, asClone: true, why: 'pointer-refused' };
  return isForeign(instance, state) ? null : { instance, asClone: false, why: 'configured' };
}

/** A pointer to anything but a result of ours; a dangling one into our environment counts as ours. */
function isForeign({ pointer }: ManagedInstance, { settings, results }: RegistryState): boolean {
  if (pointer === null || pointer === '') return false;
  if (!pointer.startsWith(`${settings.environment}/`)) return true;
  const target = results.find((result) => qualified(settings.environment, result.name) === pointer);
  return target !== undefined && !isOurs(target, settings.agent);
}

/** By the id that the gateway side gave it; else by an endpoint with the same host and base path. */
function instanceFinder(managed: readonly ManagedInstance[]): (api: PublishedApi) => ManagedInstance | null {
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
    const exact = byId.get(api.registered?.api ?? '');
    if (exact !== undefined) return exact;
    const hosts = [api.host, ...api.hosts];
    return hosts.map((host) => byAddress.get(`${host} ${api.basePath}`)).find(isPresent) ?? null;
  };
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

const UNKNOWN = {
  code: 'AMPLIFY_INSTANCE_UNKNOWN',
  message:
    'This managed API has no instance in managedEnvironments, so its grade is shown nowhere in Amplify. Add its environment, or set managedGrades: off.',
};
const SHARED = {
  code: 'AMPLIFY_INSTANCE_SHARED',
  message: 'Two observed APIs belong to this instance; it shows the grade of the first.',
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
