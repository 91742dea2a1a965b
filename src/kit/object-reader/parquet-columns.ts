import {
  type ColumnMetaData,
  type Compressors,
  type FileMetaData,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import { type GroupBuffer, notParquet } from './parquet-buffer.ts';
import { PARQUET_PARSERS } from './parquet-values.ts';

const PARSERS = { ...DEFAULT_PARSERS, ...PARQUET_PARSERS };

/** Rows of a group from its beginning on, in slices: each page is decoded once, when its first row is wanted. */
export interface GroupRows {
  /** The next rows, as objects by column. Throws for a column with fewer. */
  take(rows: number): readonly Readonly<Record<string, unknown>>[];
}

/** Opens a group whose columns the buffer holds. */
export async function openGroup(
  file: GroupBuffer,
  metadata: FileMetaData,
  group: RowGroup,
  columns: readonly string[],
  compressors: Compressors,
): Promise<GroupRows> {
  const schema = parquetSchema(metadata);
  const leaves: Leaf[] = [];
  for (const { meta_data: meta } of group.columns) {
    if (meta === undefined || !columns.includes(meta.path_in_schema[0] ?? '')) continue;
    const from = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
    const chunk = await file.slice(from, from + Number(meta.total_compressed_size));
    leaves.push(openLeaf(chunk, meta, schema, compressors));
  }
  const trees = schema.children.filter((child) => columns.includes(child.element.name));
  return {
    take: (rows) => {
      const values = trees.map((tree) => ({ name: tree.element.name, values: valuesOf(tree, leaves, rows) }));
      return Array.from({ length: rows }, (_, row) =>
        Object.fromEntries(values.map((column) => [column.name, column.values[row]])),
      );
    },
  };
}

/** Values of a top-level column: those of its leaf, or of all leaves below it put together. */
function valuesOf(tree: SchemaTree, leaves: readonly Leaf[], rows: number): ArrayLike<unknown> {
  const own = leaves.filter(({ path }) => path[0] === tree.element.name);
  const parts = new Map(own.map((leaf) => [leaf.path.join('.'), leaf.take(rows)]));
  if (tree.children.length > 0) assembleNested(parts, tree, PARSERS);
  const values = parts.get(tree.element.name);
  if (values === undefined || values.length < rows) throw notParquet();
  return values;
}

interface Leaf {
  readonly path: readonly string[];
  take(rows: number): unknown[];
}

function openLeaf(
  chunk: ArrayBuffer,
  meta: ColumnMetaData,
  schema: SchemaTree,
  compressors: Compressors,
): Leaf {
  const { path_in_schema: pathInSchema, type, codec } = meta;
  const schemaPath = getTreePath(schema, pathInSchema);
  const element = schemaPath.at(-1)?.element;
  if (element === undefined) throw notParquet();
  const decoder = { pathInSchema, type, codec, element, schemaPath, compressors, parsers: PARSERS };
  // A row of a repeated column may go on in the next page: the last one is whole only at the end.
  const isRepeated = schemaPath.some((part) => part.element.repetition_type === 'REPEATED');
  const reader = { view: new DataView(chunk), offset: 0 };
  let dictionary: ReturnType<typeof convert> | undefined;
  let rows: unknown[] = [];
  const isAtEnd = (): boolean => reader.offset >= chunk.byteLength - 1;
  const decodePage = (): void => {
    const header = parquetHeader(reader);
    const isDictionary = header.type === 'DICTIONARY_PAGE';
    const { data } = readPage(reader, header, decoder, dictionary, isDictionary ? undefined : rows, 0);
    if (data === undefined) return;
    if (isDictionary) dictionary = convert(data, decoder);
    // Values with levels were appended to the rows that were handed in; those without are the rows.
    else if (data !== rows) rows = [...rows, ...Array.from<unknown>(data)];
  };
  return {
    path: pathInSchema,
    take: (count) => {
      while (!isAtEnd() && rows.length < count + (isRepeated ? 1 : 0)) decodePage();
      if (rows.length < count) throw notParquet();
      return rows.splice(0, count);
    },
  };
}
