import type { Hop } from '../../model/api-call.ts';
import { type EndpointId, endpointId } from '../../model/ids.ts';
import type { DataClassFacts, EndpointFacts, HopFacts } from '../../model/inventory.ts';
import { LOCATIONS } from '../../model/vocabulary.ts';
import { authFacts } from '../auth/auth.ts';
import { type Cell, emptyCell, mergeCell } from '../cell.ts';
import type { ClassRefusal } from '../corrections.ts';
import type { Caps } from '../exchange.ts';
import { isPathWord } from '../paths/path-words.ts';
import { dataClassFacts, type Payloads, payloadFacts } from '../payloads/index.ts';
import { nameBehindType } from '../protocols/operation-type.ts';
import { signalFacts } from '../signals/signals.ts';
import type { SiteRules } from '../site-rules.ts';
import { emptyHyperLogLog, estimateDistinct, mergeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { threatFacts } from '../threats/threats.ts';
import { COVERAGE } from '../traffic/traffic.ts';
import { coverageFacts, nativeFacts, statusFacts, trafficFacts } from '../traffic/traffic-facts.ts';
import { type EndpointDraft, headlineHops } from './draft.ts';
import { OTHER_OPERATION } from './leaf.ts';
import { refuseClasses } from './refuse-classes.ts';

/** Joins cells without touching them. One is its own sum: not copied, so not to be changed. */
function joinCells(cells: readonly Cell[], caps: Caps): Cell {
  const [only, ...more] = cells;
  if (only !== undefined && more.length === 0) return only;
  const joined = emptyCell(caps);
  for (const cell of cells) mergeCell(joined, cell);
  return joined;
}

/** What facts depend on beside the cells. */
export interface FactsContext {
  readonly caps: Caps;
  /** Whether outsiders may see the name of the host. */
  readonly isFirmHost: boolean;
  /** Names from definitions, shown whoever sent them. */
  readonly isKnownName: (name: string) => boolean;
  readonly refusals: readonly ClassRefusal[];
  readonly site: SiteRules | null;
}

/** Facts of the draft over the buckets that its cells were seen in. */
export function endpointFacts(
  draft: EndpointDraft,
  { byHop, main, rich }: SeenCells,
  context: FactsContext,
): EndpointFacts {
  const all = [...byHop.values()];
  const { isKnownName, refusals, site } = context;
  const { path } = draft.shown;
  const own = authFacts(main.auth, site);
  const payloads = payloadFacts(rich.payloads, { isKnownName, slotName: slotNamer(path), site });
  const overflows = LOCATIONS.filter((each) => payloads.overflows.includes(each));
  const { kept, refused } = refuseClasses(payloads.dataClasses, draft.host, path, refusals);
  return {
    id: idOf(draft),
    method: draft.method,
    path,
    operation: draft.operation,
    calls: main.traffic.operations,
    statuses: statusFacts(main.traffic),
    auth: own.state === 'undetected' ? authFacts(rich.auth, site) : own,
    dataClasses: kept,
    coverage: coverageFacts(rich.traffic),
    schemas: payloads.schemas,
    ...(refused.length === 0 ? {} : { refusedClasses: refused }),
    ...(overflows.length === 0 ? {} : { overflows }),
    aliases: [],
    host: draft.host,
    protocol: draft.protocol,
    slots: draft.shown.slots,
    provisional: isProvisional(draft, all, context),
    hops: [...byHop].map(([hop, cell]) => hopFacts(hop, cell)),
    firstSeenMs: Math.min(...all.map((cell) => cell.traffic.firstMs)),
    lastSeenMs: Math.max(...all.map((cell) => cell.traffic.lastMs)),
    threats: threatFacts(rich.threats, context.site),
    signals: signalFacts(rich.signals),
    traffic: trafficFacts(main.traffic),
  };
}

/** Data classes of payloads of an endpoint, without those that people refused. */
export function keptClasses(
  draft: EndpointDraft,
  { isKnownName, refusals, site }: FactsContext,
  payloads: Payloads,
): readonly DataClassFacts[] {
  const { path } = draft.shown;
  const facts = dataClassFacts(payloads, { isKnownName, slotName: slotNamer(path), site });
  return refuseClasses(facts, draft.host, path, refusals).kept;
}

export function idOf({ method, host, shown, operation }: EndpointDraft): EndpointId {
  return endpointId(method, host, shown.path, operation);
}

/** The cells of an endpoint over some time. */
export interface SeenCells {
  readonly byHop: ReadonlyMap<Hop, Cell>;
  /** Sum of the hops that count. */
  readonly main: Cell;
  /** Sum of the hops that saw most. */
  readonly rich: Cell;
}

/** Over the buckets that `counts` accepts; null when none of them has a call. Not to be changed. */
export function seenCells(
  draft: EndpointDraft,
  caps: Caps,
  counts: (bucket: number) => boolean,
): SeenCells | null {
  const byHop = new Map<Hop, Cell>();
  for (const hop of [...draft.hops.keys()].sort()) {
    const cells: Cell[] = [];
    for (const [bucket, list] of draft.hops.get(hop) ?? []) if (counts(bucket)) cells.push(...list);
    if (cells.length > 0) byHop.set(hop, joinCells(cells, caps));
  }
  if (byHop.size === 0) return null;
  const headline = headlineHops(new Map([...byHop].map(([hop, cell]) => [hop, cell.traffic.operations])));
  const richest = richestHops(byHop, headline);
  const main = pick(byHop, headline, caps);
  return { byHop, main, rich: richest === headline ? main : pick(byHop, richest, caps) };
}

/** Host, path and operation are all strings of callers, and one of them is enough. */
function isProvisional(draft: EndpointDraft, cells: readonly Cell[], context: FactsContext): boolean {
  return (
    draft.shown.provisional ||
    !context.isFirmHost ||
    !isShowable(draft.operation, cells, context.caps.clientsPerString)
  );
}

/** An operation's name comes from callers: listed words or enough distinct clients make it showable to outsiders. */
function isShowable(operation: string | null, cells: readonly Cell[], clients: number): boolean {
  if (operation === null || operation === OTHER_OPERATION) return true;
  if (isPathWord(nameBehindType(operation) ?? operation)) return true;
  const seen = emptyHyperLogLog();
  for (const cell of cells) mergeHyperLogLog(seen, cell.traffic.clients);
  return estimateDistinct(seen) >= clients;
}

/** Name of the slot at a segment, null for literals. */
export function slotNamer(path: string): (segment: number) => string | null {
  const names = path
    .split('/')
    .slice(1)
    .map((segment) => /\{([^{}]*)\}/.exec(segment)?.[1] ?? null);
  return (segment) => names[segment] ?? null;
}

function pick(byHop: ReadonlyMap<Hop, Cell>, hops: readonly Hop[], caps: Caps): Cell {
  return joinCells(
    hops.map((hop) => byHop.get(hop)).filter((cell) => cell !== undefined),
    caps,
  );
}

/**
 * What calls carried is read where bodies were captured: the headline hops when they have any, else the hop with most;
 * where nobody has bodies, the same for headers. Never a sum over levels: the same call seen twice is one call.
 */
function richestHops(byHop: ReadonlyMap<Hop, Cell>, headline: readonly Hop[]): readonly Hop[] {
  return hopsWithMost(byHop, headline, BODIES) ?? hopsWithMost(byHop, headline, HEADERS) ?? headline;
}

const BODIES = [COVERAGE.requestBodies, COVERAGE.responseBodies];
const HEADERS = [COVERAGE.requestHeaders, COVERAGE.responseHeaders];

function hopsWithMost(
  byHop: ReadonlyMap<Hop, Cell>,
  headline: readonly Hop[],
  parts: readonly number[],
): readonly Hop[] | null {
  const captured = (hop: Hop): number => {
    const coverage = byHop.get(hop)?.traffic.coverage ?? [];
    return parts.reduce((sum, part) => sum + (coverage[part] ?? 0), 0);
  };
  if (headline.some((hop) => captured(hop) > 0)) return headline;
  let best: Hop | null = null;
  for (const hop of byHop.keys()) if (captured(hop) > (best === null ? 0 : captured(best))) best = hop;
  return best === null ? null : [best];
}

function hopFacts(hop: Hop, cell: Cell): HopFacts {
  const traffic = cell.traffic;
  return {
    hop,
    calls: traffic.operations,
    fromGateway: traffic.fromGateway,
    native: nativeFacts(traffic),
    statuses: statusFacts(traffic),
  };
}
