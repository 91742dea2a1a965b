import type { Leaf } from '../endpoints/leaf.ts';
import type { KeyedHash } from '../exchange.ts';
import {
  emptyHyperLogLog,
  estimateDistinct,
  type HyperLogLog,
  mergeHyperLogLog,
} from '../sketch/hyper-log-log.ts';
import { isVersionSegment } from './base-path.ts';
import { type Decision, decideSlots } from './decide-slots.ts';
import { echoOf } from './echo.ts';
import type { Surroundings } from './evidence.ts';
import { isPathWord } from './path-words.ts';
import type { PlaceRules } from './place-rules.ts';
import {
  type AnsweringNode,
  busiest,
  joinProfiles,
  makeProfiler,
  type Profile,
  type Profiler,
} from './profile.ts';
import { readTexts } from './read-texts.ts';
import { hasOtherForm, NO_RECURRENCE, type Recurrence, recurrenceIn } from './recurrence.ts';
import { lookOf, type Sibling } from './sibling.ts';
import { type EnumerationRule, slotEnumeration } from './slot-enumeration.ts';
import type { LiteralSuffixes } from './suffixes.ts';
import { emptyTemplateNode, type PathToken, type TemplateNode } from './template-tree.ts';
import type { PathNode } from './trie.ts';

export interface InferOptions {
  /** Leaves that a known template has; they are no evidence here. */
  readonly taken: (leaf: Leaf) => boolean;
  /** Literals of known templates: always names. */
  readonly reserved: ReadonlySet<string>;
  /** False keeps every literal: operations over fixed paths. */
  readonly statistics: boolean;
  /** What people said of literals; null where nobody did. */
  readonly places: PlaceRules | null;
  readonly clientsPerString: number;
  /** When the values of a slot are listed; absent where they never are. */
  readonly enumerate?: EnumerationRule;
  readonly hash: KeyedHash;
  /** What decides in place of the evidence: those who know the truth and fit weights to it. */
  readonly decide?: (siblings: readonly Sibling[], around: Surroundings) => Decision;
}

/** Folds a host's trie into templates. The result depends on the trie alone. */
export function inferTemplates(host: PathNode, options: InferOptions): TemplateNode {
  const target = emptyTemplateNode();
  const profileOf = makeProfiler(options.taken, options.hash);
  const run: Run = {
    options,
    profileOf,
    busiest: options.statistics ? busiest(host, profileOf, BUSIEST) : [],
    recurrence: options.statistics ? recurrenceIn(host, profileOf) : NO_RECURRENCE,
  };
  fold(run, target, [host], ROOT);
  return target;
}

interface Run {
  readonly options: InferOptions;
  readonly profileOf: Profiler;
  /** What the host answers elsewhere. */
  readonly busiest: readonly AnsweringNode[];
  readonly recurrence: Recurrence;
}

/** Enough to tell an envelope that all answers share. */
const BUSIEST = 48;
const ELSEWHERE = 16;

/** One slot in the making: the tokens and folded literals that share an affix pattern. */
interface SlotGroup {
  readonly prefix: string;
  readonly suffix: string;
  readonly types: Set<string>;
  readonly nodes: PathNode[];
  readonly values: HyperLogLog;
  /** The folded literals among the nodes. */
  readonly members: Sibling[];
  /** Whether other nodes are there, whose values nobody kept. */
  open: boolean;
  why: string;
  pinned: boolean;
}

const byText = (a: { readonly text: string }, b: { readonly text: string }): number =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : 0;

/** Where the children of the nodes under judgement stand. */
interface Place {
  /** The literal before, or null at the root and behind a slot. */
  readonly parent: string | null;
  readonly behindSlot: boolean;
  /** Behind a slot or anywhere below one: no base path leads here. */
  readonly belowSlot: boolean;
  /** The path with slot names erased; followed only where people said something of places. */
  readonly path: string;
}

