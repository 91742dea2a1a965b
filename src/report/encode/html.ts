import { showInvisible } from './invisible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
};

/** Text for element content and for attribute values, quoted or not. Not for scripts, styles, or URLs. */
export function encodeHtml(text: string): string {
  return showInvisible(text).replace(/[&<>"'`=]/g, (character) => ENTITIES[character] ?? '');
}
