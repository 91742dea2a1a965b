import { addToHashSet, type HashSet, mergeHashSet } from '../sketch/bottom-k.ts';
import { entryOf, type HyperLogLog, sketchOfEntry } from '../sketch/hyper-log-log.ts';
import {
  addToSketch,
  dropSketch,
  emptySketchPool,
  entryAt,
  entryCount,
  newSketch,
  type SketchPool,
  sketchAt,
} from '../sketch/sketch-pool.ts';

/**
 * What the actors of one hour of one API walked, a row for each actor and shape of path. Most rows hold one call and one
 * identifier, and there are millions of them: a row is one line of the processor's cache in one buffer, and what few
 * rows have stands beside it. Rows are found by chains, so that a row can be given to another shape.
 */
export interface WalkTable {
  count: number;
  ints: Int32Array<ArrayBuffer>;
  /** The same buffer. */
  doubles: Float64Array<ArrayBuffer>;
  /** Row by actor and shape: the first of a chain, plus one; as many as there is room for rows. */
  chains: Int32Array<ArrayBuffer>;
  /** Shapes of path, by the number that rows know them by; most rows share a few. */
  shapeKeys: string[];
  /** Numbers of `shapeKeys`. */
  shapeNumbers: Map<string, number>;
  /** Distinct identifiers, where a row met more than one. */
  values: SketchPool | null;
  /** Keyed hashes of the credentials, the few smallest, of rows that met any. */
  credentials: Map<number, HashSet> | null;
}

/** Counters of one actor on one shape of path in one hour: which identifiers it asked for. */
export interface WalkTally {
  readonly shapeKey: string;
  readonly calls: number;
  readonly accepted: number;
  /** Answered 400, 401, 403, 404 or 410: the identifier was a guess or not the actor's. */
  readonly missed: number;
  /** Calls with a credential of the machine kind: API key, Basic, or an application that the gateway authenticated. */
  readonly machine: number;
  readonly values: HyperLogLog;
  /** Calls whose last slot value is a whole number, and the range of these. */
  readonly numbers: number;
  readonly smallest: number;
  readonly largest: number;
  readonly credentials: HashSet | null;
}

/** More kinds of credentials than this at one address are a shared proxy. */
const CREDENTIALS_PER_ACTOR = 4;

const INTS = 16;
const DOUBLES = 8;
/** Doubles of a row, then its integers behind them. */
const SHAPE = 0;
const SMALLEST = 1;
const LARGEST = 2;
const ACTOR = 6;
const CALLS = 7;
const ACCEPTED = 8;
const MISSED = 9;
const MACHINE = 10;
const NUMBERS = 11;
/** The one identifier as an entry of a sketch; of several where their sketch stands, below 0. */
const ENTRY = 12;
/** Next row of the chain, and of the actor, plus one. */
const NEXT = 13;
const NEXT_OF_ACTOR = 14;
const SHAPE_KEY = 15;

/** A power of two, as every size of `chains`. */
const FIRST_ROOM = 2;

/** Shared by all tables without rows. */
const NO_INTS = new Int32Array(0);
const NO_DOUBLES = new Float64Array(0);

export function emptyWalkTable(): WalkTable {
  return {
    count: 0,
    ints: NO_INTS,
    doubles: NO_DOUBLES,
    chains: NO_INTS,
    shapeKeys: [],
    shapeNumbers: new Map(),
    values: null,
    credentials: null,
  };
}

export function shapeOfRow({ doubles }: WalkTable, row: number): number {
  return doubles[row * DOUBLES + SHAPE] ?? 0;
}

/** The row before it among those of one actor; -1 behind the last. */
export function nextOfActor({ ints }: WalkTable, row: number): number {
  return (ints[row * INTS + NEXT_OF_ACTOR] ?? 0) - 1;
}

function chainOf({ chains }: WalkTable, actor: number, shape: number): number {
  return (Math.imul(actor, 0x9e3779b1) ^ (shape >>> 0)) & (chains.length - 1);
}

