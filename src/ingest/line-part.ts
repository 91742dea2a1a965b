import type { LineTable } from './lines.ts';

/** Lines of a page that one analyst gets, side by side, and what is known of them. */
export interface LinePart {
  readonly kind: 'part';
  readonly mapping: string | null;
  /**
   * Of each line where it ends among these lines, then of each how many were before it in the page, then of each its
   * list, then the lines: one buffer, which can change its owner and be kept as it is.
   */
  readonly buffer: ArrayBuffer;
  readonly lineCount: number;
}

const END_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const NUMBER_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const LIST_BYTES = Uint16Array.BYTES_PER_ELEMENT;
const KNOWN_BYTES = END_BYTES + NUMBER_BYTES + LIST_BYTES;

/** Uninitialized: to be filled through its table. */
export function newPart(mapping: string | null, lineCount: number, bytes: number): LinePart {
  const { buffer } = Buffer.allocUnsafeSlow(lineCount * KNOWN_BYTES + bytes);
  return { kind: 'part', mapping, buffer, lineCount };
}

export function tableOfPart({ buffer, lineCount }: LinePart): Required<LineTable> {
  return {
    ends: new Uint32Array(buffer, 0, lineCount),
    numbers: new Uint32Array(buffer, lineCount * END_BYTES, lineCount),
    lists: new Uint16Array(buffer, lineCount * (END_BYTES + NUMBER_BYTES), lineCount),
    bytes: Buffer.from(buffer, lineCount * KNOWN_BYTES),
  };
}
