import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { guardUnpacking, type UnpackLimits } from '../file-reader/guard-unpacking.ts';
import { isZstdMagic, splitZstdFrames } from '../file-reader/zstd-frames.ts';

/** A stream whose first bytes are known. */
export interface Peeked {
  readonly head: Uint8Array;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const HEAD_BYTES = 4;
const CHUNK_BYTES = 256 * 1024;

/** The first bytes of a stream, which are still part of it. */
export async function peek(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const reader = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < HEAD_BYTES) {
    const piece = await reader.next();
    if (piece.done === true) break;
    head = Buffer.concat([head, piece.value]);
  }
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const piece = await reader.next();
        if (piece.done === true) return;
        yield piece.value;
      }
    } finally {
      await reader.return?.();
    }
  };
  return { head, bytes: bytes() };
}

/** By content: names tell little, and a store may have unpacked on its way in. */
export function isPacked(head: Uint8Array): boolean {
  return isGzip(head) || isZstdMagic(head);
}

export interface UnpackRequest {
  readonly peeked: Peeked;
  /** Size as stored: what the bounds are measured by. */
  readonly packedBytes: number;
  readonly skip: number;
  readonly limits: UnpackLimits;
  readonly signal: AbortSignal;
}

/** The unpacked content from `skip` on. Throws `FILE_UNPACKS_TOO_LARGE` for a bomb, and the decoder's errors. */
export function unpacked({
  peeked,
  packedBytes,
  skip,
  limits,
  signal,
}: UnpackRequest): AsyncGenerator<Uint8Array> {
  const stream = decoded(peeked);
  return guardUnpacking(
    stream,
    { skip, packedBytes: isPacked(peeked.head) ? packedBytes : null, limits },
    signal,
  );
}

function decoded({ head, bytes }: Peeked): Readable {
  // The reader of the decoder gets its errors; the pipeline is there to end the download with it.
  if (isGzip(head)) return pipeline(Readable.from(bytes), createGunzip({ chunkSize: CHUNK_BYTES }), done);
  if (!isZstdMagic(head)) return Readable.from(bytes);
  const frames = Readable.from(splitZstdFrames(bytes), { highWaterMark: 2 });
  return pipeline(frames, createZstdDecompress({ chunkSize: CHUNK_BYTES }), done);
}

function done(): undefined {
  return undefined;
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}
