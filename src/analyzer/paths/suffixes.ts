import { isFileExtension, isFormat } from './file-extensions.ts';
import { isVerb } from './path-words.ts';

/** The part of a place's texts that may be a literal affix. */
export interface AffixedText {
  readonly stem: string;
  readonly suffix: string;
  /** Whether the stem may be a value: names do not speak for an affix. */
  readonly open: boolean;
}

export interface LiteralSuffixes {
  has(suffix: string): boolean;
  /** Extensions belong to names of files here. */
  readonly filesAreNamed: boolean;
}

/** Kinds of files below one parent from which on the extension is chosen by who named the file. */
const NAMED_KINDS = 2;
/** The same where ids stand before the dot: two kinds are as often two renderings of one thing. */
const KINDS_OF_IDS = 3;
/** So many formats of values are part of what the caller chooses; two are as often two renderings. */
const FORMATS_OF_VALUES = 3;
/** So many endings that are no verbs may be actions with names of their own, and a third as many as stems may be. */
const NAMED_ENDINGS = 4;
const ENDINGS_EACH = 1 / 3;
/** Stems that share a verb, from which on it is an affix whatever its words. */
const SHARING_STEMS = 2;

/**
 * Which suffixes of one place are literal affixes of a slot; the others are part of the value.
 *
 * - Verbs recur behind many stems and are few. Where one stem has more endings than an ending has stems (`home:ada`,
 *   `home:grace`) the ending is what varies.
 *   So it is where endings are many and hardly any is a verb.
 * - Extensions are affixes where they say how to answer, and part of a file's name where several kinds of files are.
 *   Where values are answered in several formats the format is as much the caller's choice as the value before it.
 *
 * @param slots suffixes of the slots that stand at the place by their form
 */
export function literalSuffixes(
  texts: readonly AffixedText[],
  slots: readonly string[],
  files: readonly string[] = [],
): LiteralSuffixes {
  const literal = new Set<string>();
  const open = texts.filter((text) => text.open && text.suffix !== '');
  const suffixes = new Set([...open.map((text) => text.suffix), ...slots.filter((suffix) => suffix !== '')]);
  const filesAreNamed =
    fileKinds([...files, ...open.map((text) => text.suffix)]) >= NAMED_KINDS ||
    (fileKinds(slots) >= KINDS_OF_IDS && !slots.includes(''));
  const formats = [...suffixes].filter((suffix) => isFormat(suffix.slice(1))).length;
  const verbs = open.filter((text) => text.suffix.startsWith(':'));
  const stemsOf = Map.groupBy(verbs, (text) => text.suffix);
  const endingsOf = Map.groupBy(verbs, (text) => text.stem);
  const endings = [...stemsOf.keys()].filter((suffix) => !isVerb(suffix.slice(1))).length;
  // `table:coffee`, `coffee:lamp`: where most endings are any words, a verb among them is one by chance.
  const endingsVary = endings > Math.max(NAMED_ENDINGS, endingsOf.size * ENDINGS_EACH);
  for (const suffix of suffixes) {
    if (suffix.startsWith('.')) {
      if (!filesAreNamed && !(formats >= FORMATS_OF_VALUES && isFormat(suffix.slice(1)))) literal.add(suffix);
      continue;
    }
    if (endingsVary) continue;
    const stems = stemsOf.get(suffix) ?? [];
    const widest = Math.max(0, ...stems.map((text) => endingsOf.get(text.stem)?.length ?? 0));
    const recurs = stems.length >= SHARING_STEMS && stems.length >= widest;
    if (isVerb(suffix.slice(1)) || recurs) literal.add(suffix);
  }
  return { has: (suffix) => literal.has(suffix), filesAreNamed };
}

function fileKinds(suffixes: readonly string[]): number {
  return new Set(suffixes.filter((suffix) => suffix.startsWith('.') && isFileExtension(suffix.slice(1))))
    .size;
}
