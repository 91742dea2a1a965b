import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import {
  AssayError,
  type CheckStep,
  type ConnectorContext,
  type ConnectorManifest,
  defineConnector,
  findFiles,
  type HttpSettings,
  READ_ACCESS,
  runChecks,
  type Secret,
} from '../../src/kit/index.ts';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import { DocumentStore, failure, type Location, placeOf } from './document-store.ts';
import { References } from './references.ts';
import { isDefinition, registeredApi } from './registered-api.ts';

type OpenApiConfig = {
  readonly paths?: readonly string[];
  readonly urls?: readonly string[];
  readonly token?: Secret;
  readonly maxDocument?: number;
};

const FETCH_ACCESS = 'read access to the URLs';
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
/** Reserved name (RFC 2606): an entry with files only has no address, and none is ever asked. */
const NO_ADDRESS = 'http://files-only.invalid';

const manifest: ConnectorManifest = {
  id: 'openapi',
  title: 'OpenAPI definitions',
  description:
    'Reads Swagger 2.0 and OpenAPI 3.0 and 3.1 documents from files, folders and URLs. A document describes the gateway API it overlaps; by itself it registers an API only with registers: true.',
  kinds: ['gateway'],
  stability: 'beta',
  configSchema: {
    title: 'OpenApiConfig',
    type: 'object',
    additionalProperties: false,
    anyOf: [{ required: ['paths'] }, { required: ['urls'] }],
    properties: {
      paths: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', minLength: 1, format: 'path', not: { const: '-' } },
        description:
          'Files, folders (their .yaml, .yml and .json documents) or patterns such as apis/*.yaml.',
      },
      urls: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', format: 'http-url' },
        description: 'Addresses of documents.',
      },
      token: {
        type: 'string',
        secret: true,
        description: 'Bearer token, sent to the origin of the first URL only.',
      },
      maxDocument: {
        type: 'string',
        format: 'size',
        default: '16MiB',
        description: 'A larger document is refused.',
      },
    },
  },
  mapping: null,
  hosts: [{ kind: 'property', property: 'urls', description: 'The origins of the documents.' }],
  permissions: [
    { name: READ_ACCESS, why: 'Documents are read from the disk.' },
    { name: FETCH_ACCESS, why: 'Documents at URLs are fetched.' },
  ],
  rateLimit: { concurrency: 2, reason: 'Documents are few; two at once are polite to any web server.' },
  skips: [
    { check: 'next-link', reason: 'A document is one response; there are no pages and no next links.' },
  ],
  gaps: [
    'References are followed for path items, parameters and security schemes; they stay in the folder or origin of the document, at most 32 deep.',
    'Relative servers of a file need hosts in the entry.',
    'Of a server with more than 1,024 combinations of values the others are left out.',
    'Callbacks and webhooks are calls the API makes, not operations it serves.',
  ],
};

type Context = ConnectorContext<OpenApiConfig>;

export const openapi = defineConnector<OpenApiConfig>({
  manifest,
  http: httpSettings,
  gateway: { readRegisteredApis },
  check: (context) => runChecks(checkSteps(context)),
});

function httpSettings({ urls, token }: OpenApiConfig): HttpSettings {
  const origins = [...new Set((urls ?? []).map((url) => new URL(url).origin))];
  return {
    baseUrl: origins[0] ?? NO_ADDRESS,
    origins: origins.slice(1),
    auth: token === undefined ? { kind: 'none' } : { kind: 'bearer', token },
  };
}

async function* readRegisteredApis(context: Context): AsyncIterable<RegisteredApi> {
  requireInput(context.config);
  const store = new DocumentStore(context.http, {
    maxBytes: context.config.maxDocument ?? DEFAULT_MAX_BYTES,
  });
  const references = new References(store, context.report);
  for (const { location, nativeId, isListed } of await documentsOf(context)) {
    const document = await store.read(location);
    if (isDefinition(document)) {
      yield await registeredApi(document, location, { gateway: context.id, nativeId }, references);
    } else if (isListed) {
      throw failure(
        'OPENAPI_NONE',
        'The document has neither an openapi nor a swagger member.',
        placeOf(location),
      );
    }
  }
}

interface Source {
  readonly location: Location;
  readonly nativeId: string;
  /** Named by the configuration itself, so it must be a definition; a folder may hold fragments beside them. */
  readonly isListed: boolean;
}

async function documentsOf({ config, report }: Context): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const pattern of config.paths ?? []) {
    const folder = (await isFolder(pattern)) ? pattern : null;
    for (const path of await findFiles([pattern], report)) {
      if (path !== pattern && !/\.(?:ya?ml|json)$/i.test(path)) continue;
      const nativeId = folder === null ? basename(path) : relative(folder, path);
      // A listed file may be a link to anywhere; what a folder holds, and what documents refer to, may not.
      const real = folder === null ? await realpath(path).catch(() => path) : path;
      const location: Location = { kind: 'file', path: real, folder: folder ?? dirname(real) };
      found.push({ location, nativeId, isListed: path === pattern });
    }
  }
  for (const url of config.urls ?? []) {
    found.push({ location: { kind: 'url', url }, nativeId: url, isListed: true });
  }
  return distinct(found);
}

/** Each document once; two of one name are told apart by their whole path. */
function distinct(sources: readonly Source[]): readonly Source[] {
  const once = [...new Map(sources.map((source) => [placeOf(source.location), source])).values()];
  const named = Map.groupBy(once, (source) => source.nativeId);
  return once.map((source) =>
    (named.get(source.nativeId)?.length ?? 0) > 1
      ? { ...source, nativeId: placeOf(source.location) }
      : source,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function requireInput(config: OpenApiConfig): void {
  if ((config.paths ?? []).length + (config.urls ?? []).length > 0) return;
  throw new AssayError({
    code: 'OPENAPI_NOTHING_TO_READ',
    kind: 'config',
    message: 'An openapi gateway needs paths or urls.',
    fix: 'Add paths: [apis/*.yaml], or urls: [https://docs.shop.example/openapi.json].',
  });
}

function checkSteps(context: Context): readonly CheckStep[] {
  const { config, http } = context;
  requireInput(config);
  const store = new DocumentStore(http, { maxBytes: config.maxDocument ?? DEFAULT_MAX_BYTES });
  const files = (config.paths ?? []).map((pattern) => ({
    name: `Documents at ${pattern}`,
    permission: READ_ACCESS,
    run: async () => {
      const sources = await documentsOf({ ...context, config: { paths: [pattern] } });
      const documents = await Promise.all(sources.map(({ location }) => store.read(location)));
      const count = documents.filter(isDefinition).length;
      if (count === 0) throw failure('OPENAPI_NONE', 'No definition stands at this path.', pattern);
      return `${count} definitions can be read.`;
    },
  }));
  const urls = (config.urls ?? []).map((url) => ({
    name: `Document at ${url}`,
    permission: FETCH_ACCESS,
    run: async () => {
      if (isDefinition(await store.read({ kind: 'url', url }))) return 'The definition can be read.';
      throw failure('OPENAPI_NONE', 'What answers there is no definition.', url);
    },
  }));
  return [...files, ...urls];
}
