import type { Claims } from './exported.ts';
import { ATTRIBUTES, type Attribute, type Label, type SiteLabels } from './labels.ts';

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export type Scores = Record<Attribute, Tally>;

export interface Mistake {
  readonly site: string;
  readonly pointer: string;
  readonly attribute: Attribute;
  readonly claimed: readonly string[];
  readonly expected: readonly string[];
}

export function emptyScores(): Scores {
  const tally = (): Tally => ({ right: 0, wrong: 0, missed: 0 });
  return {
    present: tally(),
    required: tally(),
    type: tally(),
    nullable: tally(),
    format: tally(),
    enum: tally(),
    map: tally(),
  };
}

/** Adds what one site's claims are worth; `attributes` limits what can be judged there. */
export function score(
  site: SiteLabels,
  claims: Claims,
  scores: Scores,
  attributes: readonly Attribute[] = ATTRIBUTES,
): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const label of site.labels) {
    if (!attributes.includes(label.attribute)) continue;
    // Names that too few clients sent may stand together under `additionalProperties`.
    if (label.attribute === 'map' && label.expected.length === 0 && site.shy.has(label.pointer)) continue;
    const claimed = claims.get(label.pointer)?.get(label.attribute) ?? new Set<string>();
    if (judge(label, claimed, scores[label.attribute])) continue;
    const { pointer, attribute, expected } = label;
    mistakes.push({ site: site.key, pointer, attribute, claimed: [...claimed].sort(), expected });
  }
  for (const pointer of inventedPointers(site, claims)) {
    scores.present.wrong += 1;
    mistakes.push({ site: site.key, pointer, attribute: 'present', claimed: ['present'], expected: [] });
  }
  return mistakes;
}

function judge(label: Label, claimed: ReadonlySet<string>, tally: Tally): boolean {
  let good = true;
  for (const value of claimed) {
    if (label.expected.includes(value)) tally.right += 1;
    else if (!label.tolerated.includes(value) && !toleratedNumber(label, value)) {
      tally.wrong += 1;
      good = false;
    }
  }
  for (const value of label.expected) {
    if (claimed.has(value)) continue;
    tally.missed += 1;
    good = false;
  }
  return good;
}

/** Widths of numbers are true of what was seen, whatever the schema says. */
function toleratedNumber(label: Label, value: string): boolean {
  return label.attribute === 'format' && ['int32', 'int64', 'float', 'double'].includes(value);
}

/** Pointers that no document could have, each counted at its first wrong step only. */
function inventedPointers(site: SiteLabels, claims: Claims): string[] {
  const invented = new Set<string>();
  for (const pointer of claims.keys()) {
    if (pointer === '' || site.truePointers.has(pointer)) continue;
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    if (!site.truePointers.has(parent)) continue;
    const star = pointer.endsWith('/*');
    if (star && site.shy.has(parent)) continue;
    // One map that was not collapsed is one mistake, however many keys it shows.
    invented.add(!star && site.truePointers.has(`${parent}/*`) ? `${parent}/(key)` : pointer);
  }
  return [...invented];
}

export function ratios({ right, wrong, missed }: Tally): { precision: number; recall: number; f1: number } {
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
