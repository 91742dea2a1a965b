import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import {
  AssayError,
  type HttpClient,
  namingPermission,
  type SearchRecord,
  type Slice,
} from '../../src/kit/index.ts';
import type { GraylogConfig } from './config.ts';
import { fieldsOf, recordOf } from './message.ts';
import { boundedQuery, REQUESTED_BY, timerangeOf } from './query.ts';
import { SEARCH_PERMISSION } from './scripting-api.ts';

/** Messages that Graylog fetches at once from its index for the export; its own default. */
const CHUNK = 1000;

/**
 * The messages of the slice as the CSV export writes them. An error after the beginning is text inside the CSV with
 * status 200, so every row is held against the header; the count of the slice proves the rest.
 */
export async function exportMessages(
  http: HttpClient,
  config: GraylogConfig,
  slice: Slice,
): Promise<readonly SearchRecord[]> {
  const fields = fieldsOf(config);
  const { bytes } = await namingPermission(SEARCH_PERMISSION, () =>
    http.download({
      method: 'POST',
      url: '/api/views/search/messages',
      headers: { ...REQUESTED_BY, accept: 'text/csv' },
      isSafeToRepeat: true,
      json: {
        timerange: timerangeOf(slice),
        query_string: { type: 'elasticsearch', query_string: boundedQuery(config, slice) },
        ...(config.streams.length === 0 ? {} : { streams: [...config.streams] }),
        fields_in_order: [...fields],
        chunk_size: CHUNK,
        time_zone: 'UTC',
      },
    }),
  );
  const found: SearchRecord[] = [];
  let header: readonly string[] | null = null;
  for await (const row of rowsOf(bytes)) {
    if (header === null) header = headerOf(row, fields);
    else found.push(messageOf(header, row, config));
  }
  return found;
}

async function* rowsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: 4 * 1024 * 1024 });
  const source = Readable.from(bytes);
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser)) {
      if (Array.isArray(row)) yield row.map(String);
    }
  } catch (error: unknown) {
    if (error instanceof AssayError) throw error;
    throw broken();
  } finally {
    source.destroy();
  }
}

function headerOf(row: readonly string[], fields: readonly string[]): readonly string[] {
  if (row.length === fields.length && fields.every((field) => row.includes(field))) return row;
  throw broken();
}

function messageOf(header: readonly string[], row: readonly string[], config: GraylogConfig): SearchRecord {
  const members = Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']));
  const record = row.length === header.length ? recordOf(members, config) : null;
  if (record !== null) return record;
  throw broken();
}

/** Kind `transient`: the export broke off on the side of the server, and the next run reads the slice again. */
function broken(): AssayError {
  return new AssayError({
    code: 'GRAYLOG_EXPORT_BROKEN',
    kind: 'transient',
    message: 'The CSV export is no CSV of the fields asked for: it broke off, or another page answered.',
    fix: 'Check that url is that of the server, and look into its log for the failed export.',
  });
}
