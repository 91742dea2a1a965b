import { estimateDistinct, type HyperLogLog } from '../sketch/hyper-log-log.ts';
import { isFormat } from './file-extensions.ts';
import { isActionWord, isPathWord, isVerb, leadsToBase } from './path-words.ts';
import { crowdOf, kindAmong, kindOf, type SiblingKind, splitSuffix } from './sibling.ts';
import { type LiteralSuffixes, literalSuffixes } from './suffixes.ts';

export interface ReadText {
  readonly stem: string;
  readonly suffix: string;
  readonly kind: SiblingKind;
  /** One of several formats in which a name is answered: `addresses.json` beside `addresses.csv`. */
  readonly inFormats: boolean;
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

interface SplitText extends Omit<ReadText, 'inFormats'> {
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
    return { text, stem, suffix, kind, open: isOpen(kind) };
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
  const formats = literal.filesAreNamed ? new Map<string, number>() : formatsOf(split);
  const byText = new Map<string, ReadText>();
  for (const each of split) {
    const { text, stem, suffix, kind } = each;
    const put = (read: Omit<ReadText, 'inFormats'>, inFormats = false): unknown =>
      byText.set(text, { ...read, inFormats });
    if (
      !reserved.has(text) &&
      !isOpen(kind) &&
      (formats.get(stem) ?? 0) >= FORMATS_OF_NAMES &&
      isFormat(suffix.slice(1))
    )
      put({ stem, suffix, kind }, true);
    else if (isAffixed(each)) put({ stem, suffix, kind });
    else if (reserved.has(text) || suffix === '' || endsName(stem, suffix, literal))
      put({ stem: text, suffix: '', kind });
    else if (literal.filesAreNamed && suffix.startsWith('.')) put({ stem: text, suffix: '', kind: 'file' });
    else put({ stem: text, suffix: '', kind: kindHere(text, text) });
  }
  return {
    literal,
    read: (text) => byText.get(text) ?? { stem: text, suffix: '', kind: 'unknown', inFormats: false },
  };
}

/** So many formats of one name are a choice: `/addresses.{format}`. */
const FORMATS_OF_NAMES = 2;

function isOpen(kind: SiblingKind): boolean {
  return kind === 'unknown' || kind === 'filler';
}

/** The formats of each stem. */
function formatsOf(texts: readonly SplitText[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { stem, suffix } of texts)
    if (isFormat(suffix.slice(1))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
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
