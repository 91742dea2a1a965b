import type { Field } from './exchange.ts';
import { formDecode } from './percent-decoding.ts';

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
        name: formDecode(text.slice(from, nameEnd)),
        value: nameEnd === end ? '' : formDecode(text.slice(nameEnd + 1, end)),
      });
    }
    from = end + 1;
  }
  return fields;
}
