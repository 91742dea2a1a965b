import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { emptyAuth } from '../auth/auth.ts';
import type { Cell } from '../cell.ts';
import { answerSize, commonSize } from '../endpoints/soft-not-found.ts';
import type { KeyedHash } from '../exchange.ts';
import { saidAbout } from '../paths/echo.ts';
import { BODY_KEYS, bodyKeysOf } from '../payloads/body-keys.ts';
import { emptyPayloads } from '../payloads/payloads.ts';
import { QUERY_KEYS, queryKeysOf } from '../payloads/query-keys.ts';
import { emptySignals } from '../signals/signals.ts';
import { mergeHashSet } from '../sketch/bottom-k.ts';
import { decodeHyperLogLog, encodeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { emptyThreats } from '../threats/threats.ts';
import { emptyTraffic, type Traffic } from '../traffic/traffic.ts';
import type { LeanCell, LeanFacts } from './lean-facts.ts';

/** Where a whole cell is, and what is in it, as one exact integer. */
export interface BodyRef {
  readonly source: number;
  readonly line: number;
  /** What is in it: see `holdsThreats` and `holdsSamples`. */
  readonly flags: number;
}

const LINES = 2 ** 31;
const THREATS = 1;
const SAMPLES = 2;
const FLAGS = 4;

function bodyRef(source: number, line: number, flags: number): number {
  return (source * LINES + line) * FLAGS + flags;
}

export function readRef(ref: number): BodyRef {
  const flags = ref % FLAGS;
  const place = (ref - flags) / FLAGS;
  const line = place % LINES;
  return { source: (place - line) / LINES, line, flags };
}

export function holdsThreats(flags: number): boolean {
  return (flags & THREATS) !== 0;
}

export function holdsSamples(flags: number): boolean {
  return (flags & SAMPLES) !== 0;
}

export function flagsOf({ threats, signals }: Cell): number {
  let hasSamples = (signals.verboseSamples?.items.length ?? 0) > 0;
  for (const { samples } of threats.values()) if (samples.items.length > 0) hasSamples = true;
  return (threats.size > 0 ? THREATS : 0) + (hasSamples ? SAMPLES : 0);
}

/** `name` is the last literal of the path, null where it ends in a value. */
export function leanFacts(cell: Cell, name: string | null, hash: KeyedHash): LeanFacts {
  return {
    keys: bodyKeysOf(cell.payloads, hash),
    query: queryKeysOf(cell.payloads),
    said: saidAbout(name, cell.payloads, hash),
    size: answerSize(cell.traffic),
  };
}

/** Facts of two cells that stay apart. */
export function sumOfFacts(one: LeanFacts, two: LeanFacts): LeanFacts {
  const keys = [...one.keys];
  mergeHashSet(keys, two.keys, BODY_KEYS);
  const query = [...one.query];
  mergeHashSet(query, two.query, QUERY_KEYS);
  return { keys, query, said: Math.max(one.said, two.said), size: commonSize(one.size, two.size) };
}

/** What lean cells never hold; shared by all of them. */
const LEFT_PACKED = {
  auth: emptyAuth(),
  threats: emptyThreats(),
  signals: emptySignals(),
  payloads: emptyPayloads(),
  mergedInto: null,
};

export function leanCell(traffic: Traffic, lean: LeanCell): Cell {
  return { traffic, ...LEFT_PACKED, lean };
}

/** Key sets of one path hardly ever change from day to day: a set that is that of the row before is written once. */
const AS_BEFORE = 0;

/** One flat list, read back by `decodeLean`. `before` are the keys of the row before. */
export function encodeLean(
  traffic: Traffic,
  { keys, query, said, size }: LeanFacts,
  flags: number,
  before: readonly number[] | null,
): JsonValue {
  const { operations, calls, firstMs, lastMs, jsonResponses, htmlResponses } = traffic;
  const statuses = [...traffic.statuses].sort((a, b) => a[0] - b[0]).flat();
  return [
    flags,
    [operations, calls, firstMs, lastMs, jsonResponses, htmlResponses, said, size],
    statuses,
    encodeHyperLogLog(traffic.clients),
    before !== null && isEqual(keys, before) ? AS_BEFORE : keys,
    query,
  ];
}

function isEqual(one: readonly number[], two: readonly number[]): boolean {
  return one.length === two.length && one.every((each, at) => each === two[at]);
}

const NO_NATIVE = 0;

/**
 * The lean cell of an encoded one, whose whole cell is at a line of a source; `before` is that of the row before. Throws
 * RangeError on anything else.
 */
export function decodeLean(
  value: JsonValue | undefined,
  bucket: number,
  source: number,
  line: number,
  before: Cell | null,
): Cell {
  if (!isJsonArray(value)) throw new RangeError('not an encoded lean cell');
  const [operations = 0, calls = 0, firstMs = 0, lastMs = 0, json = 0, html = 0, said = 0, size = 0] =
    numbersOf(value[1]);
  const traffic: Traffic = {
    ...emptyTraffic(NO_NATIVE),
    operations,
    calls,
    firstMs,
    lastMs,
    jsonResponses: json,
    htmlResponses: html,
    clients: decodeHyperLogLog(value[3]),
  };
  const statuses = numbersOf(value[2]);
  for (let at = 0; at < statuses.length; at += 2)
    traffic.statuses.set(statuses[at] ?? 0, statuses[at + 1] ?? 0);
  const flags = typeof value[0] === 'number' ? value[0] : 0;
  const keys = value[4] === AS_BEFORE ? (before?.lean?.facts?.keys ?? []) : numbersOf(value[4]);
  const facts = { keys, query: numbersOf(value[5]), said, size };
  return leanCell(traffic, { refs: [bucket, bodyRef(source, line, flags)], facts });
}

export function numbersOf(value: JsonValue | undefined): number[] {
  if (!isJsonArray(value)) throw new RangeError('not a list of numbers');
  return value.map((entry) => (typeof entry === 'number' ? entry : 0));
}
