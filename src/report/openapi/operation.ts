import type { JsonObject } from '../../model/json.ts';
import { byKeys } from '../order.ts';
import { toTime, toTimeOrNull } from '../time.ts';
import { requestBodyOf, responsesOf } from './content.ts';
import type { ObservedEndpoint } from './estate.ts';
import { parametersOf } from './parameters.ts';
import type { PathTemplate } from './path-template.ts';
import { type OperationSecurity, securityOf } from './security.ts';

export interface OperationNames {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
}

export interface DocumentedOperation {
  readonly operation: JsonObject;
  readonly security: OperationSecurity;
}

/** One operation of OpenAPI: every endpoint of one method and template, whatever its host or protocol operation. */
export function documentedOperation(
  template: PathTemplate,
  endpoints: readonly ObservedEndpoint[],
  names: OperationNames,
): DocumentedOperation {
  const security = securityOf(endpoints);
  const parameters = parametersOf(template.slots, endpoints, security.places);
  const requestBody = requestBodyOf(endpoints);
  const isDeprecated = endpoints.every(({ row }) => row.deprecated);
  const operation: JsonObject = {
    operationId: names.id,
    summary: names.summary,
    tags: [names.tag],
    ...(isDeprecated ? { deprecated: true } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === null ? {} : { requestBody }),
    responses: responsesOf(endpoints),
    ...(security.requirements === null ? {} : { security: security.requirements }),
    'x-assay': observation(endpoints, security),
  };
  return { operation, security };
}

/** How far the description can be relied on. */
function observation(endpoints: readonly ObservedEndpoint[], security: OperationSecurity): JsonObject {
  const calls = sum(endpoints, ({ row }) => row.calls);
  const seen = sum(endpoints, ({ facts }) => facts.calls);
  const sunsets = endpoints.flatMap(({ row }) => row.sunsetAtMs ?? []);
  const named = endpoints.filter(({ facts }) => facts.operation !== null);
  return {
    calls,
    confidence: confidence(seen),
    firstSeen: toTime(Math.min(...endpoints.map(({ row }) => row.firstSeenMs))),
    lastSeen: toTime(Math.max(...endpoints.map(({ row }) => row.lastSeenMs))),
    provisional: false,
    management: endpoints.every(({ row }) => row.management === 'managed') ? 'managed' : 'unmanaged',
    flags: [...new Set(endpoints.flatMap(({ row }) => row.flags))].sort(),
    authentication: authentication(endpoints, security),
    dataClasses: dataClasses(endpoints),
    ...(sunsets.length === 0 ? {} : { sunset: toTimeOrNull(Math.max(...sunsets)) }),
    ...(named.length === 0 ? {} : { operations: named.map(protocolOperation) }),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** Laplace's rule of succession: the chance that the next call is as all before it were, three decimals. */
function confidence(calls: number): number {
  return Math.round(((calls + 1) / (calls + 2)) * 1000) / 1000;
}

const AUTH_COUNTS = [
  'authenticatedAccepted',
  'anonymousAccepted',
  'anonymousRefused',
  'authenticatedRefused',
  'unobservable',
] as const;

function authentication(endpoints: readonly ObservedEndpoint[], { state }: OperationSecurity): JsonObject {
  const schemes = [...new Set(endpoints.flatMap(({ facts }) => facts.auth.schemes))].sort();
  const counts = AUTH_COUNTS.map((key) => [key, sum(endpoints, ({ facts }) => facts.auth[key])] as const);
  return { state, schemes, ...Object.fromEntries(counts) };
}

function dataClasses(endpoints: readonly ObservedEndpoint[]): readonly JsonObject[] {
  const found = new Map<string, { id: string; location: string; path: string }>();
  for (const { facts, views } of endpoints) {
    for (const { id, location, path } of [facts, ...views].flatMap((one) => one.dataClasses)) {
      found.set(`${id} ${location} ${path}`, { id, location, path });
    }
  }
  return [...found.values()].sort(
    byKeys(
      (one) => one.id,
      (one) => one.location,
      (one) => one.path,
    ),
  );
}

/** GraphQL, SOAP and JSON-RPC name in the body what OpenAPI would name in the path. */
function protocolOperation({ row, facts }: ObservedEndpoint): JsonObject {
  return {
    operation: facts.operation,
    protocol: facts.protocol,
    host: facts.host,
    calls: row.calls,
    firstSeen: toTime(row.firstSeenMs),
    lastSeen: toTime(row.lastSeenMs),
    authentication: { state: facts.auth.state, schemes: [...facts.auth.schemes].sort() },
  };
}
