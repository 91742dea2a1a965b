import type { Hop } from '../../src/model/api-call.ts';
import type { CorrelatedApi, CorrelatedEndpoint, Correlation } from '../../src/model/correlation.ts';
import { type ApiId, endpointId, unmanagedApiId } from '../../src/model/ids.ts';
import type {
  AuthFacts,
  BehaviourFacts,
  CoverageFacts,
  DataClassFacts,
  EndpointFacts,
  Evidence,
  Inventory,
  SignalFacts,
  ThreatFacts,
} from '../../src/model/inventory.ts';
import type { GatewaySnapshot, RegisteredApi, RegisteredOperation } from '../../src/model/registered-api.ts';
import type { DataCategory, Location, ThreatType } from '../../src/model/vocabulary.ts';

/** A small inventory with its correlation, built fact by fact for the tests of assessment and report. */
export interface World {
  readonly inventory: Inventory;
  readonly correlation: Correlation;
  readonly snapshots: readonly GatewaySnapshot[];
}

export interface EndpointPlan {
  readonly method?: string;
  readonly path?: string;
  readonly calls?: number;
  readonly statuses?: Readonly<Record<string, number>>;
  readonly auth?: Partial<AuthFacts>;
  readonly dataClasses?: readonly DataClassFacts[];
  readonly threats?: readonly ThreatFacts[];
  readonly behaviours?: readonly Omit<BehaviourFacts, 'endpoint'>[];
  readonly signals?: Partial<SignalFacts>;
  readonly coverage?: Partial<CoverageFacts>;
  readonly facts?: Partial<EndpointFacts>;
  readonly correlated?: Partial<CorrelatedEndpoint>;
  /** The registered operation that it matches. */
  readonly operation?: Partial<RegisteredOperation>;
}

export interface ApiPlan {
  readonly host?: string;
  readonly basePath?: string;
  readonly endpoints: readonly EndpointPlan[];
  readonly correlated?: Partial<CorrelatedApi>;
}

export const START_MS = Date.UTC(2026, 0, 10);
const HOP: Hop = 'gateway:kong';
export const NONE: Evidence = { calls: 0, accepted: 0 };

export function evidence(accepted: number, calls = accepted): Evidence {
  return { calls, accepted };
}

export function dataClass(
  id: string,
  category: DataCategory,
  location: Location,
  accepted: number,
): DataClassFacts {
  const path = location.endsWith('.body') ? `/${id}` : id;
  const why = `${accepted} values passed`;
  return { id, category, location, path, count: accepted, accepted, why, samples: [`<${id}>`] };
}

export function threat(type: ThreatType, counts: Partial<ThreatFacts>): ThreatFacts {
  return {
    type,
    location: 'request.query',
    attempts: 1,
    probable: 0,
    successes: 0,
    rule: `${type} rule`,
    clients: 1,
    samples: ["x' OR 1=1"],
    ...counts,
  };
}

/** Fully captured, authenticated, https, served by a gateway: nothing to find. */
export function endpointFacts(host: string, plan: EndpointPlan): EndpointFacts {
  const method = plan.method ?? 'GET';
  const path = plan.path ?? '/v1/things';
  const calls = plan.calls ?? 100;
  const statuses = plan.statuses ?? { '200': calls };
  return {
    id: endpointId(method, host, path, null),
    aliases: [],
    method,
    host,
    path,
    operation: null,
    protocol: 'rest',
    slots: [],
    provisional: false,
    hops: [{ hop: HOP, calls, fromGateway: 0, native: [], statuses }],
    calls,
    statuses,
    firstSeenMs: START_MS,
    lastSeenMs: START_MS + 86_400_000,
    auth: authFacts(calls, plan.auth),
    dataClasses: plan.dataClasses ?? [],
    threats: plan.threats ?? [],
    signals: signalFacts(calls, plan.signals),
    coverage: coverageFacts(calls, plan.coverage),
    traffic: { latencyMs: null, requestBytes: null, responseBytes: null, clients: 10, hours: hours(calls) },
    schemas: { parameters: [], requests: [], responses: [] },
    ...plan.facts,
  };
}

function authFacts(calls: number, auth: Partial<AuthFacts> | undefined): AuthFacts {
  return {
    state: 'required',
    schemes: ['jwt'],
    authenticatedAccepted: calls,
    anonymousAccepted: 0,
    anonymousRefused: 0,
    authenticatedRefused: 0,
    unobservable: 0,
    jwtAlgNone: NONE,
    jwtNoExpiry: NONE,
    jwtLongLived: NONE,
    inUrl: [],
    plaintextCredentials: NONE,
    credentialEndpoint: false,
    ...auth,
  };
}

function signalFacts(calls: number, signals: Partial<SignalFacts> | undefined): SignalFacts {
  return {
    verboseErrors: 0,
    verboseErrorSamples: [],
    corsWildcardCredentials: NONE,
    rateLimitHeaders: calls,
    tooManyRequests: 0,
    deprecationHeaders: 0,
    sunsetAtMs: null,
    https: evidence(calls),
    plaintext: NONE,
    ...signals,
  };
}

function coverageFacts(calls: number, coverage: Partial<CoverageFacts> | undefined): CoverageFacts {
  return {
    requestHeaders: calls,
    responseHeaders: calls,
    requestBodies: calls,
    responseBodies: calls,
    clientAddresses: calls,
    schemes: calls,
    ...coverage,
  };
}

