import type { RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import { NamedHosts } from './named-hosts.ts';
import { compileSegmentRouter, type SegmentMatch, type SegmentRouter } from './segment-router.ts';

/**
 * How Axway API Manager 7 finds the front-end API of a request. Sources: the vendor's pages "Configure virtual hosts",
 * "Configure relative paths", "Configure API routing based on version query string" and "API Manager settings".
 *
 * 1. An API with a virtual host answers there alone. A host that is a virtual host is resolved among its own APIs
 *    first; where none of them has the path, the APIs without a virtual host answer.
 * 2. An API without a virtual host answers at every host of the gateway. The default virtual host of the settings is
 *    where it is published; it is a name for it, not a condition.
 * 3. The longest base path wins, segment by segment: `/shop/v1` does not accept `/shop/v10`.
 * 4. Versions are base paths of their own, or share one and differ in a query parameter. A template has no query, so
 *    APIs that share host and base path are told apart by their operations, else they are rivals.
 * 5. Only published APIs answer. Deprecated ones do; so do retired ones as far as they are still seen.
 */
export interface AxwayRouter {
  /** Every API that accepts, best first: virtual host, base path, operation. */
  match(method: string, host: string, path: string): readonly SegmentMatch[];
  /** APIs that are not published and would accept it: the gateway answers as if they did not exist. */
  matchUnpublished(method: string, host: string, path: string): readonly SegmentMatch[];
  /** Published APIs with this path, whatever their virtual host; for the nearest miss. */
  matchAnyHost(method: string, path: string): readonly SegmentMatch[];
  /** Is the host one of this gateway, by a virtual host or the default one? */
  namesHost(host: string): boolean;
  /** Base paths looked at since it was compiled. */
  readonly examined: () => number;
}

export function compileAxwayRouter(apis: readonly RegisteredApi[]): AxwayRouter {
  const published = compileExpanded(apis.filter((api) => api.enabled));
  const unpublished = compileExpanded(apis.filter((api) => !api.enabled));
  const anywhere = compileCopies(apis.filter((api) => api.enabled).map((api) => [api, [null]]));
  const named = new NamedHosts<RegisteredApi>();
  for (const api of apis) for (const host of api.hosts) named.add(host, api);
  return {
    match: (method, host, path) => published.match(method, host, path),
    matchUnpublished: (method, host, path) => unpublished.match(method, host, path),
    matchAnyHost: (method, path) => anywhere.match(method, '', path),
    namesHost: (host) => named.owners(host).next().done !== true,
    examined: published.examined,
  };
}

/** An API with virtual hosts stands at these; one without stands at the host it is published at, and at any other. */
function compileExpanded(apis: readonly RegisteredApi[]): SegmentRouter {
  return compileCopies(
    apis.map((api) => [api, hasVirtualHost(api) || api.hosts.length === 0 ? [api.hosts] : [api.hosts, null]]),
  );
}

function hasVirtualHost(api: RegisteredApi): boolean {
  return api.routes.some((route) => route.hosts !== null && route.hosts.length > 0);
}

type Placed = readonly [api: RegisteredApi, at: readonly (readonly string[] | null)[]];

/** Routes by segments over copies, one for each list of hosts (null: any), and answers with the originals. */
function compileCopies(placed: readonly Placed[]): SegmentRouter {
  const originals = new Map<RegisteredApi, RegisteredApi>();
  for (const [api, places] of placed) {
    for (const hosts of places) {
      const routes = api.routes.map((route): RegisteredRoute => ({ ...route, hosts: null }));
      originals.set({ ...api, hosts: hosts ?? [], routes, enabled: true }, api);
    }
  }
  const router = compileSegmentRouter([...originals.keys()], 'any');
  return {
    examined: router.examined,
    match: (method, host, path) => {
      const best = new Map<RegisteredApi, SegmentMatch>();
      for (const match of router.match(method, host, path)) {
        const api = originals.get(match.api) ?? match.api;
        // Best first: the copy at the named host stands before the one at any host.
        if (!best.has(api)) best.set(api, { ...match, api });
      }
      return [...best.values()];
    },
  };
}
