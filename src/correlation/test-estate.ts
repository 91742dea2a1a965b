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
