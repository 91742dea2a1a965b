import type { AsyncBuffer, RowGroup } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { AssayError } from '../../model/errors.ts';

/** Values of one column in one group: lists have more than one for each row. */
const MAX_VALUES = 20_000_000;

/**
 * Walks over the page headers of a group before it is decoded. A run-length page of a few bytes can claim two billion
 * values, for which the decoder would allocate; the pages of a column may not claim more than the footer does, and that
 * has a bound.
 */
export async function assertPlausiblePages(
  file: AsyncBuffer,
  group: RowGroup,
  columns: readonly string[],
): Promise<void> {
  for (const { meta_data: meta } of group.columns) {
    if (meta === undefined || !columns.includes(meta.path_in_schema[0] ?? '')) continue;
    const claimed = Number(meta.num_values);
    const from = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
    const buffer = await file.slice(from, from + Number(meta.total_compressed_size));
    if (claimed < 0 || claimed > MAX_VALUES || valuesOf(buffer) > claimed) throw implausible();
  }
}

function valuesOf(buffer: ArrayBuffer): number {
  const reader = { view: new DataView(buffer), offset: 0 };
  let values = 0;
  while (reader.offset < buffer.byteLength - 1) {
    const header = parquetHeader(reader);
    const inPage = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
    const inDictionary = header.dictionary_page_header?.num_values ?? 0;
    // An entry of a dictionary takes at least a bit, so this many cannot be there.
    if (inPage < 0 || inDictionary < 0 || inDictionary > header.uncompressed_page_size * 8)
      throw implausible();
    values += inPage;
    if (header.compressed_page_size < 0) throw implausible();
    reader.offset += header.compressed_page_size;
  }
  return values;
}

function implausible(): AssayError {
  return new AssayError({
    code: 'OBJECT_PAGE_IMPLAUSIBLE',
    kind: 'record',
    message:
      'A page of the Parquet file claims more values than the file can hold; the rows before it were read.',
  });
}
