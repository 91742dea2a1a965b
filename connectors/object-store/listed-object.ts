import type { StoredObject } from '../../src/kit/index.ts';

export interface ListedValues {
  readonly key: string | null;
  readonly version: string | null;
  readonly size: string | null;
  readonly modified: string | null;
}

/** The object of a listing, or null where a part of it is missing or odd: such an entry is counted and reported. */
export function listedObject({ key, version, size, modified }: ListedValues): StoredObject | null {
  const modifiedMs = Date.parse(modified ?? '');
  if (key === null || key === '' || version === null || version === '') return null;
  if (size === null || !/^\d{1,15}$/.test(size) || Number.isNaN(modifiedMs)) return null;
  return { key, version, sizeBytes: Number(size), modifiedMs };
}
