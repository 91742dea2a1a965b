import { createHttpClient } from '../http/client.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { ConnectorConfig } from '../model/connector-config.ts';
import { AssayError } from '../model/errors.ts';
import { compileSchema } from '../schema/index.ts';
import type {
  Connector,
  ConnectorContext,
  ConnectorDefinition,
  ConnectorHost,
  OpenSource,
  SourceDefinition,
} from './connector.ts';
import type { Cursor } from './page.ts';
import type { OpenRegistry, RegistryDefinition } from './registry.ts';

/** Makes a connector of its definition: builds its client, checks cursors, erases its types. */
export function defineConnector<Config extends ConnectorConfig, C extends Cursor = Cursor>(
  definition: ConnectorDefinition<Config, C>,
): Connector {
  return {
    manifest: definition.manifest,
    open: (config, host) => {
      // The loader has validated it against manifest.configSchema, which is what Config writes down as a type.
      const context = contextFor(definition, config as Config, host);
      const { source, log, gateway, registry, results } = definition;
      return {
        check: () => definition.check(context),
        source: source === undefined ? null : openSource(source, context),
        ...(log === undefined ? {} : { log: log(context.config, context.id) }),
        gateway:
          gateway === undefined ? null : { readRegisteredApis: () => gateway.readRegisteredApis(context) },
        registry: registry === undefined ? null : openRegistry(registry, context),
        ...(results === undefined
          ? {}
          : { results: { readResults: (range) => results.readResults(context, range) } }),
      };
    },
  };
}

function contextFor<Config extends ConnectorConfig, C extends Cursor>(
  definition: ConnectorDefinition<Config, C>,
  config: Config,
  host: ConnectorHost,
): ConnectorContext<Config> {
  const { id, clock, logger, random, signal, stdin, report } = host;
  const limits = definition.manifest.rateLimit ?? { concurrency: 1 };
  const settings = definition.http?.(config);
  const http =
    settings === undefined
      ? NO_NETWORK
      : createHttpClient(settings, limits, { clock, logger, random, signal });
  return { id, config, http, clock, logger, signal, stdin, report };
}

function openSource<Config extends ConnectorConfig, C extends Cursor>(
  source: SourceDefinition<Config, C>,
  context: ConnectorContext<Config>,
): OpenSource {
  const cursors = compileSchema<C>(source.cursorSchema);
  return {
    readCalls: (from) => {
      if (from === null) return source.readCalls(context, null);
      const cursor = cursors.parse(from, {
        code: 'CONNECTOR_CURSOR_INVALID',
        kind: 'state',
        message: 'The stored cursor does not fit this connector; nothing was read.',
      });
      return source.readCalls(context, cursor);
    },
  };
}

function openRegistry<Config>(
  registry: RegistryDefinition<Config>,
  context: ConnectorContext<Config>,
): OpenRegistry {
  const { capabilities, document } = registry;
  return {
    capabilities,
    listOwned: () => registry.listOwned(context),
    plan: (apis) => registry.plan(context, apis),
    apply: (change) => registry.apply(context, change),
    adopt: capabilities.adopt ? (key) => registry.adopt?.(context, key) ?? refuse() : null,
    reportStatus: capabilities.status
      ? (status) => registry.reportStatus?.(context, status) ?? refuse()
      : null,
    ...(document === undefined ? {} : { document: (apis) => document(context, apis) }),
  };
}

function refuse(): never {
  throw new AssayError({
    code: 'CONNECTOR_UNDECLARED',
    kind: 'bug',
    message:
      'A connector declares something that it does not have, or uses a network that it did not declare.',
  });
}

const NO_NETWORK: HttpClient = {
  send: refuse,
  download: refuse,
  getJson: refuse,
  paginate: refuse,
  serverNowMs: () => null,
};
