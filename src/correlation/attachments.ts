import type { RegisteredApi } from '../model/registered-api.ts';
import { gatewayCandidates, type Subject } from './candidates.ts';
import type { Catalogue } from './catalogue.ts';
import { registrationsOf } from './same-api.ts';
import { compileSegmentRouter, type OperationVerdict, type SegmentRouter } from './segment-router.ts';

/** Which definitions describe which API of a real gateway, and what they say about one endpoint. */
export interface Attachments {
  definitionsOf(api: RegisteredApi): readonly RegisteredApi[];
  isAttached(definition: RegisteredApi): boolean;
  judge(api: RegisteredApi, method: string, path: string): Judgement;
}

export interface Judgement {
  readonly verdict: OperationVerdict;
  /** The definition that was asked; null when none covers the path. */
  readonly definition: RegisteredApi | null;
}

const NOT_EVALUATED: Judgement = { verdict: { kind: 'not-evaluated' }, definition: null };

/** A definition attaches to every gateway API to which the gateway's own router leads one of its operations. */
export function attachDefinitions(catalogue: Catalogue): Attachments {
  const byApi = new Map<RegisteredApi, Set<RegisteredApi>>();
  const attached = new Set<RegisteredApi>();
  const anyHost = hostsOfGateways(catalogue);
  for (const definition of catalogue.definitionOwners.keys()) {
    for (const api of routedTo(catalogue, definition, anyHost)) {
      attached.add(definition);
      const known = byApi.get(api) ?? new Set();
      known.add(definition);
      byApi.set(api, known);
    }
  }
  const routers = new Map<RegisteredApi, SegmentRouter>();
  const originals = new Map<RegisteredApi, RegisteredApi>();
  const described = new Map<RegisteredApi, readonly RegisteredApi[]>();
  const describing = (api: RegisteredApi): readonly RegisteredApi[] => {
    const known = described.get(api);
    if (known !== undefined) return known;
    const all = registrationsOf(catalogue.same, api);
    const own = all.filter(({ operations }) => operations !== null);
    const found = [...own, ...new Set(all.flatMap((one) => [...(byApi.get(one) ?? [])]))];
    described.set(api, found);
    return found;
  };
  const routerOf = (api: RegisteredApi): SegmentRouter => {
    const known = routers.get(api);
    if (known !== undefined) return known;
    // The host is decided already; a definition may name the host of another stage.
    const hostless = describing(api).map((source) => {
      const servers = basePathsOf(source).map((basePath) => ({ host: null, basePath }));
      const copy: RegisteredApi = { ...source, hosts: [], servers, routes: [], enabled: true };
      originals.set(copy, source);
      return copy;
    });
    const router = compileSegmentRouter(hostless);
    routers.set(api, router);
    return router;
  };
  return {
    definitionsOf: (api) => [...(byApi.get(api) ?? [])],
    isAttached: (definition) => attached.has(definition),
    judge: (api, method, path) => {
      if (describing(api).length === 0) return NOT_EVALUATED;
      const best = routerOf(api)
        .match(method, '', path)
        .find((match) => match.verdict.kind !== 'not-evaluated');
      if (best === undefined) return NOT_EVALUATED;
      return { verdict: best.verdict, definition: originals.get(best.api) ?? best.api };
    },
  };
}

function routedTo(
  catalogue: Catalogue,
  definition: RegisteredApi,
  anyHost: readonly string[],
): ReadonlySet<RegisteredApi> {
  const apis = new Set<RegisteredApi>();
  for (const subject of subjectsOf(definition, anyHost)) {
    for (const candidate of gatewayCandidates(catalogue, subject)) apis.add(candidate.api);
  }
  return apis;
}

/** The operations (or, without any, the base paths) as requests at every host that the definition names. */
function* subjectsOf(definition: RegisteredApi, anyHost: readonly string[]): Generator<Subject> {
  const requests = definition.operations ?? definition.basePaths.map((path) => ({ method: 'GET', path }));
  for (const host of definition.hosts.length > 0 ? definition.hosts : anyHost) {
    const concrete = host.startsWith('*') ? `any${host.slice(1)}` : host.replace('*', 'any');
    for (const { method, path } of requests) {
      yield { method, host: concrete, path, protocol: 'rest', slots: [], hops: [], headers: null };
    }
  }
}

/** Those of its servers and of the API, each once. */
function basePathsOf({ basePaths, servers = [] }: RegisteredApi): readonly string[] {
  return [...new Set([...basePaths, ...servers.map(({ basePath }) => basePath)])];
}

/** Where a definition without hosts may be served: every host that a gateway or one of its APIs names. */
function hostsOfGateways(catalogue: Catalogue): readonly string[] {
  const hosts = new Set<string>();
  for (const { snapshot } of catalogue.gateways.values()) {
    for (const host of snapshot.hosts) hosts.add(host);
    for (const api of snapshot.apis)
      if (api.kind === 'gateway') for (const host of api.hosts) hosts.add(host);
  }
  // Host-less routes of a gateway without hosts are compared by path; the reserved name stands for any host.
  return hosts.size > 0 ? [...hosts] : ['unnamed.invalid'];
}
