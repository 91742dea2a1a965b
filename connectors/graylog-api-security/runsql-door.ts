import { AssayError, type ConnectorContext, type JsonValue } from '../../src/kit/index.ts';
import type { LakeConfig } from './config.ts';
import type { Lake, Row, RowBatch } from './lake.ts';

const PATH = '/ui/api/resurface/runsql';

const NO_ROWS = {
  code: 'LAKE_ANSWER',
  kind: 'sourceContract',
  message: 'The one-shot query address answers in a form that is not known.',
  fix: 'Set door: statement; the form of this address is not documented and differs between versions.',
} as const;

/**
 * One request, one answer. The form of the answer is not documented: a list of objects, or columns and data, are
 * understood, and anything else is an error rather than no rows. The address takes any SQL, so that a stop cannot
 * cancel what runs: every query is bounded by its LIMIT. How many rows an answer holds at most is not documented either.
 */
export function runsqlDoor(context: Pick<ConnectorContext<LakeConfig>, 'config' | 'http'>): Lake {
  return {
    mayCapAnswers: true,
    query: async function* query(sql: string): AsyncGenerator<RowBatch> {
      const { text } = await context.http.send({
        method: 'POST',
        url: PATH,
        content: { type: 'text/plain; charset=utf-8', text: sql },
        timeoutMs: context.config.queryTimeout,
      });
      yield readAnswer(text);
    },
  };
}

function readAnswer(text: string): RowBatch {
  const body = parse(text);
  if (isList(body)) return fromObjects(body);
  if (!isMembers(body)) throw new AssayError(NO_ROWS);
  const { columns, data } = body;
  if (!isList(columns) || !isList(data)) throw new AssayError(NO_ROWS);
  return fromLists(columns.map(columnName), data);
}

function parse(text: string): JsonValue {
  try {
    // JSON.parse makes nothing but JSON values.
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new AssayError(NO_ROWS);
  }
}

/** A name, or an object with one, as the protocol of Trino writes columns. */
function columnName(column: JsonValue): string {
  const name = isMembers(column) ? column['name'] : column;
  if (typeof name !== 'string') throw new AssayError(NO_ROWS);
  return name;
}

function fromObjects(items: readonly JsonValue[]): RowBatch {
  const rows = items.filter(isMembers);
  return { rows, broken: items.length - rows.length };
}

function fromLists(columns: readonly string[], data: readonly JsonValue[]): RowBatch {
  const rows: Row[] = [];
  for (const values of data) {
    if (isList(values) && values.length === columns.length)
      rows.push(Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null])));
  }
  return { rows, broken: data.length - rows.length };
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMembers(value: JsonValue): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
