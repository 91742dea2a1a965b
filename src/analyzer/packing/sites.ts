import type { JsonValue } from '../../model/json.ts';
import { type Actors, mergeSites, type SiteActors } from '../actors/actors.ts';
import { decodeSite, encodeSite } from '../actors/codec.ts';
import type { KeyedHash } from '../exchange.ts';
import { forgetClientAt, type NamedClient } from '../retention/forget-client.ts';
import { DAY_MS, HOUR_MS } from '../settings.ts';
import type { DividedSummary, LineSink, SiteEntry } from './divided-summary.ts';

/** The day of an API without hours: what a client that was forgotten leaves. */
const NO_DAY = -1;

/** Writes what actors did, API by API and day by day. */
export function divideSites({ sites }: Actors, sink: LineSink): SiteEntry[] {
  return (sites?.items ?? []).map((site, at) => {
    const byDay = Map.groupBy(site.hours, ([start]) => Math.floor(start / DAY_MS));
    if (byDay.size === 0) byDay.set(NO_DAY, []);
    const days = [...byDay]
      .sort(([a], [b]) => a - b)
      .map(([day, hours]) => [day, writeSite(sink, { ...site, hours: new Map(hours) })] as const);
    return { hash: sites?.hashes[at] ?? 0, host: site.host, days };
  });
}

function writeSite(sink: LineSink, site: SiteActors): number {
  return sink.write('actors', JSON.stringify(encodeSite(site)));
}

/** One line of the actors of an API. */
export interface SiteLine {
  readonly source: number;
  readonly day: number;
  readonly line: number;
}

/** An API of several divided summaries. */
export interface PlacedSite {
  readonly hash: number;
  readonly host: string;
  readonly lines: readonly SiteLine[];
}

export interface PlacedSites {
  readonly cap: number | null;
  readonly overflowed: boolean;
  readonly sites: readonly PlacedSite[];
}

/** The APIs whose actors are kept: as merging them would find. */
export function placeSites(sources: readonly DividedSummary[]): PlacedSites {
  const found = new Map<number, { readonly host: string; readonly lines: SiteLine[] }>();
  let cap: number | null = null;
  let overflowed = false;
  sources.forEach(({ head }, source) => {
    cap ??= head.sitesCap;
    overflowed ||= head.sitesOverflowed;
    for (const { hash, host, days } of head.sites) {
      const known = found.get(hash) ?? { host, lines: [] };
      found.set(hash, known);
      for (const [day, line] of days) known.lines.push({ source, day, line });
    }
  });
  const sites = [...found].sort(([a], [b]) => a - b).map(([hash, site]) => ({ hash, ...site }));
  if (cap !== null && sites.length > cap) overflowed = true;
  return { cap, overflowed, sites: sites.slice(0, cap ?? 0) };
}

/** The actors of an API, from some of its lines. */
export function readSite(sources: readonly DividedSummary[], lines: readonly SiteLine[]): SiteActors {
  let site: SiteActors | null = null;
  for (const { source, line } of lines) {
    const part = decodeSite(lineOf(sources, source, line));
    if (site === null) site = part;
    else mergeSites(site, part);
  }
  if (site === null) throw new RangeError('an API without a line');
  return site;
}

function lineOf(sources: readonly DividedSummary[], source: number, line: number): JsonValue {
  return sources[source]?.line('actors', line) ?? null;
}

/** What is to be forgotten of actors, and how many hours of them were. */
export interface ForgetActors {
  readonly fromMs: number;
  readonly client: NamedClient | null;
  readonly hash: KeyedHash;
  readonly count: { actorHours: number; clientHours: number };
}

/**
 * Writes the API without what is to be forgotten. A day of one line is not read where nothing of it is. null where
 * nothing is left.
 */
export function rewriteSite(
  sources: readonly DividedSummary[],
  { hash, host, lines }: PlacedSite,
  forget: ForgetActors,
  sink: LineSink,
): SiteEntry | null {
  const byDay = [...Map.groupBy(lines, ({ day }) => day)].sort(([a], [b]) => a - b);
  const days = byDay.flatMap(([day, own]): (readonly [number, number])[] => {
    const [only] = own;
    if (only !== undefined && own.length === 1 && staysAsItIs(day, forget)) {
      const bytes = sources[only.source]?.bytes('actors', only.line);
      if (bytes !== undefined) return [[day, sink.write('actors', bytes)]];
    }
    const site = readSite(sources, own);
    const { client, count } = forget;
    forgetHours(site, forget);
    if (client !== null) count.clientHours += forgetClientAt(site, client, forget.hash);
    const isGone = site.hours.size === 0 && forget.fromMs > Number.NEGATIVE_INFINITY;
    return isGone ? [] : [[day, writeSite(sink, site)]];
  });
  return days.length === 0 ? null : { hash, host, days };
}

function staysAsItIs(day: number, { fromMs, client }: ForgetActors): boolean {
  if (client !== null) return false;
  return fromMs === Number.NEGATIVE_INFINITY || (day !== NO_DAY && day * DAY_MS + HOUR_MS > fromMs);
}

function forgetHours(site: SiteActors, { fromMs, count }: ForgetActors): void {
  for (const start of site.hours.keys()) {
    if (start + HOUR_MS > fromMs) continue;
    site.hours.delete(start);
    count.actorHours += 1;
  }
}
