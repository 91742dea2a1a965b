export type { BucketCells, Difference } from './bucket-cells.ts';
export { payloadDifferences } from './payload-changes.ts';
export { endpointAdded, endpointVanished } from './presence.ts';
export { authDifferences, classDifferences } from './protection-changes.ts';
export { type Rhythm, unexplainedAt } from './rhythm.ts';
export { serviceDifferences } from './service-changes.ts';
