import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { isZstdMagic, splitZstdFrames } from './zstd-frames.ts';

export type Packing = 'plain' | 'gzip' | 'zstd';

/** What is known of a file without reading it whole; all of it taken from one descriptor. */
export interface Probe {
  readonly path: string;
  /** `device:inode`. */
  readonly node: string;
  /** Size on disk. */
  readonly size: number;
  readonly modifiedMs: number;
  /** False for pipes and devices, which have neither a size nor a place to come back to. */
  readonly isRegular: boolean;
  readonly packing: Packing;
  /** Up to `HEAD_BYTES` of the unpacked content; fewer when the file is shorter or damaged. */
  readonly head: Uint8Array;
}

/** Enough for two log lines with their times: the same head is the same content. */
const HEAD_BYTES = 1024;

/** Of a plain file: each read is a turn of the event loop that the thread of an analyst has to wait for. */
const READ_BYTES = 1024 * 1024;
/** Of what a decoder gives. */
const CHUNK_BYTES = 256 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b];

/** Throws what the file system throws. */
export async function probeFile(path: string): Promise<Probe> {
  const handle = await open(path, 'r');
  try {
    const { node, size, modifiedMs, isRegular } = await identify(handle);
    const start = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = isRegular ? await handle.read(start, 0, HEAD_BYTES, 0) : { bytesRead: 0 };
    const bytes = start.subarray(0, bytesRead);
    const packing = packingOf(bytes);
    const head = packing === 'plain' ? bytes : await unpackedHead(handle, packing);
    return { path, node, size, modifiedMs, isRegular, packing, head };
  } finally {
    await handle.close();
  }
}

async function identify(handle: FileHandle): Promise<Omit<Probe, 'path' | 'packing' | 'head'>> {
  const stats = await handle.stat({ bigint: true });
  return {
    node: `${stats.dev}:${stats.ino}`,
    size: Number(stats.size),
    modifiedMs: Number(stats.mtimeMs),
    isRegular: stats.isFile(),
  };
}

/** By content, not by name: rotated files get all kinds of suffixes. */
function packingOf(magic: Uint8Array): Packing {
  if (GZIP_MAGIC.every((byte, index) => magic[index] === byte)) return 'gzip';
  return isZstdMagic(magic) ? 'zstd' : 'plain';
}

async function unpackedHead(handle: FileHandle, packing: Packing): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    const stream = unpack(handle.createReadStream({ start: 0, autoClose: false }), packing);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= HEAD_BYTES) break;
    }
  } catch {
    // Damage is reported when the file is read; what came before it identifies the file well enough.
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/**
 * Unpacked bytes of the file that was probed; null when another file stands at its path by now. Only a plain file can
 * start in the middle; it ends where it ended when probed, so that a busy log cannot keep a pull going for ever. Once
 * open, the descriptor follows the file through a rename.
 */
export async function openContent(probe: Probe, startAt: number): Promise<Readable | null> {
  const handle = await open(probe.path, 'r');
  const { node } = await identify(handle);
  if (node !== probe.node) {
    await handle.close();
    return null;
  }
  const isPlainFile = probe.isRegular && probe.packing === 'plain';
  const position = isPlainFile
    ? { start: startAt, end: Math.max(startAt, probe.size - 1), highWaterMark: READ_BYTES }
    : { highWaterMark: CHUNK_BYTES };
  return unpack(handle.createReadStream(position), probe.packing);
}

function unpack(source: Readable, packing: Packing): Readable {
  if (packing === 'plain') return source;
  // The reader of the decoder gets its errors; the pipeline is there to close the file with it.
  if (packing === 'gzip') return pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
  const frames = Readable.from(splitZstdFrames(source), { highWaterMark: 2 });
  return pipeline(frames, createZstdDecompress({ chunkSize: CHUNK_BYTES }), () => undefined);
}

export function digestHead(head: Uint8Array, bytes: number): string {
  return createHash('sha256').update(head.subarray(0, bytes)).digest('hex').slice(0, 32);
}
