import type { RegisteredApi } from '../model/registered-api.ts';
import { gatewayCandidates, type Subject } from './candidates.ts';
import type { Catalogue } from './catalogue.ts';
import { registrationsOf } from './same-api.ts';
import { compileSegmentRouter, type OperationVerdict, type SegmentRouter } from './segment-router.ts';
import { indexServedHosts, type ServedHosts } from './served-hosts.ts';

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
  const served = indexServedHosts(catalogue.gateways.values());
  for (const definition of catalogue.definitionOwners.keys()) {
    for (const api of routedTo(catalogue, definition, served)) {
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
  served: ServedHosts,
): ReadonlySet<RegisteredApi> {
  const apis = new Set<RegisteredApi>();
  for (const subject of subjectsOf(definition, served)) {
    for (const candidate of gatewayCandidates(catalogue, subject)) apis.add(candidate.api);
  }
  return apis;
}

/** The operations (or, without any, the base paths) as requests at every host that the definition names or may have. */
function* subjectsOf(definition: RegisteredApi, served: ServedHosts): Generator<Subject> {
  const requests = definition.operations ?? definition.basePaths.map((path) => ({ method: 'GET', path }));
  for (const { method, path } of requests) {
    for (const host of definition.hosts.length > 0 ? definition.hosts : served.at(path)) {
      const concrete = host.startsWith('*') ? `any${host.slice(1)}` : host.replace('*', 'any');
      yield { method, host: concrete, path, protocol: 'rest', slots: [], hops: [], headers: null };
    }
  }
}

/** Those of its servers and of the API, each once. */
function basePathsOf({ basePaths, servers = [] }: RegisteredApi): readonly string[] {
  return [...new Set([...basePaths, ...servers.map(({ basePath }) => basePath)])];
}
