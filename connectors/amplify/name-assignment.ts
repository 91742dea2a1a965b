import type { PublishedApi } from '../../src/kit/index.ts';
import { apiOf, isOurs } from './marks.ts';
import { resourceName } from './names.ts';
import type { RegistryState } from './registry-state.ts';
import { textAt } from './resource.ts';

export type NameOf = (api: PublishedApi) => string;

/**
 * One name for service, instance and result of an API. What is there keeps its name; a new one gets eight hex digits,
 * and sixteen where that name is somebody else's or another API's.
 */
export function nameAssignment(apis: readonly PublishedApi[], state: RegistryState): NameOf {
  const { namePrefix, agent } = state.settings;
  const ours = new Map<string, string>();
  const taken = new Map<string, string | null>();
  for (const resource of [...state.services, ...state.instances, ...state.results]) {
    const api = isOurs(resource, agent) ? apiOf(resource) : null;
    if (api === null && isOurs(resource, agent)) continue;
    if (api !== null && !ours.has(api)) ours.set(api, resource.name);
    taken.set(resource.name, api);
  }
  const names = new Map<string, string>();
  for (const api of apis) {
    const { id } = api.api;
    const title = textAt(api.body, 'name') ?? api.api.name;
    const short = resourceName(namePrefix, title, id, 8);
    const isFree = !taken.has(short) || taken.get(short) === id;
    const name = ours.get(id) ?? (isFree ? short : resourceName(namePrefix, title, id, 16));
    names.set(id, name);
    taken.set(name, id);
  }
  return ({ api }) => names.get(api.id) ?? resourceName(namePrefix, api.name, api.id, 16);
}
