import type { ResponseShape, Template } from '../../design.ts';

/** What a template may say besides methods, path, response and query. */
type Detail = Omit<Template, 'methods' | 'path' | 'response' | 'query'>;

/** One template; methods and query keys are separated by spaces. */
export function on(
  methods: string,
  path: string,
  response?: ResponseShape,
  query = '',
  detail: Detail = {},
): Template {
  return {
    methods: methods.split(' '),
    path,
    ...(response === undefined ? {} : { response }),
    ...(query === '' ? {} : { query: query.split(' ') }),
    ...detail,
  };
}

/** A JSON object with these fields, separated by spaces. */
export function item(fields: string): ResponseShape {
  return { type: 'object', fields: fields.split(' ') };
}

/** A JSON array of objects with these fields, separated by spaces. */
export function list(fields: string): ResponseShape {
  return { type: 'list', fields: fields.split(' ') };
}

/** No body, as after most deletions. */
export const NOTHING: ResponseShape = { type: 'none' };

/** A text of this media type. */
export function text(contentType: string): ResponseShape {
  return { type: 'text', contentType };
}

/** Bytes of this media type. */
export function bytes(contentType: string): ResponseShape {
  return { type: 'binary', contentType };
}

/** The same response and query for several sibling paths: `prefix` + each of the names, separated by spaces. */
export function siblings(
  methods: string,
  prefix: string,
  names: string,
  response?: ResponseShape,
  query = '',
  detail: Detail = {},
): Template[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => on(methods, `${prefix}${name}`, response, query, detail));
}
