import { encodeHtml } from '../report/encode/html.ts';

/** Markup that was built by `html` and nothing else; everything that is not Markup is text and gets encoded. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = Markup | string | number | null | false | readonly HtmlValue[];

/** The one way to make markup: literals are trusted, every value is encoded for content and quoted attributes. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  let text = literals[0] ?? '';
  for (const [index, value] of values.entries()) text += render(value) + (literals[index + 1] ?? '');
  return new Markup(text);
}

function render(value: HtmlValue): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return encodeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(render).join('');
}

/**
 * A link inside the console. Path segments and parameters are percent-encoded; text that is not well-formed UTF-16
 * would make `encodeURIComponent` throw and is repaired first.
 */
export function href(
  segments: readonly string[],
  query: readonly (readonly [string, string])[] = [],
): string {
  const path = `/${segments.map(encodePart).join('/')}`;
  const pairs = query.map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