const ROOT: Place = { parent: null, behindSlot: false, belowSlot: false, path: '' };

function fold(run: Run, target: TemplateNode, nodes: readonly PathNode[], place: Place): void {
  for (const node of nodes) {
    if (node.leaf !== null && !run.options.taken(node.leaf)) target.leaves.push(node.leaf);
  }
  const groups = slotGroups(run, nodes);
  const { named, open } = obeyPlaces(run, siblingsOf(run, nodes, groups, place), groups, place.path);
  const names = run.options.statistics ? foldValues(run, open, groups, nodes, place) : open;
  for (const sibling of named) addName(run, target, sibling, false, place);
  for (const sibling of names) {
    addName(run, target, sibling, isProvisional(run, sibling), place);
  }
  for (const [key, group] of groups) {
    const child = emptyTemplateNode();
    fold(run, child, group.nodes, {
      parent: null,
      behindSlot: true,
      belowSlot: true,
      path: pathBelow(run, place, key),
    });
    const distinct = estimateDistinct(group.values);
    const why =
      group.why === '' ? `${[...group.types].sort().join(', ')} by form, ${distinct} distinct` : group.why;
    target.slots.set(key, {
      prefix: group.prefix,
      suffix: group.suffix,
      types: group.types,
      why,
      pinned: group.pinned,
      enumeration: enumerationOf(run, group, place.parent),
      node: child,
    });
  }
}

function enumerationOf(
  { options }: Run,
  { members, open }: SlotGroup,
  parent: string | null,
): readonly string[] | null {
  return open || options.enumerate === undefined ? null : slotEnumeration(members, parent, options.enumerate);
}

function addName(run: Run, target: TemplateNode, sibling: Sibling, provisional: boolean, place: Place): void {
  const child = emptyTemplateNode(provisional);
  target.literals.set(sibling.text, child);
  fold(run, child, sibling.nodes, {
    parent: sibling.text,
    behindSlot: false,
    belowSlot: place.belowSlot,
    path: pathBelow(run, place, sibling.text),
  });
}

function pathBelow(run: Run, place: Place, step: string): string {
  return run.options.places === null ? '' : `${place.path}/${step}`;
}

const NO_SIBLINGS: readonly Sibling[] = [];

/** What people said goes before evidence: names stand apart, values go to the slot of the place. */
function obeyPlaces(
  run: Run,
  siblings: readonly Sibling[],
  groups: Map<string, SlotGroup>,
  place: string,
): { readonly named: readonly Sibling[]; readonly open: readonly Sibling[] } {
  const { places } = run.options;
  if (places === null) return { named: NO_SIBLINGS, open: siblings };
  const named: Sibling[] = [];
  const open: Sibling[] = [];
  for (const sibling of siblings) {
    const verdict = places.verdict(place, sibling.text);
    if (verdict === null) open.push(sibling);
    else if (verdict === 'name') named.push(sibling);
    else {
      const group = groupFor(groups, '', '');
      addValue(group, sibling, 'merged by a person');
      group.pinned = true;
    }
  }
  return { named, open };
}

const SLOT_TOKEN = /^([^{]*)\{([^}]*)\}([^}]*)$/;

/** Self-evident slots of all nodes, by affix; their types join. Literals with a brace are tokens with an open affix. */
function slotGroups(run: Run, nodes: readonly PathNode[]): Map<string, SlotGroup> {
  const groups = new Map<string, SlotGroup>();
  for (const node of nodes) {
    for (const [token, child] of node.slots) addSlot(run, groups, token, child);
    for (const [token, child] of node.literals) if (token.includes('{')) addSlot(run, groups, token, child);
    if (node.other !== null && run.profileOf(node.other).calls > 0) {
      const group = groupFor(groups, '', '');
      group.types.add('string');
      group.open = true;
      group.nodes.push(node.other);
      if (node.other.values !== null) mergeHyperLogLog(group.values, node.other.values);
    }
  }
  return groups;
}

