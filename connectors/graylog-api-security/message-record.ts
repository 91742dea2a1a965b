import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import type { Row } from './lake.ts';
import type { RowKey } from './message-table.ts';

/** Place of a row in the order of reading; null for a row whose key is none. */
export function keyOf(row: Row): RowKey | null {
  const { id, response_time_millis: timeMs } = row;
  if (typeof id !== 'string' || typeof timeMs !== 'number' || !Number.isSafeInteger(timeMs)) return null;
  return { timeMs, id };
}

/**
 * A row as its mapping reads it: header columns opened, the headers that have columns of their own put back. Where
 * not one header is left, the rules of a logger took them out: then none was captured, which says nothing about the
 * call.
 */
export function recordOf(row: Row): JsonObject {
  return {
    ...row,
    request_headers: headersOf(row['request_headers'], {
      'user-agent': row['request_user_agent'],
      'content-type': row['request_content_type'],
    }),
    response_headers: headersOf(row['response_headers'], { 'content-type': row['response_content_type'] }),
  };
}

function headersOf(
  column: JsonValue | undefined,
  others: Readonly<Record<string, JsonValue | undefined>>,
): JsonValue {
  const listed = typeof column === 'string' ? readPairs(column) : [];
  if (listed.length === 0) return null;
  const own = Object.entries(others).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  return [...listed, ...own];
}

/** The column holds JSON: a list of [name, value]. What is none is passed over, as in the exports. */
function readPairs(text: string): readonly JsonObject[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  return listOf(parsed).flatMap((pair) => {
    const [name, value] = listOf(pair);
    return typeof name === 'string' && typeof value === 'string' ? [{ name, value }] : [];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
