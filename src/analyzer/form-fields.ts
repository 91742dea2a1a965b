import type { Field } from './exchange.ts';
import { formDecode } from './percent-decoding.ts';
import { sharedSlice } from './shared-text.ts';

/** Pairs of a query or of a form body, decoded; a pair without `=` has an empty value. */
export function formFields(text: string): readonly Field[] {
  const fields: Field[] = [];
  let from = 0;
  while (from < text.length) {
    let end = text.indexOf('&', from);
    if (end < 0) end = text.length;
    if (end > from) {
      const equals = text.indexOf('=', from);
      const nameEnd = equals < 0 || equals > end ? end : equals;
      fields.push({
        name: formDecode(sharedSlice(text, from, nameEnd)),
        value: nameEnd === end ? '' : formDecode(text.slice(nameEnd + 1, end)),
      });
    }
    from = end + 1;
  }
  return fields;
}

/** Fields of a form body; places in a list (`items[0][sku]`) are one field (`items[][sku]`), however long the list. */
export function bodyFormFields(text: string): readonly Field[] {
  const fields = formFields(text);
  if (!fields.some(({ name }) => name.includes('['))) return fields;
  return fields.map(({ name, value }) => ({ name: name.replace(LIST_PLACE, '[]'), value }));
}

const LIST_PLACE = /\[\d{1,9}\]/g;
