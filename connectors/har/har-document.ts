import { AssayError, type JsonValue } from '../../src/kit/index.ts';

/**
 * The entries of an HTTP Archive, `log.entries`. Files in the wild say version 1.1 or 1.2, some start with a byte order
 * mark; an entry is judged by its mapping, the envelope here.
 */
export function harEntries(document: Uint8Array): readonly JsonValue[] {
  // The decoder removes a byte order mark and replaces what is not UTF-8.
  const text = new TextDecoder('utf-8').decode(document);
  const entries = entriesOf(parse(text));
  if (entries !== null) return entries;
  throw refused('HAR_ENVELOPE_INVALID', 'The document is no HTTP Archive: it has no list at log.entries.');
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw refused('HAR_NOT_JSON', 'The document is not JSON, or is not complete.');
  }
}

function entriesOf(document: unknown): readonly JsonValue[] | null {
  const log = member(document, 'log');
  const entries = member(log, 'entries');
  return Array.isArray(entries) ? (entries as readonly JsonValue[]) : null;
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

function refused(code: string, message: string): AssayError {
  return new AssayError({ code, kind: 'sourceContract', message });
}
