import { areSamples } from './form-reading.ts';

/** Text at a place: the number of the call by its place among them, or what all calls of the form have there. */
export interface FormText {
  /** -1 for a text of the form. */
  readonly number: number;
  readonly text: string | null;
}

export const NO_TEXT: FormText = { number: -1, text: '' };

export function isNumber(text: FormText | undefined): boolean {
  return text !== undefined && text.text === null;
}

export function numbersIn(texts: readonly FormText[]): number {
  return texts.filter(isNumber).length;
}

/** Texts that differ are the numbers, in their order; null where something else differs. */
export function textsOf(
  small: readonly string[],
  large: readonly string[],
  first: number,
): FormText[] | null {
  if (small.length !== large.length) return null;
  let number = first;
  const texts: FormText[] = [];
  for (const [at, text] of small.entries()) {
    if (large[at] === text) texts.push({ number: -1, text });
    else if (areSamples(text, large[at])) {
      texts.push({ number, text: null });
      number += 1;
    } else return null;
  }
  return texts;
}

export function textIn(text: FormText | undefined, numbers: readonly string[]): string {
  if (text === undefined) return '';
  return text.text ?? numbers[text.number] ?? '';
}
