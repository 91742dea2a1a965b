import type { CorrelatedApi } from '../../model/correlation.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { showInvisible } from '../encode/invisible.ts';
import { toTime, toTimeOrNull } from '../time.ts';
import { type Estate, endpointsOf, type ObservedEndpoint } from './estate.ts';
import { documentedPaths, OPENAPI_METHODS } from './paths.ts';
import { registeredUrls, serverObjects, serverUrls } from './servers.ts';

/**
 * OpenAPI 3.1 document of one API, made from what was observed. It accepts every accepted request and every response
 * that it was made from. What is provisional is left out and counted: a name that fewer than five clients wrote never
 * goes to an export. Pure; equal estates give equal documents.
 */
export function openApiOf(api: CorrelatedApi, estate: Estate): JsonObject {
  const all = endpointsOf(api, estate);
  const firm = all.filter(({ facts }) => !facts.provisional);
  const shown = firm.filter(({ facts }) => OPENAPI_METHODS.has(facts.method));
  const base = api.basePath.split('/').filter((segment) => segment !== '');
  const front = shown.filter(({ row }) => !row.flags.includes('upstream-view'));
  const urls = serverUrls(front.length > 0 ? front : shown);
  const servers = urls.length > 0 ? urls : registeredUrls(api);
  const { paths, tags, securitySchemes } = documentedPaths(shown, base, servers);
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: infoOf(api, firm, estate.inventory),
    servers: serverObjects(servers),
    tags,
    paths,
    ...(Object.keys(securitySchemes).length === 0 ? {} : { components: { securitySchemes } }),
    'x-assay': {
      api: api.id,
      management: api.management,
      flags: api.flags,
      asOf: toTime(estate.inventory.asOfMs),
      calls: api.calls,
      firstSeen: toTimeOrNull(api.firstSeenMs),
      lastSeen: toTimeOrNull(api.lastSeenMs),
      omitted: { provisional: all.length - firm.length, unnamedMethods: firm.length - shown.length },
    },
  };
}

/** Host and base path of an API that nobody registered are strings of its callers until one endpoint is firm. */
function infoOf(api: CorrelatedApi, firm: readonly ObservedEndpoint[], inventory: Inventory): JsonObject {
  const isFirm = api.registered !== null || firm.length > 0;
  const name = api.name === '' ? `${api.host}${api.basePath}` : api.name;
  return {
    title: isFirm ? showInvisible(name) : api.id,
    version: (isFirm ? versionOf(api.basePath) : null) ?? 'observed',
    description: madeFrom(api, firm, inventory),
  };
}

const VERSION = /^(?:v\d[\w.]{0,15}|\d{1,3}\.\d{1,3}|20\d{2}-\d{2}(?:-\d{2})?)$/i;

function versionOf(basePath: string): string | null {
  return basePath.split('/').findLast((segment) => VERSION.test(segment)) ?? null;
}

function madeFrom(api: CorrelatedApi, firm: readonly ObservedEndpoint[], inventory: Inventory): string {
  const { firstSeenMs, lastSeenMs } = api;
  if (firstSeenMs === null || lastSeenMs === null)
    return `No call of this API was observed up to ${toTime(inventory.asOfMs)}.`;
  const calls = firm.reduce((sum, { row }) => sum + row.calls, 0);
  const endpoints = `${firm.length} ${firm.length === 1 ? 'endpoint' : 'endpoints'}`;
  return `Inferred from ${calls} observed calls to ${endpoints} between ${toTime(firstSeenMs)} and ${toTime(lastSeenMs)}, not from a design: what no caller did is not in it.`;
}
