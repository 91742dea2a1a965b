import {
  AssayError,
  compileSchema,
  type HttpClient,
  type JsonObject,
  type JsonValue,
  namingPermission,
  type SearchRecord,
  type Slice,
} from '../../src/kit/index.ts';
import { type GraylogConfig, RESULT_WINDOW } from './config.ts';
import { fieldsOf, recordOf } from './message.ts';
import { REQUESTED_BY, searchOf } from './query.ts';

/** Name in the manifest. */
export const SEARCH_PERMISSION = 'read access to the streams that are searched';

/** Answers of both scripting endpoints: columns and rows. */
interface Table {
  readonly schema: readonly { readonly field?: string }[];
  readonly datarows: readonly (readonly JsonValue[])[];
}

const table = compileSchema<Table>({
  type: 'object',
  required: ['schema', 'datarows'],
  properties: {
    schema: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' } } } },
    datarows: { type: 'array', items: { type: 'array' } },
  },
});

const INVALID = {
  code: 'GRAYLOG_ANSWER_INVALID',
  kind: 'sourceContract',
  message: 'The answer of the scripting API has no columns and rows.',
} as const;

const DAY_MS = 86_400_000;

/** Messages of the slice: grouped by day, the counts added up. A group by time needs no limit and counts each once. */
export async function countMessages(http: HttpClient, config: GraylogConfig, slice: Slice): Promise<number> {
  const answer = await ask(http, '/api/search/aggregate', {
    ...searchOf(config, slice),
    group_by: [{ field: 'timestamp', timeunit: '1d' }],
    metrics: [{ function: 'count' }],
  });
  if (answer.datarows.length > Math.floor((slice.toMs - slice.fromMs) / DAY_MS) + 2) throw notByDay();
  return answer.datarows.reduce((sum, row) => sum + countOf(row.at(-1)), 0);
}

/** A server that does not know `timeunit` groups by single times and lists only the first of them. */
function notByDay(): AssayError {
  return new AssayError({
    code: 'GRAYLOG_GROUPS_UNKNOWN',
    kind: 'sourceContract',
    message: 'This server does not group messages by day, so that they cannot be counted.',
    fix: 'Update Graylog to a version whose scripting API knows timeunit.',
  });
}

function countOf(value: JsonValue | undefined): number {
  const count = typeof value === 'string' && /^[0-9]{1,15}$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) return count;
  throw new AssayError({ ...INVALID, message: 'A count of the scripting API is no number.' });
}

/** The messages of the slice in one request: pages by offset would not hold still among equal times. */
export async function searchMessages(
  http: HttpClient,
  config: GraylogConfig,
  slice: Slice,
): Promise<readonly SearchRecord[]> {
  const answer = await ask(http, '/api/search/messages', {
    ...searchOf(config, slice),
    fields: [...fieldsOf(config)],
    sort: 'timestamp',
    sort_order: 'asc',
    from: 0,
    size: RESULT_WINDOW,
  });
  const columns = answer.schema.map(({ field }) => field ?? '');
  return answer.datarows.map((row) => messageOf(columns, row, config));
}

function messageOf(
  columns: readonly string[],
  row: readonly JsonValue[],
  config: GraylogConfig,
): SearchRecord {
  const members: Record<string, JsonValue> = {};
  columns.forEach((column, index) => {
    members[column] = row[index] ?? null;
  });
  const record = row.length === columns.length ? recordOf(members, config) : null;
  if (record !== null) return record;
  throw new AssayError({
    ...INVALID,
    message: 'A row of the scripting API has no time, or not all columns.',
  });
}

async function ask(http: HttpClient, url: string, json: JsonObject): Promise<Table> {
  const request = { method: 'POST', url, json, headers: REQUESTED_BY, isSafeToRepeat: true } as const;
  return namingPermission(SEARCH_PERMISSION, () =>
    http.getJson(request, (body) => table.parse(body, INVALID)),
  );
}
