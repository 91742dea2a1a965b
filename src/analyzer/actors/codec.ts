import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { type BottomK, emptyBottomK } from '../sketch/bottom-k.ts';
import { decodeHyperLogLog, encodeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { type ActorHour, SHAPES_PER_ACTOR, shapesOverflowed } from './actor-hour.ts';
import {
  type Actor,
  type ActorSet,
  addActor,
  type ClosedSet,
  emptyActorSet,
  sortedPlaces,
} from './actor-set.ts';
import type { Actors, SiteActors, SiteHour } from './actors.ts';
import type { LoginTally } from './logins.ts';
import { TextTable } from './text-table.ts';
import { addTally, shapeOfRow, tallyOfRow, type WalkTally } from './walk-table.ts';
import { emptyWalkers, rowAt, sortedRows, type Walkers, walkerAt } from './walkers.ts';

/** `[k, overflowed]`, then each site behind its hash; nothing while nothing was seen. Every set is sorted by hash. */
export function* actorsParts({ sites }: Actors): Generator<JsonValue> {
  if (sites === null) return;
  yield [sites.k, sites.overflowed ? 1 : 0];
  for (let at = 0; at < sites.items.length; at += 1) {
    const site = sites.items[at];
    if (site !== undefined) yield [sites.hashes[at] ?? 0, ...encodeSite(site)];
  }
}

/** Hours ascend. Texts stand once a site: most actors of an API walk the same few shapes. */
export function encodeSite(site: SiteActors): JsonValue[] {
  const texts = new TextTable();
  const hours: JsonValue[] = [];
  for (const [start, hour] of [...site.hours].sort(([a], [b]) => a - b)) {
    hours.push(start, hour.logins.k, encodeWalkers(hour.walkers, texts), encodeLogins(hour.logins, texts));
  }
  return [site.hop, site.host, site.basePathKey, texts.texts, hours];
}

/** First value of a list of actors: they follow, or only that there were too many, from few networks or from many. */
const OPEN = 0;
const FEW = 2;
const MANY = 3;

/** One flat list: each actor as hash, network, whether it overflowed, and its tallies behind their number. */
function encodeActorSet<A extends Actor>(
  set: ActorSet<A>,
  texts: TextTable,
  encodeActor: (actor: A, out: JsonValue[]) => void,
): JsonValue {
  if (set.closed !== null) return encodeClosed(set.closed, texts);
  const out: JsonValue[] = [OPEN];
  for (const place of sortedPlaces(set)) {
    const actor = set.items[place];
    if (actor === undefined) continue;
    out.push(set.hashes[place] ?? 0, texts.indexOf(actor.network));
    encodeActor(actor, out);
  }
  return out;
}

function encodeWalkers({ actors, table }: Walkers, texts: TextTable): JsonValue {
  return encodeActorSet(actors, texts, (walker, out) => {
    out.push(walker.overflowed ? 1 : 0, walker.rows);
    for (const row of sortedRows(table, walker)) {
      out.push(shapeOfRow(table, row));
      encodeWalk(tallyOfRow(table, row), texts, out);
    }
  });
}

function encodeLogins(set: SiteHour['logins'], texts: TextTable): JsonValue {
  return encodeActorSet(set, texts, (actor, out) => {
    const { shape, tally, shapes } = actor;
    out.push(shapesOverflowed(actor) ? 1 : 0);
    if (tally !== null) {
      out.push(1, shape);
      encodeLogin(tally, texts, out);
      return;
    }
    out.push(shapes?.items.length ?? 0);
    shapes?.items.forEach((each, at) => {
      out.push(shapes.hashes[at] ?? 0);
      encodeLogin(each, texts, out);
    });
  });
}

function encodeClosed({ networks }: ClosedSet, texts: TextTable): JsonValue {
  return networks === null ? [MANY] : [FEW, ...networks.map((network) => texts.indexOf(network))];
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

export function decodeSite(value: JsonValue): SiteActors {
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
      walkers: decodeWalkers(cursorOf(hours[at + 2], table), k),
      logins: decodeLogins(cursorOf(hours[at + 3], table), k),
    };
    site.hours.set(numberOf(hours[at]), hour);
  }
  return site;
}

function decodeWalkers(from: Cursor, k: number): Walkers {
  const walkers = emptyWalkers(k);
  walkers.actors.closed = decodeForm(from);
  while (walkers.actors.closed === null && from.at < from.values.length) decodeWalker(walkers, from);
  return walkers;
}

function decodeWalker(walkers: Walkers, from: Cursor): void {
  const hash = next(from);
  const place = walkerAt(walkers, hash, nextText(from));
  const walker = walkers.actors.items[place];
  if (walker === undefined) throw new RangeError('too many actors');
  walker.overflowed = next(from) === 1;
  for (let left = next(from); left > 0; left -= 1) {
    const shape = next(from);
    const tally = decodeWalk(from);
    addTally(walkers.table, rowAt(walkers, place, shape, tally.shapeKey), tally);
  }
}

function decodeLogins(from: Cursor, k: number): SiteHour['logins'] {
  const set = emptyActorSet<ActorHour<LoginTally>>(k);
  set.closed = decodeForm(from);
  while (set.closed === null && from.at < from.values.length) {
    addActor(set, next(from), decodeLoginHour(from));
  }
  return set;
}

function decodeForm(from: Cursor): ClosedSet | null {
  const form = next(from);
  return form === OPEN ? null : decodeClosed(form, from);
}

function decodeClosed(form: number, from: Cursor): ClosedSet {
  if (form === MANY) return { networks: null };
  if (form !== FEW) throw new RangeError('not an encoded set of actors');
  const networks: string[] = [];
  while (from.at < from.values.length) networks.push(nextText(from));
  return { networks };
}

function decodeLoginHour(from: Cursor): ActorHour<LoginTally> {
  const network = nextText(from);
  const overflowed = next(from) === 1;
  const count = next(from);
  if (count === 1 && !overflowed) {
    return { network, shape: next(from), tally: decodeLogin(from), shapes: null };
  }
  const shapes: BottomK<LoginTally> = { ...emptyBottomK<LoginTally>(SHAPES_PER_ACTOR), overflowed };
  for (let left = count; left > 0; left -= 1) {
    shapes.hashes.push(next(from));
    shapes.items.push(decodeLogin(from));
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

function cursorOf(value: JsonValue | undefined, texts: readonly string[]): Cursor {
  return { values: listOf(value), texts, at: 0 };
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
