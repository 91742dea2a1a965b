import type { RegexCompiler } from '../model/correlation.ts';
import type { PathMatcher, RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import { hostKeys, hostPatternKey, parseHostPattern } from './host-pattern.ts';
import {
  accept,
  type CompiledPath,
  type Entry,
  type HeaderCondition,
  type Relaxation,
  type RouteMatch,
} from './kong-entry.ts';
import { type Expression, parseExpression } from './kong-expression.ts';
import { type RouteRequest, requiredText } from './kong-expression-match.ts';
import { comparePrecedence, type RoutePart, splitRoute } from './kong-precedence.ts';
import { literalPrefix, PathIndex } from './path-index.ts';

export type { Relaxation, RouteMatch } from './kong-entry.ts';
export type { RouteRequest } from './kong-expression-match.ts';

export interface KongRouter {
  /** Every route that accepts the request, in the gateway's precedence. */
  match(request: RouteRequest, relax?: Relaxation): readonly RouteMatch[];
  /** Whether a route that may accept a path that begins so compares it by a pattern or an expression. */
  hasPattern(host: string, path: string): boolean;
  /** Routes of disabled services that would accept it: Kong answers as if they did not exist. */
  matchDisabled(request: RouteRequest): readonly RouteMatch[];
  readonly notEvaluated: readonly { readonly route: string; readonly why: string }[];
  /** Routes examined since the router was compiled: the cost that the index keeps flat. */
  readonly examined: () => number;
}

/** A path index for each host key; '' holds host-less routes and `all` every route, for the nearest miss. */
class RouteIndex {
  readonly #byHost = new Map<string, PathIndex<Entry>>();
  readonly #all = new PathIndex<Entry>();

  add(entry: Entry): void {
    for (const prefix of entryPrefixes(entry)) {
      this.#all.add(prefix, entry);
      for (const key of entryHostKeys(entry)) {
        let index = this.#byHost.get(key);
        if (index === undefined) {
          index = new PathIndex();
          this.#byHost.set(key, index);
        }
        index.add(prefix, entry);
      }
    }
  }

  candidates(host: string, path: string, everyHost: boolean): ReadonlySet<Entry> {
    const found = new Set<Entry>();
    if (everyHost) {
      for (const entry of this.#all.candidates(path)) {
        if (found.size >= MISS_LIMIT) break;
        found.add(entry);
      }
      return found;
    }
    for (const key of ['', ...hostKeys(host)]) {
      for (const entry of this.#byHost.get(key)?.candidates(path) ?? []) found.add(entry);
    }
    return found;
  }
}

/** A nearest miss is a hint: looking at more routes than this would make it dearer than the match. */
const MISS_LIMIT = 32;

/**
 * Compiles the routes of one Kong gateway. Semantics: kong/router/{compat,transform,traditional,expressions}.lua; the
 * flavour is the one each API states.
 */
export function compileKongRouter(apis: readonly RegisteredApi[], compileRegex: RegexCompiler): KongRouter {
  const enabled = new RouteIndex();
  const disabled = new RouteIndex();
  const notEvaluated: { route: string; why: string }[] = [];
  let examined = 0;
  for (const api of apis) {
    for (const route of api.routes) {
      for (const part of splitRoute(route, api.semantics)) {
        const { entry, why } = compileEntry(api, part, compileRegex);
        if (why !== null) notEvaluated.push({ route: route.name ?? route.id, why });
        if (entry !== null) (api.enabled ? enabled : disabled).add(entry);
      }
    }
  }
  const search = (index: RouteIndex, request: RouteRequest, relax: Relaxation): readonly RouteMatch[] => {
    const matches: RouteMatch[] = [];
    for (const entry of index.candidates(request.host, request.path, relax === 'host')) {
      examined += 1;
      const match = accept(entry, request, relax);
      if (match !== null) matches.push(match);
    }
    return matches.sort(compareMatches);
  };
  return {
    match: (request, relax = 'nothing') => search(enabled, request, relax),
    hasPattern: (host, path) =>
      [...enabled.candidates(host, path, false)].some(
        ({ expression, paths }) => expression !== null || paths?.some(({ pattern }) => pattern !== null),
      ),
    matchDisabled: (request) => search(disabled, request, 'nothing'),
    notEvaluated,
    examined: () => examined,
  };
}

/** Precedence, then Kong's own tie-break: the larger route id goes first. */
function compareMatches(a: RouteMatch, b: RouteMatch): number {
  const order = comparePrecedence(a.precedence, b.precedence);
  if (order !== 0) return order;
  if (a.route.id === b.route.id) return 0;
  return a.route.id > b.route.id ? -1 : 1;
}

interface CompiledEntry {
  /** Null where nothing of the part can be evaluated. */
  readonly entry: Entry | null;
  /** Why something of it cannot. */
  readonly why: string | null;
}

function compileEntry(api: RegisteredApi, part: RoutePart, compileRegex: RegexCompiler): CompiledEntry {
  const { route } = part;
  let expression: Expression | null = null;
  if (route.expression !== undefined) {
    const parsed = parseExpression(route.expression.text, compileRegex);
    if (!parsed.ok)
      return { entry: null, why: `expression not understood at offset ${parsed.at}: ${parsed.why}` };
    expression = parsed.expression;
  }
  const paths = part.paths === null ? null : compilePaths(part.paths, compileRegex);
  const headers = compileHeaders(route.headers, compileRegex);
  if (typeof headers === 'string') return { entry: null, why: headers };
  const left = (part.paths?.length ?? 0) - (paths?.length ?? 0);
  const why = left === 0 ? null : 'a path pattern is outside the linear-time engine';
  const entry = {
    api,
    part,
    hosts: route.hosts === null || route.hosts.length === 0 ? null : route.hosts.map(parseHostPattern),
    methods: route.methods === null || route.methods.length === 0 ? null : new Set(route.methods),
    paths,
    headers,
    expression,
  };
  return { entry, why };
}

/** Those that can be evaluated. */
function compilePaths(paths: readonly PathMatcher[], compileRegex: RegexCompiler): readonly CompiledPath[] {
  const compiled: CompiledPath[] = [];
  for (const path of paths) {
    if (path.kind !== 'regex') {
      compiled.push({ text: path.value, prefix: path.value, pattern: null });
      continue;
    }
    const pattern = compileRegex(path.source);
    if (pattern === null) continue;
    compiled.push({ text: `~${path.source}`, prefix: literalPrefix(path.source), pattern });
  }
  return compiled;
}

function compileHeaders(
  headers: RegisteredRoute['headers'],
  compileRegex: RegexCompiler,
): readonly HeaderCondition[] | string {
  const conditions: HeaderCondition[] = [];
  for (const [name, values] of Object.entries(headers ?? {})) {
    const lowered = values.map((value) => value.toLowerCase());
    const only = lowered.length === 1 ? lowered[0] : undefined;
    const isPattern = only?.startsWith('~*') ?? false;
    // Kong lower-cases the pattern too, so `\D` silently becomes `\d`; the same happens here.
    const pattern = isPattern && only !== undefined ? compileRegex(`(?s:.*?)(?:${only.slice(2)})`) : null;
    if (isPattern && pattern === null) return 'a header pattern is outside the linear-time engine';
    conditions.push({ name: name.toLowerCase().replaceAll('_', '-'), values: new Set(lowered), pattern });
  }
  return conditions;
}

function entryPrefixes(entry: Entry): ReadonlySet<string> {
  if (entry.expression !== null) return new Set([requiredText(entry.expression).pathPrefix]);
  return new Set(entry.paths === null ? [''] : entry.paths.map((path) => path.prefix));
}

function entryHostKeys(entry: Entry): ReadonlySet<string> {
  if (entry.expression !== null) {
    const { host } = requiredText(entry.expression);
    return new Set([host === null ? '' : `=${host}`]);
  }
  return new Set(entry.hosts === null ? [''] : entry.hosts.map(hostPatternKey));
}