function addSlot(run: Run, groups: Map<string, SlotGroup>, token: string, child: PathNode): void {
  if (run.profileOf(child).calls === 0) return;
  const [, prefix = '', type = 'string', suffix = ''] = SLOT_TOKEN.exec(token) ?? [];
  const group = groupFor(groups, prefix, suffix);
  group.types.add(type);
  group.open = true;
  group.nodes.push(child);
  if (child.values !== null) mergeHyperLogLog(group.values, child.values);
}

function groupFor(groups: Map<string, SlotGroup>, prefix: string, suffix: string): SlotGroup {
  const key = `${prefix}{}${suffix}`;
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group: SlotGroup = {
    prefix,
    suffix,
    types: new Set(),
    nodes: [],
    values: emptyHyperLogLog(),
    members: [],
    open: false,
    why: '',
    pinned: false,
  };
  groups.set(key, group);
  return group;
}

function siblingsOf(
  run: Run,
  nodes: readonly PathNode[],
  groups: Map<string, SlotGroup>,
  place: Place,
): Sibling[] {
  const byName = new Map<string, PathNode[]>();
  for (const node of nodes) {
    for (const [text, child] of node.literals) {
      if (text.includes('{') || run.profileOf(child).calls === 0) continue;
      const same = byName.get(text);
      if (same === undefined) byName.set(text, [child]);
      else same.push(child);
    }
  }
  const plain = [...groups.values()].filter(({ prefix }) => prefix === '');
  const texts = readTexts([...byName.keys()], plain, place, run.options.reserved);
  joinSlots(groups, texts.literal);
  const siblings: Sibling[] = [];
  // A lone text is no crowd, whatever its answers say.
  const isLone = byName.size === 1 && groups.size === 0;
  for (const [text, children] of byName) {
    const { stem, suffix, kind, inFormats } = texts.read(text);
    if (inFormats) {
      addFormat(groups, stem, children);
      continue;
    }
    siblings.push({
      text,
      stem,
      suffix,
      kind,
      look: lookOf(stem),
      nodes: children,
      profile: joinProfiles(children.map(run.profileOf)),
      elsewhere: run.recurrence.places.get(text) ?? 0,
      otherForm: kind === 'unknown' && hasOtherForm(run.recurrence, text),
      echo: isLone || kind === 'action' ? 0 : echoIn(run, text, children),
    });
  }
  return siblings.sort(byText);
}

/** The formats of one name are one slot behind the dot. */
function addFormat(groups: Map<string, SlotGroup>, stem: string, nodes: readonly PathNode[]): void {
  const group = groupFor(groups, `${stem}.`, '');
  group.types.add('format');
  group.open = true;
  group.nodes.push(...nodes);
  group.why = 'formats of one name';
}

function echoIn({ options }: Run, text: string, nodes: readonly PathNode[]): number {
  const leaves = nodes.flatMap(({ leaf }) => (leaf === null || options.taken(leaf) ? [] : leaf));
  return echoOf(text, leaves, options.hash);
}

/** Slots of one place whose endings are part of the value are one slot. */
function joinSlots(groups: Map<string, SlotGroup>, literal: LiteralSuffixes): void {
  for (const [key, group] of groups) {
    if (group.prefix !== '' || group.suffix === '' || literal.has(group.suffix)) continue;
    groups.delete(key);
    const whole = groupFor(groups, '', '');
    for (const type of group.types) whole.types.add(type);
    whole.open = true;
    whole.nodes.push(...group.nodes);
    mergeHyperLogLog(whole.values, group.values);
  }
}

