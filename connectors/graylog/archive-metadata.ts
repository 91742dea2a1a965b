import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AssayError, compileSchema } from '../../src/kit/index.ts';

export const METADATA_FILE = 'archive-metadata.json';

export interface ArchiveSegment {
  readonly path: string;
  readonly size: number;
  readonly compression_type: string;
  readonly checksum: string;
  readonly checksum_type: string;
}

/** `archive-metadata.json`, as far as it is used; version 4 of the format. */
interface Metadata {
  readonly archive_id: string;
  readonly document_count: number;
  readonly segments: readonly ArchiveSegment[];
}

export interface Archive {
  readonly id: string;
  readonly documents: number;
  readonly folder: string;
  readonly segments: readonly ArchiveSegment[];
}

const COUNT = { type: 'integer', minimum: 0 } as const;
const TEXT = { type: 'string', minLength: 1 } as const;

const metadata = compileSchema<Metadata>({
  type: 'object',
  required: ['archive_id', 'document_count', 'segments'],
  properties: {
    archive_id: TEXT,
    document_count: COUNT,
    segments: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'size', 'compression_type', 'checksum', 'checksum_type'],
        properties: {
          path: TEXT,
          size: COUNT,
          compression_type: TEXT,
          checksum: { type: 'string', pattern: '^[0-9A-Fa-f]{1,64}$' },
          checksum_type: TEXT,
        },
      },
    },
  },
});

/** Histograms of minutes over years stay below it. */
const LARGEST_METADATA = 64 * 1024 * 1024;

/** Throws AssayError `GRAYLOG_ARCHIVE_INVALID` for a file that is no metadata of an archive. */
export async function readMetadata(path: string): Promise<Archive> {
  const { archive_id, document_count, segments } = metadata.parse(await parsed(path), {
    code: 'GRAYLOG_ARCHIVE_INVALID',
    kind: 'sourceContract',
    message: 'The metadata of the archive names no id, count and segments.',
  });
  return { id: archive_id, documents: document_count, folder: dirname(path), segments };
}

async function parsed(path: string): Promise<unknown> {
  try {
    if ((await stat(path)).size > LARGEST_METADATA) return null;
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return value;
  } catch {
    throw new AssayError({
      code: 'GRAYLOG_ARCHIVE_INVALID',
      kind: 'sourceContract',
      message: 'The metadata of the archive cannot be read, or is not JSON.',
    });
  }
}

export function segmentPath(archive: Archive, segment: ArchiveSegment): string {
  return join(archive.folder, basename(segment.path));
}

/** What is wrong with a segment on the disk; null when it is what the metadata says. */
export async function segmentFault(archive: Archive, segment: ArchiveSegment): Promise<string | null> {
  if (basename(segment.path) !== segment.path || segment.path.includes('\\')) {
    return 'A segment of the archive lies outside of its folder; it was not read.';
  }
  if (segment.compression_type.toUpperCase() !== 'GZIP') {
    return 'A segment of the archive is not packed with gzip; it was not read.';
  }
  const path = segmentPath(archive, segment);
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return 'A segment of the archive is missing; the archive is incomplete.';
  if (size !== segment.size)
    return 'A segment of the archive has another size than its metadata says; it was not read.';
  const sum = await checksumOf(path, segment.checksum_type);
  if (sum === null) return 'The kind of checksum of a segment is unknown; it was not read.';
  return sameSum(sum, segment.checksum)
    ? null
    : 'The checksum of a segment is not that of its metadata: the file is damaged; it was not read.';
}

const DIGESTS: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256' };

/** Over the packed bytes, in hexadecimal digits; null for a kind that is not known. */
async function checksumOf(path: string, type: string): Promise<string | null> {
  const digest = DIGESTS[type];
  if (digest !== undefined) {
    const hash = createHash(digest);
    for await (const piece of bytesOf(path)) hash.update(piece);
    return hash.digest('hex');
  }
  if (type !== 'CRC32') return null;
  let sum = 0;
  for await (const piece of bytesOf(path)) sum = crc32(piece, sum);
  return sum.toString(16);
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path)) if (piece instanceof Uint8Array) yield piece;
}

/** Writers of CRC32 leave leading zeros out, or not. */
function sameSum(left: string, right: string): boolean {
  const bare = (sum: string): string => sum.toLowerCase().replace(/^0+/, '');
  return bare(left) === bare(right);
}
