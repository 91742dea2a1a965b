import { normalizeHost } from '../../src/model/host.ts';
import type { RegisteredApi, RegisteredRoute } from '../../src/model/registered-api.ts';
import { type Context, openCentral } from './central.ts';
import { type Endpoint, readEndpoints } from './endpoints.ts';
import { qualified } from './names.ts';
import { readInstances, readServiceNames } from './registry-state.ts';
import { type CentralResource, textAt } from './resource.ts';

/** Every instance of the managed environments with an address that calls can reach. */
export async function* readRegisteredApis(context: Context): AsyncIterable<RegisteredApi> {
  const central = await openCentral(context);
  for (const environment of context.config.managedEnvironments) {
    const instances = await readInstances(central, environment);
    const listed = await central.list(`/environments/${encodeURIComponent(environment)}/apiservices`, [
      'name',
      'title',
      'metadata',
      'tags',
    ]);
    const serviceNames = await readServiceNames(central, environment, instances);
    const services = new Map(
      (listed ?? []).map((service) => [qualified(environment, service.name), service]),
    );
    for (const instance of instances) {
      const service = services.get(serviceNames.get(instance.name) ?? '') ?? null;
      const endpoints = readEndpoints(instance).filter(({ protocol }) => PROTOCOLS.has(protocol));
      if (endpoints.length > 0) yield registeredApi(context.id, environment, instance, service, endpoints);
    }
  }
}

/** Endpoints of queues and brokers serve no calls. */
const PROTOCOLS: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss']);

function registeredApi(
  gateway: string,
  environment: string,
  instance: CentralResource,
  service: CentralResource | null,
  endpoints: readonly Endpoint[],
): RegisteredApi {
  const nativeId = qualified(environment, instance.name);
  const routes = endpoints.map((endpoint, index) => routeOf(endpoint, `${nativeId}#${index}`));
  return {
    gateway,
    nativeId,
    name: service?.title ?? instance.title ?? instance.name,
    version: textAt(instance, 'x-agent-details', 'externalAPIVersion'),
    kind: 'gateway',
    registers: true,
    semantics: 'segment-prefix',
    nativeIds: present([
      nativeId,
      textAt(instance, 'metadata', 'id'),
      textAt(instance, 'x-agent-details', 'externalAPIID'),
      service === null ? null : textAt(service, 'metadata', 'id'),
    ]),
    hosts: [...new Set(routes.flatMap(({ hosts }) => hosts ?? []))],
    basePaths: [...new Set(endpoints.map(({ basePath }) => basePath))],
    routes,
    operations: null,
    security: null,
    enabled: true,
    lifecycle: lifecycleOf(instance),
    sunsetAtMs: null,
    upstreams: [],
    environment,
    owner: null,
    tags: [...(service?.tags ?? [])].sort(),
  };
}

function present(texts: readonly (string | null)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== null && text !== ''))].filter((text) => text !== null);
}

function routeOf({ host, port, protocol, basePath }: Endpoint, id: string): RegisteredRoute {
  const scheme = protocol === 'https' || protocol === 'wss' ? 'https' : 'http';
  return {
    id,
    name: null,
    methods: null,
    hosts: [normalizeHost(`${host}:${port}`, scheme)],
    paths: [{ kind: 'segment-prefix', value: basePath }],
    headers: null,
    regexPriority: 0,
    stripPath: false,
    pathHandling: 'v0',
    preserveHost: false,
    createdAtMs: null,
    security: null,
    tags: [],
  };
}

/** The names of release states are the organisation's own; these are what the platform starts with. */
function lifecycleOf(instance: CentralResource): RegisteredApi['lifecycle'] {
  const state = textAt(instance, 'lifecycle', 'releaseState', 'name')?.toLowerCase() ?? '';
  if (state === 'deprecated') return 'deprecated';
  return state === 'retired' || state === 'archived' ? 'retired' : 'active';
}
