import type { PathMatcher, RegisteredApi } from '../model/registered-api.ts';
import { normalizeKongPath } from './kong-path.ts';
import { literalPrefix, PathIndex } from './path-index.ts';
import type { CompiledGateway } from './registration.ts';
import { probesOf } from './template.ts';

/** Where a definition without hosts may be served. */
export interface ServedHosts {
  /** The hosts at which a gateway may serve the path, by the start of its routes' paths. */
  at(path: string): ReadonlySet<string>;
}

/** Stands for any host where no gateway and no route names one: routes are compared by path. */
const UNNAMED = 'unnamed.invalid';

export function indexServedHosts(gateways: Iterable<CompiledGateway>): ServedHosts {
  const index = new PathIndex<string>();
  let namesHosts = false;
  for (const { snapshot } of gateways) {
    for (const api of snapshot.apis) {
      if (api.kind !== 'gateway' || !api.enabled) continue;
      const hosts = new Set([...api.hosts, ...snapshot.hosts]);
      namesHosts ||= hosts.size > 0;
      for (const prefix of prefixesOf(api)) for (const host of hosts) index.add(prefix, host);
    }
  }
  const unnamed: ReadonlySet<string> = new Set([UNNAMED]);
  return {
    at: (path) => {
      if (!namesHosts) return unnamed;
      const found = new Set<string>();
      for (const probe of probesOf(path, [])) {
        const asked = normalizeKongPath(probe.path);
        // A route may ask for the last slash that a template leaves out.
        for (const host of index.candidates(asked.endsWith('/') ? asked : `${asked}/`)) found.add(host);
      }
      return found;
    },
  };
}

function prefixesOf({ routes, basePaths }: RegisteredApi): ReadonlySet<string> {
  if (routes.length === 0) return new Set(basePaths.map(literalStart));
  return new Set(
    routes.flatMap(({ paths, expression }) =>
      paths === null || paths.length === 0 || expression !== undefined ? [''] : paths.map(prefixOf),
    ),
  );
}

function prefixOf(path: PathMatcher): string {
  if (path.kind === 'regex') return literalPrefix(path.source);
  return path.kind === 'raw-prefix' ? path.value : literalStart(path.value);
}

/** What every path below a base path begins with. */
function literalStart(basePath: string): string {
  const [start = ''] = basePath.split('{', 1);
  return start.endsWith('/') ? start.slice(0, -1) : start;
}