/** The row of an actor and the hash of a shape; -1 when there is none. */
export function findRow(table: WalkTable, actor: number, shape: number): number {
  const { ints, doubles } = table;
  let row = (table.chains[chainOf(table, actor, shape)] ?? 0) - 1;
  while (row >= 0 && (doubles[row * DOUBLES + SHAPE] !== shape || ints[row * INTS + ACTOR] !== actor)) {
    row = (ints[row * INTS + NEXT] ?? 0) - 1;
  }
  return row;
}

/** A new row, before `next` among those of the actor. */
export function addRow(
  table: WalkTable,
  actor: number,
  shape: number,
  shapeKey: string,
  next: number,
): number {
  const row = table.count;
  if (row === table.chains.length) grow(table);
  table.count += 1;
  table.ints[row * INTS + ACTOR] = actor;
  table.ints[row * INTS + NEXT_OF_ACTOR] = next + 1;
  name(table, row, shape, shapeKey);
  return row;
}

/** Gives the row of an actor to another shape; what it counted is gone. */
export function replaceRow(table: WalkTable, row: number, shape: number, shapeKey: string): void {
  const { ints, doubles } = table;
  unchain(table, row);
  const entry = ints[row * INTS + ENTRY] ?? 0;
  if (entry < 0 && table.values !== null) dropSketch(table.values, -entry);
  ints.fill(0, row * INTS + CALLS, row * INTS + NEXT);
  doubles.fill(0, row * DOUBLES, row * DOUBLES + LARGEST + 1);
  table.credentials?.delete(row);
  name(table, row, shape, shapeKey);
}

function name(table: WalkTable, row: number, shape: number, shapeKey: string): void {
  table.doubles[row * DOUBLES + SHAPE] = shape;
  table.ints[row * INTS + SHAPE_KEY] = numberOf(table, shapeKey);
  chain(table, row);
}

function numberOf(table: WalkTable, shapeKey: string): number {
  const known = table.shapeNumbers.get(shapeKey);
  if (known !== undefined) return known;
  // Rows given to other shapes leave names behind.
  if (table.shapeKeys.length > 2 * table.count + FIRST_ROOM) forgetShapes(table);
  const number = table.shapeKeys.length;
  table.shapeKeys.push(shapeKey);
  table.shapeNumbers.set(shapeKey, number);
  return number;
}

/** Numbers the shapes anew that rows have. */
function forgetShapes(table: WalkTable): void {
  const keys = Array.from({ length: table.count }, (_, row) => shapeKeyOfRow(table, row));
  table.shapeKeys = [...new Set(keys)];
  table.shapeNumbers = new Map(table.shapeKeys.map((key, number) => [key, number]));
  keys.forEach((key, row) => {
    table.ints[row * INTS + SHAPE_KEY] = table.shapeNumbers.get(key) ?? 0;
  });
}

function chain(table: WalkTable, row: number): void {
  const { ints, chains } = table;
  const at = chainOf(table, ints[row * INTS + ACTOR] ?? 0, shapeOfRow(table, row));
  ints[row * INTS + NEXT] = chains[at] ?? 0;
  chains[at] = row + 1;
}

function unchain(table: WalkTable, row: number): void {
  const { ints, chains } = table;
  const at = chainOf(table, ints[row * INTS + ACTOR] ?? 0, shapeOfRow(table, row));
  const next = ints[row * INTS + NEXT] ?? 0;
  if (chains[at] === row + 1) {
    chains[at] = next;
    return;
  }
  let before = (chains[at] ?? 0) - 1;
  while (ints[before * INTS + NEXT] !== row + 1) before = (ints[before * INTS + NEXT] ?? 0) - 1;
  ints[before * INTS + NEXT] = next;
}