function hours(calls: number): readonly number[] {
  return Array.from({ length: 24 }, (_, hour) => (hour === 9 ? calls : 0));
}

/** One managed, external API per plan, unless `correlated` says otherwise. */
export function makeWorld(plans: readonly ApiPlan[]): World {
  const apis: CorrelatedApi[] = [];
  const endpoints: CorrelatedEndpoint[] = [];
  const facts: EndpointFacts[] = [];
  const behaviours: BehaviourFacts[] = [];
  const operations: RegisteredOperation[] = [];
  for (const [index, plan] of plans.entries()) {
    const host = plan.host ?? (index === 0 ? 'api.shop.example' : `api${index}.shop.example`);
    const basePath = plan.basePath ?? '/v1';
    const id = plan.correlated?.id ?? unmanagedApiId(host, basePath);
    const own = plan.endpoints.map((one) => endpointFacts(host, one));
    own.forEach((one, at) => {
      const endpointPlan = plan.endpoints[at] ?? {};
      const operation =
        endpointPlan.operation === undefined ? null : operationOf(one, endpointPlan.operation);
      if (operation !== null) operations.push(operation);
      const registered = { ...REGISTERED, operation: operation?.id ?? null };
      endpoints.push(correlatedEndpoint(id, one, { registered, ...endpointPlan.correlated }));
      behaviours.push(
        ...(endpointPlan.behaviours ?? []).map((behaviour) => ({ ...behaviour, endpoint: one.id })),
      );
    });
    facts.push(...own);
    apis.push(correlatedApi(id, host, basePath, own, plan.correlated));
  }
  const calls = facts.reduce((sum, one) => sum + one.calls, 0);
  const inventory: Inventory = {
    asOfMs: START_MS + 86_400_000,
    windowFromMs: START_MS,
    calls: { analyzed: calls, outsideWindow: 0, noise: {}, operations: calls },
    endpoints: facts,
    behaviours,
    changes: [],
    noiseThreats: [],
    overflows: [],
  };
  const correlation: Correlation = {
    apis,
    endpoints,
    folded: [],
    unknownNativeIds: [],
    notEvaluated: [],
    operations: calls,
  };
  return { inventory, correlation, snapshots: operations.length === 0 ? [] : [snapshotOf(operations)] };
}

function operationOf(facts: EndpointFacts, plan: Partial<RegisteredOperation>): RegisteredOperation {
  return {
    id: `op-${facts.id}`,
    method: facts.method,
    path: facts.path,
    deprecated: false,
    security: null,
    parameters: [],
    statuses: [],
    ...plan,
  };
}

function snapshotOf(operations: readonly RegisteredOperation[]): GatewaySnapshot {
  const api: RegisteredApi = {
    gateway: REGISTERED.gateway,
    nativeId: REGISTERED.api,
    name: 'things',
    version: null,
    kind: 'gateway',
    registers: true,
    semantics: 'segment-prefix',
    nativeIds: [REGISTERED.api],
    hosts: [],
    basePaths: ['/v1'],
    routes: [],
    operations,
    security: null,
    enabled: true,
    lifecycle: 'active',
    sunsetAtMs: null,
    upstreams: [],
    environment: null,
    owner: null,
    tags: [],
  };
  return {
    id: REGISTERED.gateway,
    connector: 'kong',
    hosts: [],
    addresses: [],
    environment: null,
    apis: [api],
  };
}

const REASON = {
  code: 'host-and-path',
  text: 'Route /v1 accepts it.',
  rule: 'segment prefix',
  nearestMiss: null,
} as const;
const REGISTERED = { gateway: 'kong', api: 'svc-1', operation: null } as const;

function correlatedEndpoint(
  apiId: ApiId,
  facts: EndpointFacts,
  overrides: Partial<CorrelatedEndpoint> | undefined,
): CorrelatedEndpoint {
  return {
    id: facts.id,
    apiId,
    management: 'managed',
    flags: [],
    reason: REASON,
    registered: REGISTERED,
    calls: facts.calls,
    callsByHop: { [HOP]: facts.calls },
    statuses: facts.statuses,
    firstSeenMs: facts.firstSeenMs,
    lastSeenMs: facts.lastSeenMs,
    declaredSecurity: null,
    documented: true,
    deprecated: false,
    sunsetAtMs: null,
    external: true,
    views: [],
    bypass: null,
    ...overrides,
  };
}

function correlatedApi(
  id: ApiId,
  host: string,
  basePath: string,
  facts: readonly EndpointFacts[],
  overrides: Partial<CorrelatedApi> | undefined,
): CorrelatedApi {
  const calls = facts.reduce((sum, one) => sum + one.calls, 0);
  return {
    id,
    name: `${host}${basePath}`,
    host,
    hosts: [host],
    basePath,
    management: 'managed',
    flags: [],
    reason: REASON,
    registered: REGISTERED,
    environment: null,
    owner: null,
    tags: [],
    endpoints: facts.map((one) => one.id),
    calls,
    callsByHop: calls > 0 ? { [HOP]: calls } : {},
    firstSeenMs: facts.length > 0 ? START_MS : null,
    lastSeenMs: facts.length > 0 ? START_MS + 86_400_000 : null,
    lifecycle: 'active',
    sunsetAtMs: null,
    operations: { documented: 1, seen: 1 },
    definitions: [],
    external: true,
    ...overrides,
  };
}
