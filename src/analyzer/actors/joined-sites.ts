import { type BottomK, emptyBottomK, mergeBottomK } from '../sketch/bottom-k.ts';
import type { Actors, SiteActors, SiteHour } from './actors.ts';
import { asksForNetworks } from './behaviour.ts';
import { ENUMERATION, farShapes } from './id-enumeration.ts';
import { type AskedWalks, joinWalkers } from './joined-walkers.ts';
import { joinLogins } from './logins.ts';
import { listShapeOf } from './query-site.ts';

const forget = (): void => undefined;
const same = <T>(value: T): T => value;

/**
 * The sites of actors that were counted apart, as far as `siteFacts` asks for them: the facts are those of their merge.
 * Nearly all rows are of shapes that nobody walked far. Nothing is concluded from these, so they are not merged: that
 * took longer than merging all the rest of two summaries. The actors stay as they are.
 */
export function joinedSites(parts: readonly Actors[]): BottomK<SiteActors> | null {
  const given = parts.flatMap(({ sites }) => sites ?? []);
  const [first] = given;
  if (first === undefined || given.length === 1) return first ?? null;
  const joined = emptyBottomK<SiteActors[]>(first.k);
  for (const sites of given) {
    const lists = { ...sites, items: sites.items.map((site) => [site]) };
    mergeBottomK(joined, lists, (into, from) => into.push(...from), same, forget);
  }
  return { ...joined, items: joined.items.map(joinSite) };
}

function joinSite(parts: readonly SiteActors[]): SiteActors {
  const [site] = parts;
  if (site === undefined) throw new RangeError('a site without actors');
  if (parts.length === 1) return site;
  const asked = { shapes: askedShapes(parts), networks: asksForNetworks(site) };
  const starts = new Set(parts.flatMap(({ hours }) => [...hours.keys()]));
  const hours = Array.from(starts, (start): [number, SiteHour] => {
    return [
      start,
      joinHour(
        parts.flatMap((part) => part.hours.get(start) ?? []),
        asked,
      ),
    ];
  });
  return { ...site, hours: new Map(hours) };
}

function joinHour(parts: readonly SiteHour[], asked: AskedWalks): SiteHour {
  const [hour] = parts;
  if (hour === undefined) throw new RangeError('an hour without actors');
  if (parts.length === 1) return hour;
  return {
    walkers: joinWalkers(
      parts.map(({ walkers }) => walkers),
      asked,
    ),
    logins: joinLogins(parts.map(({ logins }) => logins)),
  };
}

/** Shapes that somebody may have walked far by all that was counted, and the lists that may explain it; null for all. */
function askedShapes(parts: readonly SiteActors[]): ReadonlySet<string> | null {
  // A row of one identifier has no sketch, but so many of them are a far walk.
  if (parts.length * 2 >= ENUMERATION.distinct) return null;
  const asked = new Set<string>();
  for (const part of parts) {
    for (const shapeKey of farShapes(part, parts.length)) {
      asked.add(shapeKey);
      const list = listShapeOf(shapeKey);
      if (list !== null) asked.add(list);
    }
  }
  return asked;
}
