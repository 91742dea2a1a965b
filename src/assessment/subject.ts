import type { CorrelatedApi, CorrelatedEndpoint, Correlation } from '../model/correlation.ts';
import type { ApiId, EndpointId } from '../model/ids.ts';
import type {
  BehaviourFacts,
  DataClassFacts,
  EndpointFacts,
  Evidence,
  Inventory,
  OverflowFacts,
  SignalFacts,
  ThreatFacts,
} from '../model/inventory.ts';
import type { GatewaySnapshot, RegisteredApi, RegisteredOperation } from '../model/registered-api.ts';
import type { Rubric } from '../model/rubric.ts';
import type { ImportedSighting } from './imported.ts';

/** One endpoint with all that is known about it: what detectors look at. */
export interface EndpointSubject {
  readonly facts: EndpointFacts;
  readonly correlated: CorrelatedEndpoint;
  /** Own payload facts and those of the same calls seen behind the gateway. */
  readonly dataClasses: readonly DataClassFacts[];
  readonly threats: readonly ThreatFacts[];
  readonly signals: SignalFacts;
  /** Calls whose response headers, and bodies, were captured, at the hop that captured most. */
  readonly responseHeaders: number;
  readonly responseBodies: number;
  readonly behaviours: readonly BehaviourFacts[];
  /** Data classes that make it sensitive, seen on calls that the server accepted. */
  readonly sensitive: readonly DataClassFacts[];
  /** External or sensitive: a flaw here weighs in full. */
  readonly exposed: boolean;
  /** Calls that the server answered 2xx or 3xx. */
  readonly accepted: number;
  /** 3xx answers that only send the client elsewhere. */
  readonly redirected: number;
  /** Enough anonymous calls were accepted over the whole API that no lost log header explains them. */
  readonly anonymousReal: boolean;
  /** The registered operation it matches; null when there is none or operations are not known. */
  readonly operation: RegisteredOperation | null;
}

/** One API with its endpoints. */
export interface ApiSubject {
  readonly correlated: CorrelatedApi;
  readonly endpoints: readonly EndpointSubject[];
  /** Threats on calls that are nobody's endpoint, at a host that this API answers for. */
  readonly noiseThreats: readonly ThreatFacts[];
  /** Whether any gateway or definition said what it serves: without one nothing can be called unmanaged. */
  readonly registrationKnown: boolean;
  /** Facts that a cap of the summary cut short; behaviour rules are then not evaluated. */
  readonly overflowed: boolean;
  /** What other systems report about it. */
  readonly imported: readonly ImportedSighting[];
}

/** Where sensitive data counts: request headers, cookies and queries are the caller's to forge, so they do not. */
const SENSITIVE_LOCATIONS: ReadonlySet<string> = new Set([
  'request.path',
  'request.body',
  'response.header',
  'response.cookie',
  'response.body',
]);

const REDIRECTS: readonly string[] = ['301', '302', '303', '307', '308'];

/** Calls answered 2xx or 3xx, or upgraded: the server's consent. */
function acceptedCalls(statuses: Readonly<Record<string, number>>): number {
  let accepted = 0;
  for (const [status, calls] of Object.entries(statuses))
    if (/^(?:[23]|101$)/.test(status)) accepted += calls;
  return accepted;
}

/** One subject per correlated API, in the order of the correlation. */
export function buildSubjects(
  inventory: Inventory,
  correlation: Correlation,
  rubric: Rubric,
  snapshots: readonly GatewaySnapshot[],
  imported: ReadonlyMap<ApiId, readonly ImportedSighting[]> = new Map(),
): readonly ApiSubject[] {
  const factsById = new Map(inventory.endpoints.map((facts) => [facts.id, facts]));
  const behavioursById = Map.groupBy(inventory.behaviours, (behaviour) => behaviour.endpoint);
  const endpointsByApi = Map.groupBy(correlation.endpoints, (endpoint) => endpoint.apiId);
  const noise = noiseByApi(inventory, correlation);
  const registrationKnown =
    correlation.apis.some((api) => api.registered !== null) || snapshots.some(({ apis }) => apis.length > 0);
  const registered = indexRegistered(snapshots);
  return correlation.apis.map((api) => {
    const operations = operationsOf(api, registered);
    const pairs = (endpointsByApi.get(api.id) ?? []).flatMap((correlated) => {
      const facts = factsById.get(correlated.id);
      return facts === undefined ? [] : [{ facts, correlated }];
    });
    const anonymousReal =
      pairs.reduce((sum, { facts }) => sum + facts.auth.anonymousAccepted, 0) >=
      rubric.thresholds.anonymousCalls;
    const endpoints = pairs.map(({ facts, correlated }) => ({
      ...endpointSubject(
        facts,
        correlated,
        correlated.views.flatMap((id) => factsById.get(id) ?? []),
        rubric,
      ),
      behaviours: behavioursOf([correlated.id, ...correlated.views], behavioursById),
      operation: operations.get(correlated.registered?.operation ?? '') ?? null,
      anonymousReal,
    }));
    return {
      correlated: api,
      endpoints,
      noiseThreats: noise.get(api.id) ?? [],
      registrationKnown,
      overflowed: pairs.some(({ facts }) => actorsOverflowed(inventory.overflows, facts)),
      imported: imported.get(api.id) ?? [],
    };
  });
}

