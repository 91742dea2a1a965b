import type { PathMatcher, RegisteredRoute, RouterSemantics } from '../model/registered-api.ts';

/**
 * One entry of Kong's router: a route, or in the compatible flavour the part of it that has one precedence (all its
 * regexes, or its prefixes of one length). Source: kong/router/compat.lua `split_routes_and_services_by_path`.
 */
export interface RoutePart {
  readonly route: RegisteredRoute;
  readonly paths: readonly PathMatcher[] | null;
  /** Compared member by member, larger first. */
  readonly precedence: readonly number[];
}

type Field = 'hosts' | 'headers' | 'paths' | 'methods' | 'snis' | 'sources' | 'destinations';

/** Category bits of the traditional flavour, most significant first. Source: kong/router/traditional.lua. */
const TRADITIONAL_ORDER: readonly Field[] = [
  'hosts',
  'headers',
  'paths',
  'methods',
  'snis',
  'sources',
  'destinations',
];

export function splitRoute(route: RegisteredRoute, semantics: RouterSemantics): readonly RoutePart[] {
  if (route.expression !== undefined) {
    return [{ route, paths: null, precedence: [1, route.expression.priority] }];
  }
  if (semantics === 'kong-traditional') {
    return [{ route, paths: presentPaths(route), precedence: traditionalPrecedence(route) }];
  }
  const paths = presentPaths(route);
  if (paths === null) return [{ route, paths: null, precedence: compatiblePrecedence(route, null) }];
  return groupPaths(paths).map((group) => ({
    route,
    paths: group,
    precedence: compatiblePrecedence(route, group),
  }));
}

/** All regexes form one group, prefixes one group for each length. */
function groupPaths(paths: readonly PathMatcher[]): readonly (readonly PathMatcher[])[] {
  const groups = new Map<number, PathMatcher[]>();
  for (const path of paths) {
    const key = path.kind === 'regex' ? -1 : path.value.length;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [path]);
    else group.push(path);
  }
  return [...groups.values()];
}

/**
 * The 64-bit number of kong/router/transform.lua as a tuple: populated fields, plain host, header count, regex, then
 * `regex_priority` (regex only) and prefix length (prefix only). The leading 0 ranks below every expression route.
 */
function compatiblePrecedence(
  route: RegisteredRoute,
  paths: readonly PathMatcher[] | null,
): readonly number[] {
  const regex = hasRegex(paths);
  const hosts = presentList(route.hosts);
  const plainHost = hosts?.every((host) => !host.includes('*')) ?? false;
  return [
    0,
    populatedFields(route, paths).size,
    plainHost ? 1 : 0,
    Math.min(headerCount(route), 255),
    regex ? 1 : 0,
    regex ? route.regexPriority : 0,
    regex ? 0 : longestPath(paths),
  ];
}

/**
 * kong/router/traditional.lua: match weight, category bits, sub-rules, header count, `regex_priority`, longest path,
 * older first.
 */
function traditionalPrecedence(route: RegisteredRoute): readonly number[] {
  const paths = presentPaths(route);
  const fields = populatedFields(route, paths);
  const bits = TRADITIONAL_ORDER.reduce((sum, field) => sum * 2 + (fields.has(field) ? 1 : 0), 0);
  const hosts = presentList(route.hosts);
  const regex = hasRegex(paths);
  const wildcardWithPort = hosts?.some((host) => host.includes('*') && host.includes(':')) ?? false;
  const plainOnly = hosts?.every((host) => !host.includes('*')) ?? false;
  return [
    0,
    fields.size,
    bits,
    (wildcardWithPort ? 4 : 0) + (plainOnly ? 2 : 0) + (regex ? 1 : 0),
    headerCount(route),
    regex ? route.regexPriority : 0,
    longestPath(paths),
    route.createdAtMs === null ? 0 : -route.createdAtMs,
  ];
}

/** Negative when `a` goes first. Members beyond the shorter tuple count as 0. */
export function comparePrecedence(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (b[at] ?? 0) - (a[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function populatedFields(route: RegisteredRoute, paths: readonly PathMatcher[] | null): ReadonlySet<Field> {
  const fields = new Set<Field>(route.unseenConditions ?? []);
  if (presentList(route.methods) !== null) fields.add('methods');
  if (presentList(route.hosts) !== null) fields.add('hosts');
  if (headerCount(route) > 0) fields.add('headers');
  if (paths !== null) fields.add('paths');
  return fields;
}

/** Kong treats an empty list as an absent field. */
function presentList(list: readonly string[] | null): readonly string[] | null {
  return list === null || list.length === 0 ? null : list;
}

function presentPaths(route: RegisteredRoute): readonly PathMatcher[] | null {
  return route.paths === null || route.paths.length === 0 ? null : route.paths;
}

function headerCount(route: RegisteredRoute): number {
  return route.headers === null ? 0 : Object.keys(route.headers).length;
}

function hasRegex(paths: readonly PathMatcher[] | null): boolean {
  return paths?.some((path) => path.kind === 'regex') ?? false;
}

function longestPath(paths: readonly PathMatcher[] | null): number {
  let longest = 0;
  for (const path of paths ?? []) {
    const length = path.kind === 'regex' ? path.source.length : path.value.length;
    if (length > longest) longest = length;
  }
  return longest;
}
