import type { JsonValue } from '../../src/kit/index.ts';

/** One row by the names of its columns. */
export type Row = Readonly<Record<string, JsonValue>>;

/** Rows of one answer; a row that is none of the right length was left out and counted. */
export interface RowBatch {
  readonly rows: readonly Row[];
  readonly broken: number;
}

/** A way to ask the lake. Reads only: every statement is a SELECT or a look at the catalog. */
export interface Lake {
  /** Whether an answer may end before the LIMIT of its query although more rows match. */
  readonly mayCapAnswers: boolean;
  /**
   * Rows as they come. Ending early (`return`, an error, an abort) cancels the query on the server.
   * Throws AssayError; the server's own words never stand in it.
   */
  query(sql: string): AsyncIterable<RowBatch>;
}

export async function allRows(lake: Lake, sql: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of lake.query(sql)) rows.push(...batch.rows);
  return rows;
}

/** A name of a catalog, schema, table or column in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
