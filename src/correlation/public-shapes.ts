import type { RegisteredApi } from '../model/registered-api.ts';
import type { Attachments } from './attachments.ts';
import type { Catalogue } from './catalogue.ts';
import { isDistinctive } from './identity.ts';
import type { Registration } from './registration.ts';
import { segmentsOf, shapeOf } from './template.ts';
import type { PublicEndpoint } from './upstream-view.ts';

/** A managed API whose path and shape an endpoint at another host repeats. */
interface ShapeOwner extends Registration {
  /** The public endpoint of that shape, when it was called. */
  readonly endpoint: PublicEndpoint | null;
}

export interface PublicShapes {
  owner(method: string, path: string, operation: string | null): ShapeOwner | null;
}

/**
 * Called and documented endpoints of managed APIs by method and shape. Only base paths that tell one API from another
 * take part: `/api/v1/users/{}` stands at every second host.
 */
export function indexPublicShapes(
  catalogue: Catalogue,
  attachments: Attachments,
  endpoints: readonly PublicEndpoint[],
): PublicShapes {
  const owners = new Map<string, ShapeOwner>();
  const add = (key: string, owner: ShapeOwner): void => {
    if (!owners.has(key)) owners.set(key, owner);
  };
  for (const endpoint of endpoints) {
    const { facts, decision } = endpoint;
    const { candidate, api, gateway } = decision;
    if (candidate === null || candidate.hostKind === 'path-only') continue;
    const base = candidate.route === null ? candidate.path : facts.path.slice(0, candidate.matchedEnd);
    if (!isDistinctive(base)) continue;
    add(keyOf(facts.method, facts.path, facts.operation), { api, gateway, endpoint });
  }
  for (const { api, gateway, definition } of describedApis(catalogue, attachments)) {
    for (const { method, path } of definition.operations ?? []) {
      if (isDistinctive(basePathOf(definition, path))) {
        add(keyOf(method, path, null), { api, gateway, endpoint: null });
      }
    }
  }
  return { owner: (method, path, operation) => owners.get(keyOf(method, path, operation)) ?? null };
}

function keyOf(method: string, path: string, operation: string | null): string {
  return [method, shapeOf(path), operation ?? ''].join('\n');
}

function* describedApis(
  catalogue: Catalogue,
  attachments: Attachments,
): Generator<Registration & { readonly definition: RegisteredApi }> {
  for (const gateway of catalogue.gateways.values()) {
    for (const api of gateway.snapshot.apis) {
      if (!api.enabled || isPathOnly(api, gateway)) continue;
      if (api.kind === 'definition') {
        if (api.registers && !attachments.isAttached(api)) yield { api, gateway, definition: api };
        continue;
      }
      if (api.operations !== null) yield { api, gateway, definition: api };
      for (const definition of attachments.definitionsOf(api)) yield { api, gateway, definition };
    }
  }
}

/** Nothing says at which hosts it is served, so no host is another one. */
function isPathOnly(api: RegisteredApi, gateway: Registration['gateway']): boolean {
  return api.hosts.length === 0 && gateway.snapshot.hosts.length === 0;
}

function basePathOf(definition: RegisteredApi, path: string): string {
  const segments = segmentsOf(path);
  const fitting = definition.basePaths.filter((base) =>
    segmentsOf(base).every((segment, at) => segment === segments[at]),
  );
  return fitting.sort((a, b) => b.length - a.length)[0] ?? '/';
}
