import { normalizeHost } from '../../src/model/host.ts';
import type { RegisteredApi, RegisteredOperation, Upstream } from '../../src/model/registered-api.ts';
import type { BackEndApi, FrontEndApi, ManagerSettings, Organization } from './entities.ts';
import { declaredSchemes } from './security.ts';

/** All that front-end APIs refer to. */
export interface Surroundings {
  /** Id of the configuration entry. */
  readonly gateway: string;
  readonly settings: ManagerSettings;
  readonly organizations: ReadonlyMap<string, Organization>;
  readonly backEnds: ReadonlyMap<string, BackEndApi>;
}

/** One registered API for each front-end API. `operations` null: its definition was not read. */
export function registeredApi(
  api: FrontEndApi,
  operations: readonly RegisteredOperation[] | null,
  around: Surroundings,
): RegisteredApi {
  const organization = around.organizations.get(api.organizationId ?? '');
  const vhost = hostOf(api.vhost);
  // Without a virtual host of its own, these two say where it is published; it answers at other hosts as well.
  const published = hostOf(organization?.virtualHost) ?? hostOf(around.settings.apiDefaultVirtualHost);
  const host = vhost ?? published;
  const basePath = basePathOf(api);
  const security = declaredSchemes(api, null);
  const tags = tagsOf(api);
  return {
    gateway: around.gateway,
    nativeId: api.id,
    name: api.name,
    version: filled(api.version),
    kind: 'gateway',
    registers: true,
    semantics: 'axway-v7',
    // Logs name an API by its name, which its versions may share.
    nativeIds: [api.id, api.name],
    hosts: host === null ? [] : [host],
    basePaths: [basePath],
    routes: [
      {
        id: api.id,
        name: api.name,
        methods: null,
        hosts: vhost === null ? null : [vhost],
        paths: [{ kind: 'segment-prefix', value: basePath }],
        headers: null,
        regexPriority: 0,
        stripPath: true,
        pathHandling: 'v0',
        preserveHost: false,
        createdAtMs: api.createdOn ?? null,
        security,
        tags,
      },
    ],
    operations,
    security,
    enabled: isPublished(api) || api.retired === true,
    lifecycle: lifecycleOf(api),
    sunsetAtMs: (api.retirementDate ?? 0) > 0 ? (api.retirementDate ?? null) : null,
    upstreams: upstreamsOf(api, around.backEnds),
    environment: null,
    owner: organization?.name ?? null,
    tags,
  };
}

/** The flag of deprecation stands beside the state; some versions print it as the state. */
export function isPublished({ state }: FrontEndApi): boolean {
  return state === 'published' || state === 'deprecated';
}

function lifecycleOf(api: FrontEndApi): RegisteredApi['lifecycle'] {
  if (api.retired === true || api.state === 'retired') return 'retired';
  return api.deprecated === true || api.state === 'deprecated' ? 'deprecated' : 'active';
}

export function basePathOf({ path }: FrontEndApi): string {
  const trimmed = path.replace(/\/$/, '');
  if (trimmed === '') return '/';
  return trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}

/** `api.shop.example:8065`, with or without a scheme in front; null for none. */
function hostOf(text: string | null | undefined): string | null {
  const bare = (text ?? '')
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '');
  return bare === '' ? null : normalizeHost(bare, null);
}

/** Groups and their values: `{env: ['test']}` is `env:test`. */
function tagsOf({ tags }: FrontEndApi): readonly string[] {
  return Object.entries(tags ?? {})
    .flatMap(([group, values]) => (values ?? []).map((value) => `${group}:${value}`))
    .sort();
}

/** Base path of each service profile, then the resource path of its back-end API. */
function upstreamsOf(api: FrontEndApi, backEnds: ReadonlyMap<string, BackEndApi>): readonly Upstream[] {
  const found = new Map<string, Upstream>();
  for (const profile of Object.values(api.serviceProfiles ?? {})) {
    const text = profile?.basePath ?? '';
    if (!URL.canParse(text)) continue;
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') continue;
    const scheme = url.protocol === 'https:' ? 'https' : 'http';
    const resource = backEnds.get(profile?.apiId ?? api.apiId ?? '')?.resourcePath ?? '';
    const path = joined(url.pathname, resource);
    const host = normalizeHost(url.host, scheme);
    found.set(`${scheme} ${host} ${path}`, { scheme, host, path });
  }
  return [...found.values()];
}

function joined(base: string, resource: string): string {
  const segments = [...base.split('/'), ...resource.split('/')].filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

function filled(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' ? null : text;
}
