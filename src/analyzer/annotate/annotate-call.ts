import type { ApiCall, Hop, NoiseReason } from '../../model/api-call.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Inventory } from '../../model/inventory.ts';
import { AUTH_SCHEMES, type AuthScheme } from '../../model/vocabulary.ts';
import { findCredentials } from '../auth/credentials.ts';
import { findSiteSchemes } from '../auth/site-schemes.ts';
import type { Cell } from '../cell.ts';
import { idOf, slotNamer } from '../endpoints/endpoint-facts.ts';
import type { Exchange } from '../exchange.ts';
import { contextOf, readCall } from '../read-call.ts';
import type { Summary } from '../summary.ts';
import { contentThreats } from '../threats/content-threats.ts';
import { siteThreats } from '../threats/site-threats.ts';
import { sortCells } from '../view.ts';
import type { ViewContext } from '../view-context.ts';
import type { AuthAnnotation, CallAnnotation, ThreatAnnotation } from './call-annotation.ts';
import { type CallPlace, dataClassesOf } from './data-classes-of-call.ts';
import { findCells } from './find-cells.ts';

/** Annotates a call of the summary; null for a call that the summary never saw. */
export type AnnotateCall = (call: ApiCall, hop: Hop) => CallAnnotation | null;

export interface AnnotatorSettings {
  /** False leaves threats, data classes and credentials out: only where each call is counted. */
  readonly content: boolean;
  /** The endpoint under which another one is counted (an upstream's view of a managed one). */
  readonly rowOf: ReadonlyMap<EndpointId, EndpointId>;
}

/**
 * What the view made of each call: `inventory` must be the view of the summary in this context. Reads the summary
 * only; every cell belongs to exactly one endpoint or kind of noise, so no call is placed by guessing its template.
 */
export function createAnnotator(
  summary: Summary,
  context: ViewContext,
  inventory: Inventory,
  settings: AnnotatorSettings,
): AnnotateCall {
  const owners = cellOwners(summary, context, settings.rowOf);
  const places = callPlaces(inventory, settings.rowOf);
  return (call, hop) => {
    const read = readCall(summary, call);
    const { exchange, asked } = read;
    const counted = findCells(summary, read, hop);
    if (counted === null) return null;
    const endpoints: EndpointId[] = [];
    for (const cell of counted.cells) {
      const owner = owners.get(cell);
      if (owner === undefined) return null;
      if (owner.endpoint !== null) endpoints.push(owner.endpoint);
    }
    const endpoint = endpoints[0] ?? null;
    const place = endpoint === null ? null : (places.get(endpoint) ?? null);
    const noise = owners.get(counted.main)?.noise ?? null;
    const observed = contextOf(summary, exchange, asked);
    const { content } = settings;
    return {
      endpoint,
      ...(counted.cells.length > 1 ? { endpoints } : {}),
      ...(place === null ? {} : { template: place.template }),
      ...(noise === null ? {} : { noise }),
      threats: content ? threatsOf(exchange, summary) : [],
      dataClasses: content ? dataClassesOf(exchange, observed, place) : [],
      auth: content ? authOf(exchange, summary) : NOT_READ,
    };
  };
}

interface CellOwner {
  readonly endpoint: EndpointId | null;
  readonly noise: NoiseReason | null;
}

function cellOwners(
  summary: Summary,
  context: ViewContext,
  rowOf: AnnotatorSettings['rowOf'],
): ReadonlyMap<Cell, CellOwner> {
  const owners = new Map<Cell, CellOwner>();
  const { joined, noise } = sortCells(summary, context);
  for (const draft of joined) {
    const id = idOf(draft);
    const owner = { endpoint: rowOf.get(id) ?? id, noise: null };
    for (const buckets of draft.hops.values())
      for (const cells of buckets.values()) for (const cell of cells) owners.set(cell, owner);
  }
  for (const { reason, buckets } of noise) {
    const owner = { endpoint: null, noise: reason };
    for (const cell of buckets.values()) owners.set(cell, owner);
  }
  return owners;
}

interface EndpointPlace extends CallPlace {
  readonly template: string;
}

function callPlaces(
  inventory: Inventory,
  rowOf: AnnotatorSettings['rowOf'],
): ReadonlyMap<EndpointId, EndpointPlace> {
  const places = new Map<EndpointId, EndpointPlace>();
  for (const { id, method, host, path, operation, dataClasses } of inventory.endpoints) {
    const template = `${method} ${host}${path}${operation === null ? '' : ` ${operation}`}`;
    places.set(id, { template, decided: dataClasses, slotName: slotNamer(path) });
  }
  for (const [view, row] of rowOf) {
    const [own, seen] = [places.get(row), places.get(view)];
    if (own !== undefined && seen !== undefined)
      places.set(row, { ...own, decided: [...own.decided, ...seen.decided] });
  }
  return places;
}

const OUTCOMES = ['attempt', 'probable', 'success'] as const;

/** At most one of a type and location: the worst. */
function threatsOf(exchange: Exchange, { settings }: Summary): readonly ThreatAnnotation[] {
  const worst = new Map<string, ThreatAnnotation>();
  for (const { type, location, outcome } of [
    ...contentThreats(exchange),
    ...siteThreats(exchange, settings.site?.threats ?? []),
  ]) {
    const key = `${type} ${location}`;
    const known = worst.get(key);
    if (known === undefined || OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(known.outcome))
      worst.set(key, { type, location, outcome });
  }
  return [...worst].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, threat]) => threat);
}

const NOT_READ: AuthAnnotation = { scheme: null, schemes: [], credentials: 'unobservable' };

/** From the most telling to what often stands beside another one. */
const TELLING: readonly AuthScheme[] = [
  'oauth2',
  'sigv4',
  'hmac',
  'digest',
  'basic',
  'jwt',
  'bearer',
  'api-key',
  'mtls',
  'session-cookie',
];

function authOf(exchange: Exchange, { settings }: Summary): AuthAnnotation {
  const own = findSiteSchemes(exchange, settings.site?.schemes ?? []);
  const found = findCredentials(own?.rest ?? exchange);
  const custom = (own?.found ?? []).map(({ scheme }) => scheme);
  const shipped = AUTH_SCHEMES.filter((_, index) => (found.schemes & (1 << index)) !== 0);
  const schemes: AuthScheme[] = [...custom, ...shipped];
  return {
    scheme: custom[0] ?? TELLING.find((scheme) => schemes.includes(scheme)) ?? schemes[0] ?? null,
    schemes: schemes.sort(),
    credentials:
      custom.length > 0 || found.present ? 'present' : found.observable ? 'absent' : 'unobservable',
  };
}
