import type { ParquetParsers } from 'hyparquet';
import type { JsonValue } from '../../model/json.ts';

/** Times keep the precision of their column; nanoseconds are no whole milliseconds. */
export const PARQUET_PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => isoOf(millis, 1000n, 3),
  timestampFromMicroseconds: (micros) => isoOf(micros, 1_000_000n, 6),
  timestampFromNanoseconds: (nanos) => isoOf(nanos, 1_000_000_000n, 9),
  dateFromDays: (days) => dayOf(days),
};

/** A value of a column as JSON: 64-bit numbers as numbers where they are exact, bytes as base64. */
export function jsonOf(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return typeof value === 'object' ? structureOf(value) : null;
}

function structureOf(value: object | null): JsonValue {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), jsonOf(item)]));
  if (Array.isArray(value)) return value.map(jsonOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)]));
}

/** RFC 3339 in UTC with the digits of the unit; null beyond what a Date can hold. */
function isoOf(count: bigint, perSecond: bigint, digits: number): string | null {
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const at = new Date(Number((count - fraction) / perSecond) * 1000);
  if (Number.isNaN(at.getTime())) return null;
  return `${at.toISOString().slice(0, -5)}.${String(fraction).padStart(digits, '0')}Z`;
}

function dayOf(days: number): string | null {
  const at = new Date(days * 86_400_000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 10);
}