function behavioursOf(
  ids: readonly EndpointId[],
  byId: ReadonlyMap<EndpointId, readonly BehaviourFacts[]>,
): readonly BehaviourFacts[] {
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function endpointSubject(
  facts: EndpointFacts,
  correlated: CorrelatedEndpoint,
  views: readonly EndpointFacts[],
  rubric: Rubric,
): Omit<EndpointSubject, 'behaviours' | 'operation' | 'anonymousReal'> {
  const all = [facts, ...views];
  const dataClasses = all.flatMap((one) => one.dataClasses);
  const sensitive = dataClasses.filter(
    (one) =>
      one.accepted > 0 &&
      rubric.sensitivity.categories.includes(one.category) &&
      SENSITIVE_LOCATIONS.has(one.location),
  );
  return {
    facts,
    correlated,
    dataClasses,
    threats: mergeThreats(all),
    signals: mergeSignals(all),
    responseHeaders: Math.max(...all.map((one) => one.coverage.responseHeaders)),
    responseBodies: Math.max(...all.map((one) => one.coverage.responseBodies)),
    sensitive,
    exposed: correlated.external || sensitive.length > 0,
    accepted: acceptedCalls(facts.statuses),
    redirected: REDIRECTS.reduce((sum, status) => sum + (facts.statuses[status] ?? 0), 0),
  };
}

/**
 * Views are the same calls at another hop: the hop that saw more stands, nothing is added up. Body signals of a view
 * belong to the endpoint; its scheme does not, because the hop behind a gateway is another one.
 */
function mergeSignals(all: readonly EndpointFacts[]): SignalFacts {
  const [own, ...views] = all.map((one) => one.signals);
  if (own === undefined) throw new RangeError('an endpoint has signals');
  return views.reduce<SignalFacts>((most, view) => {
    const verbose = view.verboseErrors > most.verboseErrors ? view : most;
    return {
      ...most,
      verboseErrors: verbose.verboseErrors,
      verboseErrorSamples: verbose.verboseErrorSamples,
      corsWildcardCredentials: larger(most.corsWildcardCredentials, view.corsWildcardCredentials),
      rateLimitHeaders: Math.max(most.rateLimitHeaders, view.rateLimitHeaders),
      tooManyRequests: Math.max(most.tooManyRequests, view.tooManyRequests),
      deprecationHeaders: Math.max(most.deprecationHeaders, view.deprecationHeaders),
    };
  }, own);
}

function larger(a: Evidence, b: Evidence): Evidence {
  return { calls: Math.max(a.calls, b.calls), accepted: Math.max(a.accepted, b.accepted) };
}

/** Per type and location the facts of the hop that saw most; a success at any hop is never lost. */
function mergeThreats(all: readonly EndpointFacts[]): readonly ThreatFacts[] {
  const largest = new Map<string, ThreatFacts>();
  for (const threat of all.flatMap((one) => one.threats)) {
    const key = `${threat.type} ${threat.location ?? ''}`;
    const known = largest.get(key);
    const most = known === undefined || threat.attempts > known.attempts ? threat : known;
    const successes = Math.max(known?.successes ?? 0, threat.successes);
    largest.set(key, { ...most, successes });
  }
  return [...largest.values()];
}

/** Registered APIs by name and by gateway and native id: thousands of APIs cost one look-up each. */
function indexRegistered(
  snapshots: readonly GatewaySnapshot[],
): ReadonlyMap<string, readonly RegisteredApi[]> {
  const index = new Map<string, RegisteredApi[]>();
  for (const api of snapshots.flatMap((snapshot) => snapshot.apis)) {
    for (const key of [`name ${api.name}`, `id ${api.gateway} ${api.nativeId}`]) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [api]);
      else known.push(api);
    }
  }
  return index;
}

/** Operations of the API and of the definitions attached to it, by id and by `METHOD /template`; the first one stands. */
function operationsOf(
  api: CorrelatedApi,
  registered: ReadonlyMap<string, readonly RegisteredApi[]>,
): ReadonlyMap<string, RegisteredOperation> {
  const keys = api.definitions.map((name) => `name ${name}`);
  const registrations = api.registrations ?? (api.registered === null ? [] : [api.registered]);
  for (const one of registrations) keys.push(`id ${one.gateway} ${one.api}`);
  const operations = new Map<string, RegisteredOperation>();
  for (const operation of keys
    .flatMap((key) => registered.get(key) ?? [])
    .flatMap((one) => one.operations ?? [])) {
    for (const name of [operation.id, `${operation.method} ${operation.path}`]) {
      if (name !== null && !operations.has(name)) operations.set(name, operation);
    }
  }
  return operations;
}

/**
 * More clients than the summary keeps apart: at this endpoint's base path (`host base-path`), or hosts themselves.
 * Behaviour was then not judged here.
 */
function actorsOverflowed(overflows: readonly OverflowFacts[], facts: EndpointFacts): boolean {
  return overflows.some(({ cap, where }) => {
    if (where === 'actors') return true;
    if (cap !== 'actors') return false;
    const [host, basePath = ''] = where.split(' ');
    return host === facts.host && `${facts.path}/`.startsWith(`/${basePath.replace(/^\/+/, '')}`);
  });
}

/** Noise has no path worth keeping, so it goes to the first API, in report order, that answers at the host. */
function noiseByApi(
  inventory: Inventory,
  correlation: Correlation,
): ReadonlyMap<string, readonly ThreatFacts[]> {
  const byHost = new Map<string, string>();
  for (const api of correlation.apis) {
    for (const host of [api.host, ...api.hosts]) if (!byHost.has(host)) byHost.set(host, api.id);
  }
  const found = new Map<string, ThreatFacts[]>();
  for (const { host, threat } of inventory.noiseThreats) {
    const api = byHost.get(host);
    if (api === undefined) continue;
    const list = found.get(api) ?? [];
    list.push(threat);
    found.set(api, list);
  }
  return found;
}
