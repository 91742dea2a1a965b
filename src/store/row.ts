/** One row of a result, by column. */
export type Row = Readonly<Record<string, unknown>>;
