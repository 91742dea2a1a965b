import { normalizeHost } from '../../src/model/host.ts';
import type {
  PathMatcher,
  RegisteredApi,
  RegisteredRoute,
  RouterSemantics,
  Upstream,
} from '../../src/model/registered-api.ts';
import { isUnknown } from './deck-templates.ts';
import {
  type KongEntities,
  type KongPlugin,
  type KongRoute,
  type KongService,
  type KongUpstream,
  listOf,
  referenceKey,
} from './entities.ts';
import { lifecycleOf, ownerOf, type TagRules } from './lifecycle-tags.ts';
import { enforcedSchemes } from './security.ts';

interface Conversion {
  /** Id of the configuration entry. */
  readonly gateway: string;
  readonly semantics: RouterSemantics;
  /** Before Kong 3 a path with characters of a pattern was a regex, without the leading `~`. */
  readonly impliedRegex: boolean;
  readonly tags: TagRules;
}

/** One registered API for each service, and one for each route without a service. */
export function registeredApis(entities: KongEntities, conversion: Conversion): readonly RegisteredApi[] {
  const routes = entities.routes.filter(isHttp);
  const apis: RegisteredApi[] = [];
  const taken = new Set<KongRoute>();
  for (const service of entities.services) {
    const keys = keysOf(service);
    const own = routes.filter((route) => keys.includes(referenceKey(route.service) ?? ''));
    for (const route of own) taken.add(route);
    if (isHttpProtocol(service.protocol ?? 'http')) apis.push(apiOf(entities, conversion, service, own));
  }
  const elsewhere = new Map<string, KongRoute[]>();
  for (const route of routes) {
    if (taken.has(route)) continue;
    const key = referenceKey(route.service);
    if (key === null) apis.push(apiOf(entities, conversion, null, [route]));
    else elsewhere.set(key, [...(elsewhere.get(key) ?? []), route]);
  }
  // A part of a configuration may hold routes of a service that another part defines: they are served all the same.
  for (const [name, own] of elsewhere) apis.push(apiOf(entities, conversion, { name }, own));
  return apis;
}

/** A configuration, or a part that stays apart, by the name of its file. */
interface DeckPart {
  readonly name: string;
  readonly apis: readonly RegisteredApi[];
}

/**
 * The APIs of all parts. Services that are called alike in several of them, and routes without service or name, are
 * several APIs: their ids name the part, or count. What a log calls them stays, and the router tells which is meant.
 */
export function distinctApis(parts: readonly DeckPart[]): readonly RegisteredApi[] {
  const placed = parts.flatMap(({ name, apis }) => apis.map((api) => ({ name, api })));
  const bearers = Map.groupBy(placed, ({ api }) => api.nativeId);
  return placed.map(({ name, api }) => {
    const all = bearers.get(api.nativeId) ?? [];
    if (all.length < 2) return api;
    const here = all.filter((one) => one.name === name);
    const number = here.findIndex((one) => one.api === api) + 1;
    const nativeId = `${api.nativeId} (${name}${here.length < 2 ? '' : `, ${number}`})`;
    return { ...api, nativeId };
  });
}

function apiOf(
  entities: KongEntities,
  conversion: Conversion,
  service: KongService | null,
  routes: readonly KongRoute[],
): RegisteredApi {
  const [first] = routes;
  const keys = service === null ? keysOf(first ?? {}) : keysOf(service);
  const nativeId = keys[0] ?? 'unnamed';
  const converted = routes.map((route, index) =>
    routeOf(entities, conversion, service, route, `${nativeId}#${index}`),
  );
  const tags = [
    ...new Set([...listOf(service?.tags), ...(service === null ? listOf(first?.tags) : [])]),
  ].sort();
  const life = lifecycleOf(tags, conversion.tags);
  return {
    gateway: conversion.gateway,
    nativeId,
    name: (service === null ? first?.name : service.name) ?? nativeId,
    version: null,
    kind: 'gateway',
    registers: true,
    semantics: conversion.semantics,
    nativeIds: [...new Set([...keys, ...routes.flatMap(keysOf)])],
    hosts: [
      ...new Set(routes.flatMap((route) => listOf(route.hosts).map((host) => normalizeHost(host, null)))),
    ],
    basePaths: basePathsOf(converted),
    routes: converted,
    operations: null,
    security: enforcedSchemes(...scopesOf(entities.plugins, service, null)),
    enabled: service?.enabled ?? true,
    lifecycle: life.lifecycle,
    sunsetAtMs: life.sunsetAtMs,
    upstreams: service === null ? [] : upstreamsOf(service, entities.upstreams),
    environment: null,
    owner: ownerOf(tags, conversion.tags),
    tags,
  };
}

