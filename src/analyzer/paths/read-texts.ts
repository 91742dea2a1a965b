import { estimateDistinct, type HyperLogLog } from '../sketch/hyper-log-log.ts';
import { isActionWord, isPathWord, isVerb, leadsToBase } from './path-words.ts';
import { crowdOf, kindAmong, kindOf, type SiblingKind, splitSuffix } from './sibling.ts';
import { type LiteralSuffixes, literalSuffixes } from './suffixes.ts';

export interface ReadText {
  readonly stem: string;
  readonly suffix: string;
  readonly kind: SiblingKind;
}

/** How the texts of one place are to be read: what each of them is, and which endings are affixes. */
export interface TextsOfPlace {
  readonly literal: LiteralSuffixes;
  read(text: string): ReadText;
}

/** A slot that stands at the place by its form. */
interface SlotHere {
  readonly suffix: string;
  readonly types: ReadonlySet<string>;
  readonly values: HyperLogLog;
}

interface Place {
  readonly parent: string | null;
  readonly belowSlot: boolean;
}

interface SplitText extends ReadText {
  readonly text: string;
  /** Whether the stem may be a value. */
  readonly open: boolean;
}

/** Reads the texts of one place together. Pure; the order of the texts does not matter. */
export function readTexts(
  texts: readonly string[],
  slots: readonly SlotHere[],
  { parent, belowSlot }: Place,
  reserved: ReadonlySet<string>,
): TextsOfPlace {
  const crowd = crowdOf(texts);
  const atBase = !belowSlot && (parent === null || leadsToBase(parent, belowSlot));
  const kindHere = (text: string, stem: string): SiblingKind =>
    reserved.has(text) ? 'action' : kindAmong(kindOf(text, stem, parent), text, crowd, atBase);
  const split = texts.map((text): SplitText => {
    const [stem, suffix] = splitSuffix(text);
    const kind = kindHere(text, stem);
    return { text, stem, suffix, kind, open: kind === 'unknown' || kind === 'filler' };
  });
  const files = slots.filter(({ types }) => types.has('file'));
  const literal = literalSuffixes(
    split,
    slots.map(({ suffix }) => suffix),
    files.map(({ suffix }) => suffix),
  );
  const sharing = openStems(split, slots);
  const isAffixed = ({ text, suffix, open }: SplitText): boolean =>
    suffix !== '' &&
    literal.has(suffix) &&
    !reserved.has(text) &&
    (open || (sharing.get(suffix) ?? 0) > SHARED_ENDING);
  const byText = new Map<string, ReadText>();
  for (const each of split) {
    const { text, stem, suffix, kind } = each;
    if (isAffixed(each)) byText.set(text, { stem, suffix, kind });
    else if (reserved.has(text) || suffix === '' || endsName(stem, suffix, literal))
      byText.set(text, { stem: text, suffix: '', kind });
    else if (literal.filesAreNamed && suffix.startsWith('.'))
      byText.set(text, { stem: text, suffix: '', kind: 'file' });
    else byText.set(text, { stem: text, suffix: '', kind: kindHere(text, text) });
  }
  return { literal, read: (text) => byText.get(text) ?? { stem: text, suffix: '', kind: 'unknown' } };
}

/** Where so many texts that are no listed words have an ending, listed ones before it are weighed with them. */
const SHARED_ENDING = 4;

/** Distinct texts that are no listed words, by the ending that they have. */
function openStems(texts: readonly SplitText[], slots: readonly SlotHere[]): ReadonlyMap<string, number> {
  const counts = new Map(slots.map(({ suffix, values }) => [suffix, estimateDistinct(values)]));
  for (const { suffix, open } of texts) if (open) counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
  return counts;
}

/** Whether a listed stem keeps its meaning before the ending: `export.csv`, `documents:search`, but not `home:ada`. */
function endsName(stem: string, suffix: string, literal: LiteralSuffixes): boolean {
  if (suffix.startsWith(':')) return isVerb(suffix.slice(1));
  return !literal.filesAreNamed && (isPathWord(stem) || isActionWord(stem));
}
