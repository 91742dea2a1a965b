import { AssayError } from '../model/errors.ts';
import { isJsonArray, isJsonObject, isParsedJson, type JsonValue } from '../model/json.ts';

/**
 * The records of a JSON document: the members of a list, the hits of a search, the objects that stand one after the
 * other as jq prints them, or the one object that it is. Throws AssayError `sourceContract` for what is not JSON.
 */
export function documentRecords(document: Uint8Array): readonly JsonValue[] {
  // The decoder removes a byte order mark and replaces what is not UTF-8.
  const text = new TextDecoder('utf-8').decode(document);
  const whole = parsed(text);
  if (whole !== undefined) return recordsIn(whole);
  const parts = text.split(OBJECT_START).map(parsed);
  const records = parts.filter((part) => part !== undefined);
  if (records.length === parts.length) return records;
  throw new AssayError({
    code: 'JSON_DOCUMENT_INVALID',
    kind: 'sourceContract',
    message: 'The file begins like one JSON document and is none, or is not complete.',
  });
}

/** A line with nothing but the brace of an object at its start: printers indent what is inside. */
const OBJECT_START = /\n(?=\{\s*\n)/;

function parsed(text: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isParsedJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function recordsIn(document: JsonValue): readonly JsonValue[] {
  if (isJsonArray(document)) return document.every(isPair) ? [document] : document;
  const hits = memberOf(memberOf(document, 'hits'), 'hits');
  return isJsonArray(hits) ? hits : [document];
}

/** A list of [key, value] pairs is one message of the lake, not a list of records. */
function isPair(value: JsonValue): boolean {
  return isJsonArray(value) && value.length === 2;
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
