import { AssayError } from '../../src/kit/index.ts';
import { type Central, type Context, openCentral } from './central.ts';
import { type RegistrySettings, registrySettings } from './config.ts';
import { type Endpoint, readEndpoints } from './endpoints.ts';
import { type CentralResource, listAt, textAt } from './resource.ts';
import { areResultsReadOnly } from './result-access.ts';

/** An instance of a managed environment, which belongs to somebody else. */
export interface ManagedInstance {
  readonly environment: string;
  readonly name: string;
  /** `environment/service`; null where Central does not say. */
  readonly service: string | null;
  readonly endpoints: readonly Endpoint[];
  /** `environment/result` of the grade that it shows; null for none. */
  readonly pointer: string | null;
}

/** Results are resources, stand inside the instances (tenants before 2025), or are refused to this account: all, or to write. */
export type ResultAccess = 'resource' | 'legacy' | 'forbidden' | 'read-only';

/** What cannot be seen, or not be changed, is neither planned nor taken away. */
export function areResultsKept({ resultAccess }: Pick<RegistryState, 'resultAccess'>): boolean {
  return resultAccess === 'forbidden' || resultAccess === 'read-only';
}

/** What Central holds now, foreign resources of the target environment included. */
export interface RegistryState {
  readonly settings: RegistrySettings;
  readonly central: Central;
  readonly environment: CentralResource | null;
  readonly agent: CentralResource | null;
  readonly resultAccess: ResultAccess;
  readonly results: readonly CentralResource[];
  readonly services: readonly CentralResource[];
  readonly instances: readonly CentralResource[];
  readonly managed: readonly ManagedInstance[];
}

const MAIN = ['name', 'title', 'metadata', 'attributes', 'tags', 'spec'];
const LINKED = [...MAIN, 'source', 'x-agent-details', 'complianceruntimeresult'];

export async function readState(context: Context): Promise<RegistryState> {
  const settings = registrySettings(context.config);
  const central = await openCentral(context);
  const home = `/environments/${settings.environment}`;
  const environment = await central.get(home);
  const listing = async (plural: string, fields: readonly string[]): Promise<readonly CentralResource[]> =>
    environment === null ? [] : ((await central.list(`${home}/${plural}`, fields)) ?? []);
  const { access, results } = await readResults(central, settings, environment === null ? '' : home);
  return {
    settings,
    central,
    environment,
    agent: environment === null ? null : await central.get(`${home}/complianceagents/${settings.agent}`),
    resultAccess: access,
    results,
    services: await listing('apiservices', LINKED),
    instances: await listing('apiserviceinstances', LINKED),
    managed: settings.managedGrades === 'off' ? [] : await readManaged(central, settings),
  };
}

interface Results {
  readonly access: ResultAccess;
  readonly results: readonly CentralResource[];
}

/** Before there is an environment the kind is asked for over all of them. */
async function readResults(
  central: Central,
  { resultLocation }: RegistrySettings,
  home: string,
): Promise<Results> {
  if (resultLocation === 'legacy') return { access: 'legacy', results: [] };
  if (areResultsReadOnly(central)) return { access: 'read-only', results: [] };
  try {
    const found = await central.list(`${home}/complianceruntimeresults`, MAIN);
    if (found !== null) return { access: 'resource', results: home === '' ? [] : found };
  } catch (error: unknown) {
    // Without the entitlement APIs are still registered, and the plan says why they have no grade.
    if (!(error instanceof AssayError) || error.code !== 'AMPLIFY_ENTITLEMENT_MISSING') throw error;
    return { access: 'forbidden', results: [] };
  }
  if (resultLocation === 'auto') return { access: 'legacy', results: [] };
  throw resultsUnknown();
}

export function resultsUnknown(): AssayError {
  return new AssayError({
    code: 'AMPLIFY_RESULTS_UNKNOWN',
    kind: 'config',
    message: 'This tenant has no resources for compliance results.',
    fix: 'Set resultLocation: legacy, or leave it at auto.',
  });
}

async function readManaged(
  central: Central,
  { managedEnvironments }: RegistrySettings,
): Promise<readonly ManagedInstance[]> {
  const found: ManagedInstance[] = [];
  for (const environment of managedEnvironments) {
    const instances = await readInstances(central, environment);
    const services = await readServiceNames(central, environment, instances);
    for (const instance of instances) {
      found.push({
        environment,
        name: instance.name,
        service: services.get(instance.name) ?? null,
        endpoints: readEndpoints(instance),
        pointer: textAt(instance, 'complianceruntimeresult'),
      });
    }
  }
  return found;
}

const INSTANCE_FIELDS = [...MAIN, 'references', 'lifecycle', 'x-agent-details', 'complianceruntimeresult'];

/** Throws AssayError `AMPLIFY_ENVIRONMENT_UNKNOWN` (config) for an environment that is not there. */
export async function readInstances(
  central: Central,
  environment: string,
): Promise<readonly CentralResource[]> {
  const path = `/environments/${encodeURIComponent(environment)}/apiserviceinstances`;
  const instances = await central.list(path, INSTANCE_FIELDS);
  if (instances !== null) return instances;
  throw new AssayError({
    code: 'AMPLIFY_ENVIRONMENT_UNKNOWN',
    kind: 'config',
    message:
      'An environment of managedEnvironments does not exist in Amplify, or is not shown to this account.',
    fix: 'Use the names (not the titles) of environments; a team of theirs shows them to the account.',
    context: { environment },
  });
}

/** For each instance `environment/service`; an instance whose service Central does not say has no entry. */
export async function readServiceNames(
  central: Central,
  environment: string,
  instances: readonly CentralResource[],
): Promise<ReadonlyMap<string, string>> {
  const computed = instances.map((instance) => [instance.name, computedService(instance)] as const);
  const isComplete = computed.every(([, service]) => service !== null);
  const throughRevisions = isComplete ? new Map<string, string>() : await readRevisions(central, environment);
  const names = instances.flatMap((instance, index): (readonly [string, string])[] => {
    const revision = textAt(instance, 'spec', 'apiServiceRevision') ?? '';
    const service = computed[index]?.[1] ?? throughRevisions.get(revision) ?? null;
    if (service === null) return [];
    return [[instance.name, service.includes('/') ? service : `${environment}/${service}`]];
  });
  return new Map(names);
}

function computedService(instance: CentralResource): string | null {
  return textAt(instance, 'references', 'apiService') || null;
}

/** Servers that do not compute the reference of an instance still know that of its revision. */
async function readRevisions(central: Central, environment: string): Promise<ReadonlyMap<string, string>> {
  const path = `/environments/${encodeURIComponent(environment)}/apiservicerevisions`;
  const revisions = (await central.list(path, ['name', 'metadata'])) ?? [];
  const pairs = revisions.flatMap((revision): (readonly [string, string])[] => {
    const references = listAt(revision, 'metadata', 'references');
    const service = references.find((reference) => textAt(reference, 'kind') === 'APIService');
    const name = textAt(service, 'name');
    return name === null ? [] : [[revision.name, name]];
  });
  return new Map(pairs);
}
