import { compileRegex } from '../../../src/agent/compile-regex.ts';
import { type KnownTemplate, viewInventory } from '../../../src/analyzer/index.ts';
import { correlate } from '../../../src/correlation/correlate.ts';
import type { GatewaySnapshot, RegisteredApi, RegisteredRoute } from '../../../src/model/registered-api.ts';
import { callsFile } from '../bench-input.ts';
import { load, printFigure, rounded } from '../figures.ts';
import { endpointPlace } from '../generate-calls.ts';
import { observeSample } from './observe-sample.ts';
import type { FullOptions } from './options.ts';
import { threadMicros } from './timed.ts';

const ROUTES = [0, 100, 1000, 10_000];
const ROUTES_OF_AN_API = 20;
const ENDPOINTS = 10_000;
/** A call or two for each endpoint is enough: correlation does not look at counts. */
const CALLS_PER_ENDPOINT = 10;

/** One inventory against ever more routes: by a gateway's router, and as documented operations. */
export async function correlation(options: FullOptions): Promise<void> {
  const endpoints = Math.min(ENDPOINTS, Math.ceil(options.calls / CALLS_PER_ENDPOINT));
  const calls = endpoints * CALLS_PER_ENDPOINT;
  const file = await callsFile({ calls, endpoints, identifiers: options.identifiers, seed: 1 });
  const summary = await observeSample(file);
  const settings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };
  for (const kind of ['gateway', 'definition'] as const) {
    for (const routes of ROUTES) {
      const gateway = snapshotOf(kind, routes);
      const context = { asOfMs: summary.latestMs, windowMs: null, known: knownOf(gateway) };
      const [viewMs, inventory] = timed(() => viewInventory(summary, context));
      // Twice: the first time the compiler is at work.
      correlate(inventory, [gateway], settings);
      const [correlateMs, result] = timed(() => correlate(inventory, [gateway], settings));
      const managed = result.endpoints.filter(({ management }) => management === 'managed').length;
      if (routes > 0 && managed === 0) throw new Error('no endpoint met its route');
      printFigure({
        bench: 'correlation',
        kind,
        routes,
        endpoints: inventory.endpoints.length,
        managed,
        viewMilliseconds: rounded(viewMs, 1),
        milliseconds: rounded(correlateMs, 1),
        microsecondsPerEndpoint: rounded((correlateMs * 1000) / inventory.endpoints.length, 1),
        load: load(),
      });
    }
  }
}

function timed<T>(work: () => T): readonly [number, T] {
  const before = threadMicros();
  const result = work();
  return [(threadMicros() - before) / 1000, result];
}

function snapshotOf(kind: RegisteredApi['kind'], routes: number): GatewaySnapshot {
  const apis = Array.from({ length: routes / ROUTES_OF_AN_API }, (_, index) => registeredApi(kind, index));
  return { id: 'gw', connector: kind, hosts: [], addresses: [], environment: null, apis };
}

/** What endpoints `index * 20` and following are called by. */
function registeredApi(kind: RegisteredApi['kind'], index: number): RegisteredApi {
  const places = Array.from({ length: ROUTES_OF_AN_API }, (_, at) =>
    endpointPlace(index * ROUTES_OF_AN_API + at),
  );
  const paths = places.map(({ base }) => base);
  return {
    gateway: 'gw',
    nativeId: `api-${index}`,
    name: `api-${index}`,
    version: null,
    kind,
    registers: true,
    semantics: kind === 'gateway' ? 'kong-traditional-compatible' : 'segment-prefix',
    nativeIds: [`api-${index}`],
    hosts: [...new Set(places.map(({ host }) => host))],
    basePaths: kind === 'gateway' ? paths : ['/v1'],
    routes:
      kind === 'gateway'
        ? places.map((place, at) => registeredRoute(place, index * ROUTES_OF_AN_API + at))
        : [],
    operations:
      kind === 'gateway'
        ? null
        : places.map(({ method, base }) => ({
            id: null,
            method,
            path: `${base}/{id}`,
            deprecated: false,
            security: null,
            parameters: [],
            statuses: ['200'],
          })),
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

function registeredRoute({ host, base }: ReturnType<typeof endpointPlace>, index: number): RegisteredRoute {
  return {
    id: `route-${index}`,
    name: null,
    methods: null,
    hosts: [host],
    paths: [{ kind: 'raw-prefix', value: base }],
    headers: null,
    regexPriority: 0,
    stripPath: false,
    pathHandling: 'v0',
    preserveHost: true,
    createdAtMs: index,
    security: null,
    tags: [],
  };
}

function knownOf({ apis }: GatewaySnapshot): readonly KnownTemplate[] {
  return apis.flatMap(({ hosts, operations }) =>
    (operations ?? []).map(({ path, method }) => ({
      hosts,
      path,
      methods: [method],
      origin: 'known' as const,
    })),
  );
}
