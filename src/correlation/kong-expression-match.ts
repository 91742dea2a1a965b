import { type HostParts, splitHost } from './host-pattern.ts';
import type { Expression, Operator, Predicate } from './kong-expression.ts';

/** What a log says about a request; null: not captured. */
export interface RouteRequest {
  readonly method: string;
  readonly host: string;
  /** In the gateway's normal form. */
  readonly path: string;
  readonly scheme: 'http' | 'https' | null;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, readonly string[]>> | null;
}

/** `unknown`: the expression rests on something that the log does not show. */
export type Truth = 'yes' | 'no' | 'unknown';

/** A field that a search leaves out: what rests on it is unknown. */
export type LeftOut = 'http.method' | 'http.host' | null;

export function evaluateExpression(
  expression: Expression,
  request: RouteRequest,
  leftOut: LeftOut = null,
): Truth {
  const evaluate = (inner: Expression): Truth => evaluateExpression(inner, request, leftOut);
  switch (expression.kind) {
    case 'and':
      return both(evaluate(expression.left), evaluate(expression.right));
    case 'or':
      return negate(both(negate(evaluate(expression.left)), negate(evaluate(expression.right))));
    case 'not':
      return negate(evaluate(expression.inner));
    case 'predicate':
    default:
      return expression.field === leftOut ? 'unknown' : evaluatePredicate(expression, request);
  }
}

export function both(a: Truth, b: Truth): Truth {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

function negate(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}

/** A field with several values must satisfy with all of them, inside `any()` with one. No value: no match. */
function evaluatePredicate(predicate: Predicate, request: RouteRequest): Truth {
  const values = fieldValues(predicate.field, request);
  if (values === null) return 'unknown';
  const accepts = (value: string | number): boolean => compare(predicate, value);
  const holds = predicate.any ? values.some(accepts) : values.length > 0 && values.every(accepts);
  return holds ? 'yes' : 'no';
}

type TextComparison = (text: string, value: string, predicate: Predicate) => boolean;

/** Operators that compare texts; the others hold for numbers only. */
const TEXT_COMPARISONS: ReadonlyMap<Operator, TextComparison> = new Map<Operator, TextComparison>([
  ['==', (text, value) => text === value],
  ['!=', (text, value) => text !== value],
  ['^=', (text, value) => text.startsWith(value)],
  ['=^', (text, value) => text.endsWith(value)],
  ['contains', (text, value) => text.includes(value)],
  ['~', (text, _value, { pattern }) => pattern !== null && pattern.matchEnd(text) !== null],
]);

const NUMBER_COMPARISONS: ReadonlyMap<Operator, (a: number, b: number) => boolean> = new Map<
  Operator,
  (a: number, b: number) => boolean
>([
  ['==', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
]);

function compare(predicate: Predicate, actual: string | number): boolean {
  const { operator, value } = predicate;
  if (typeof actual === 'number' || typeof value === 'number') {
    return NUMBER_COMPARISONS.get(operator)?.(Number(actual), Number(value)) ?? false;
  }
  const text = predicate.lower ? actual.toLowerCase() : actual;
  return TEXT_COMPARISONS.get(operator)?.(text, value, predicate) ?? false;
}

const HEADERS = 'http.headers.';
const SEGMENTS = 'http.path.segments.';

/** Values of a field; null when the log does not carry it (queries, SNI, addresses). */
function fieldValues(field: string, request: RouteRequest): readonly (string | number)[] | null {
  const host: HostParts = splitHost(request.host);
  if (field.startsWith(SEGMENTS)) return segmentValues(field.slice(SEGMENTS.length), request.path);
  if (field.startsWith(HEADERS)) {
    const name = field.slice(HEADERS.length).toLowerCase().replaceAll('_', '-');
    return headerValues(request, name);
  }
  switch (field) {
    case 'http.method':
      return [request.method];
    case 'http.host':
      return [host.name];
    case 'http.path':
      return [request.path];
    case 'net.protocol':
      return request.scheme === null ? null : [request.scheme];
    case 'net.dst.port':
    case 'net.port':
      return host.port === null ? null : [Number(host.port)];
    default:
      return null;
  }
}

/** Lower-case name with dashes; null when headers are not captured. */
export function headerValues({ headers }: RouteRequest, name: string): readonly string[] | null {
  if (headers === null) return null;
  return Object.hasOwn(headers, name) ? (headers[name] ?? []) : [];
}

/** `N`, `N_M` (joined by `/`) or `len` of the path's segments. */
function segmentValues(selector: string, path: string): readonly (string | number)[] | null {
  const segments = path.split('/').slice(1);
  if (selector === 'len') return [segments.length];
  const range = /^(\d+)(?:_(\d+))?$/.exec(selector);
  if (range === null) return null;
  const from = Number(range[1]);
  const to = range[2] === undefined ? from : Number(range[2]);
  return to < segments.length && from <= to ? [segments.slice(from, to + 1).join('/')] : [];
}

/** What every match of the expression needs, taken from its conjunction: keys of the route index. */
interface RequiredText {
  readonly host: string | null;
  readonly pathPrefix: string;
}

export function requiredText(expression: Expression): RequiredText {
  if (expression.kind === 'and') {
    const left = requiredText(expression.left);
    const right = requiredText(expression.right);
    const pathPrefix = left.pathPrefix.length >= right.pathPrefix.length ? left.pathPrefix : right.pathPrefix;
    return { host: left.host ?? right.host, pathPrefix };
  }
  const none = { host: null, pathPrefix: '' };
  if (expression.kind !== 'predicate' || typeof expression.value !== 'string' || expression.lower)
    return none;
  const { field, operator, value } = expression;
  if (field === 'http.host' && operator === '==') return { host: value, pathPrefix: '' };
  if (field === 'http.path' && (operator === '==' || operator === '^='))
    return { host: null, pathPrefix: value };
  return none;
}

/** How every match of the expression names the host: by `==`, by a part of it, or not at all. */
export function namedHost(expression: Expression): 'exact' | 'wildcard' | 'none' {
  switch (expression.kind) {
    case 'and':
      return bySharpness(namedHost(expression.left), namedHost(expression.right))[0];
    case 'or':
      return bySharpness(namedHost(expression.left), namedHost(expression.right))[1];
    case 'not':
      return 'none';
    case 'predicate':
    default:
      if (expression.field !== 'http.host' || expression.operator === '!=') return 'none';
      return expression.operator === '==' ? 'exact' : 'wildcard';
  }
}

type NamedHost = ReturnType<typeof namedHost>;

const SHARPNESS = { exact: 2, wildcard: 1, none: 0 } as const;

function bySharpness(a: NamedHost, b: NamedHost): readonly [NamedHost, NamedHost] {
  return SHARPNESS[a] >= SHARPNESS[b] ? [a, b] : [b, a];
}
