import { quoteMarkdown, showInvisible } from '../model/shown-text.ts';

/**
 * One line for a field of a registry that is shown as text. What acts unseen is written out; what does not fit ends in
 * `…`, never inside a character. Strings of a PublishedApi have passed it already; it is for those that are put together
 * from elsewhere, and for the platform's limit. `maxLength` counts UTF-16 units, as the platforms do.
 */
export function registryText(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  return clipped(showInvisible(text), maxLength);
}

/** The same for a field that the platform renders as Markdown: no link, image, HTML or table can begin in it. */
export function registryMarkdown(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  const whole = quoteMarkdown(text);
  if (whole.length <= maxLength) return whole;
  // Cut before it is quoted: half a reference would show as what it is not.
  const shown = showInvisible(text);
  let end = Math.min(shown.length, maxLength);
  while (end > 0 && quoteMarkdown(clipped(shown, end)).length > maxLength) end -= 1;
  return quoteMarkdown(clipped(shown, end));
}

function clipped(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (maxLength < 1) return '';
  const last = text.charCodeAt(maxLength - 2);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isHalf ? maxLength - 2 : maxLength - 1)}…`;
}
