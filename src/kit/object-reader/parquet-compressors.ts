import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { AssayError } from '../../model/errors.ts';

/**
 * Decoders of pages that allocate no more than the bound, whatever the header of a page says. Node's own where it has
 * one: they stop at the length given.
 */
export async function boundedCompressors(limitBytes: number): Promise<Compressors> {
  const { decompressLz4, decompressLz4Raw, decompressSnappy } = await import('hyparquet-compressors');
  const bounded =
    (decode: (input: Uint8Array, length: number) => Uint8Array) =>
    (input: Uint8Array, length: number): Uint8Array => {
      if (length < 0 || length > limitBytes) throw tooLarge(limitBytes);
      return decode(input, length);
    };
  return {
    SNAPPY: bounded(decompressSnappy),
    GZIP: bounded((input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) })),
    BROTLI: bounded((input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) })),
    ZSTD: bounded((input, length) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, length) })),
    LZ4: bounded(decompressLz4),
    LZ4_RAW: bounded(decompressLz4Raw),
  };
}

function tooLarge(limitBytes: number): AssayError {
  return new AssayError({
    code: 'OBJECT_PAGE_TOO_LARGE',
    kind: 'record',
    message: 'A page of the Parquet file unpacks beyond maxRowGroup; the rows before it were read.',
    context: { limitBytes },
  });
}
