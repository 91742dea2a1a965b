import type { Readable } from 'node:stream';
import { AssayError } from '../../model/errors.ts';

export interface UnpackLimits {
  /** Unpacked bytes per packed byte. */
  readonly ratio: number;
  readonly bytes: number;
}

/** A hundredfold is more than any log compresses to; a decompression bomb is a thousandfold. */
export const UNPACK_LIMITS: UnpackLimits = { ratio: 100, bytes: 64 * 1024 ** 3 };

export interface UnpackPlan {
  /** Unpacked bytes to pass over: they were read before. */
  readonly skip: number;
  /** Size on disk of a packed file; null for a plain one, which needs no guard. */
  readonly packedBytes: number | null;
  readonly limits: UnpackLimits;
}

/** The bytes of a stream from `skip` on; throws AssayError `FILE_UNPACKS_TOO_LARGE` where the limit is passed. */
export async function* guardUnpacking(
  stream: Readable,
  plan: UnpackPlan,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { packedBytes, limits } = plan;
  const limit = packedBytes === null ? Infinity : Math.min(limits.bytes, packedBytes * limits.ratio);
  const abort = (): void => void stream.destroy();
  signal.addEventListener('abort', abort, { once: true });
  let seen = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      const before = seen;
      seen += chunk.length;
      if (seen > limit) throw tooLarge(limit);
      const from = Math.max(0, plan.skip - before);
      if (from < chunk.length) yield from === 0 ? chunk : chunk.subarray(from);
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', abort);
    stream.destroy();
  }
}

function tooLarge(limitBytes: number): AssayError {
  return new AssayError({
    code: 'FILE_UNPACKS_TOO_LARGE',
    kind: 'record',
    message: 'The file unpacks beyond its limit; the lines before it were read.',
    context: { limitBytes },
  });
}