function grow(table: WalkTable): void {
  const room = Math.max(FIRST_ROOM, table.chains.length * 2);
  const ints = new Int32Array(room * INTS);
  ints.set(table.ints);
  table.ints = ints;
  table.doubles = new Float64Array(ints.buffer);
  table.chains = new Int32Array(room);
  for (let row = 0; row < table.count; row += 1) chain(table, row);
}

/** Whether a call was accepted, missed its object, or neither. */
export type WalkOutcome = 'accepted' | 'missed' | 'other';

/** Counts one call: the keyed hash of the identifiers it asked for, and the last of them where it is a number. */
export function countCall(
  table: WalkTable,
  row: number,
  outcome: WalkOutcome,
  valueHash: number,
  number: number | null,
): void {
  const { ints } = table;
  const at = row * INTS;
  ints[at + CALLS] = (ints[at + CALLS] ?? 0) + 1;
  if (outcome === 'accepted') ints[at + ACCEPTED] = (ints[at + ACCEPTED] ?? 0) + 1;
  else if (outcome === 'missed') ints[at + MISSED] = (ints[at + MISSED] ?? 0) + 1;
  addValue(table, row, entryOf(valueHash));
  if (number !== null) addNumbers(table, row, 1, number, number);
}

/** Counts the credential of a machine: its keyed hash, 0 where it cannot be told from others. */
export function countMachine(table: WalkTable, row: number, credential: number): void {
  const at = row * INTS + MACHINE;
  table.ints[at] = (table.ints[at] ?? 0) + 1;
  if (credential !== 0) addToHashSet(credentialsOf(table, row), credential, CREDENTIALS_PER_ACTOR);
}

function credentialsOf(table: WalkTable, row: number): HashSet {
  table.credentials ??= new Map();
  let set = table.credentials.get(row);
  if (set === undefined) {
    set = [];
    table.credentials.set(row, set);
  }
  return set;
}

/** The first identifier stands in the row; a second one makes a sketch of both. */
function addValue(table: WalkTable, row: number, entry: number): void {
  const { ints } = table;
  const at = row * INTS + ENTRY;
  const known = ints[at] ?? 0;
  if (known === entry) return;
  if (known === 0) ints[at] = entry;
  else if (known < 0) {
    if (table.values !== null) ints[at] = -addToSketch(table.values, -known, entry);
  } else {
    table.values ??= emptySketchPool();
    const sketch = addToSketch(table.values, newSketch(table.values), known);
    ints[at] = -addToSketch(table.values, sketch, entry);
  }
}

/** The range means nothing while no number was met. */
function addNumbers(table: WalkTable, row: number, count: number, smallest: number, largest: number): void {
  const { ints, doubles } = table;
  const at = row * INTS + NUMBERS;
  const numbers = ints[at] ?? 0;
  const low = row * DOUBLES + SMALLEST;
  const high = row * DOUBLES + LARGEST;
  if (numbers === 0 || smallest < (doubles[low] ?? 0)) doubles[low] = smallest;
  if (numbers === 0 || largest > (doubles[high] ?? 0)) doubles[high] = largest;
  ints[at] = numbers + count;
}

/** Adds what another row counted. */
export function addTally(table: WalkTable, row: number, tally: WalkTally): void {
  addCounts(table, row, tally.calls, tally.accepted, tally.missed, tally.machine);
  if (tally.numbers > 0) addNumbers(table, row, tally.numbers, tally.smallest, tally.largest);
  addValues(table, row, tally.values);
  if (tally.credentials !== null)
    mergeHashSet(credentialsOf(table, row), tally.credentials, CREDENTIALS_PER_ACTOR);
}

