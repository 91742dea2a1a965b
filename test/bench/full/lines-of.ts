import { readFileSync } from 'node:fs';

const NEWLINE = 10;

/** The lines of a file, held in memory. */
export function linesOf(path: string): readonly Buffer[] {
  const bytes = readFileSync(path);
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
