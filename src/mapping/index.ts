export { type CaseResult, casesFolderOf, type MappingCase, readCases, runCase } from './case-runner.ts';
export { linkMapping } from './closures.ts';
export { type CompiledMapping, type RequiredOption } from './compiled-mapping.ts';
export { type Detection, detectFormat, type FormatTrial } from './detect-format.ts';
export { explainLine, type LineExplanation, type TargetSource } from './explain-line.ts';
export { loadMapping } from './load-mapping.ts';
export { mapLine, mapRecord } from './map-line.ts';
export {
  createMeta,
  type MapSettings,
  missingOptions,
} from './map-meta.ts';
export { isBlankLine } from './read-record.ts';
export type { MapMeta } from './runtime/meta.ts';
export { isDropped, type MapOutcome } from './runtime/outcome.ts';
export { SHIPPED_MAPPING_IDS, SHIPPED_MAPPINGS, shippedMapping } from './shipped.ts';
