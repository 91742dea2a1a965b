import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { decodeParts, encodeParts, type Summary, type SummarySettings } from '../analyzer/index.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonValue } from '../model/json.ts';

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const NEWLINE = 0x0a;

/** Lines of JSON under zstd, one a part: neither side ever holds the whole document as values. */
export function packSummary(summary: Summary): Uint8Array<ArrayBuffer> {
  const lines: Buffer[] = [];
  for (const part of encodeParts(summary)) lines.push(Buffer.from(`${JSON.stringify(part)}\n`));
  return new Uint8Array(zstdCompressSync(Buffer.concat(lines), FAST));
}

export function unpackSummary(bytes: Uint8Array, settings: Partial<SummarySettings>): Summary {
  try {
    return decodeParts(partsOf(zstdDecompressSync(bytes)), settings);
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

function* partsOf(lines: Buffer): Generator<JsonValue> {
  for (let start = 0; start < lines.length; ) {
    const newline = lines.indexOf(NEWLINE, start);
    const end = newline < 0 ? lines.length : newline;
    yield JSON.parse(lines.toString('utf8', start, end)) as JsonValue;
    start = end + 1;
  }
}
