export type {
  AssayConfig,
  GatewayEntry,
  GroupingRule,
  LabelRule,
  PublishSettings,
  RegistryEntry,
  SourceDefaults,
  SourceEntry,
} from './assay-config.ts';
export { parseListen } from './build-config.ts';
export type { ConnectorContract } from './document-schema.ts';
export { type ConfigSurroundings, type LoadedConfig, loadConfig, loadConfigFile } from './load-config.ts';
export type { FlagValue } from './overlay.ts';
export type { PrintedValue } from './printed-values.ts';
export { type ConfigProblem, formatProblem } from './problem.ts';
