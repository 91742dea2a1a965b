import { AssayError, compileSchema, type HttpClient, type Problem } from '../../src/kit/index.ts';
import type { RouterSemantics } from '../../src/model/registered-api.ts';
import {
  type KongEntities,
  type KongUpstream,
  listOf,
  parsePlugin,
  parseRoute,
  parseService,
  parseUpstream,
  rawList,
} from './entities.ts';

/** Largest page that Kong allows. */
const PAGE_SIZE = 1000;
/** Ten million entities; a listing that goes on is broken. */
const MAX_PAGES = 10_000;

interface Envelope {
  readonly data: unknown;
  readonly offset?: string | null;
}

const envelope = compileSchema<Envelope>({
  type: 'object',
  required: ['data'],
  properties: { data: { type: ['array', 'object', 'null'] }, offset: { type: ['string', 'null'] } },
});

const ENVELOPE_INVALID = {
  code: 'KONG_PAGE_INVALID',
  kind: 'sourceContract',
  message: 'A page of the Admin API has no list of entities.',
} as const;

/**
 * Every entity of one listing. The `next` link is a path without the prefix of a workspace or proxy and may lose the
 * page size, so the own parameters are sent again with the offset. Sources: Kong issues 1676, 4124, 9029.
 */
async function listAll<T>(
  { http, report }: AdminApi,
  path: string,
  parse: (value: unknown) => T,
): Promise<readonly T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let offset: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const body: Envelope = await http.getJson({ url: path, query: { size: PAGE_SIZE, offset } }, (value) =>
      envelope.parse(value, ENVELOPE_INVALID),
    );
    for (const [index, value] of rawList(body.data, 'entities').entries()) {
      try {
        items.push(parse(value));
      } catch (error: unknown) {
        if (!(error instanceof AssayError)) throw error;
        // One broken entity is told and left out; it must not hide all the others.
        report({ code: error.code, kind: 'record', message: error.message, file: path, line: index + 1 });
      }
    }
    offset = body.offset ?? null;
    if (offset === null || offset === '') return items;
    if (seen.has(offset)) break;
    seen.add(offset);
  }
  throw new AssayError({
    code: 'KONG_PAGES_LOOP',
    kind: 'sourceContract',
    message: 'The Admin API repeats an offset; the listing would never end.',
  });
}

/** Where entities are read, and who is told of those that are left out. */
export interface AdminApi {
  readonly http: HttpClient;
  readonly report: (problem: Problem) => void;
}

/** Prefix of a workspace; the default one needs none. */
function prefixOf(workspace: string): string {
  return workspace === 'default' ? '' : `/${encodeURIComponent(workspace)}`;
}

export async function readEntities(api: AdminApi, workspace: string): Promise<KongEntities> {
  const prefix = prefixOf(workspace);
  const services = await listAll(api, `${prefix}/services`, parseService);
  const routes = await listAll(api, `${prefix}/routes`, parseRoute);
  const plugins = await listAll(api, `${prefix}/plugins`, parsePlugin);
  const upstreams = await listAll(api, `${prefix}/upstreams`, parseUpstream);
  const balanced: KongUpstream[] = [];
  for (const upstream of upstreams) {
    const key = encodeURIComponent(upstream.id ?? upstream.name);
    const targets = await listAll(api, `${prefix}/upstreams/${key}/targets`, (value) =>
      parseUpstream({ name: upstream.name, targets: [value] }),
    );
    balanced.push({
      ...upstream,
      targets: targets.flatMap((one) => listOf(one.targets)),
    });
  }
  return { services, routes, plugins, upstreams: balanced };
}

export async function readWorkspaces(api: AdminApi): Promise<readonly string[]> {
  const named = compileSchema<{ readonly name: string }>({
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' } },
  });
  const failure = {
    code: 'KONG_WORKSPACE_INVALID',
    kind: 'sourceContract',
    message: 'A workspace has no name.',
  } as const;
  return listAll(api, '/workspaces', (value) => named.parse(value, failure).name);
}

interface NodeInfo {
  readonly version: string;
  /** Before Kong 3. */
  readonly impliedRegex: boolean;
  readonly semantics: RouterSemantics;
}

const node = compileSchema<{
  readonly version: string;
  readonly configuration?: { readonly router_flavor?: string };
}>({
  type: 'object',
  required: ['version'],
  properties: {
    version: { type: 'string' },
    configuration: { type: 'object', properties: { router_flavor: { type: 'string' } } },
  },
});

/** Version and router flavour of the node that answers. */
export async function readNode(http: HttpClient): Promise<NodeInfo> {
  const info = await http.getJson({ url: '/' }, (value) =>
    node.parse(value, {
      code: 'KONG_NODE_INVALID',
      kind: 'sourceContract',
      message: 'What answers at this address is not a Kong Admin API.',
    }),
  );
  const impliedRegex = Number.parseFloat(info.version) < 3;
  const semantics = semanticsOf(info.configuration?.router_flavor, impliedRegex);
  return { version: info.version, impliedRegex, semantics };
}

const FLAVORS: ReadonlyMap<string, RouterSemantics> = new Map([
  ['traditional', 'kong-traditional'],
  ['traditional_compatible', 'kong-traditional-compatible'],
  ['expressions', 'kong-expressions'],
]);

/** The default flavour since 3.0 is `traditional_compatible`; before it there was the traditional router alone. */
export function semanticsOf(flavor: string | undefined, isBefore3: boolean): RouterSemantics {
  const stated = flavor === undefined ? undefined : FLAVORS.get(flavor);
  return stated ?? (isBefore3 ? 'kong-traditional' : 'kong-traditional-compatible');
}
