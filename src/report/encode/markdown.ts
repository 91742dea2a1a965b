import { showInvisible } from './invisible.ts';

/**
 * Text for a Markdown paragraph or table cell. Every ASCII punctuation mark becomes a numeric character reference
 * (CommonMark section 2.5: a reference can never start a construct), so no link, image, HTML, table or code can begin.
 */
export function encodeMarkdown(text: string): string {
  return showInvisible(text).replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
