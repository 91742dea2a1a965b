import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { decodeBottomK, encodeBottomK } from '../sketch/bottom-k.ts';
import { decodeHyperLogLog, encodeHyperLogLog } from '../sketch/hyper-log-log.ts';
import {
  type ActorHour,
  type Actors,
  emptyActors,
  type LoginTally,
  SHAPES_PER_ACTOR,
  type SiteActors,
  type SiteHour,
  type WalkTally,
} from './actors.ts';

/** `[k, sites]`, or null while nothing was seen. Hours ascend; every set is sorted by hash. */
export function encodeActors(actors: Actors): JsonValue {
  return actors.sites === null ? null : [actors.sites.k, encodeBottomK(actors.sites, encodeSite)];
}

function encodeSite(site: SiteActors): JsonValue {
  const hours = [...site.hours].sort(([a], [b]) => a - b);
  return [site.hop, site.host, site.basePathKey, hours.map(([start, hour]) => [start, encodeHour(hour)])];
}

function encodeHour(hour: SiteHour): JsonValue {
  return [
    hour.walkers.k,
    encodeBottomK(hour.walkers, (actor) => [actor.network, encodeBottomK(actor.shapes, encodeWalk)]),
    encodeBottomK(hour.logins, (actor) => [actor.network, encodeBottomK(actor.shapes, encodeLogin)]),
  ];
}

function encodeWalk(tally: WalkTally): JsonValue {
  return [
    tally.shapeKey,
    tally.calls,
    tally.accepted,
    tally.missed,
    tally.machine,
    tally.numbers,
    tally.smallest,
    tally.largest,
    encodeHyperLogLog(tally.values),
    tally.credentials,
  ];
}

function encodeLogin(tally: LoginTally): JsonValue {
  const { shapeKey, attempts, refused, accepted, named, users } = tally;
  return [shapeKey, attempts, refused, accepted, named, encodeHyperLogLog(users)];
}

/** Throws RangeError on what `encodeActors` cannot have written. */
export function decodeActors(value: JsonValue): Actors {
  const actors = emptyActors();
  if (value === null) return actors;
  const [k, sites] = listOf(value);
  actors.sites = decodeBottomK(sites, numberOf(k), decodeSite);
  return actors;
}

function decodeSite(value: JsonValue): SiteActors {
  const [hop, host, basePathKey, hours] = listOf(value);
  const site: SiteActors = {
    hop: textOf(hop),
    host: textOf(host),
    basePathKey: textOf(basePathKey),
    hours: new Map(),
  };
  for (const pair of listOf(hours)) {
    const [start, hour] = listOf(pair);
    site.hours.set(numberOf(start), decodeHour(hour ?? null));
  }
  return site;
}

function decodeHour(value: JsonValue): SiteHour {
  const [k, walkers, logins] = listOf(value);
  return {
    walkers: decodeBottomK(walkers, numberOf(k), (actor) => decodeActor(actor, decodeWalk)),
    logins: decodeBottomK(logins, numberOf(k), (actor) => decodeActor(actor, decodeLogin)),
  };
}

function decodeActor<T>(value: JsonValue, decodeTally: (value: JsonValue) => T): ActorHour<T> {
  const [network, shapes] = listOf(value);
  return { network: textOf(network), shapes: decodeBottomK(shapes, SHAPES_PER_ACTOR, decodeTally) };
}

function decodeWalk(value: JsonValue): WalkTally {
  const [shapeKey, calls, accepted, missed, machine, numbers, smallest, largest, values, credentials] =
    listOf(value);
  return {
    shapeKey: textOf(shapeKey),
    calls: numberOf(calls),
    accepted: numberOf(accepted),
    missed: numberOf(missed),
    machine: numberOf(machine),
    numbers: numberOf(numbers),
    smallest: numberOf(smallest),
    largest: numberOf(largest),
    values: decodeHyperLogLog(values),
    credentials: listOf(credentials).map(numberOf),
  };
}

function decodeLogin(value: JsonValue): LoginTally {
  const [shapeKey, attempts, refused, accepted, named, users] = listOf(value);
  return {
    shapeKey: textOf(shapeKey),
    attempts: numberOf(attempts),
    refused: numberOf(refused),
    accepted: numberOf(accepted),
    named: numberOf(named),
    users: decodeHyperLogLog(users),
  };
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
