import { remembered } from './remembered.ts';
import { NO_NAMES } from './targets.ts';
import { isMembers, toText } from './values.ts';

/**
 * A header map under construction. Its objects have no prototype chain into Object: a header called `__proto__`
 * or `constructor` is a header like any other. Faster to fill than `Object.create(null)`.
 */
export class Headers {
  [name: string]: string | readonly string[];
}
Reflect.deleteProperty(Headers.prototype, 'constructor');
Object.setPrototypeOf(Headers.prototype, null);

const shortName = remembered(headerName);

/** The name as a key; undefined for no name and for the pseudo headers of HTTP/2. */
function headerName(name: string): string | undefined {
  const key = name.trim().toLowerCase();
  return key === '' || key.charCodeAt(0) === 0x3a ? undefined : key;
}

/** Adds one value; a repeated name keeps all its values in order. */
export function addHeader(headers: Headers, name: string, value: unknown): boolean {
  const key = name.length <= 64 ? shortName(name) : headerName(name);
  if (key === undefined) return false;
  if (Array.isArray(value)) {
    let added = false;
    for (const item of value) if (!Array.isArray(item) && addHeader(headers, key, item)) added = true;
    return added;
  }
  const text = toText(value);
  if (text === undefined) return false;
  const before = headers[key];
  if (before === undefined) headers[key] = text;
  else headers[key] = typeof before === 'string' ? [before, text] : [...before, text];
  return true;
}

/** A value that headers were made of: for whoever remembers what they say, of the same value they are the same. */
interface MadeHeaders {
  readonly source: Members;
  readonly headers: Headers;
  /** The names of the value in their order, and what they are in the headers; null where these do not follow from them. */
  readonly names: { readonly given: readonly string[]; readonly kept: readonly string[] } | null;
}

type Members = Readonly<Record<string, unknown>>;

/** Lines of like requests share their parts (`ShapedLines`): headers of requests and of answers, of two kinds each. */
const MADE_KEPT = 4;
const made: MadeHeaders[] = [];
let turn = 0;

/** Whether the value can hold headers at all: an object, or a list of objects. What it answers must not be changed. */
export function toHeaders(value: unknown): Headers | undefined {
  if (!isMembers(value) || value === NO_NAMES) return undefined;
  for (let index = 0; index < made.length; index += 1) {
    const known = made[index];
    if (known?.source === value) return known.headers;
  }
  for (let index = 0; index < made.length; index += 1) {
    const known = made[index];
    const headers = known === undefined ? null : headersLike(known, value);
    if (known === undefined || headers === null) continue;
    made[index] = { source: value, headers, names: known.names };
    return headers;
  }
  const headers = headersOf(value);
  made[turn] = { source: value, headers, names: namesOf(value, headers) };
  turn = (turn + 1) % MADE_KEPT;
  return headers;
}

/** Of a value with the names of one before: those of a log's answers differ in a request id at least. */
function headersLike({ names }: MadeHeaders, value: Members): Headers | null {
  if (names === null || Array.isArray(value)) return null;
  const { given, kept } = names;
  const headers = new Headers();
  let at = 0;
  for (const name in value) {
    const key = kept[at];
    const text = value[name];
    if (given[at] !== name || key === undefined || typeof text !== 'string') return null;
    headers[key] = text;
    at += 1;
  }
  return headers;
}

function namesOf(value: Members, headers: Headers): MadeHeaders['names'] {
  if (Array.isArray(value)) return null;
  const given = Object.keys(value);
  const kept = Object.keys(headers);
  // None was left out, no two are one, and none came before others, as numbers do.
  const isInOrder = given.every((name, at) => headerName(name) === kept[at]);
  return isInOrder ? { given, kept } : null;
}

function headersOf(value: Members): Headers {
  const headers = new Headers();
  if (Array.isArray(value)) {
    for (const item of value) if (isMembers(item)) addListed(headers, item);
    return headers;
  }
  for (const name in value) addHeader(headers, name, value[name]);
  return headers;
}

/** `{name, value}` as HAR writes it, or `{"<name>": "<value>"}` as IBM's analytics does. */
function addListed(headers: Headers, item: Members): void {
  const { name, value } = item;
  if (name !== undefined || value !== undefined) {
    if (typeof name === 'string') addHeader(headers, name, value);
  } else for (const key of Object.keys(item)) addHeader(headers, key, item[key]);
}

/** One header from its own field, for logs that print a few headers as columns; one that is there already stays. */
export function addField(headers: Headers | null, name: string, value: unknown): Headers | null {
  if (value === undefined) return headers;
  const into = headers ?? new Headers();
  if (into[name] === undefined) addHeader(into, name, value);
  return into;
}

function underscored(field: string): string {
  return field.length <= 64 ? (shortField(field) ?? '') : field.replaceAll('_', '-');
}

const shortField = remembered((field) => field.replaceAll('_', '-'));

/** Fields `<prefix>x_request_id` as header `x-request-id`; null when the record has none of them. */
export function prefixedHeaders(
  record: Readonly<Record<string, unknown>>,
  prefix: string,
  read: (value: unknown) => unknown,
): Headers | null {
  let headers: Headers | null = null;
  const first = prefix.charCodeAt(0);
  for (const key in record) {
    if (key.charCodeAt(0) !== first || !key.startsWith(prefix)) continue;
    const value = read(record[key]);
    if (value === undefined) continue;
    headers ??= new Headers();
    addHeader(headers, underscored(key.slice(prefix.length)), value);
  }
  return headers;
}