function routeOf(
  entities: KongEntities,
  conversion: Conversion,
  service: KongService | null,
  route: KongRoute,
  fallbackId: string,
): RegisteredRoute {
  const headers = Object.entries(route.headers ?? {}).map(
    ([name, values]) => [name, listOf(values)] as const,
  );
  const unseen = (['sources', 'destinations', 'snis'] as const).filter(
    (field) => listOf<unknown>(route[field]).length > 0,
  );
  const expression = route.expression ?? null;
  return {
    id: route.id ?? route.name ?? fallbackId,
    name: route.name ?? null,
    methods: presentOrNull(listOf(route.methods).map((method) => method.toUpperCase())),
    hosts: presentOrNull(listOf(route.hosts)),
    paths: presentOrNull(listOf(route.paths).map((path) => pathMatcher(path, conversion.impliedRegex))),
    headers: headers.length === 0 ? null : Object.fromEntries(headers),
    regexPriority: route.regex_priority ?? 0,
    stripPath: route.strip_path ?? true,
    pathHandling: route.path_handling === 'v1' ? 'v1' : 'v0',
    preserveHost: route.preserve_host ?? false,
    createdAtMs: route.created_at === undefined ? null : route.created_at * 1000,
    security: enforcedSchemes(...scopesOf(entities.plugins, service, route)),
    tags: [...listOf(route.tags)].sort(),
    ...(unseen.length === 0 ? {} : { unseenConditions: unseen }),
    ...(expression === null ? {} : { expression: { text: expression, priority: route.priority ?? 0 } }),
  };
}

function presentOrNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

function pathMatcher(path: string, impliedRegex: boolean): PathMatcher {
  if (path.startsWith('~')) return { kind: 'regex', source: path.slice(1) };
  if (impliedRegex && /[^a-zA-Z0-9._~/%-]/.test(path)) return { kind: 'regex', source: path };
  return { kind: 'raw-prefix', value: path };
}

/** Global, then service, then route: the order in which one scope replaces the other. */
function scopesOf(
  plugins: readonly KongPlugin[],
  service: KongService | null,
  route: KongRoute | null,
): readonly (readonly KongPlugin[])[] {
  const at = (kind: 'service' | 'route', keys: readonly string[]): readonly KongPlugin[] =>
    plugins.filter((plugin) => {
      const other = kind === 'service' ? plugin.route : plugin.service;
      return (
        keys.includes(referenceKey(plugin[kind]) ?? '') && (kind === 'route' || referenceKey(other) === null)
      );
    });
  const global = plugins.filter(
    (plugin) => referenceKey(plugin.service) === null && referenceKey(plugin.route) === null,
  );
  return [
    global,
    service === null ? [] : at('service', keysOf(service)),
    route === null ? [] : at('route', keysOf(route)),
  ];
}

/** Id first, then name: what references and log records use. */
function keysOf(entity: { readonly id?: string; readonly name?: string | null }): readonly string[] {
  return [entity.id, entity.name].filter((key): key is string => typeof key === 'string' && key !== '');
}

/** Plain paths as they stand; of a regex the folder that every match begins with. */
function basePathsOf(routes: readonly RegisteredRoute[]): readonly string[] {
  const paths = routes.flatMap((route) => (route.paths ?? []).map(basePathOf));
  return paths.length === 0 ? ['/'] : [...new Set(paths)];
}

function basePathOf(path: PathMatcher): string {
  const text = path.kind === 'regex' ? regexFolder(path.source) : path.value;
  return text.length > 1 && text.endsWith('/') ? text.slice(0, -1) : text;
}

function regexFolder(source: string): string {
  if (source.includes('|')) return '/';
  const literal = /^\^?([A-Za-z0-9_~%/-]*)/.exec(source)?.[1] ?? '';
  return literal.slice(0, Math.max(1, literal.lastIndexOf('/'))) || '/';
}

const TLS_PROTOCOLS: ReadonlySet<string> = new Set(['https', 'grpcs', 'wss', 'tls']);

function isHttpProtocol(protocol: string): boolean {
  return ['http', 'https', 'grpc', 'grpcs', 'ws', 'wss'].includes(protocol);
}

/** A route of raw streams serves no calls. */
function isHttp(route: KongRoute): boolean {
  const protocols = listOf(route.protocols);
  return protocols.length === 0 || protocols.some(isHttpProtocol);
}

function upstreamsOf(service: KongService, upstreams: readonly KongUpstream[]): readonly Upstream[] {
  const address = addressOf(service);
  if (address === null || isUnknown(address.host)) return [];
  const { scheme, host, port, path } = address;
  const hosts = [`${host}:${port}`];
  const balanced = upstreams.find((upstream) => upstream.name === host);
  for (const { target } of listOf(balanced?.targets)) {
    if (typeof target === 'string') hosts.push(target.includes(':') ? target : `${target}:8000`);
  }
  const header = balanced?.host_header ?? null;
  if (header !== null) hosts.push(header);
  return [...new Set(hosts.map((one) => normalizeHost(one, scheme)))].map((one) => ({
    scheme,
    host: one,
    path,
  }));
}

interface Address {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

function addressOf(service: KongService): Address | null {
  if (service.url !== undefined && !isUnknown(service.url) && URL.canParse(service.url)) {
    const url = new URL(service.url);
    const scheme = TLS_PROTOCOLS.has(url.protocol.slice(0, -1)) ? 'https' : 'http';
    const port = url.port === '' ? defaultPort(scheme) : Number(url.port);
    return { scheme, host: url.hostname, port, path: url.pathname };
  }
  if (service.host === undefined) return null;
  const scheme = TLS_PROTOCOLS.has(service.protocol ?? 'http') ? 'https' : 'http';
  // Kong's default port is 80 whatever the protocol.
  return { scheme, host: service.host, port: service.port ?? 80, path: service.path ?? '/' };
}

function defaultPort(scheme: 'http' | 'https'): number {
  return scheme === 'https' ? 443 : 80;
}
