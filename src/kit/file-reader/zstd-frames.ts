/**
 * Node's decoder drops what follows the end of a frame within one write, without an error; concatenated and
 * parallel-packed files have many frames. Cutting the stream where frames end keeps all of them.
 * Layout: RFC 8878 section 3.1. Anything unexpected is passed on whole, for the decoder to refuse.
 */
export async function* splitZstdFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const walker = createWalker();
  for await (const chunk of source) {
    let from = 0;
    while (from < chunk.length) {
      const end = walker.nextFrameEnd(chunk, from);
      yield chunk.subarray(from, end);
      from = end;
    }
  }
}

export function isZstdMagic(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && (magicOf(bytes) === FRAME_MAGIC || isSkippable(magicOf(bytes)));
}

const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;

interface Walker {
  /** Index behind the end of the frame that ends first at or after `from`, or the length of the chunk. */
  nextFrameEnd(chunk: Uint8Array, from: number): number;
}

/** What the collected bytes are the header of. */
type Stage = 'frame' | 'skippable' | 'block' | 'lost';

function createWalker(): Walker {
  let stage: Stage = 'frame';
  let header: number[] = [];
  let wanted = 5;
  /** Bytes to pass over before the next header, and whether the frame ends after them. */
  let pending = 0;
  let endsAfter = false;
  let hasChecksum = false;

  const expect = (next: Stage, bytes: number, skip: number): void => {
    stage = next;
    wanted = bytes;
    pending = skip;
    header = [];
  };

  const readHeader = (): void => {
    const bytes = Uint8Array.from(header);
    if (stage === 'block') {
      const word = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16);
      const isRunLength = ((word >> 1) & 3) === 1;
      endsAfter = (word & 1) === 1;
      const size = isRunLength ? 1 : word >> 3;
      if (endsAfter) expect('frame', 5, size + (hasChecksum ? 4 : 0));
      else expect('block', 3, size);
    } else if (stage === 'skippable') {
      endsAfter = true;
      expect('frame', 5, magicOf(bytes.subarray(4)));
    } else if (magicOf(bytes) === FRAME_MAGIC) {
      const descriptor = bytes[4] ?? 0;
      hasChecksum = (descriptor & 4) !== 0;
      expect('block', 3, headerRest(descriptor));
    } else if (isSkippable(magicOf(bytes))) {
      stage = 'skippable';
      wanted = 8;
    } else expect('lost', Infinity, Infinity);
  };

  return {
    nextFrameEnd: (chunk, from) => {
      let at = from;
      while (at < chunk.length) {
        if (pending > 0) {
          const step = Math.min(pending, chunk.length - at);
          at += step;
          pending -= step;
        } else {
          header.push(chunk[at] ?? 0);
          at += 1;
          if (header.length === wanted) readHeader();
        }
        if (endsAfter && pending === 0) {
          endsAfter = false;
          return at;
        }
      }
      return at;
    },
  };
}

/** Bytes of the frame header after its descriptor: window, dictionary id, content size. */
function headerRest(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}

function magicOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

function isSkippable(magic: number): boolean {
  return (magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC;
}
