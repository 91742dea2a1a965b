import type { Field } from '../exchange.ts';
import { formFields } from '../form-fields.ts';

const INNER_FORM = /^[\w.[\]-]{1,64}=[^\s&]{0,2000}(?:&[\w.[\]-]{1,64}=[^\s&]{0,2000}){1,64}$/;

/** The pairs of a text that is itself a query (`"params": "query=lamp&page=2"`); null where it is none. */
export function innerForm(text: string): readonly Field[] | null {
  if (!text.includes('&') || !text.includes('=') || !INNER_FORM.test(text)) return null;
  return formFields(text);
}
