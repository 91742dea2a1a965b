import type { RegisteredApi, RegisteredOperation } from '../model/registered-api.ts';
import {
  type HostPattern,
  hostKeys,
  hostPatternFits,
  hostPatternKey,
  type PortRule,
  parseHostPattern,
} from './host-pattern.ts';
import { hasSlot, segmentCovers, segmentsOf } from './template.ts';

export type OperationVerdict =
  | { readonly kind: 'documented'; readonly operation: RegisteredOperation }
  | { readonly kind: 'method-not-registered'; readonly methods: readonly string[] }
  | { readonly kind: 'undocumented' }
  /** The API has no operations. */
  | { readonly kind: 'not-evaluated' };

export interface SegmentMatch {
  readonly api: RegisteredApi;
  readonly hostKind: 'exact' | 'wildcard' | 'none';
  readonly basePath: string;
  readonly verdict: OperationVerdict;
}

export interface SegmentRouter {
  /** Every API whose host and base path accept, best first: host, base path, operation. */
  match(method: string, host: string, path: string): readonly SegmentMatch[];
  readonly examined: () => number;
}

interface Registration {
  readonly api: RegisteredApi;
  readonly basePath: string;
  readonly host: HostPattern | null;
}

interface BaseNode {
  readonly children: Map<string, BaseNode>;
  readonly registrations: Registration[];
}

/**
 * Routes by base path, segment by segment (`/api` does not accept `/apiv2`), then by operation. Used for OpenAPI
 * documents and for gateways whose base paths are compared so. A host without port is the one at the default port, unless
 * `ports` says that it stands for every port.
 */
export function compileSegmentRouter(
  apis: readonly RegisteredApi[],
  ports: PortRule = 'stated',
): SegmentRouter {
  const roots = new Map<string, BaseNode>();
  const operations = new Map<RegisteredApi, OperationTree>();
  let examined = 0;
  for (const api of apis) {
    if (!api.enabled) continue;
    for (const registration of registrationsOf(api)) insert(roots, registration);
    if (api.operations !== null) operations.set(api, new OperationTree(api.operations));
  }
  return {
    examined: () => examined,
    match: (method, host, path) => {
      const segments = segmentsOf(path);
      const best = new Map<RegisteredApi, SegmentMatch>();
      for (const key of ['', ...hostKeys(host)]) {
        for (const { api, basePath, host: pattern } of walk(roots.get(key), segments)) {
          examined += 1;
          if (pattern !== null && !hostPatternFits(pattern, host, ports)) continue;
          const hostKind = pattern === null ? 'none' : pattern.kind === 'exact' ? 'exact' : 'wildcard';
          const verdict = operations.get(api)?.judge(method, segments) ?? { kind: 'not-evaluated' };
          const match: SegmentMatch = { api, hostKind, basePath, verdict };
          const known = best.get(api);
          if (known === undefined || compareSegmentMatches(match, known) < 0) best.set(api, match);
        }
      }
      return [...best.values()].sort(compareSegmentMatches);
    },
  };
}

/** Hosts and base paths of the servers or routes where there are some, else those of the API. */
function registrationsOf(api: RegisteredApi): readonly Registration[] {
  if (api.servers !== undefined) {
    return api.servers.map(({ host, basePath }) => ({
      api,
      basePath,
      host: host === null ? null : parseHostPattern(host),
    }));
  }
  const found: Registration[] = [];
  const add = (hosts: readonly string[], basePaths: readonly string[]): void => {
    const patterns = hosts.length === 0 ? [null] : hosts.map(parseHostPattern);
    for (const host of patterns) for (const basePath of basePaths) found.push({ api, basePath, host });
  };
  for (const route of api.routes) {
    const paths = (route.paths ?? []).flatMap((path) => (path.kind === 'segment-prefix' ? [path.value] : []));
    if (paths.length > 0) add(route.hosts ?? api.hosts, paths);
  }
  if (found.length === 0) add(api.hosts, api.basePaths);
  return found;
}

function insert(roots: Map<string, BaseNode>, registration: Registration): void {
  let node = childOf(roots, registration.host === null ? '' : hostPatternKey(registration.host));
  for (const segment of segmentsOf(registration.basePath)) {
    node = childOf(node.children, hasSlot(segment) ? '{}' : segment);
  }
  node.registrations.push(registration);
}

