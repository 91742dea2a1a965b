export {
  type AnnotateCall,
  type AnnotatorSettings,
  createAnnotator,
} from './annotate/annotate-call.ts';
export type { CallAnnotation } from './annotate/call-annotation.ts';
export { DEFAULT_CAPS } from './caps.ts';
export { holdsValue } from './data-classes/holds-value.ts';
export type { Caps } from './exchange.ts';
export { type KnownTemplate, reservedSegments } from './paths/known-templates.ts';
export { DAY_MS, HOUR_MS, type SummarySettings } from './settings.ts';
export { PUBLISHED_KEY } from './sketch/keyed-hash.ts';
export {
  createSummary,
  decodeParts,
  decodeSummary,
  encodeParts,
  encodeSummary,
  merge,
  observe,
  type Summary,
} from './summary.ts';
export { type ViewContext, viewInventory } from './view.ts';
