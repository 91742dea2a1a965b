import { type Cursor, decodeCursor } from './keyset.ts';
import { RequestFault } from './request-fault.ts';

/** Checked access to the parameters of one request; what nobody asked for is refused, so that a typo shows. */
export interface QueryReader {
  /** Every value of a repeated parameter; throws RequestFault 400 for one outside `allowed`. */
  words<T extends string>(name: string, allowed: readonly T[]): readonly T[];
  texts(name: string): readonly string[];
  text(name: string): string;
  limit(fallback: number): number;
  cursor(): Cursor | null;
  /** `name` ascending, `-name` descending. */
  sort<T extends string>(allowed: readonly T[], fallback: Sort<T>): Sort<T>;
  /** Call after everything was read: throws RequestFault 400 for a parameter that nobody read. */
  end(): void;
}

export interface Sort<T extends string> {
  readonly by: T;
  readonly descending: boolean;
}

const MAX_LIMIT = 500;
const MAX_TEXT = 500;

export function readQuery(query: URLSearchParams): QueryReader {
  const read = new Set<string>();
  const all = (name: string): readonly string[] => {
    read.add(name);
    return [...new Set(query.getAll(name))].map((value) => value.slice(0, MAX_TEXT));
  };
  const text = (name: string): string => (all(name)[0] ?? '').trim();
  return {
    texts: all,
    text,
    words: (name, allowed) => all(name).map((value) => oneOf(name, value, allowed)),
    limit: (fallback) => limitOf(text('limit'), fallback),
    cursor: () => cursorOf(text('after')),
    sort: (allowed, fallback) => sortOf(text('sort'), allowed, fallback),
    end: () => {
      for (const name of query.keys()) if (!read.has(name)) throw unknownParameter([...read]);
    },
  };
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const word = allowed.find((one) => one === value);
  if (word !== undefined) return word;
  throw new RequestFault(400, 'bad-parameter', `${name} is one of: ${allowed.join(', ')}.`);
}

function limitOf(text: string, fallback: number): number {
  if (text === '') return fallback;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new RequestFault(400, 'bad-parameter', `limit is a whole number from 1 to ${MAX_LIMIT}.`);
}

function cursorOf(text: string): Cursor | null {
  if (text === '') return null;
  const cursor = decodeCursor(text);
  if (cursor === null) throw new RequestFault(400, 'bad-cursor', 'after is the `next` of an earlier page.');
  return cursor;
}

function sortOf<T extends string>(text: string, allowed: readonly T[], fallback: Sort<T>): Sort<T> {
  if (text === '') return fallback;
  const descending = text.startsWith('-');
  return { by: oneOf('sort', descending ? text.slice(1) : text, allowed), descending };
}

function unknownParameter(known: readonly string[]): RequestFault {
  return new RequestFault(
    400,
    'unknown-parameter',
    `An unknown parameter was given; known here: ${known.toSorted().join(', ')}.`,
  );
}
