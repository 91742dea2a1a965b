import type { Caps, KeyedHash } from '../exchange.ts';
import {
  addPath,
  type Breadth,
  emptyBreadth,
  joinStep,
  levelOf,
  MEASURED_LEVELS,
  mergeBreadth,
  spread,
} from './breadth.ts';
import { isListedWord } from './path-words.ts';
import { classifySegment, type SegmentSlot, TEXT_SLOT } from './segment-class.ts';
import {
  depthOverflow,
  literalChild,
  mergePathNode,
  type PathNode,
  slotChild,
  type TrieRules,
} from './trie.ts';

/** Rules of a root, whose children are hosts, and of the tries below it from wide to narrow. */
export interface TrieFamily {
  /** Rules of a root by the level that all its hosts together force. */
  readonly roots: readonly TrieRules[];
  readonly levels: readonly TrieRules[];
  readonly pathsPerHost: number;
  readonly pathsOfAll: number;
}

/** Level by level: share of the width, whether listed words are exempt, greatest depth. */
const LEVELS: readonly (readonly [number, boolean, number])[] = [
  [1, true, Number.POSITIVE_INFINITY],
  [1 / 8, true, Number.POSITIVE_INFINITY],
  [1 / 32, false, 6],
  [0, false, 3],
];

export interface FamilySettings {
  readonly hash: KeyedHash;
  readonly caps: Caps;
  readonly reservedHosts: ReadonlySet<string>;
  readonly reservedSegments: ReadonlySet<string>;
  readonly pathsPerHost: number;
  readonly pathsOfAll: number;
}

export function trieFamily(settings: FamilySettings): TrieFamily {
  const { hash, caps, reservedHosts, reservedSegments } = settings;
  const levels = LEVELS.map(([share, listed, depth]) => {
    const width = Math.ceil(caps.childrenPerNode * share);
    const base = { hash, caps, width, reserved: reservedSegments, listed, mergeChild: null };
    let rules: TrieRules = { ...base, closed: true, below: null };
    for (let left = Math.min(depth, caps.pathDepth); left > 0; left -= 1)
      rules = { ...base, closed: false, below: rules };
    return rules;
  });
  const { pathsPerHost, pathsOfAll } = settings;
  const roots = levels.map(
    (_, level): TrieRules => ({
      hash,
      caps,
      width: caps.hosts,
      reserved: reservedHosts,
      listed: false,
      closed: false,
      below: null,
      mergeChild: (into, from) => {
        mergeHost(into, from, level, family);
      },
    }),
  );
  const family: TrieFamily = { roots, levels, pathsPerHost, pathsOfAll };
  return family;
}

function ruleAt(rules: readonly TrieRules[], level: number): TrieRules {
  const found = rules[level];
  if (found === undefined) throw new RangeError('every level has rules');
  return found;
}

function ownLevel(node: PathNode): number {
  return node.breadth === null ? 0 : levelOf(node.breadth);
}

/** The level in force: what all hosts together force holds for a registered one never. */
function levelIn(host: PathNode, rootLevel: number): number {
  return host.exempt ? ownLevel(host) : Math.max(ownLevel(host), rootLevel);
}

/** The rules in force below a host of the root. */
export function hostRules(root: PathNode, host: PathNode, family: TrieFamily): TrieRules {
  return ruleAt(family.levels, levelIn(host, ownLevel(root)));
}

/** The node of a path below its host; narrows the tries first that the path makes too wide. */
export function pathNode(
  root: PathNode,
  name: string,
  steps: readonly PathStep[],
  family: TrieFamily,
): PathNode {
  const host = hostNode(root, name, family);
  const node = walk(host, steps, hostRules(root, host, family));
  if (node.leaf !== null && !passedOther && host !== root.other) return node;
  const rootBefore = ownLevel(root);
  const before = levelIn(host, rootBefore);
  host.breadth ??= emptyBreadth();
  measure(host.breadth, 0, steps, family, family.pathsPerHost);
  if (!host.exempt) {
    root.breadth ??= emptyBreadth();
    measure(root.breadth, family.levels[0]?.hash(name) ?? 0, steps, family, family.pathsOfAll);
  }
  narrowHosts(root, rootBefore, family);
  if (levelIn(host, ownLevel(root)) === before) return node;
  narrow(host, hostRules(root, host, family));
  return walk(host, steps, hostRules(root, host, family));
}

/** One segment as the trie takes it: a slot that it proves by itself, else a literal. */
export interface PathStep {
  readonly text: string;
  readonly slot: SegmentSlot | null;
}

