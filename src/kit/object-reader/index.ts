export type { ContentSettings, ObjectFormat } from './object-content.ts';
export { OBJECTS_CURSOR_SCHEMA, type ObjectsCursor } from './object-cursor.ts';
export type {
  ByteRange,
  ListRequest,
  ObjectAbsence,
  ObjectListing,
  ObjectRead,
  ObjectStore,
  StoredObject,
} from './object-store.ts';
export { fixedPart, PREFIX_PATTERN } from './prefix-windows.ts';
export { readObjects } from './read-objects.ts';
export type { ObjectSource } from './read-prefix.ts';
