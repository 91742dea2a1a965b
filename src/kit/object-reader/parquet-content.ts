import { type FileMetaData, parquetMetadataAsync, type RowGroup } from 'hyparquet';
import { AssayError } from '../../model/errors.ts';
import { type ContentPage, type ContentSettings, RecordPages, withLastPage } from './object-content.ts';
import { groupBuffer, notParquet, type ReadRange } from './parquet-buffer.ts';
import { openGroup } from './parquet-columns.ts';
import { boundedCompressors } from './parquet-compressors.ts';
import { assertPlausiblePages } from './parquet-pages.ts';
import { jsonOf, PARQUET_PARSERS } from './parquet-values.ts';

/** The footer of a file is fetched with one request where it is no longer than this. */
const METADATA_OPTIONS = { initialFetchSize: 256 * 1024, parsers: PARQUET_PARSERS, geoparquet: false };
const MAX_GROUP_ROWS = 5_000_000;

/**
 * Rows of a Parquet file, group by group, as objects. Only the columns that are asked for are fetched; memory is
 * bounded by one group of them, packed, and a few pages of each. Throws AssayError of kind `record` for a file that is damaged or beyond the bounds.
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
  { columns: asked, rowGroupBytes, pageRecords }: ContentSettings,
): AsyncGenerator<ContentPage> {
  const file = groupBuffer(readRange, sizeBytes, rowGroupBytes);
  const compressors = await boundedCompressors(rowGroupBytes);
  const metadata = await decoding(() => parquetMetadataAsync(file, METADATA_OPTIONS));
  const columns = presentColumns(metadata, asked);
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const passed = Math.max(0, Math.min(rows, skip - groupStart));
    groupStart += rows;
    if (passed === rows) continue;
    assertBounded(group, columns, rowGroupBytes);
    const reader = await decoding(async () => {
      await file.hold(group, columns);
      await assertPlausiblePages(file, group, columns);
      return openGroup(file, metadata, group, columns, compressors);
    });
    for (let at = 0; at < rows; at += pageRecords) {
      const slice = await decoding(async () => reader.take(Math.min(pageRecords, rows - at)));
      for (const record of slice.slice(Math.max(0, passed - at))) {
        pages.add(jsonOf(record));
        if (pages.isFull) yield pages.take();
      }
    }
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

/** Throws for a group that is larger than the bounds. */
function assertBounded(group: RowGroup, columns: readonly string[], limitBytes: number): void {
  const rows = Number(group.num_rows);
  const bytes = group.columns
    .filter(({ meta_data: meta }) => columns.includes(meta?.path_in_schema[0] ?? ''))
    .reduce((sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0), 0);
  if (bytes <= limitBytes && rows <= MAX_GROUP_ROWS && rows >= 0) return;
  throw new AssayError({
    code: 'OBJECT_ROW_GROUP_TOO_LARGE',
    kind: 'record',
    message: 'A row group is larger than maxRowGroup; the rows before it were read.',
    fix: 'Name the columns that the mapping reads, or raise maxRowGroup.',
    context: { bytes, rows, limitBytes },
  });
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
