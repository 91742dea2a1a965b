import type { FileMetaData, RowGroup } from 'hyparquet';
import { AssayError } from '../../model/errors.ts';
import { type ContentPage, type ContentSettings, RecordPages, withLastPage } from './object-content.ts';
import { groupBuffer, notParquet, type ReadRange } from './parquet-buffer.ts';
import { boundedCompressors } from './parquet-compressors.ts';
import { assertPlausiblePages } from './parquet-pages.ts';
import { jsonOf, PARQUET_PARSERS } from './parquet-values.ts';

/** The footer of a file is fetched with one request where it is no longer than this. */
const FOOTER_BYTES = 256 * 1024;
/** Rows are turned into objects in slices of about this much content, so that a large group is never all objects. */
const SLICE_BYTES = 32 * 1024 * 1024;
const MAX_GROUP_ROWS = 5_000_000;

/**
 * Rows of a Parquet file, group by group, as objects. Only the columns that are asked for are fetched; memory is
 * bounded by one group of them. Throws AssayError of kind `record` for a file that is damaged or beyond the bounds.
 */
export function parquetPages(
  readRange: ReadRange,
  sizeBytes: number,
  skip: number,
  settings: ContentSettings,
): AsyncGenerator<ContentPage> {
  const pages = new RecordPages(settings.pageRecords, skip);
  return withLastPage(pages, fullPages(pages, readRange, sizeBytes, skip, settings));
}

async function* fullPages(
  pages: RecordPages,
  readRange: ReadRange,
  sizeBytes: number,
  skip: number,
  settings: ContentSettings,
): AsyncGenerator<ContentPage> {
  const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const file = groupBuffer(readRange, sizeBytes, settings.rowGroupBytes);
  const compressors = await boundedCompressors(settings.rowGroupBytes);
  const metadata = await decoding(() =>
    parquetMetadataAsync(file, {
      initialFetchSize: FOOTER_BYTES,
      parsers: PARQUET_PARSERS,
      geoparquet: false,
    }),
  );
  const columns = presentColumns(metadata, settings.columns);
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const groupEnd = groupStart + rows;
    if (groupEnd > skip) {
      const sliceRows = boundedSlice(group, columns, settings.rowGroupBytes);
      await decoding(() => file.hold(group, columns));
      await decoding(() => assertPlausiblePages(file, group, columns));
      for (let from = Math.max(groupStart, skip); from < groupEnd; from += sliceRows) {
        const range = { rowStart: from, rowEnd: Math.min(groupEnd, from + sliceRows) };
        const records = await decoding(() =>
          parquetReadObjects({
            file,
            metadata,
            columns: [...columns],
            ...range,
            compressors,
            parsers: PARQUET_PARSERS,
            geoparquet: false,
          }),
        );
        for (const record of records) {
          pages.add(jsonOf(record));
          if (pages.isFull) yield pages.take();
        }
      }
    }
    groupStart = groupEnd;
  }
}

/** Columns of the file among those asked for; one that no file has is no error: old files have fewer. */
function presentColumns(metadata: FileMetaData, asked: readonly string[] | null): readonly string[] {
  const present = new Set(
    metadata.row_groups.flatMap(({ columns }) =>
      columns.map((column) => column.meta_data?.path_in_schema[0]),
    ),
  );
  const names = [...present].filter((name) => name !== undefined);
  return asked === null ? names : names.filter((name) => asked.includes(name));
}

/** Rows of one slice; throws for a group that is larger than the bounds. */
function boundedSlice(group: RowGroup, columns: readonly string[], limitBytes: number): number {
  const rows = Number(group.num_rows);
  const bytes = group.columns
    .filter(({ meta_data: meta }) => columns.includes(meta?.path_in_schema[0] ?? ''))
    .reduce((sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0), 0);
  if (bytes > limitBytes || rows > MAX_GROUP_ROWS || rows < 0) {
    throw new AssayError({
      code: 'OBJECT_ROW_GROUP_TOO_LARGE',
      kind: 'record',
      message: 'A row group is larger than maxRowGroup; the rows before it were read.',
      fix: 'Name the columns that the mapping reads, or raise maxRowGroup.',
      context: { bytes, rows, limitBytes },
    });
  }
  const slices = Math.max(1, Math.ceil(bytes / SLICE_BYTES));
  return Math.max(1, Math.ceil(rows / slices));
}

/** The decoder throws all kinds of errors at damaged files, and their messages quote the content. */
async function decoding<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error: unknown) {
    if (error instanceof AssayError || isAbort(error)) throw error;
    throw notParquet();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
