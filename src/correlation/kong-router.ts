import type { LinearPattern, RegexCompiler } from '../model/correlation.ts';
import type { PathMatcher, RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import {
  type HostPattern,
  hostKeys,
  hostPatternFits,
  hostPatternKey,
  parseHostPattern,
} from './host-pattern.ts';
import { type Expression, parseExpression } from './kong-expression.ts';
import {
  both,
  evaluateExpression,
  headerValues,
  type LeftOut,
  namedHost,
  type RouteRequest,
  requiredText,
  type Truth,
} from './kong-expression-match.ts';
import { comparePrecedence, type RoutePart, splitRoute } from './kong-precedence.ts';
import { literalPrefix, PathIndex } from './path-index.ts';

export type { RouteRequest } from './kong-expression-match.ts';

/** One route that accepts a request. */
export interface RouteMatch {
  readonly api: RegisteredApi;
  readonly route: RegisteredRoute;
  readonly precedence: readonly number[];
  /** `unknown`: a condition (header, SNI, address) is not visible in the log. */
  readonly certainty: Exclude<Truth, 'no'>;
  /** How the route names the host; `none` is host-less. */
  readonly hostKind: 'exact' | 'wildcard' | 'none';
  /** The path text that decided, as registered; `/` without one. */
  readonly path: string;
  /** Where the match ends in the request path: what `strip_path` removes. */
  readonly matchedEnd: number;
}

/** Which condition a search leaves out, to find the nearest miss. */
export type Relaxation = 'nothing' | 'method' | 'host';

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

interface CompiledPath {
  readonly text: string;
  readonly prefix: string;
  readonly pattern: LinearPattern | null;
}

interface Entry {
  readonly api: RegisteredApi;
  readonly part: RoutePart;
  readonly hosts: readonly HostPattern[] | null;
  readonly methods: ReadonlySet<string> | null;
  readonly paths: readonly CompiledPath[] | null;
  readonly headers: readonly HeaderCondition[];
  readonly expression: Expression | null;
}

interface HeaderCondition {
  readonly name: string;
  readonly values: ReadonlySet<string>;
  readonly pattern: LinearPattern | null;
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

const LEFT_OUT: Readonly<Record<Relaxation, LeftOut>> = {
  nothing: null,
  method: 'http.method',
  host: 'http.host',
};

function accept(entry: Entry, request: RouteRequest, relax: Relaxation): RouteMatch | null {
  const hostKind = relax === 'host' ? namedHostKind(entry) : acceptHost(entry, request.host);
  if (hostKind === null) return null;
  if (relax !== 'method' && entry.methods !== null && !entry.methods.has(request.method)) return null;
  const path = acceptPath(entry, request.path);
  if (path === null) return null;
  let truth: Truth = (entry.part.route.unseenConditions ?? []).length === 0 ? 'yes' : 'unknown';
  for (const condition of entry.headers) truth = both(truth, acceptHeader(condition, request));
  if (entry.expression !== null) {
    truth = both(truth, evaluateExpression(entry.expression, request, LEFT_OUT[relax]));
  }
  if (truth === 'no') return null;
  const { route, precedence } = entry.part;
  return { api: entry.api, route, precedence, certainty: truth, hostKind, ...path };
}

function acceptHost(entry: Entry, host: string): RouteMatch['hostKind'] | null {
  if (entry.hosts === null) return namedHostKind(entry);
  let kind: RouteMatch['hostKind'] | null = null;
  for (const pattern of entry.hosts) {
    if (!hostPatternFits(pattern, host)) continue;
    if (pattern.kind === 'exact') return 'exact';
    kind = 'wildcard';
  }
  return kind;
}

function namedHostKind(entry: Entry): RouteMatch['hostKind'] {
  if (entry.expression !== null) return namedHost(entry.expression);
  return entry.hosts === null ? 'none' : 'exact';
}

/** The longest of the matching paths decides what is stripped. */
function acceptPath(entry: Entry, path: string): Pick<RouteMatch, 'path' | 'matchedEnd'> | null {
  if (entry.expression !== null) {
    const { pathPrefix } = requiredText(entry.expression);
    return path.startsWith(pathPrefix) ? { path: pathPrefix || '/', matchedEnd: pathPrefix.length } : null;
  }
  if (entry.paths === null) return { path: '/', matchedEnd: 0 };
  let best: Pick<RouteMatch, 'path' | 'matchedEnd'> | null = null;
  for (const candidate of entry.paths) {
    const end =
      candidate.pattern === null
        ? path.startsWith(candidate.prefix)
          ? candidate.prefix.length
          : null
        : candidate.pattern.matchEnd(path);
    if (end !== null && (best === null || end > best.matchedEnd))
      best = { path: candidate.text, matchedEnd: end };
  }
  return best;
}

function acceptHeader(condition: HeaderCondition, request: RouteRequest): Truth {
  const values = headerValues(request, condition.name);
  if (values === null) return 'unknown';
  const fits = values.some((value) => {
    const lowered = value.toLowerCase();
    return condition.pattern === null
      ? condition.values.has(lowered)
      : condition.pattern.matchEnd(lowered) !== null;
  });
  return fits ? 'yes' : 'no';
}
