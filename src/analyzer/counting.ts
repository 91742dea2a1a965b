/**
 * What counts calls, without what views the counts: threads load no more than this, and who waits for a first page
 * waits for less.
 */

export { actorBuffers } from './actors/actor-buffers.ts';
export { type Actors, emptyActors } from './actors/actors.ts';
export type { Unpack } from './content-coding.ts';
export { digitsOf, luhn, mod11Then10, mod97, verhoeff } from './data-classes/checksums.ts';
export { observe, observeCalls, type SeenCall, type StepRunner } from './observe.ts';
export { divideSummary } from './packing/divide.ts';
export {
  type DividedSummary,
  decodeHead,
  type Head,
  type LineSink,
  STREAMS,
  type Stream,
} from './packing/divided-summary.ts';
export { DAY_MS, HOUR_MS, type SummarySettings } from './settings.ts';
export { PUBLISHED_KEY } from './sketch/keyed-hash.ts';
export {
  createSummary,
  decodeParts,
  decodeSummary,
  encodeSummary,
  merge,
  type Summary,
} from './summary.ts';
export { NO_BYTES, residentBytes, type SummaryBytes, summaryBytes } from './summary-bytes.ts';