/** `isValue` says which literals hold a value of a data class of the site. */
export function pathSteps(
  segments: readonly string[],
  reserved: ReadonlySet<string>,
  isValue: ((text: string) => boolean) | null = null,
): PathStep[] {
  const steps: PathStep[] = [];
  for (let index = 0; index < segments.length; index += 1) {
    const text = withoutParameters(segments[index] ?? '');
    let slot = reserved.has(text) ? null : classifySegment(segments, index);
    if (isValue !== null && slot === null && !reserved.has(text) && isValue(text)) slot = TEXT_SLOT;
    steps.push({ text, slot });
  }
  return steps;
}

/** Matrix parameters (RFC 3986 section 3.3, `;name=value`) are not part of the name. */
function withoutParameters(segment: string): string {
  const at = segment.indexOf(';');
  return at > 0 && segment.includes('=', at) ? segment.slice(0, at) : segment;
}

/** Whether the last walk ended or passed where values are not kept one by one; spares a result object a call. */
let passedOther = false;

function walk(host: PathNode, steps: readonly PathStep[], levelRules: TrieRules): PathNode {
  let node = host;
  let rules = levelRules;
  passedOther = false;
  for (const { text, slot } of steps) {
    if (rules.closed) {
      passedOther = true;
      return depthOverflow(node);
    }
    const parent = node;
    node = slot === null ? literalChild(parent, text, rules) : slotChild(parent, slot, text, rules);
    if (node === parent.other) passedOther = true;
    rules = rules.below ?? rules;
  }
  return node;
}

/** Adds the path, of the host hashed to `from`, to the measures of the levels that may still be in force. */
function measure(
  breadth: Breadth,
  from: number,
  steps: readonly PathStep[],
  family: TrieFamily,
  limit: number,
): void {
  const start = from === 0 ? steps.length : joinStep(steps.length, from);
  for (let level = 0; level < MEASURED_LEVELS; level += 1) {
    if (breadth.measures[level] === null) continue;
    let rules = family.levels[level];
    let path = start;
    for (const { text, slot } of steps) {
      if (rules === undefined || rules.closed) {
        path = joinStep(path, 1);
        break;
      }
      path = joinStep(path, stepClass(text, slot, rules));
      rules = rules.below ?? rules;
    }
    addPath(breadth, level, spread(path), limit);
  }
}

/** Which of the children that a level can keep the step falls to. */
function stepClass(text: string, slot: SegmentSlot | null, rules: TrieRules): number {
  if (slot !== null && !slot.open) return rules.hash(slot.token) + 1;
  const literal = slot === null ? text : slot.token;
  const hash = rules.hash(literal);
  if (rules.reserved.has(literal) || (rules.listed && isListedWord(literal))) return hash;
  return rules.width === 0 ? 0 : hash % rules.width;
}

/** Rebuilds a host's trie under the rules of its level. */
function narrow(host: PathNode, rules: TrieRules): void {
  const wide: PathNode = { ...host, literals: new Map(host.literals), slots: new Map(host.slots) };
  host.literals.clear();
  host.slots.clear();
  host.other = null;
  host.leaf = null;
  host.capped = 0;
  host.last = null;
  mergePathNode(host, wide, rules);
}

/** Narrows the hosts that the level of their root has reached since it was `before`. */
function narrowHosts(root: PathNode, before: number, family: TrieFamily): void {
  const after = ownLevel(root);
  if (after === before) return;
  const hosts = root.other === null ? root.literals.values() : [...root.literals.values(), root.other];
  for (const host of hosts) {
    if (levelIn(host, after) !== levelIn(host, before)) narrow(host, hostRules(root, host, family));
  }
}

/** The child of a root for a host. */
export function hostNode(root: PathNode, host: string, family: TrieFamily): PathNode {
  return literalChild(root, host, ruleAt(family.roots, ownLevel(root)));
}

/** Adds the root `from` (not used afterwards) to `into`, host by host. */
export function mergeRoot(into: PathNode, from: PathNode, family: TrieFamily): void {
  const before = ownLevel(into);
  if (from.breadth !== null) {
    into.breadth ??= emptyBreadth();
    mergeBreadth(into.breadth, from.breadth, family.pathsOfAll);
  }
  narrowHosts(into, before, family);
  mergePathNode(into, from, ruleAt(family.roots, ownLevel(into)));
}

function mergeHost(into: PathNode, from: PathNode, rootLevel: number, family: TrieFamily): void {
  const before = levelIn(into, rootLevel);
  if (from.breadth !== null) {
    into.breadth ??= emptyBreadth();
    mergeBreadth(into.breadth, from.breadth, family.pathsPerHost);
  }
  const rules = ruleAt(family.levels, levelIn(into, rootLevel));
  if (levelIn(into, rootLevel) !== before) narrow(into, rules);
  mergePathNode(into, from, rules);
}
