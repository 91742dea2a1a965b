import type { Hop } from '../model/api-call.ts';
import { endpointId } from '../model/ids.ts';
import type { EndpointFacts, HopFacts, Inventory, NativeRefFacts } from '../model/inventory.ts';
import type {
  GatewaySnapshot,
  RegisteredApi,
  RegisteredOperation,
  RegisteredRoute,
} from '../model/registered-api.ts';

/** Builders for tests: every field has a plain default, a row of a table states only what it is about. */
export function route(fields: Partial<RegisteredRoute> & { readonly id: string }): RegisteredRoute {
  return {
    name: null,
    methods: null,
    hosts: null,
    paths: null,
    headers: null,
    regexPriority: 0,
    stripPath: true,
    pathHandling: 'v0',
    preserveHost: false,
    createdAtMs: null,
    security: null,
    tags: [],
    ...fields,
  };
}

/** `/orders` is a plain path, `~/orders/\d+` a regex, as in Kong's own configuration. */
export function kongPaths(...paths: readonly string[]): NonNullable<RegisteredRoute['paths']> {
  return paths.map((path) =>
    path.startsWith('~') ? { kind: 'regex', source: path.slice(1) } : { kind: 'raw-prefix', value: path },
  );
}

export function kongApi(
  nativeId: string,
  routes: readonly RegisteredRoute[],
  fields: Partial<RegisteredApi> = {},
): RegisteredApi {
  const paths = routes.flatMap((one) => one.paths ?? []);
  return {
    ...plainApi(nativeId),
    semantics: 'kong-traditional-compatible',
    nativeIds: [nativeId, ...routes.map((one) => one.id)],
    hosts: [...new Set(routes.flatMap((one) => one.hosts ?? []))],
    basePaths: paths.length === 0 ? ['/'] : paths.map((path) => (path.kind === 'regex' ? '/' : path.value)),
    routes,
    ...fields,
  };
}

export function definition(
  nativeId: string,
  operations: readonly RegisteredOperation[] | null,
  fields: Partial<RegisteredApi> = {},
): RegisteredApi {
  return { ...plainApi(nativeId), kind: 'definition', registers: false, operations, ...fields };
}

function plainApi(nativeId: string): RegisteredApi {
  return {
    gateway: 'kong',
    nativeId,
    name: nativeId,
    version: null,
    kind: 'gateway',
    registers: true,
    semantics: 'segment-prefix',
    nativeIds: [nativeId],
    hosts: [],
    basePaths: ['/'],
    routes: [],
    operations: null,
    security: null,
    enabled: true,
    lifecycle: 'active',
    sunsetAtMs: null,
    upstreams: [],
    environment: null,
    owner: null,
    tags: [],
  };
}

/** `operation('GET /v1/items/{id}')` */
export function operation(line: string, fields: Partial<RegisteredOperation> = {}): RegisteredOperation {
  const [method = 'GET', path = '/'] = line.split(' ');
  return {
    id: null,
    method,
    path,
    deprecated: false,
    security: null,
    parameters: [],
    statuses: [],
    ...fields,
  };
}

export function gateway(
  id: string,
  apis: readonly RegisteredApi[],
  fields: Partial<GatewaySnapshot> = {},
): GatewaySnapshot {
  return {
    id,
    connector: 'kong',
    hosts: [],
    addresses: [],
    environment: null,
    apis: apis.map((api) => ({ ...api, gateway: id })),
    ...fields,
  };
}

/** `hop('edge', 10)`; `fromGateway`: how many of them came from a gateway address. */
export function hop(
  name: Hop,
  calls: number,
  fields: { readonly fromGateway?: number; readonly native?: readonly NativeRefFacts[] } = {},
): HopFacts {
  return { hop: name, calls, fromGateway: 0, native: [], statuses: { 200: calls }, ...fields };
}

export function nativeRef(
  gatewayId: string,
  api: string | null,
  routeId: string | null,
  calls = 1,
): NativeRefFacts {
  return { gateway: gatewayId, api, route: routeId, calls };
}

/** `endpoint('GET api.shop.example/orders/{id}', [hop('edge', 10)])` */
export function endpoint(
  line: string,
  hops: readonly HopFacts[],
  fields: Partial<EndpointFacts> = {},
): EndpointFacts {
  const [method = 'GET', url = ''] = line.split(' ');
  const slash = url.indexOf('/');
  const [host, path] = [url.slice(0, slash), url.slice(slash)];
  const all = hops.reduce((sum, one) => sum + one.calls, 0);
  const none = { calls: 0, accepted: 0 };
  return {
    id: endpointId(method, host, path, fields.operation ?? null),
    aliases: [],
    method,
    host,
    path,
    operation: null,
    protocol: 'rest',
    slots: [],
    provisional: false,
    hops,
    calls: Math.max(0, ...hops.map((one) => one.calls)),
    statuses: {},
    firstSeenMs: 1_000,
    lastSeenMs: 9_000,
    auth: {
      state: 'undetected',
      schemes: [],
      authenticatedAccepted: 0,
      anonymousAccepted: 0,
      anonymousRefused: 0,
      authenticatedRefused: 0,
      unobservable: 0,
      jwtAlgNone: none,
      jwtNoExpiry: none,
      jwtLongLived: none,
      inUrl: [],
      plaintextCredentials: none,
      credentialEndpoint: false,
    },
    dataClasses: [],
    threats: [],
    signals: {
      verboseErrors: 0,
      verboseErrorSamples: [],
      corsWildcardCredentials: none,
      rateLimitHeaders: 0,
      tooManyRequests: 0,
      deprecationHeaders: 0,
      sunsetAtMs: null,
      https: none,
      plaintext: none,
    },
    coverage: {
      requestHeaders: all,
      responseHeaders: all,
      requestBodies: 0,
      responseBodies: 0,
      clientAddresses: all,
      schemes: all,
    },
    traffic: { latencyMs: null, requestBytes: null, responseBytes: null, clients: 1, hours: [] },
    schemas: { parameters: [], requests: [], responses: [] },
    ...fields,
  };
}

export const AS_OF_MS = Date.UTC(2026, 0, 31);

export function inventory(endpoints: readonly EndpointFacts[]): Inventory {
  return {
    asOfMs: AS_OF_MS,
    windowFromMs: Date.UTC(2026, 0, 1),
    calls: { analyzed: 0, outsideWindow: 0, noise: {}, operations: 0 },
    endpoints,
    behaviours: [],
    changes: [],
    noiseThreats: [],
    overflows: [],
  };
}