/** Moves the siblings that are values into their groups and returns the rest. */
function foldValues(
  run: Run,
  siblings: readonly Sibling[],
  groups: Map<string, SlotGroup>,
  nodes: readonly PathNode[],
  { parent, behindSlot, belowSlot }: Place,
): Sibling[] {
  const names: Sibling[] = [];
  const suffixes = [...new Set(siblings.map((sibling) => sibling.suffix))].sort();
  const elsewhere = elsewhereOf(run, nodes);
  const texts = new Set(siblings.map((sibling) => sibling.text));
  for (const suffix of suffixes) {
    const members = siblings.filter((sibling) => sibling.suffix === suffix);
    if (suffix.startsWith(':')) {
      const group = groupFor(groups, '', suffix);
      for (const sibling of members) addValue(group, sibling, `${members.length} distinct before ${suffix}`);
      continue;
    }
    const own = groups.get(`{}${suffix}`) ?? (suffix === '' ? undefined : groups.get('{}'));
    const decision = (run.options.decide ?? decideSlots)(members, {
      parent,
      behindSlot,
      belowSlot,
      slot: own === undefined ? null : joinProfiles(own.nodes.map(run.profileOf)),
      slotValues: own === undefined ? 0 : estimateDistinct(own.values),
      texts,
      elsewhere,
      slotTypes: own?.types ?? new Set(),
      overflow: suffix === '' ? overflowOf(nodes) : 0,
    });
    for (const sibling of members) {
      if (!decision.values.has(sibling.text)) names.push(sibling);
      else addValue(groupFor(groups, '', suffix), sibling, decision.why);
    }
  }
  return names.sort(byText);
}

/** Answers of nodes that do not stand at the place. */
function elsewhereOf(run: Run, nodes: readonly PathNode[]): Profile[] {
  const here = new Set(nodes);
  return run.busiest
    .filter(({ parent }) => !here.has(parent))
    .slice(0, ELSEWHERE)
    .map(({ profile }) => profile);
}

function addValue(group: SlotGroup, sibling: Sibling, why: string): void {
  group.types.add(sibling.look === 'foreign' ? 'text' : sibling.look === 'word' ? 'word' : 'slug');
  group.nodes.push(...sibling.nodes);
  group.members.push(sibling);
  if (!group.pinned) group.why = why;
}

function overflowOf(nodes: readonly PathNode[]): number {
  const folded = emptyHyperLogLog();
  for (const node of nodes) {
    if (node.overflowed && node.other?.values != null) mergeHyperLogLog(folded, node.other.values);
  }
  return estimateDistinct(folded);
}

/** Shown to outsiders only when listed, known, or used by enough distinct clients. */
function isProvisional(run: Run, sibling: Sibling): boolean {
  if (sibling.kind === 'action' || sibling.kind === 'word') return false;
  if (run.options.reserved.has(sibling.text) || isVersionSegment(sibling.text)) return false;
  if (isPathWord(sibling.text)) return false;
  return estimateDistinct(sibling.profile.clients) < run.options.clientsPerString;
}

/** Every leaf of a trie with its path. */
export function trieLeaves(root: PathNode): { readonly tokens: readonly PathToken[]; readonly leaf: Leaf }[] {
  const found: { tokens: readonly PathToken[]; leaf: Leaf }[] = [];
  const walk = (node: PathNode, tokens: readonly PathToken[]): void => {
    if (node.leaf !== null) found.push({ tokens, leaf: node.leaf });
    for (const [text, child] of node.literals) walk(child, [...tokens, pathToken(text, 'literal')]);
    for (const [token, child] of node.slots) walk(child, [...tokens, pathToken(token, 'slot')]);
    if (node.other !== null) walk(node.other, [...tokens, OTHER]);
  };
  walk(root, []);
  return found;
}

const OTHER: PathToken = { kind: 'other', text: '', prefix: '', suffix: '' };

export function pathToken(text: string, kind: 'literal' | 'slot'): PathToken {
  if (kind === 'literal' && !text.includes('{')) return { kind, text, prefix: '', suffix: '' };
  const [, prefix = '', type = 'string', suffix = ''] = SLOT_TOKEN.exec(text) ?? [];
  return { kind: 'slot', text: type, prefix, suffix };
}
