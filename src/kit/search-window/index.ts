export { namingPermission } from './naming-permission.ts';
export { platformNowMs, readAhead } from './platform-clock.ts';
export { readSlices, type SlicePlan, type SliceSearch, type SliceSurroundings } from './read-slices.ts';
export { RecentIds } from './recent-ids.ts';
export {
  identified,
  type Reading,
  type SearchRecord,
  searchPage,
  textRecords,
  type WindowPage,
} from './search-record.ts';
export { shrunk } from './shrunk.ts';
export type { Slice } from './slice.ts';
export { type RecentSecond, WINDOW_CURSOR_SCHEMA, type WindowCursor } from './window-cursor.ts';
export { WINDOW_PROPERTIES, type WindowProperties } from './window-properties.ts';
