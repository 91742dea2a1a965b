import { canonicalJson, type JsonValue } from '../../model/json.ts';
import type { Page, PageRecords } from '../page.ts';
import { describeSlice, type Slice } from './slice.ts';
import type { WindowCursor } from './window-cursor.ts';

/** A record as a search gives it. */
export interface SearchRecord {
  /** The platform's own id of it; null where it has none, and then its time and content stand for one. */
  readonly id: string | null;
  readonly timeMs: number;
  /** What its mapping reads: a parsed record, or the text of a log line. */
  readonly value: JsonValue;
}

export interface IdentifiedRecord extends SearchRecord {
  readonly id: string;
}

/**
 * Gives an id to records without one: time, content, and how many equal ones came before. Equal records share their
 * time, so they come in the same slice however that is cut, and get the same ids when it is read again.
 */
export function identified(found: readonly SearchRecord[]): readonly IdentifiedRecord[] {
  const equals = new Map<string, number>();
  return found.map(({ id, timeMs, value }) => {
    if (id !== null) return { id, timeMs, value };
    const content = `${timeMs} ${canonicalJson(value)}`;
    const before = equals.get(content) ?? 0;
    equals.set(content, before + 1);
    return { id: `${before} ${content}`, timeMs, value };
  });
}

export function distinct(found: readonly IdentifiedRecord[]): readonly IdentifiedRecord[] {
  const seen = new Set<string>();
  return found.filter(({ id }) => {
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** By time, then by id: the order of a lake is not kept by all of its doors. */
export function byTime(left: IdentifiedRecord, right: IdentifiedRecord): number {
  if (left.timeMs !== right.timeMs) return left.timeMs - right.timeMs;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

/** Whether the mapping reads the records themselves or a text in them, line by line. */
export type Reading = 'records' | 'lines';

/** A page whose cursor is that of its search. */
export type WindowPage = Page & { readonly cursor: WindowCursor };

/** A page of what one slice held. `origin` is the URL or name of where it was searched. */
export function searchPage(
  found: readonly SearchRecord[],
  around: { readonly origin: string; readonly slice: Slice; readonly reading: Reading },
  cursor: WindowCursor,
): WindowPage {
  const values = found.map(({ value }) => value);
  return {
    records:
      around.reading === 'records'
        ? { kind: 'records', mapping: null, records: values }
        : textRecords(values),
    position: { file: `${around.origin} ${describeSlice(around.slice)}`, firstLine: 1 },
    dropped: [],
    cursor,
  };
}

/** Log lines out of records. A text with line breaks is still one record: in JSON they are white space, and a log line has none. */
export function textRecords(values: readonly JsonValue[]): PageRecords {
  const texts = values.map((value) => (typeof value === 'string' ? value : '').replaceAll(/[\r\n]+/g, ' '));
  const bytes = new TextEncoder().encode(texts.map((text) => `${text}\n`).join(''));
  return { kind: 'lines', mapping: null, chunk: bytes, lineCount: texts.length };
}
