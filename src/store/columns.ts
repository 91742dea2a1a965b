import { AssayError } from '../model/errors.ts';
import type { Row } from './row.ts';

/** Typed access to result columns; a column of another type means the file was changed by someone else. */
export function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw unexpected(name);
  return value;
}

export function textOrNull(row: Row, name: string): string | null {
  return row[name] === null ? null : text(row, name);
}

export function integer(row: Row, name: string): number {
  const value = row[name];
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number') throw unexpected(name);
  return value;
}

export function numberOrNull(row: Row, name: string): number | null {
  return row[name] === null ? null : integer(row, name);
}

export function bytes(row: Row, name: string): Uint8Array {
  const value = row[name];
  if (!(value instanceof Uint8Array)) throw unexpected(name);
  return value;
}

function unexpected(name: string): AssayError {
  return new AssayError({
    code: 'STORE_CORRUPT',
    kind: 'state',
    message: `The store holds a value of an unexpected type in column ${name}.`,
    fix: 'Restore a backup, or start with a new store file.',
  });
}
