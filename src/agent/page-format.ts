import type { LineRecords, Page, ParsedRecords } from '../kit/index.ts';
import type { CompiledMapping } from '../mapping/compiled-mapping.ts';
import { detectFormat, type FormatTrial } from '../mapping/detect-format.ts';
import { SHIPPED_MAPPING_IDS, SHIPPED_MAPPINGS, shippedMapping } from '../mapping/shipped.ts';
import { AssayError } from '../model/errors.ts';

/** The format of a file: named by the person, by the reader, or found by trial. */
export interface PageFormat {
  readonly file: string;
  readonly mapping: string;
}

const SAMPLE_LINES = 100;
const NEWLINE = 0x0a;

/**
 * Throws AssayError `config` that names the formats tried when none fits, or that asks for the host when no record of the
 * sample says it and `host` is null: all of them would be dropped. UTF-16 is refused: every line of it would be malformed.
 */
export function pageFormat(page: Page, format: string, host: string | null): PageFormat {
  const { file } = page.position;
  const { records } = page;
  if (records.kind === 'calls') return { file, mapping: 'assay-call' };
  if (records.kind === 'records' && records.mapping !== null) return { file, mapping: records.mapping };
  if (records.kind === 'lines' && isUtf16(records.chunk)) throw notUtf8(file);
  const candidates = format === 'auto' ? SHIPPED_MAPPINGS : [namedFormat(format)];
  const { mapping, trials } = detectFormat(candidates, sampleOf(records));
  if (format === 'auto' && mapping === null) throw unknownFormat(file, trials);
  const [best] = trials;
  if (host === null && best !== undefined && isHostless(best)) throw hostMissing(file, best.mapping.id);
  return { file, mapping: mapping?.id ?? format };
}

function unknownFormat(file: string, trials: readonly FormatTrial[]): AssayError {
  const tried = trials.map((trial) => `${trial.mapping.id} ${trial.calls}/${trial.records}`).join(', ');
  return new AssayError({
    code: 'FORMAT_UNKNOWN',
    kind: 'config',
    message: `${file} has no format that is known; records that became calls: ${tried}.`,
    fix: 'Name one with --format, or write a mapping (assay mappings list).',
  });
}

/** By its byte order mark (RFC 2781 section 3.2), as PowerShell writes it before what it redirects into a file. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function notUtf8(file: string): AssayError {
  return new AssayError({
    code: 'FORMAT_UTF16',
    kind: 'config',
    message: `${file} is text in UTF-16; logs are read as UTF-8.`,
    fix: 'Convert it first: iconv -f UTF-16 -t UTF-8.',
  });
}

/** Formats that never say the host are asked for it where they are read. */
function isHostless({ mapping, calls, hostless }: FormatTrial): boolean {
  return calls > 0 && hostless === calls && mapping.required.every(({ option }) => option !== 'host');
}

function hostMissing(file: string, mapping: string): AssayError {
  return new AssayError({
    code: 'MAPPING_OPTION_MISSING',
    kind: 'config',
    message: `${file}: its records (${mapping}) do not say which host was called.`,
    fix: 'Name it with --host HOST.',
  });
}

function namedFormat(format: string): CompiledMapping {
  const mapping = shippedMapping(format);
  if (mapping !== null) return mapping;
  throw new AssayError({
    code: 'FORMAT_UNKNOWN',
    kind: 'config',
    message: `There is no format "${format.slice(0, 60)}".`,
    fix: `Choose one of: auto, ${SHIPPED_MAPPING_IDS.join(', ')}.`,
  });
}

/** Records of a document as the lines that they would be. */
function sampleOf(records: LineRecords | ParsedRecords): readonly (Buffer | string)[] {
  return records.kind === 'lines'
    ? firstLines(records.chunk)
    : records.records.slice(0, SAMPLE_LINES).map((record) => JSON.stringify(record));
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
