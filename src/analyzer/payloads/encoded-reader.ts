import { isJsonArray, type JsonValue } from '../../model/json.ts';

/** Reads what this folder encoded. Throws RangeError with a fixed text: the store, not traffic, is broken then. */
export function readList(value: JsonValue | undefined): readonly JsonValue[] {
  if (!isJsonArray(value)) throw new RangeError('encoded payload: a list is missing');
  return value;
}

export function readInteger(value: JsonValue | undefined): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new RangeError('encoded payload: an integer is missing');
  }
  return value;
}

export function readText(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new RangeError('encoded payload: a text is missing');
  return value;
}

export function readIntegers(value: JsonValue | undefined): number[] {
  return readList(value).map(readInteger);
}

/** null stays null. */
export function readOptional<T>(value: JsonValue | undefined, read: (value: JsonValue) => T): T | null {
  return value === null || value === undefined || value === 0 ? null : read(value);
}

/** Code unit order: the one order of everything encoded. */
export function byName<T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
