import { type Leaf, OTHER_OPERATION } from '../endpoints/leaf.ts';
import type { KeyedHash } from '../exchange.ts';
import { BODY_KEYS, bodyKeysOf, keyLikeness } from '../payloads/body-keys.ts';
import { QUERY_KEYS, queryKeysOf } from '../payloads/query-keys.ts';
import { type HashSet, mergeHashSet } from '../sketch/bottom-k.ts';
import { emptyHyperLogLog, type HyperLogLog, mergeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { isVersionSegment } from './base-path.ts';
import { isMarkedName, isPathWord } from './path-words.ts';
import type { PathNode } from './trie.ts';

/** What tells one handler from another: methods, answers, what stands below. Derived from the trie, never kept. */
export interface Profile {
  calls: number;
  /** Operations at exactly this path, not below. */
  ownCalls: number;
  readonly methods: Set<string>;
  readonly keys: Map<string, HashSet>;
  /** Of `queryKeysOf`. */
  readonly query: HashSet;
  /** Child names (`{}` for any slot), the smallest sixty-four. */
  readonly below: Set<string>;
  /** The same three steps deep: `issues`, `issues/{}`, `issues/{}/comments`; of those that answer, with the key sets. */
  readonly shape: Map<string, HashSet>;
  /** Calls of each path of the shape. */
  readonly flow: Map<string, number>;
  readonly clients: HyperLogLog;
}

const MAX_BELOW = 64;

function emptyProfile(): Profile {
  return {
    calls: 0,
    ownCalls: 0,
    methods: new Set(),
    keys: new Map(),
    query: [],
    below: new Set(),
    shape: new Map(),
    flow: new Map(),
    clients: emptyHyperLogLog(),
  };
}

export type Profiler = (node: PathNode) => Profile;

/** Profiles of nodes, each computed once; leaves that `taken` names belong to a known template and do not count. */
export function makeProfiler(taken: (leaf: Leaf) => boolean, hash: KeyedHash): Profiler {
  const known = new Map<PathNode, Profile>();
  const profileOf = (node: PathNode): Profile => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const profile = emptyProfile();
    if (node.leaf !== null && !taken(node.leaf)) addLeaf(profile, node.leaf, hash);
    const children = childrenOf(node).filter(([, child]) => profileOf(child).calls > 0);
    for (const [name, child] of children.sort(byName)) {
      const lower = profileOf(child);
      profile.calls += lower.calls;
      mergeHyperLogLog(profile.clients, lower.clients);
      if (profile.below.size < MAX_BELOW) profile.below.add(name);
      addShape(profile, isStructural(name) ? name : '~', lower);
    }
    known.set(node, profile);
    return profile;
  };
  return profileOf;
}

/** Children by text, so that what is kept of them depends on no order. */
function childrenOf(node: PathNode): [string, PathNode][] {
  const children: [string, PathNode][] = [...node.literals];
  for (const [, child] of [...node.slots].sort(byName)) children.push(['{}', child]);
  if (node.other !== null) children.push(['{}', node.other]);
  return children;
}

const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;

const MAX_SHAPE = 64;
const SHAPE_STEPS = 4;

/** Keys of what is read, else of the first method by name. */
function mainKeys({ keys }: Profile): HashSet {
  const [first] = [...keys.keys()].sort();
  return keys.get('GET') ?? (first === undefined ? [] : (keys.get(first) ?? []));
}

/** A name, as far as its text tells; the others may be values and share a place. */
function isStructural(name: string): boolean {
  return name === '{}' || isMarkedName(name) || isVersionSegment(name) || isPathWord(name);
}

function addShape(profile: Profile, name: string, lower: Profile): void {
  const put = (path: string, keys: HashSet, calls: number): void => {
    const known = profile.shape.get(path);
    if (known !== undefined) mergeHashSet(known, keys, BODY_KEYS);
    else if (profile.shape.size < MAX_SHAPE) profile.shape.set(path, [...keys]);
    else return;
    profile.flow.set(path, (profile.flow.get(path) ?? 0) + calls);
  };
  if (lower.ownCalls > 0) put(name, mainKeys(lower), lower.ownCalls);
  for (const [path, keys] of lower.shape) {
    if (path.split('/').length < SHAPE_STEPS) put(`${name}/${path}`, keys, lower.flow.get(path) ?? 0);
  }
}

function addLeaf(profile: Profile, leaf: Leaf, hash: KeyedHash): void {
  for (const node of leaf.operations.values()) {
    if (node.operation === OTHER_OPERATION) continue;
    for (const [method, hops] of node.cells) {
      profile.methods.add(method);
      for (const buckets of hops.values()) {
        for (const cell of buckets.values()) {
          profile.calls += cell.traffic.operations;
          profile.ownCalls += cell.traffic.operations;
          mergeHyperLogLog(profile.clients, cell.traffic.clients);
          const keys = cell.lean?.facts?.keys ?? bodyKeysOf(cell.payloads, hash);
          if (keys.length > 0) addKeys(profile, method, keys);
          mergeHashSet(profile.query, cell.lean?.facts?.query ?? queryKeysOf(cell.payloads), QUERY_KEYS);
        }
      }
    }
  }
}

