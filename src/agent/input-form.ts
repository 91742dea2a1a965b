import { type FileHandle, open } from 'node:fs/promises';

/**
 * What a file given to `analyze` is as a whole: lines; an HTTP Archive; export requests of OTLP/JSON, one a line; or
 * one JSON document that holds the records (the export of a search, the output of jq).
 */
export type InputForm = 'lines' | 'har' | 'otlp' | 'document';

const HEAD_BYTES = 65_536;
const NEWLINE = 0x0a;

/** Told by the name, the format that the person named, and the first bytes; a pipe and what is packed are lines. */
export async function inputForm(file: string, format: string): Promise<InputForm> {
  if (format === 'har' || (format === 'auto' && /\.har(?:\.gz|\.zst)?$/i.test(file))) return 'har';
  if (file === '-') return 'lines';
  const handle = await open(file).catch(() => null);
  if (handle === null) return 'lines';
  try {
    return await formOf(handle, format);
  } catch {
    // A folder or a pipe: no document.
    return 'lines';
  } finally {
    await handle.close();
  }
}

async function formOf(handle: FileHandle, format: string): Promise<InputForm> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const head = buffer
    .toString('utf8', 0, bytesRead)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (format === 'auto' && /^\{\s*"log"\s*:\s*\{/.test(head)) return 'har';
  const isOtlp = /^\{\s*"resource(?:Spans|Logs|Metrics)"\s*:/.test(head);
  if (isOtlp && (format === 'auto' || format === 'otlp-http')) return 'otlp';
  return (await isDocument(handle, head)) ? 'document' : 'lines';
}

/** What a printer of JSON writes on its first lines; one line of that kind alone may be a damaged record. */
const PRINTED = /^(?:\[\s*\n\s*[[{]|\[?\{\s*\n\s*")/;

/**
 * A document goes on over several lines, or is a list of objects on the only line: a list on each of several lines is a
 * batch of records each.
 */
async function isDocument(handle: FileHandle, head: string): Promise<boolean> {
  if (PRINTED.test(head)) return true;
  const [first = ''] = head.split('\n', 1);
  const line = first.trim();
  if (!/^\[\s*\{/.test(line)) return false;
  return line.endsWith(',') || (await isOnlyLine(handle));
}

async function isOnlyLine(handle: FileHandle): Promise<boolean> {
  const chunk = Buffer.alloc(HEAD_BYTES);
  let isEnded = false;
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(chunk, 0, HEAD_BYTES, at);
    if (bytesRead === 0) return true;
    const bytes = chunk.subarray(0, bytesRead);
    const end = isEnded ? 0 : bytes.indexOf(NEWLINE);
    if (end >= 0) {
      if (bytes.toString('latin1', end).trim() !== '') return false;
      isEnded = true;
    }
    at += bytesRead;
  }
}
