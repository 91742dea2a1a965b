import {
  AssayError,
  type HttpClient,
  type JsonObject,
  type JsonValue,
  namingPermission,
  type SearchRecord,
  type Slice,
} from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import type { SplunkConfig } from './config.ts';
import { requireSuccess } from './messages.ts';
import {
  countSearch,
  eventSearch,
  ID_FIELD,
  INDEX_TIME_FIELD,
  type SearchTimes,
  TIME_FIELD,
  timesOf,
} from './spl.ts';

/** Name in the manifest. */
export const SEARCH_PERMISSION = 'the capability search, and the indexes in the list of the role';

const INVALID = {
  code: 'SPLUNK_ANSWER_INVALID',
  kind: 'sourceContract',
  message: 'The answer of the export is no list of results in JSON, one a line.',
  fix: 'Check that url is that of the management interface (port 8089) and not of Splunk Web.',
} as const;

export async function countEvents(http: HttpClient, config: SplunkConfig, slice: Slice): Promise<number> {
  let count: number | null = null;
  for await (const { count: text } of exported(http, countSearch(config, slice), timesOf(config, slice))) {
    if (count !== null || typeof text !== 'string' || !/^[0-9]{1,15}$/.test(text))
      throw new AssayError(INVALID);
    count = Number(text);
  }
  if (count === null) throw new AssayError({ ...INVALID, message: 'The count of a search has no result.' });
  return count;
}

export async function exportEvents(
  http: HttpClient,
  config: SplunkConfig,
  slice: Slice,
): Promise<readonly SearchRecord[]> {
  const found: SearchRecord[] = [];
  for await (const result of exported(http, eventSearch(config, slice), timesOf(config, slice))) {
    found.push(recordOf(result, config));
  }
  return found;
}

/** The final results of a search, as they come. */
async function* exported(http: HttpClient, search: string, times: SearchTimes): AsyncGenerator<JsonObject> {
  const form = new URLSearchParams({
    search,
    earliest_time: times.earliest,
    latest_time: times.latest,
    output_mode: 'json',
    preview: 'false',
  });
  const { bytes } = await namingPermission(SEARCH_PERMISSION, () =>
    http.download({
      method: 'POST',
      url: '/services/search/v2/jobs/export',
      content: { type: 'application/x-www-form-urlencoded', text: form.toString() },
      isSafeToRepeat: true,
    }),
  );
  for await (const line of linesOf(bytes)) {
    const entry = parsed(line);
    requireSuccess(entry['messages']);
    // Older servers send previews all the same; the last line of an empty result has none.
    if (entry['preview'] === true || entry['result'] === undefined) continue;
    if (!isObject(entry['result'])) throw new AssayError(INVALID);
    yield entry['result'];
  }
}

const LONGEST_LINE = 16 * 1024 * 1024;

/** Lines end with a line feed and nothing else: JSON may hold other line separators. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const piece of bytes) {
    rest += decoder.decode(piece, { stream: true });
    if (rest.length > LONGEST_LINE)
      throw new AssayError({ ...INVALID, message: 'A line of the export is too long.' });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

function parsed(line: string): JsonObject {
  try {
    const value: unknown = JSON.parse(line);
    if (isObject(value) && ('result' in value || 'messages' in value || 'preview' in value)) return value;
  } catch {
    // What the parser says quotes the line.
  }
  throw new AssayError(INVALID);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(result: JsonObject, config: SplunkConfig): SearchRecord {
  const { [ID_FIELD]: id, [TIME_FIELD]: time, [INDEX_TIME_FIELD]: indexTime, ...fields } = result;
  const timeMs = msOf(time);
  const readMs = config.timeBy === '_time' ? timeMs : msOf(indexTime);
  if (timeMs === null || readMs === null) {
    throw new AssayError({ ...INVALID, message: 'An event of the export has no time.' });
  }
  const own = { id: typeof id === 'string' && id !== '' ? id : null, timeMs: readMs };
  if (config.content === 'raw')
    return { ...own, value: typeof fields['_raw'] === 'string' ? fields['_raw'] : '' };
  const { _raw, ...members } = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, oneOf(value)]),
  );
  const named = own.id === null ? {} : { [ID_FIELD]: own.id };
  return { ...own, value: { ...members, ...named, _time: new Date(timeMs).toISOString() } };
}

const SECONDS = /^([0-9]{1,11})(?:\.([0-9]{1,9}))?$/;

/** Seconds with decimals as text, cut to whole milliseconds: through a float they would not be exact. */
function msOf(value: JsonValue | undefined): number | null {
  const match = typeof value === 'string' ? SECONDS.exec(value) : null;
  if (match === null) return null;
  return Number(match[1]) * 1000 + Number((match[2] ?? '').slice(0, 3).padEnd(3, '0'));
}

/** A field that was extracted twice comes as a list of equal values. */
function oneOf(value: JsonValue | undefined): JsonValue {
  if (!isJsonArray(value)) return value ?? null;
  const [first] = value;
  return first !== undefined && value.every((other) => other === first) ? first : value;
}
