/**
 * The analyzer as a library: a summary of calls is a commutative monoid (`empty`, `observe`, `merge`), an inventory is
 * a pure view of it. Calls in any order, split over any number of summaries, give the same inventory.
 */

export { type AnalyzedFiles, type AnalyzeOptions, analyzeFiles as analyze } from './agent/analyze-files.ts';
export {
  type Caps,
  createSummary as empty,
  DAY_MS,
  DEFAULT_CAPS,
  decodeSummary,
  encodeSummary,
  HOUR_MS,
  type KnownTemplate,
  merge,
  observe,
  type Summary,
  type SummarySettings,
  type ViewContext,
  viewInventory as view,
} from './analyzer/index.ts';
export type { ApiCall, Hop, Message } from './model/api-call.ts';
export type { CorrectionRule, FiledRule } from './model/correction-rules.ts';
export { AssayError, type ErrorKind } from './model/errors.ts';
export type { Report } from './model/generated/report.ts';
export type { EndpointFacts, Inventory } from './model/inventory.ts';
