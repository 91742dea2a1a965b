import type { LinearPattern } from '../model/correlation.ts';
import type { RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import { type HostPattern, hostPatternFits } from './host-pattern.ts';
import type { Expression } from './kong-expression.ts';
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
import type { RoutePart } from './kong-precedence.ts';

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

export interface CompiledPath {
  readonly text: string;
  readonly prefix: string;
  readonly pattern: LinearPattern | null;
}

/** A part of a route, ready to be held against requests. */
export interface Entry {
  readonly api: RegisteredApi;
  readonly part: RoutePart;
  readonly hosts: readonly HostPattern[] | null;
  readonly methods: ReadonlySet<string> | null;
  readonly paths: readonly CompiledPath[] | null;
  readonly headers: readonly HeaderCondition[];
  readonly expression: Expression | null;
}

export interface HeaderCondition {
  readonly name: string;
  readonly values: ReadonlySet<string>;
  readonly pattern: LinearPattern | null;
}

const LEFT_OUT: Readonly<Record<Relaxation, LeftOut>> = {
  nothing: null,
  method: 'http.method',
  host: 'http.host',
};

/** Null where the part does not take the request. */
export function accept(entry: Entry, request: RouteRequest, relax: Relaxation): RouteMatch | null {
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
