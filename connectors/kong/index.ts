import {
  type CheckStep,
  type ConnectorContext,
  type ConnectorManifest,
  defineConnector,
  findFiles,
  READ_ACCESS,
  runChecks,
} from '../../src/kit/index.ts';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import { type AdminApi, readEntities, readNode, readWorkspaces, semanticsOf } from './admin-api.ts';
import { CONFIG_SCHEMA, httpSettings, type KongConfig, requireInput, tagRules } from './config.ts';
import { joinDeckFiles, readDeckFile } from './deck-file.ts';
import { distinctApis, registeredApis } from './registered-apis.ts';

const ADMIN_READ = 'read access to /services, /routes, /plugins and /upstreams';

const manifest: ConnectorManifest = {
  id: 'kong',
  title: 'Kong Gateway',
  description:
    'Reads the registered services, routes and plugins of Kong Gateway from its Admin API or from decK files. Its traffic comes through a log plugin and the files connector.',
  kinds: ['gateway'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: null,
  hosts: [{ kind: 'property', property: 'url', description: 'The Admin API.' }],
  permissions: [
    { name: ADMIN_READ, why: 'Without it nothing is known to be registered.' },
    { name: READ_ACCESS, why: 'decK files are read from the disk.' },
  ],
  rateLimit: {
    concurrency: 4,
    reason: 'The Admin API has no limit of its own; four requests at once leave a data plane its time.',
  },
  skips: [
    {
      check: 'next-link',
      reason: 'Next links are not followed at all: the own parameters are sent again with the offset.',
    },
  ],
  gaps: [
    'Conditions on SNI and addresses, and headers where a log has none, cannot be evaluated from a log.',
    'Consumers and their credentials are never read.',
    'A pattern that none of the typical values of a slot fits accepts no endpoint with that slot.',
    'Konnect control planes are not read.',
  ],
};

type Context = ConnectorContext<KongConfig>;

export const kong = defineConnector<KongConfig>({
  manifest,
  http: httpSettings,
  gateway: { readRegisteredApis },
  check: (context) => {
    requireInput(context.config);
    return runChecks([...adminChecks(context), ...fileChecks(context)]);
  },
});

async function* readRegisteredApis(context: Context): AsyncIterable<RegisteredApi> {
  requireInput(context.config);
  yield* fromFiles(context);
  if (context.config.url !== undefined) yield* fromAdminApi(context);
}

async function* fromFiles({ id, config, report }: Context): AsyncIterable<RegisteredApi> {
  if (config.files === undefined) return;
  const paths = await findFiles(config.files, report);
  const files = await Promise.all(paths.map(readDeckFile));
  const parts = joinDeckFiles(files).map(({ impliedRegex, ...entities }, at) => {
    const semantics = semanticsOf(config.flavor, impliedRegex);
    const apis = registeredApis(entities, { gateway: id, semantics, impliedRegex, tags: tagRules(config) });
    return { name: paths[at] ?? '', apis };
  });
  yield* distinctApis(parts);
}

async function* fromAdminApi({ id, config, http, report }: Context): AsyncIterable<RegisteredApi> {
  const { impliedRegex, semantics } = await readNode(http);
  const api = { http, report };
  for (const workspace of await workspacesOf(config, api)) {
    const entities = await readEntities(api, workspace);
    yield* registeredApis(entities, { gateway: id, semantics, impliedRegex, tags: tagRules(config) });
  }
}

async function workspacesOf(config: KongConfig, api: AdminApi): Promise<readonly string[]> {
  const named = config.workspaces ?? ['default'];
  return named.includes('*') ? readWorkspaces(api) : named;
}

function adminChecks({ config, http, report }: Context): readonly CheckStep[] {
  if (config.url === undefined) return [];
  return [
    {
      name: 'Admin API answers',
      permission: ADMIN_READ,
      run: async () => `Kong ${(await readNode(http)).version} answers.`,
    },
    {
      name: 'Services can be listed',
      permission: ADMIN_READ,
      run: async () => {
        const [first] = await workspacesOf(config, { http, report });
        const { services, routes } = await readEntities({ http, report }, first ?? 'default');
        return `${services.length} services and ${routes.length} routes can be read.`;
      },
    },
  ];
}

function fileChecks({ config }: Context): readonly CheckStep[] {
  return (config.files ?? []).map((path) => ({
    name: `decK file ${path}`,
    permission: READ_ACCESS,
    run: async () => {
      const { services, routes } = await readDeckFile(path);
      return `${services.length} services and ${routes.length} routes are in it.`;
    },
  }));
}
