/** What every Buffer of Node has and its types leave out: the copies alone, without reading the name of an encoding first. */
interface NativeSlices {
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
}

export type NativeBytes = Buffer & NativeSlices;

export function isNativeBytes(bytes: Buffer): bytes is NativeBytes {
  return 'latin1Slice' in bytes && 'utf8Slice' in bytes;
}

/** `size` bytes of zero. */
export function nativeBytes(size: number): NativeBytes {
  const bytes = Buffer.alloc(size);
  if (!isNativeBytes(bytes)) throw new TypeError('This platform has other buffers than Node.');
  return bytes;
}

/** The same bytes by words; words are read and written low byte first. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
