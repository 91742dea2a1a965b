import { AssayError } from '../../src/kit/index.ts';
import type { LakeConfig } from './config.ts';
import { allRows, type Lake, quoted } from './lake.ts';

/** What no message can be read without. */
const REQUIRED = ['id', 'response_time_millis', 'request_method', 'request_url', 'response_code'] as const;

/** What tells more of a message; versions differ in what they have. Source: the columns of connector 2 to 3.7. */
const OPTIONAL = [
  'interval_millis',
  'host',
  'request_address',
  'request_headers',
  'request_user_agent',
  'request_content_type',
  'request_body',
  'response_headers',
  'response_content_type',
  'response_body',
] as const;

/** The table as this server has it. */
export interface MessageTable {
  /** In SQL, quoted. */
  readonly name: string;
  /** What is read, in the order of the queries. */
  readonly columns: readonly string[];
  /** What this version of the server has not got. */
  readonly missing: readonly string[];
}

export function tableName({ catalog, schema, table }: LakeConfig): string {
  return [catalog, schema, table].map(quoted).join('.');
}

/** Asks the server for its columns. Throws AssayError when there is no such table, or no key to page by. */
export async function describeTable(lake: Lake, config: LakeConfig): Promise<MessageTable> {
  const name = tableName(config);
  const has = await columnsOf(lake, name);
  const absent = REQUIRED.filter((column) => !has.has(column));
  if (absent.length > 0) {
    throw new AssayError({
      code: 'LAKE_COLUMNS_MISSING',
      kind: 'config',
      message: `The table lacks ${absent.join(', ')}; messages cannot be read without.`,
      fix: 'Check table of this entry: messages stand in data.message.',
    });
  }
  return {
    name,
    columns: [...REQUIRED, ...OPTIONAL.filter((column) => has.has(column))],
    missing: OPTIONAL.filter((column) => !has.has(column)),
  };
}

/** Names of the columns of a table or view. `name` stands in SQL as it is. */
export async function columnsOf(lake: Lake, name: string): Promise<ReadonlySet<string>> {
  const rows = await allRows(lake, `DESCRIBE ${name}`);
  return new Set(
    rows.flatMap((row) => {
      const column = row['Column'] ?? row['column'] ?? row['column_name'];
      return typeof column === 'string' ? [column.toLowerCase()] : [];
    }),
  );
}

/** Where reading stands: behind this row, in the order of (time, id). */
export type RowKey = { readonly timeMs: number; readonly id: string };

export interface RowRange {
  /** Exclusive. */
  readonly afterMs: number;
  /** Inclusive. */
  readonly untilMs: number;
  readonly behind: RowKey | null;
  readonly limit: number;
}

/**
 * Rows without id or time are left out: they have no place in the order. The comparison is written out, because not
 * every version compares rows.
 */
export function rowsQuery({ name, columns }: MessageTable, range: RowRange): string {
  const { afterMs, untilMs, behind, limit } = range;
  const conditions = [
    `response_time_millis > ${afterMs}`,
    `response_time_millis <= ${untilMs}`,
    'id IS NOT NULL',
    ...(behind === null ? [] : [behindKey(behind)]),
  ];
  return (
    `SELECT ${columns.map(quoted).join(', ')} FROM ${name} WHERE ${conditions.join(' AND ')} ` +
    `ORDER BY response_time_millis, id LIMIT ${limit}`
  );
}

function behindKey({ timeMs, id }: RowKey): string {
  const text = `'${id.replaceAll("'", "''")}'`;
  return `(response_time_millis > ${timeMs} OR (response_time_millis = ${timeMs} AND id > ${text}))`;
}