/** As `addTally` of `tallyOfRow`. */
export function addRowTo(table: WalkTable, row: number, from: WalkTable, other: number): void {
  const { ints, doubles } = from;
  const at = other * INTS;
  const calls = ints[at + CALLS] ?? 0;
  const machine = ints[at + MACHINE] ?? 0;
  addCounts(table, row, calls, ints[at + ACCEPTED] ?? 0, ints[at + MISSED] ?? 0, machine);
  const numbers = ints[at + NUMBERS] ?? 0;
  const double = other * DOUBLES;
  if (numbers > 0)
    addNumbers(table, row, numbers, doubles[double + SMALLEST] ?? 0, doubles[double + LARGEST] ?? 0);
  addValuesOf(table, row, from, ints[at + ENTRY] ?? 0);
  const credentials = machine > 0 ? from.credentials?.get(other) : undefined;
  if (credentials !== undefined) mergeHashSet(credentialsOf(table, row), credentials, CREDENTIALS_PER_ACTOR);
}

function addCounts(
  { ints }: WalkTable,
  row: number,
  calls: number,
  accepted: number,
  missed: number,
  machine: number,
): void {
  const at = row * INTS;
  ints[at + CALLS] = (ints[at + CALLS] ?? 0) + calls;
  ints[at + ACCEPTED] = (ints[at + ACCEPTED] ?? 0) + accepted;
  ints[at + MISSED] = (ints[at + MISSED] ?? 0) + missed;
  ints[at + MACHINE] = (ints[at + MACHINE] ?? 0) + machine;
}

/** `entry` as a row of the other table has it. */
function addValuesOf(table: WalkTable, row: number, { values }: WalkTable, entry: number): void {
  if (entry > 0) addValue(table, row, entry);
  if (entry >= 0 || values === null) return;
  const count = entryCount(values, -entry);
  for (let index = 0; index < count; index += 1) {
    const each = entryAt(values, -entry, index);
    if (each > 0) addValue(table, row, each);
  }
}

function addValues(table: WalkTable, row: number, { sparse, dense }: HyperLogLog): void {
  for (const entry of sparse ?? []) addValue(table, row, entry);
  dense?.forEach((rank, register) => {
    if (rank > 0) addValue(table, row, register * 64 + rank);
  });
}

/** At most so many identifiers are counted in its sketch. */
export function callsOfRow({ ints }: WalkTable, row: number): number {
  return ints[row * INTS + CALLS] ?? 0;
}

/** The actor of a row, as `addRow` was given it. */
export function actorOfRow({ ints }: WalkTable, row: number): number {
  return ints[row * INTS + ACTOR] ?? 0;
}

/** Registers that the identifiers of a row use in their sketch; of many an upper bound. */
export function registersOfRow({ ints, values }: WalkTable, row: number): number {
  const entry = ints[row * INTS + ENTRY] ?? 0;
  if (entry >= 0 || values === null) return entry > 0 ? 1 : 0;
  return entryCount(values, -entry);
}

/** Distinct identifiers of a row. */
export function valuesOfRow({ ints, values }: WalkTable, row: number): HyperLogLog {
  const entry = ints[row * INTS + ENTRY] ?? 0;
  return entry >= 0 || values === null ? sketchOfEntry(entry) : sketchAt(values, -entry);
}

/** Its place in `shapeKeys`. */
export function shapeNumberOfRow({ ints }: WalkTable, row: number): number {
  return ints[row * INTS + SHAPE_KEY] ?? 0;
}

export function shapeKeyOfRow(table: WalkTable, row: number): string {
  return table.shapeKeys[shapeNumberOfRow(table, row)] ?? '';
}

export function tallyOfRow(table: WalkTable, row: number): WalkTally {
  const { ints, doubles } = table;
  const at = row * INTS;
  return {
    shapeKey: shapeKeyOfRow(table, row),
    calls: ints[at + CALLS] ?? 0,
    accepted: ints[at + ACCEPTED] ?? 0,
    missed: ints[at + MISSED] ?? 0,
    machine: ints[at + MACHINE] ?? 0,
    values: valuesOfRow(table, row),
    numbers: ints[at + NUMBERS] ?? 0,
    smallest: doubles[row * DOUBLES + SMALLEST] ?? 0,
    largest: doubles[row * DOUBLES + LARGEST] ?? 0,
    credentials: table.credentials?.get(row) ?? null,
  };
}
