export type {
  Decode,
  Download,
  HttpClient,
  HttpRequest,
  HttpResponse,
  ListPage,
} from '../http/http-client.ts';
export type { AuthSettings, HttpLimits, HttpSettings } from '../http/settings.ts';
export type { ConfigValue, ConnectorConfig } from '../model/connector-config.ts';
export { AssayError } from '../model/errors.ts';
export type {
  ImportedPlace,
  ImportedResults,
  ImportedScore,
  ImportedSignal,
} from '../model/imported-results.ts';
export type { JsonObject, JsonValue } from '../model/json.ts';
export { canonicalJson } from '../model/json.ts';
export type {
  AgentStatus,
  Change,
  DesiredObject,
  OwnedObject,
  Plan,
  PublishedApi,
  RegistryConflict,
} from '../model/registry.ts';
export { Secret } from '../model/secret.ts';
export { compileSchema, type SchemaProblem, type Validator } from '../schema/index.ts';
export { type CheckStep, runChecks } from './check.ts';
export type {
  CheckItem,
  CheckResult,
  Connector,
  ConnectorContext,
  ConnectorDefinition,
  ConnectorHost,
  GatewayDefinition,
  OpenConnector,
  OpenGateway,
  OpenSource,
  Problem,
  SourceDefinition,
} from './connector.ts';
export { defineConnector } from './define-connector.ts';
export * from './file-reader/index.ts';
export type { KafkaLog, KafkaSasl, KafkaTls } from './kafka-log.ts';
export type {
  ConnectorKind,
  ConnectorManifest,
  HostRule,
  Permission,
  RateLimit,
  SkippedCheck,
  Stability,
} from './manifest.ts';
export * from './object-reader/index.ts';
export type {
  Cursor,
  DroppedRecords,
  LineRecords,
  Page,
  PageRecords,
  ParsedRecords,
  Position,
  ReadyCalls,
  RecordKey,
  RepeatableIds,
} from './page.ts';
export { formerApiIds, planChanges } from './plan-changes.ts';
export type { OpenRegistry, RegistryCapabilities, RegistryDefinition, RegistryDocument } from './registry.ts';
export { registryMarkdown, registryText } from './registry-text.ts';
export type { OpenResults, ResultsDefinition, ResultsRange } from './results.ts';
export * from './search-window/index.ts';
