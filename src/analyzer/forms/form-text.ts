import { areSamples } from './form-reading.ts';

/** Text at a place: the id of the call by its place among them, or what all calls of the form have there. */
export interface FormText {
  /** -1 for a text of the form. */
  readonly id: number;
  readonly text: string | null;
}

export const NO_TEXT: FormText = { id: -1, text: '' };

export function isId(text: FormText | undefined): boolean {
  return text !== undefined && text.text === null;
}

export function idsIn(texts: readonly FormText[]): number {
  return texts.filter(isId).length;
}

/** Texts that differ are the ids, in their order; null where something else differs. */
export function textsOf(
  small: readonly string[],
  large: readonly string[],
  first: number,
): FormText[] | null {
  if (small.length !== large.length) return null;
  let id = first;
  const texts: FormText[] = [];
  for (const [at, text] of small.entries()) {
    if (large[at] === text) texts.push({ id: -1, text });
    else if (areSamples(text, large[at])) {
      texts.push({ id, text: null });
      id += 1;
    } else return null;
  }
  return texts;
}

export function textIn(text: FormText | undefined, ids: readonly string[]): string {
  if (text === undefined) return '';
  return text.text ?? ids[text.id] ?? '';
}