function childOf(children: Map<string, BaseNode>, key: string): BaseNode {
  let child = children.get(key);
  if (child === undefined) {
    child = { children: new Map(), registrations: [] };
    children.set(key, child);
  }
  return child;
}

/** Registrations on the way down, literal children before slots. */
function* walk(node: BaseNode | undefined, segments: readonly string[], depth = 0): Generator<Registration> {
  if (node === undefined) return;
  yield* node.registrations;
  const segment = segments[depth];
  if (segment === undefined) return;
  yield* walk(node.children.get(segment), segments, depth + 1);
  yield* walk(node.children.get('{}'), segments, depth + 1);
}

const HOST_RANK = { exact: 2, wildcard: 1, none: 0 } as const;
const VERDICT_RANK = {
  documented: 3,
  'method-not-registered': 2,
  'not-evaluated': 1,
  undocumented: 0,
} as const;

/** Negative when `a` is the better match; 0 when nothing but the name tells them apart. */
function compareSegmentMatches(a: SegmentMatch, b: SegmentMatch): number {
  const host = HOST_RANK[b.hostKind] - HOST_RANK[a.hostKind];
  if (host !== 0) return host;
  const base = segmentsOf(b.basePath).length - segmentsOf(a.basePath).length;
  if (base !== 0) return base;
  return VERDICT_RANK[b.verdict.kind] - VERDICT_RANK[a.verdict.kind];
}

interface OperationNode {
  readonly literals: Map<string, OperationNode>;
  /** Segments with slots by their text, most literal text first. */
  patterns: { readonly segment: string; readonly node: OperationNode }[];
  readonly byMethod: Map<string, RegisteredOperation>;
}

function operationNode(): OperationNode {
  return { literals: new Map(), patterns: [], byMethod: new Map() };
}

/** Operations of one API by template: a literal segment wins over a slot, a fuller slot over a bare one. */
export class OperationTree {
  readonly #root = operationNode();

  constructor(operations: readonly RegisteredOperation[]) {
    for (const operation of operations) this.#add(operation);
  }

  #add(operation: RegisteredOperation): void {
    let node = this.#root;
    for (const segment of segmentsOf(operation.path)) {
      node = hasSlot(segment) ? patternChild(node, segment) : literalChild(node, segment);
    }
    if (!node.byMethod.has(operation.method)) node.byMethod.set(operation.method, operation);
  }

  judge(method: string, segments: readonly string[]): OperationVerdict {
    const methods = new Set<string>();
    for (const node of leaves(this.#root, segments, 0)) {
      const operation = node.byMethod.get(method);
      if (operation !== undefined) return { kind: 'documented', operation };
      for (const other of node.byMethod.keys()) methods.add(other);
    }
    return methods.size > 0
      ? { kind: 'method-not-registered', methods: [...methods].sort() }
      : { kind: 'undocumented' };
  }
}

function literalChild(node: OperationNode, segment: string): OperationNode {
  let child = node.literals.get(segment);
  if (child === undefined) {
    child = operationNode();
    node.literals.set(segment, child);
  }
  return child;
}

function patternChild(node: OperationNode, segment: string): OperationNode {
  const shape = segment.replace(/\{[^{}]*\}/g, '{}');
  const known = node.patterns.find((pattern) => pattern.segment === shape);
  if (known !== undefined) return known.node;
  const child = operationNode();
  node.patterns = [...node.patterns, { segment: shape, node: child }].sort(
    (a, b) => b.segment.length - a.segment.length || (a.segment < b.segment ? -1 : 1),
  );
  return child;
}

function* leaves(node: OperationNode, segments: readonly string[], depth: number): Generator<OperationNode> {
  const segment = segments[depth];
  if (segment === undefined) {
    if (node.byMethod.size > 0) yield node;
    return;
  }
  const literal = node.literals.get(segment);
  if (literal !== undefined) yield* leaves(literal, segments, depth + 1);
  for (const pattern of node.patterns) {
    if (segmentCovers(pattern.segment, segment)) yield* leaves(pattern.node, segments, depth + 1);
  }
}
