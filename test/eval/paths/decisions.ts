import { softNotFound } from '../../../src/analyzer/endpoints/soft-not-found.ts';
import { evidenceOf } from '../../../src/analyzer/paths/evidence.ts';
import type { Weighed } from '../../../src/analyzer/paths/evidence-kinds.ts';
import { inferTemplates } from '../../../src/analyzer/paths/infer.ts';
import { isListed, type Sibling } from '../../../src/analyzer/paths/sibling.ts';
import type { PathNode } from '../../../src/analyzer/paths/trie.ts';
import type { Observed } from './observed.ts';
import type { TrueTemplate } from './traffic.ts';

/** What the truth says of one sibling, and the evidence there was. */
export interface LabelledSibling {
  readonly text: string;
  readonly listed: boolean;
  /** Its kind decides whether it shares the fate of those that nobody knows. */
  readonly unknown: boolean;
  readonly evidence: Weighed;
  /** null for what only noise asked for. */
  readonly isValue: boolean | null;
}

/** The siblings of one place, as the true templates lead to it. */
export type LabelledSet = readonly LabelledSibling[];

/**
 * Every decision that the inference has to take on the way to the true templates.
 *
 * @param forgotten listed words to be judged as if they were not listed: a list knows more of the designs that people
 *   had before them when they wrote it than of others
 */
export function decisionsOf(
  stream: Observed,
  truth: readonly TrueTemplate[],
  host: string,
  forgotten: (text: string) => boolean = () => false,
): LabelledSet[] {
  const { summary } = stream;
  const root = summary.tries.accepted.literals.get(host);
  if (root === undefined) return [];
  const labels = labelsOf(stream, truth, root);
  const soft = softNotFound(root, summary.hash);
  const isValue = (sibling: Sibling): boolean | null =>
    sibling.nodes.map((node) => labels.get(node)).find((label) => label !== undefined) ?? null;
  const isForgotten = ({ kind, text }: Sibling): boolean => kind === 'word' && forgotten(text);
  const sets: LabelledSet[] = [];
  inferTemplates(root, {
    taken: (leaf) => soft.has(leaf),
    reserved: new Set(),
    statistics: true,
    places: null,
    clientsPerString: summary.settings.caps.clientsPerString,
    hash: summary.hash,
    decide: (known, around) => {
      const siblings = known.map((each) =>
        isForgotten(each) ? { ...each, kind: 'unknown' as const } : each,
      );
      const evidence = evidenceOf(siblings, around).map((each, index) => {
        const { kind } = known[index] ?? {};
        return kind !== siblings[index]?.kind ? { ...each, partsListed: 0, verbFirst: 0 } : each;
      });
      sets.push(
        siblings.flatMap((sibling, index) => {
          const own = evidence[index];
          if (own === undefined) return [];
          const { text, kind } = sibling;
          return {
            text,
            listed: isListed(sibling),
            unknown: kind === 'unknown',
            evidence: own,
            isValue: isValue(sibling),
          };
        }),
      );
      const values = siblings.filter((sibling) => isValue(sibling) === true).map(({ text }) => text);
      return { values: new Set(values), why: 'the truth' };
    },
  });
  return sets;
}

/** `{name}`, `{id}.json`, `v{n}`, but not `orders.{format}`, which is a name in its formats. */
function isSlot(segment: string): boolean {
  return segment.includes('{') && !/^[^{]*\.\{[^}]*\}$/.test(segment);
}

/** Whether a node's text fills a slot of the templates that its calls belong to. */
function labelsOf(
  { calls, steps }: Observed,
  truth: readonly TrueTemplate[],
  root: PathNode,
): ReadonlyMap<PathNode, boolean> {
  const labels = new Map<PathNode, boolean>();
  calls.forEach(({ template, missed }, index) => {
    const own = steps[index] ?? [];
    const segments = (template === null || missed ? '' : (truth[template]?.path ?? '')).split('/').slice(1);
    // Slots that span segments have no place of their own.
    if (segments.length !== own.length) return;
    let node: PathNode | undefined = root;
    for (const [depth, { text, slot }] of own.entries()) {
      if (node === undefined) return;
      const name: string | null = slot === null ? text : slot.open ? slot.token : null;
      node = name === null ? node.slots.get(slot?.token ?? '') : node.literals.get(name);
      if (node !== undefined) labels.set(node, isSlot(segments[depth] ?? ''));
    }
  });
  return labels;
}
