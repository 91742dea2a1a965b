import { addHeader, Headers } from './headers.ts';
import { type Dropped, MALFORMED, NOT_A_CALL } from './outcome.ts';
import { Fields, present } from './values.ts';

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
const PAIRS_ADDRESS = 'address';

/**
 * Gathers a list of `[key, value]` pairs into fields (the last of a repeated key stands) and header groups.
 * Pairs of another form, unknown keys and keys that end with the prefix are passed over, as the reader of the
 * format's vendor does. An empty list is the vendor's empty message: no call.
 */
export function gatherPairs(value: unknown, shape: PairsShape): Readonly<Record<string, unknown>> | Dropped {
  if (!Array.isArray(value)) return MALFORMED;
  if (value.length === 0) return NOT_A_CALL;
  const record = new Fields();
  for (const pair of value) {
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== 'string') continue;
    const key = readKey(shape, pair[0]);
    if (key.field !== null) record[key.field] = pair[1];
    else if (key.group !== null) addToGroup(record, key.group, key.names, pair[1]);
  }
  return record;
}

/** What a key of a pair means; a key that means nothing has neither. */
interface PairKey {
  readonly field: string | null;
  readonly group: string | null;
  readonly names: readonly HeaderName[];
}

interface HeaderName {
  readonly name: string;
  readonly isAddress: boolean;
}

/** Keys repeat in every message; what they mean is remembered for each shape, and forgotten when it gets too much. */
const keysOf = new WeakMap<PairsShape, Map<string, PairKey>>();
const KEYS_KEPT = 4096;
const LONGEST_KEPT = 128;

function readKey(shape: PairsShape, text: string): PairKey {
  let keys = keysOf.get(shape);
  if (keys === undefined) {
    keys = new Map<string, PairKey>();
    keysOf.set(shape, keys);
  }
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = parseKey(shape, text);
  // Long keys are a sender's, not the format's: remembering them would cost memory for nothing.
  if (text.length > LONGEST_KEPT) return key;
  if (keys.size >= KEYS_KEPT) keys.clear();
  keys.set(text, key);
  return key;
}

function parseKey(shape: PairsShape, text: string): PairKey {
  const colon = text.indexOf(':');
  if (colon < 0) return { field: shape.fields.has(text) ? text : null, group: null, names: [] };
  const prefix = text.slice(0, colon);
  const group = Object.keys(shape.groups).find((name) => shape.groups[name] === prefix) ?? null;
  // Some loggers write a space after the colon, and several names in one key.
  const parts = text
    .slice(colon + 1)
    .toLowerCase()
    .split(' ');
  const isAddress = (name: string): boolean => group === shape.addressGroup && shape.addressNames.has(name);
  const names = parts.filter((name) => name !== '').map((name) => ({ name, isAddress: isAddress(name) }));
  return { field: null, group, names };
}

function addToGroup(
  record: Record<string, unknown>,
  group: string,
  names: readonly HeaderName[],
  value: unknown,
): void {
  if (present(value) === undefined) return;
  for (const { name, isAddress } of names) {
    if (isAddress) record[PAIRS_ADDRESS] = value;
    addHeader(headersOf(record, group), name, value);
  }
}

function headersOf(record: Record<string, unknown>, group: string): Headers {
  const known = record[group];
  if (known instanceof Headers) return known;
  const headers = new Headers();
  record[group] = headers;
  return headers;
}
