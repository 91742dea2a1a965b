import { open } from 'node:fs/promises';
import type { Page } from '../kit/index.ts';
import { detectFormat, SHIPPED_MAPPING_IDS, SHIPPED_MAPPINGS, shippedMapping } from '../mapping/index.ts';
import { AssayError } from '../model/errors.ts';

/** The format of a file: named by the person, by the reader, or found by trial. */
export interface PageFormat {
  readonly file: string;
  readonly mapping: string;
}

const SAMPLE_LINES = 100;
const HEAD_BYTES = 4096;
const NEWLINE = 0x0a;

/** Throws AssayError `config` that names the formats tried when none fits. */
export function pageFormat(page: Page, format: string): PageFormat {
  const { file } = page.position;
  const { records } = page;
  if (records.kind !== 'lines')
    return { file, mapping: records.kind === 'records' ? (records.mapping ?? 'har') : 'assay-call' };
  if (format !== 'auto') return { file, mapping: namedFormat(format) };
  const { mapping, trials } = detectFormat(SHIPPED_MAPPINGS, firstLines(records.chunk));
  if (mapping !== null) return { file, mapping: mapping.id };
  const tried = trials.map((trial) => `${trial.mapping.id} ${trial.calls}/${trial.records}`).join(', ');
  throw new AssayError({
    code: 'FORMAT_UNKNOWN',
    kind: 'config',
    message: `${file} has no format that is known; records that became calls: ${tried}.`,
    fix: 'Name one with --format, or write a mapping (assay mappings list).',
  });
}

function namedFormat(format: string): string {
  if (shippedMapping(format) !== null) return format;
  throw new AssayError({
    code: 'FORMAT_UNKNOWN',
    kind: 'config',
    message: `There is no format "${format.slice(0, 60)}".`,
    fix: `Choose one of: auto, ${SHIPPED_MAPPING_IDS.join(', ')}.`,
  });
}

function firstLines(chunk: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length && lines.length < SAMPLE_LINES; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/** An HTTP Archive is one JSON document, not lines: told by its name or by its first member. */
export async function looksLikeHar(file: string): Promise<boolean> {
  if (/\.har(?:\.gz|\.zst)?$/i.test(file)) return true;
  if (file === '-') return false;
  const handle = await open(file).catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return /^\uFEFF?\s*\{\s*"log"\s*:\s*\{/.test(buffer.toString('utf8', 0, bytesRead));
  } catch {
    // A folder or a pipe: not an archive.
    return false;
  } finally {
    await handle.close();
  }
}
