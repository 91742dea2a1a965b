import { AssayError } from '../../model/errors.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { type ContentPage, type ContentSettings, RecordPages } from './object-content.ts';

/**
 * Records of one JSON document: its items where it is an array, those of a member where the settings name one, itself
 * otherwise. Throws AssayError of kind `record` for a document that is none or too large.
 */
export async function* jsonPages(
  bytes: AsyncIterable<Uint8Array>,
  skip: number,
  settings: ContentSettings,
): AsyncGenerator<ContentPage> {
  const records = recordsOf(await readDocument(bytes, settings.documentBytes), settings.recordsAt);
  const pages = new RecordPages(settings.pageRecords, skip);
  for (const record of records.slice(skip)) {
    pages.add(record);
    if (pages.isFull) yield pages.take();
  }
  if (!pages.isEmpty) yield pages.take();
}

async function readDocument(bytes: AsyncIterable<Uint8Array>, limitBytes: number): Promise<JsonValue> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > limitBytes) {
      throw new AssayError({
        code: 'OBJECT_DOCUMENT_TOO_LARGE',
        kind: 'record',
        message: 'The JSON document is larger than maxDocument and was not read.',
        context: { limitBytes },
      });
    }
    parts.push(part);
  }
  try {
    // The decoder takes off a byte order mark; JSON.parse makes nothing but JSON values.
    return JSON.parse(new TextDecoder('utf-8').decode(Buffer.concat(parts))) as JsonValue;
  } catch {
    throw new AssayError({
      code: 'OBJECT_NOT_JSON',
      kind: 'record',
      message: 'The object is no JSON document.',
    });
  }
}

function recordsOf(document: JsonValue, member: string | null): readonly JsonValue[] {
  if (member === null) return isJsonArray(document) ? document : [document];
  const records = isJsonObject(document) ? document[member] : undefined;
  if (isJsonArray(records)) return records;
  throw new AssayError({
    code: 'OBJECT_RECORDS_MISSING',
    kind: 'record',
    message: 'The document has no array at the member that recordsAt names.',
  });
}
