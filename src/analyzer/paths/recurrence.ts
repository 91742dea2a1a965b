import { isMarkedName, isPathWord, singularOf } from './path-words.ts';
import type { Profiler } from './profile.ts';
import type { PathNode } from './trie.ts';

/** At how many kinds of places of a host each unlisted text stands: keys of things recur below whatever they belong to. */
export interface Recurrence {
  readonly places: ReadonlyMap<string, number>;
  /** Singular forms of literals, and the forms that they have. */
  readonly forms: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NO_RECURRENCE: Recurrence = { places: new Map(), forms: new Map() };

/** Whether a literal stands anywhere that is the text in the other number. */
export function hasOtherForm({ forms }: Recurrence, text: string): boolean {
  const lower = text.toLowerCase();
  return [...(forms.get(singularOf(lower)) ?? [])].some((form) => form !== lower);
}

/** More kinds of places tell no more. */
const MOST_PLACES = 4;

/**
 * Counts the places of unlisted texts. Two places are of one kind when their paths are the same but for slots and
 * unlisted texts, so that a name below many values counts once.
 */
export function recurrenceIn(host: PathNode, profileOf: Profiler): Recurrence {
  const seen = new Map<string, Set<string>>();
  const forms = new Map<string, Set<string>>();
  const walk = (node: PathNode, place: string): void => {
    for (const [text, child] of node.literals) {
      const isOpen = text.includes('{');
      if (!isOpen && profileOf(child).calls > 0) {
        const lower = text.toLowerCase();
        const singular = singularOf(lower);
        const known = forms.get(singular);
        if (known === undefined) forms.set(singular, new Set([lower]));
        else if (known.size < 3) known.add(lower);
      }
      const listed = !isOpen && (isPathWord(text) || isMarkedName(text));
      if (!listed && !isOpen && profileOf(child).calls > 0) {
        const places = seen.get(text);
        if (places === undefined) seen.set(text, new Set([place]));
        else if (places.size < MOST_PLACES) places.add(place);
      }
      walk(child, `${place}/${listed ? text : '~'}`);
    }
    for (const child of node.slots.values()) walk(child, `${place}/~`);
    if (node.other !== null) walk(node.other, `${place}/~`);
  };
  walk(host, '');
  const counts = new Map<string, number>();
  for (const [text, places] of seen) if (places.size > 1) counts.set(text, places.size - 1);
  return { places: counts, forms };
}
