import { pipeline, Readable } from 'node:stream';
import { type ContentPage, type ContentSettings, RecordPages, withLastPage } from './object-content.ts';

/** A longer record is an error of the file: an open quote would otherwise swallow the rest of it. */
const RECORD_BYTES = 1024 * 1024;

/**
 * Records of a CSV file with a header, as objects of text. A row with another number of values than the header is
 * counted as malformed. Throws the parser's errors (code `CSV_…`).
 */
export function csvPages(
  bytes: AsyncIterable<Uint8Array>,
  skip: number,
  settings: ContentSettings,
): AsyncGenerator<ContentPage> {
  const pages = new RecordPages(settings.pageRecords, skip);
  return withLastPage(pages, fullPages(pages, bytes, skip, settings.delimiter));
}

async function* fullPages(
  pages: RecordPages,
  bytes: AsyncIterable<Uint8Array>,
  skip: number,
  delimiter: string,
): AsyncGenerator<ContentPage> {
  const { parse } = await import('csv-parse');
  const parser = parse({ bom: true, delimiter, relax_column_count: true, max_record_size: RECORD_BYTES });
  // The reader of the parser gets the errors of all that stands before it.
  pipeline(Readable.from(bytes), parser, () => undefined);
  let names: readonly string[] | null = null;
  let passed = 0;
  for await (const row of rowsOf(parser)) {
    if (names === null) names = row;
    else if (passed < skip) passed += 1;
    else if (row.length !== names.length) pages.drop('malformed');
    else pages.add(recordOf(names, row));
    if (pages.isFull) yield pages.take();
  }
}

async function* rowsOf(parser: AsyncIterable<unknown>): AsyncGenerator<readonly string[]> {
  for await (const row of parser) {
    if (Array.isArray(row)) yield row.map(String);
  }
}

function recordOf(names: readonly string[], row: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
}
