import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { type BottomK, emptyBottomK } from '../sketch/bottom-k.ts';
import { decodeHyperLogLog, encodeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { type ActorHour, SHAPES_PER_ACTOR, shapesOverflowed } from './actor-hour.ts';
import type { Actors, LoginTally, SiteActors, SiteHour, WalkTally } from './actors.ts';
import { TextTable } from './text-table.ts';

/** `[k, overflowed]`, then each site behind its hash; nothing while nothing was seen. Every set is sorted by hash. */
export function* actorsParts({ sites }: Actors): Generator<JsonValue> {
  if (sites === null) return;
  yield [sites.k, sites.overflowed ? 1 : 0];
  for (let at = 0; at < sites.items.length; at += 1) {
    const site = sites.items[at];
    if (site !== undefined) yield [sites.hashes[at] ?? 0, ...encodeSite(site)];
  }
}

/** Texts stand once a site: most actors of an API walk the same few shapes. */
/** Hours ascend. */
function encodeSite(site: SiteActors): JsonValue[] {
  const texts = new TextTable();
  const hours: JsonValue[] = [];
  for (const [start, hour] of [...site.hours].sort(([a], [b]) => a - b)) {
    hours.push(start, hour.walkers.k);
    hours.push(
      encodeActorHours(hour.walkers, texts, encodeWalk),
      encodeActorHours(hour.logins, texts, encodeLogin),
    );
  }
  return [site.hop, site.host, site.basePathKey, texts.texts, hours];
}

/** One flat list: whether it overflowed, then each actor as hash, network, shapes and theirs. */
function encodeActorHours<T>(
  set: BottomK<ActorHour<T>>,
  texts: TextTable,
  encodeTally: (tally: T, texts: TextTable, out: JsonValue[]) => void,
): JsonValue {
  const out: JsonValue[] = [set.overflowed ? 1 : 0];
  set.items.forEach((actor, index) => {
    const { network, shape, tally, shapes } = actor;
    out.push(set.hashes[index] ?? 0, texts.indexOf(network), shapesOverflowed(actor) ? 1 : 0);
    if (tally !== null) {
      out.push(1, shape);
      encodeTally(tally, texts, out);
      return;
    }
    out.push(shapes?.items.length ?? 0);
    shapes?.items.forEach((each, at) => {
      out.push(shapes.hashes[at] ?? 0);
      encodeTally(each, texts, out);
    });
  });
  return out;
}

function encodeWalk(tally: WalkTally, texts: TextTable, out: JsonValue[]): void {
  out.push(
    texts.indexOf(tally.shapeKey),
    tally.calls,
    tally.accepted,
    tally.missed,
    tally.machine,
    tally.numbers,
  );
  if (tally.numbers > 0) out.push(tally.smallest, tally.largest - tally.smallest);
  out.push(encodeHyperLogLog(tally.values), tally.credentials?.length ?? 0);
  if (tally.credentials !== null) out.push(...tally.credentials);
}

function encodeLogin(tally: LoginTally, texts: TextTable, out: JsonValue[]): void {
  const { shapeKey, attempts, refused, accepted, named, users, keyed, passwords } = tally;
  out.push(texts.indexOf(shapeKey), attempts, refused, accepted, named);
  // Without passwords the row is that of documents written before these were counted.
  const names = encodeHyperLogLog(users);
  out.push(passwords === null ? names : [[keyed], names, encodeHyperLogLog(passwords)]);
}

/** Adds the next part of `actorsParts`. Throws RangeError on what it cannot have written. */
export function addActorsPart(actors: Actors, part: JsonValue): void {
  const [head, ...rest] = listOf(part);
  if (actors.sites === null) {
    actors.sites = { ...emptyBottomK(numberOf(head)), overflowed: numberOf(rest[0]) === 1 };
    return;
  }
  actors.sites.hashes.push(numberOf(head));
  actors.sites.items.push(decodeSite(rest));
}

export function encodeActors(actors: Actors): JsonValue {
  return [...actorsParts(actors)];
}

export function decodeActors(value: JsonValue): Actors {
  const actors: Actors = { sites: null };
  for (const part of listOf(value)) addActorsPart(actors, part);
  return actors;
}

function decodeSite(value: JsonValue): SiteActors {
  const [hop, host, basePathKey, texts, flat] = listOf(value);
  const site: SiteActors = {
    hop: textOf(hop),
    host: textOf(host),
    basePathKey: textOf(basePathKey),
    hours: new Map(),
  };
  const table = listOf(texts).map(textOf);
  const hours = listOf(flat);
  for (let at = 0; at < hours.length; at += 4) {
    const k = numberOf(hours[at + 1]);
    const hour: SiteHour = {
      walkers: decodeActorHours(hours[at + 2], k, table, decodeWalk),
      logins: decodeActorHours(hours[at + 3], k, table, decodeLogin),
    };
    site.hours.set(numberOf(hours[at]), hour);
  }
  return site;
}

function decodeActorHours<T>(
  value: JsonValue | undefined,
  k: number,
  texts: readonly string[],
  decodeTally: (from: Cursor) => T,
): BottomK<ActorHour<T>> {
  const from: Cursor = { values: listOf(value), texts, at: 0 };
  const overflowed = next(from) === 1;
  const hashes: number[] = [];
  const items: ActorHour<T>[] = [];
  while (from.at < from.values.length) {
    hashes.push(next(from));
    items.push(decodeActorHour(from, decodeTally));
  }
  // Slices have no room to grow in.
  return { k, hashes: hashes.slice(), items: items.slice(), overflowed };
}

function decodeActorHour<T>(from: Cursor, decodeTally: (from: Cursor) => T): ActorHour<T> {
  const network = nextText(from);
  const overflowed = next(from) === 1;
  const count = next(from);
  if (count === 1 && !overflowed) {
    return { network, shape: next(from), tally: decodeTally(from), shapes: null };
  }
  const shapes: BottomK<T> = { ...emptyBottomK<T>(SHAPES_PER_ACTOR), overflowed };
  for (let left = count; left > 0; left -= 1) {
    shapes.hashes.push(next(from));
    shapes.items.push(decodeTally(from));
  }
  return { network, shape: 0, tally: null, shapes };
}

function decodeWalk(from: Cursor): WalkTally {
  const shapeKey = nextText(from);
  const calls = next(from);
  const accepted = next(from);
  const missed = next(from);
  const machine = next(from);
  const numbers = next(from);
  const smallest = numbers > 0 ? next(from) : 0;
  const largest = numbers > 0 ? smallest + next(from) : 0;
  const values = decodeHyperLogLog(from.values[from.at++]);
  let credentials: number[] | null = null;
  for (let left = next(from); left > 0; left -= 1) (credentials ??= []).push(next(from));
  return { shapeKey, calls, accepted, missed, machine, values, numbers, smallest, largest, credentials };
}

function decodeLogin(from: Cursor): LoginTally {
  const shapeKey = nextText(from);
  const attempts = next(from);
  const refused = next(from);
  const accepted = next(from);
  const named = next(from);
  const sets = from.values[from.at++];
  const counted = { shapeKey, attempts, refused, accepted, named };
  const head = isJsonArray(sets) ? sets[0] : undefined;
  if (!isJsonArray(sets) || !isJsonArray(head))
    return { ...counted, users: decodeHyperLogLog(sets), keyed: 0, passwords: null };
  return {
    ...counted,
    users: decodeHyperLogLog(sets[1]),
    keyed: numberOf(head[0]),
    passwords: decodeHyperLogLog(sets[2]),
  };
}

/** A place in a flat list. */
interface Cursor {
  readonly values: readonly JsonValue[];
  readonly texts: readonly string[];
  at: number;
}

function next(from: Cursor): number {
  const value = numberOf(from.values[from.at]);
  from.at += 1;
  return value;
}

function nextText(from: Cursor): string {
  return textOf(from.texts[next(from)]);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (!isJsonArray(value)) throw new RangeError('not an encoded actor summary');
  return value;
}

function numberOf(value: JsonValue | undefined): number {
  if (typeof value !== 'number') throw new RangeError('not a count');
  return value;
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new RangeError('not a name');
  return value;
}
