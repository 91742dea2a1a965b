import type { JsonObject, PublishedApi } from '../../src/kit/index.ts';
import { managedApiId, unmanagedApiId } from '../../src/model/ids.ts';
import { graded, published, reportApi } from './published-rows.ts';

export interface PublishedInit {
  readonly host?: string;
  readonly basePath?: string;
  readonly name?: string;
  readonly managed?: boolean;
  readonly letter?: keyof typeof SCORE_OF;
  readonly definition?: JsonObject | null;
  readonly owner?: string | null;
}

const SCORE_OF = { A: 95, B: 84, C: 72, D: 60, E: 45, F: 20, U: null } as const;

/** An API as the platform hands it to a registry, with an id as the program makes them. */
export function publishedApi(init: PublishedInit = {}): PublishedApi {
  const { host = 'api.shop.example', basePath = '/v1', managed = false, letter = 'C', owner = null } = init;
  const { name = `${host}${basePath}`, definition = null } = init;
  const row = reportApi('orders', {
    id: managed ? managedApiId('edge', name) : unmanagedApiId(host, basePath),
    management: managed ? 'managed' : 'unmanaged',
    name,
    host,
    hosts: [host],
    basePath,
    owner,
    environment: 'production',
    grade: graded(letter, SCORE_OF[letter]),
  });
  const settings = { publicUrl: 'https://assay.example', definitions: true };
  const [api] = published([row], settings, () => definition);
  if (api === undefined) throw new Error('the row was left out');
  return api;
}

/** A definition whose content is told apart by its version. */
export function observedDefinition(version = '1.0.0'): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'orders', version },
    paths: { '/orders': { get: { responses: { 200: { description: 'OK' } } } } },
  };
}
