/** One object of a bucket, as a listing shows it. */
export interface StoredObject {
  readonly key: string;
  /** Changes with the content: the ETag, or a generation. */
  readonly version: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** One page of a listing. */
export interface ObjectListing {
  readonly objects: readonly StoredObject[];
  /** With `byFolder`: the prefixes up to and with the next `/`, instead of the objects below them. */
  readonly folders: readonly string[];
  /** The platform's own clock, where it tells. */
  readonly serverMs: number | null;
}

export interface ListRequest {
  readonly prefix: string;
  /** Only keys behind this one; a platform that cannot begin there may list from the beginning. */
  readonly after: string | null;
  readonly byFolder: boolean;
}

/** Bytes of an object; `[from, to)`, to the end where `to` is null. */
export interface ByteRange {
  readonly from: number;
  readonly to: number | null;
}

/** Why an object that was listed cannot be read: it alone, not the bucket. */
export type ObjectAbsence = 'gone' | 'changed' | 'archived';

export type ObjectRead =
  | { readonly kind: 'bytes'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'absent'; readonly why: ObjectAbsence };

/** What all object stores have in common: to list by prefix, and to read bytes of one version of an object. */
export interface ObjectStore {
  /** Whether listings are in the order of `compareKeys`; else a pass remembers every object that it is done with. */
  readonly isOrdered: boolean;
  /** Pages until the end of the listing. Throws AssayError; a listing cut short is never an end. */
  list(request: ListRequest): AsyncIterable<ObjectListing>;
  /** As stored: nothing is unpacked on the way. Throws AssayError for what concerns more than this object. */
  read(object: StoredObject, range: ByteRange): Promise<ObjectRead>;
}

/** Order of keys in listings: by their UTF-8 bytes, which differs from that of strings beyond the basic plane. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
