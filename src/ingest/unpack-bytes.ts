import { brotliDecompressSync, constants, zstdDecompressSync } from 'node:zlib';
import type { Unpack } from '../analyzer/index.ts';

/** The largest window that a sender may ask for over HTTP is 8 MB (RFC 9659 section 3). */
const ZSTD_WINDOW_LOG = 23;

/** Bodies in Brotli (RFC 7932) and Zstandard (RFC 8878), which the analyzer cannot unpack in plain script. */
export const unpackBytes: Unpack = (coding, bytes, limitBytes) => {
  try {
    return coding === 'br'
      ? brotliDecompressSync(bytes, { maxOutputLength: limitBytes })
      : zstdDecompressSync(bytes, {
          maxOutputLength: limitBytes,
          params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
        });
  } catch {
    return null;
  }
};