function addKeys(profile: Profile, method: string, keys: HashSet): void {
  const known = profile.keys.get(method) ?? [];
  mergeHashSet(known, keys, BODY_KEYS);
  profile.keys.set(method, known);
}

function mergeProfile(into: Profile, from: Profile): void {
  into.calls += from.calls;
  into.ownCalls += from.ownCalls;
  for (const method of from.methods) into.methods.add(method);
  for (const [method, keys] of from.keys) addKeys(into, method, keys);
  for (const name of from.below) into.below.add(name);
  for (const [path, keys] of from.shape) {
    const known = into.shape.get(path);
    if (known !== undefined) mergeHashSet(known, keys, BODY_KEYS);
    else into.shape.set(path, [...keys]);
  }
  for (const [path, calls] of from.flow) into.flow.set(path, (into.flow.get(path) ?? 0) + calls);
  mergeHashSet(into.query, from.query, QUERY_KEYS);
  mergeHyperLogLog(into.clients, from.clients);
}

export function joinProfiles(profiles: readonly Profile[]): Profile {
  const joined = emptyProfile();
  for (const profile of profiles) mergeProfile(joined, profile);
  return joined;
}

export type Verdict = 'same' | 'different' | 'unknown';

/** Fewer common keys than this are an envelope, not a resource. */
const TELLING_KEYS = 3;
const SAME_SHARE = 0.5;
const DIFFERENT_SHARE = 0.15;
/** Methods seen this often and never in common speak for two handlers. */
const TELLING_CALLS = 10;
const TELLING_BELOW = 3;

/** Whether two siblings look like one handler: answers first, then what stands below, then methods. */
export function compareProfiles(a: Profile, b: Profile): Verdict {
  const keys = compareKeys(a, b);
  const below = compareBelow(a, b);
  if (keys === 'different' || below === 'different') return 'different';
  if (keys === 'same' || below === 'same') return 'same';
  const disjoint = a.methods.size > 0 && b.methods.size > 0 && !shares(a.methods, b.methods);
  return disjoint && a.ownCalls >= TELLING_CALLS && b.ownCalls >= TELLING_CALLS ? 'different' : 'unknown';
}

function shares<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const item of a) if (b.has(item)) return true;
  return false;
}

function compareKeys(a: Profile, b: Profile): Verdict {
  let verdict: Verdict = 'unknown';
  for (const [method, keys] of a.keys) {
    const others = b.keys.get(method);
    if (others === undefined) continue;
    const share = keyLikeness(keys, others, BODY_KEYS);
    if (share === null) continue;
    if (share <= DIFFERENT_SHARE) return 'different';
    if (share >= SAME_SHARE && Math.min(keys.length, others.length) >= TELLING_KEYS) verdict = 'same';
  }
  return verdict;
}

function compareBelow(a: Profile, b: Profile): Verdict {
  if (a.below.size === 0 || b.below.size === 0) return 'unknown';
  let common = 0;
  for (const name of a.below) if (b.below.has(name)) common += 1;
  const smaller = Math.min(a.below.size, b.below.size);
  if (common === 0) return smaller >= TELLING_BELOW ? 'different' : 'unknown';
  return common / smaller >= SAME_SHARE ? 'same' : 'unknown';
}

/** A node that answers by itself, and where it hangs. */
export interface AnsweringNode {
  readonly parent: PathNode;
  readonly profile: Profile;
}

/** The nodes below a root that are called most and whose answers are known; ties by path. */
export function busiest(root: PathNode, profileOf: Profiler, most: number): AnsweringNode[] {
  const found: (AnsweringNode & { readonly path: string })[] = [];
  const walk = (parent: PathNode, above: string): void => {
    const meet = (child: PathNode, step: string): void => {
      // The length before each name keeps paths apart whatever the names contain.
      const path = `${above}/${step.length}${step}`;
      const profile = profileOf(child);
      if (profile.ownCalls > 0 && profile.keys.size > 0) found.push({ parent, profile, path });
      walk(child, path);
    };
    for (const [text, child] of parent.literals) meet(child, `l${text}`);
    for (const [token, child] of parent.slots) meet(child, `s${token}`);
    if (parent.other !== null) meet(parent.other, 'o');
  };
  walk(root, '');
  found.sort(
    (a, b) => b.profile.ownCalls - a.profile.ownCalls || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  );
  return found.slice(0, most);
}
