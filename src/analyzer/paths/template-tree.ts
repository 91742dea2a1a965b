import type { Leaf } from '../endpoints/leaf.ts';

/** A template under construction: the trie after its values were folded into slots. */
export interface TemplateNode {
  readonly literals: Map<string, TemplateNode>;
  /** By affix pattern: `{}`, `{}.json`, `{}:cancel`, `Products({})`. */
  readonly slots: Map<string, TemplateSlot>;
  readonly leaves: Leaf[];
  /** A literal that may not be shown to outsiders yet. */
  readonly provisional: boolean;
}

export interface TemplateSlot {
  readonly prefix: string;
  readonly suffix: string;
  readonly types: Set<string>;
  readonly why: string;
  /** A person said that its literals are values. */
  readonly pinned: boolean;
  /** All its values, where they are a closed set that may be shown. */
  readonly enumeration: readonly string[] | null;
  readonly node: TemplateNode;
}

export function emptyTemplateNode(provisional = false): TemplateNode {
  return { literals: new Map(), slots: new Map(), leaves: [], provisional };
}

export interface TemplateStep {
  readonly literal: string | null;
  readonly slot: TemplateSlot | null;
}

export interface TemplatePath {
  readonly steps: readonly TemplateStep[];
  readonly node: TemplateNode;
  readonly provisional: boolean;
}

const byText = <T>(a: readonly [string, T], b: readonly [string, T]): number =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;

/** Every node that has leaves, with the steps that lead to it, in path order. */
export function templatePaths(root: TemplateNode): TemplatePath[] {
  const paths: TemplatePath[] = [];
  const walk = (node: TemplateNode, steps: readonly TemplateStep[], provisional: boolean): void => {
    if (node.leaves.length > 0) paths.push({ steps, node, provisional });
    for (const [literal, child] of [...node.literals].sort(byText)) {
      walk(child, [...steps, { literal, slot: null }], provisional || child.provisional);
    }
    for (const [, slot] of [...node.slots].sort(byText)) {
      walk(slot.node, [...steps, { literal: null, slot }], provisional);
    }
  };
  walk(root, [], false);
  return paths;
}

/** One segment of a trie path: a literal text, a self-evident slot, or what the cap folded. */
export interface PathToken {
  readonly kind: 'literal' | 'slot' | 'other';
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Where a path leads in the templates: literals before slots, the first leaf that `wanted` accepts. */
export function findTemplate(
  root: TemplateNode,
  tokens: readonly PathToken[],
  wanted: (node: TemplateNode) => boolean,
): TemplateNode | null {
  const step = (node: TemplateNode, index: number): TemplateNode | null => {
    const token = tokens[index];
    if (token === undefined) return node.leaves.length > 0 && wanted(node) ? node : null;
    if (token.kind === 'literal') {
      const child = node.literals.get(token.text);
      const found = child === undefined ? null : step(child, index + 1);
      if (found !== null) return found;
    }
    for (const slot of slotsFor(node, token)) {
      const found = step(slot.node, index + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return step(root, 0);
}

/** Slots whose affixes fit the token, the most specific first. */
function slotsFor(node: TemplateNode, token: PathToken): TemplateSlot[] {
  const fitting: TemplateSlot[] = [];
  for (const slot of node.slots.values()) {
    if (token.kind === 'slot') {
      if (slot.prefix === token.prefix && slot.suffix === token.suffix) fitting.push(slot);
      else if (slot.prefix === '' && slot.suffix === '') fitting.push(slot);
    } else if (token.kind === 'other') {
      if (slot.prefix === '' && slot.suffix === '') fitting.push(slot);
    } else if (fitsAffixes(token.text, slot)) fitting.push(slot);
  }
  return fitting.sort(
    (a, b) =>
      b.prefix.length + b.suffix.length - (a.prefix.length + a.suffix.length) ||
      (a.prefix + a.suffix < b.prefix + b.suffix ? -1 : 1),
  );
}

function fitsAffixes(text: string, slot: TemplateSlot): boolean {
  return (
    text.length > slot.prefix.length + slot.suffix.length &&
    text.startsWith(slot.prefix) &&
    text.endsWith(slot.suffix)
  );
}
