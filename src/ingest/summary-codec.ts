import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { decodeSummary, encodeSummary, type Summary, type SummarySettings } from '../analyzer/index.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonValue } from '../model/json.ts';

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** JSON under zstd. Not sorted: what is stored is read back by `unpackSummary` only, and sorting costs more than packing. */
export function packSummary(summary: Summary): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zstdCompressSync(JSON.stringify(encodeSummary(summary)), FAST));
}

export function unpackSummary(bytes: Uint8Array, settings: Partial<SummarySettings>): Summary {
  try {
    const document = JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as JsonValue;
    return decodeSummary(document, settings);
  } catch (error) {
    throw new AssayError({
      code: 'SUMMARY_UNREADABLE',
      kind: 'state',
      message: 'A stored summary cannot be read.',
      fix: 'Restore a backup of the store, or start with a new store file and pull again.',
      cause: error,
    });
  }
}
