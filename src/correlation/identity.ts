import type { CorrelationSettings } from '../model/correlation.ts';
import type { Protocol } from '../model/vocabulary.ts';
import { hostGlobFits } from './host-pattern.ts';
import { hasSlot, segmentsOf } from './template.ts';

const GENERIC: ReadonlySet<string> = new Set([
  'api',
  'apis',
  'rest',
  'services',
  'public',
  'internal',
  'external',
]);

/** A version may stand among this many literal segments from the root. */
const VERSION_REACH = 3;

const VERSION = /^(?:v\d+(?:\.\d+)*(?:(?:alpha|beta)\d*)?|\d{4}-\d{2}-\d{2})$/i;

function isVersionSegment(segment: string): boolean {
  return VERSION.test(segment);
}

function isGenericSegment(segment: string): boolean {
  return GENERIC.has(segment.toLowerCase());
}

/** Protocols with all their operations at one path, which is an API by itself. */
const FIXED_PATH: ReadonlySet<Protocol> = new Set(['graphql', 'soap', 'json-rpc', 'rpc']);

/** Name under which the inventory counts what was called at hosts that it did not keep apart. */
const OTHER_HOSTS = '*';

interface Located {
  readonly host: string;
  readonly path: string;
  readonly protocol: Protocol;
}

/** Base path of an endpoint that no registered API serves: what groups it with its siblings. */
export function unmanagedBasePath(endpoint: Located, grouping: CorrelationSettings['grouping']): string {
  // Paths of hosts that were not kept apart have nothing in common that a base path could say.
  if (endpoint.host === OTHER_HOSTS) return '/';
  const override = grouping.find((rule) => hostGlobFits(rule.host, endpoint.host));
  const segments = segmentsOf(endpoint.path);
  if (override !== undefined) return join(segments.slice(0, override.segments));
  if (endpoint.protocol === 'grpc') return grpcPackage(segments);
  if (FIXED_PATH.has(endpoint.protocol)) return join(segments);
  return join(segments.slice(0, restBaseLength(segments)));
}

function restBaseLength(segments: readonly string[]): number {
  const version = versionIndex(segments);
  if (version >= 0) return version + 1;
  let generic = 0;
  while (isGenericSegment(segments[generic] ?? '')) generic += 1;
  return generic;
}

function versionIndex(segments: readonly string[]): number {
  let literals = 0;
  for (const [index, segment] of segments.entries()) {
    if (hasSlot(segment)) continue;
    literals += 1;
    if (literals > VERSION_REACH) return -1;
    if (isVersionSegment(segment)) return index;
  }
  return -1;
}

/** `/shop.orders.v1.OrderService/Get` belongs to the package `/shop.orders.v1`. */
function grpcPackage(segments: readonly string[]): string {
  const service = segments[0] ?? '';
  const dot = service.lastIndexOf('.');
  return `/${dot < 0 ? service : service.slice(0, dot)}`;
}

function join(segments: readonly string[]): string {
  return `/${segments.join('/')}`;
}

/** Does a base path tell one API from another, or is it `/api/v1`, which every second host has? */
export function isDistinctive(basePath: string): boolean {
  return segmentsOf(basePath).some(
    (segment) =>
      segment !== '' && !hasSlot(segment) && !isGenericSegment(segment) && !isVersionSegment(segment),
  );
}
