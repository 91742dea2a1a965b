import { addHeader, Headers } from './headers.ts';
import { type Dropped, MALFORMED, NOT_A_CALL } from './outcome.ts';
import { present } from './values.ts';

/** What a list of `[key, value]` pairs is gathered into. */
export interface PairsShape {
  /** Keys without a colon that are read. */
  readonly fields: ReadonlySet<string>;
  /** Group name -> key prefix; the rest of the key is a header name. */
  readonly groups: Readonly<Record<string, string>>;
  /** Header names of the first group that state the client's address: the last one wins. */
  readonly addressGroup: string;
  readonly addressNames: ReadonlySet<string>;
}

/** Name under which the client's address stands in the gathered record. */
export const PAIRS_ADDRESS = 'address';

/**
 * Gathers a list of `[key, value]` pairs into fields (the last of a repeated key stands) and header groups.
 * Pairs of another form, unknown keys and keys that end with the prefix are passed over, as the reader of the
 * format's vendor does. An empty list is the vendor's empty message: no call.
 */
export function gatherPairs(value: unknown, shape: PairsShape): Readonly<Record<string, unknown>> | Dropped {
  if (!Array.isArray(value)) return MALFORMED;
  if (value.length === 0) return NOT_A_CALL;
  const record: Record<string, unknown> = Object.create(null);
  for (const pair of value) {
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== 'string') continue;
    const key: string = pair[0];
    const colon = key.indexOf(':');
    if (colon >= 0) addToGroup(record, shape, key.slice(0, colon), key.slice(colon + 1), pair[1]);
    else if (shape.fields.has(key)) record[key] = pair[1];
  }
  return record;
}

function addToGroup(
  record: Record<string, unknown>,
  shape: PairsShape,
  prefix: string,
  names: string,
  value: unknown,
): void {
  const group = groupOf(shape, prefix);
  if (group === undefined || present(value) === undefined) return;
  // Some loggers write a space after the colon, and several names in one key.
  for (const part of names.split(' ')) {
    const name = part.trim().toLowerCase();
    if (name === '') continue;
    if (group === shape.addressGroup && shape.addressNames.has(name)) record[PAIRS_ADDRESS] = value;
    addHeader(headersOf(record, group), name, value);
  }
}

function groupOf(shape: PairsShape, prefix: string): string | undefined {
  for (const group in shape.groups) if (shape.groups[group] === prefix) return group;
  return undefined;
}

function headersOf(record: Record<string, unknown>, group: string): Headers {
  const known = record[group];
  if (known instanceof Headers) return known;
  const headers = new Headers();
  record[group] = headers;
  return headers;
}
