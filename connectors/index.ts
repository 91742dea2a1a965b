// oxlint-disable-next-line no-restricted-imports -- the registry is no connector: it stands one folder higher
import type { Connector } from '../src/kit/index.ts';

export type ConnectorLoader = () => Promise<Connector>;

/** Every connector, one line each; a directory without its line fails the tests. Loaded when first asked for. */
export const CONNECTORS: Readonly<Record<string, ConnectorLoader>> = {
  amplify: async () => (await import('./amplify/index.ts')).amplify,
  apicurio: async () => (await import('./apicurio/index.ts')).apicurio,
  'axway-api-manager': async () => (await import('./axway-api-manager/index.ts')).axwayApiManager,
  backstage: async () => (await import('./backstage/index.ts')).backstage,
  elasticsearch: async () => (await import('./elasticsearch/index.ts')).elasticsearch,
  files: async () => (await import('./files/index.ts')).files,
  graylog: async () => (await import('./graylog/index.ts')).graylog,
  'graylog-api-security': async () => (await import('./graylog-api-security/index.ts')).graylogApiSecurity,
  har: async () => (await import('./har/index.ts')).har,
  kafka: async () => (await import('./kafka/index.ts')).kafka,
  kong: async () => (await import('./kong/index.ts')).kong,
  'object-store': async () => (await import('./object-store/index.ts')).objectStore,
  openapi: async () => (await import('./openapi/index.ts')).openapi,
  otlp: async () => (await import('./otlp/index.ts')).otlp,
  splunk: async () => (await import('./splunk/index.ts')).splunk,
};
