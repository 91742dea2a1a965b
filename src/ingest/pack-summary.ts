import { divideSummary, type Summary } from '../analyzer/counting.ts';
import { LinePacker } from './packed-lines.ts';
import { bytesOf, bytesSource } from './packed-source.ts';

/** Divided by host and time: whoever reads it need not read all of it. */
export function packSummary(summary: Summary): Uint8Array<ArrayBuffer> {
  const packer = new LinePacker(bytesSource);
  return bytesOf(packer.finish(divideSummary(summary, packer)));
}
