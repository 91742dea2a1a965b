import type { AsyncBuffer, RowGroup } from 'hyparquet';
import { AssayError } from '../../model/errors.ts';

/** Reads `[from, to)` of the object. */
export type ReadRange = (from: number, to: number) => Promise<Uint8Array>;

/** A Parquet file of which the columns of one group at a time are held. */
export interface GroupBuffer extends AsyncBuffer {
  /** Fetches the columns of a group, with few requests, and lets go of those of the group before. */
  hold(group: RowGroup, columns: readonly string[]): Promise<void>;
}

/** Columns this close to one another are fetched together: a request costs more than these bytes. */
const GAP_BYTES = 256 * 1024;

interface Piece {
  readonly from: number;
  readonly to: number;
}

interface HeldPiece extends Piece {
  readonly bytes: Uint8Array;
}

/** Throws AssayError `OBJECT_NOT_PARQUET` for what the file says of itself and does not have. */
export function groupBuffer(readRange: ReadRange, sizeBytes: number, limitBytes: number): GroupBuffer {
  let held: readonly HeldPiece[] = [];
  const fetchPiece = async ({ from, to }: Piece): Promise<HeldPiece> => {
    if (from < 0 || to < from || to > sizeBytes || to - from > limitBytes) throw notParquet();
    const bytes = await readRange(from, to);
    if (bytes.length !== to - from) throw notParquet();
    return { from, to, bytes };
  };
  return {
    byteLength: sizeBytes,
    slice: async (start, end = sizeBytes) => {
      const from = start < 0 ? Math.max(0, sizeBytes + start) : start;
      const whole = held.find((piece) => piece.from <= from && end <= piece.to);
      const piece = whole ?? (await fetchPiece({ from, to: end }));
      // Its own copy: decoders read from the beginning of a buffer.
      return new Uint8Array(piece.bytes.subarray(from - piece.from, end - piece.from)).buffer;
    },
    hold: async (group, columns) => {
      held = [];
      const pieces: HeldPiece[] = [];
      for (const piece of merged(chunksOf(group, columns), limitBytes)) pieces.push(await fetchPiece(piece));
      held = pieces;
    },
  };
}

/** Where the columns of a group stand in the file. */
function chunksOf(group: RowGroup, columns: readonly string[]): readonly Piece[] {
  return group.columns.flatMap(({ meta_data: meta }) => {
    if (meta === undefined || !columns.includes(meta.path_in_schema[0] ?? '')) return [];
    const from = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
    return [{ from, to: from + Number(meta.total_compressed_size) }];
  });
}

function merged(pieces: readonly Piece[], limitBytes: number): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    const isNear = last !== undefined && piece.from <= last.to + GAP_BYTES;
    if (last === undefined || !isNear || piece.to - last.from > limitBytes) result.push(piece);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, piece.to) };
  }
  return result;
}

export function notParquet(): AssayError {
  return new AssayError({
    code: 'OBJECT_NOT_PARQUET',
    kind: 'record',
    message: 'The object is no Parquet file, or damaged; the rows before the damage were read.',
  });
}
