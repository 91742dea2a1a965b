import {
  AssayError,
  compileSchema,
  type HttpClient,
  type JsonObject,
  type Problem,
  type SearchRecord,
  type Slice,
  type SliceSearch,
} from '../../src/kit/index.ts';

export const MONITOR_PERMISSION = 'traffic_monitor (role API Gateway Operator)';

interface Service {
  readonly id: string;
  readonly type?: string | null;
  readonly enabled?: boolean | null;
}

interface Topology {
  readonly result: {
    readonly groups: readonly { readonly services?: readonly Service[] | null }[];
  };
}

const topologies = compileSchema<Topology>({
  type: 'object',
  required: ['result'],
  properties: {
    result: {
      type: 'object',
      required: ['groups'],
      properties: {
        groups: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              services: {
                type: ['array', 'null'],
                items: {
                  type: 'object',
                  required: ['id'],
                  properties: {
                    id: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
                    type: { type: ['string', 'null'] },
                    enabled: { type: ['boolean', 'null'] },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
});

/** Ids of the gateway instances of the domain, in order. */
export async function readInstances(http: HttpClient): Promise<readonly string[]> {
  const { result } = await http.getJson({ url: '/topology' }, parseTopology);
  const services = result.groups.flatMap((group) => group.services ?? []);
  return services
    .filter((service) => service.type === 'gateway' && service.enabled !== false)
    .map((service) => service.id)
    .sort();
}

function parseTopology(body: unknown): Topology {
  if (topologies.is(body)) return body;
  throw new AssayError({
    code: 'AXWAY_TOPOLOGY_INVALID',
    kind: 'sourceContract',
    message: 'What answers at this address is no Admin Node Manager.',
    fix: 'Give the address of the Admin Node Manager (port 8090 by default).',
  });
}

interface Found {
  readonly data: readonly unknown[];
}

const searches = compileSchema<Found>({
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array' } },
});

const rows = compileSchema<{ readonly correlationId: string; readonly timestamp: number } & JsonObject>({
  type: 'object',
  required: ['correlationId', 'timestamp'],
  properties: {
    correlationId: { type: 'string', pattern: '^[0-9A-Za-z-]{1,64}$' },
    timestamp: { type: 'integer', minimum: 0 },
  },
});

/** What a search of one instance's traffic monitor needs. */
export interface MonitorSearch {
  readonly http: HttpClient;
  readonly instance: string;
  /** Most rows that one answer holds. */
  readonly count: number;
  readonly details: boolean;
  readonly report: (problem: Problem) => void;
}

/**
 * Calls of one instance by the time at which they began: leg 0 of every HTTP transaction. The monitor does not count, so
 * that counting is searching. An answer as long as answers get counts as more than it holds, and the slice is cut.
 */
export function searchMonitor(monitor: MonitorSearch): SliceSearch {
  const limit = { rows: monitor.count };
  let last: { readonly slice: Slice; readonly answer: Answer } | null = null;
  return {
    count: async (slice) => {
      const answer = await searchRows(monitor, slice);
      last = { slice, answer };
      const isCut = answer.rows >= limit.rows || (await isCutBelow(monitor, slice, answer, limit));
      return isCut ? monitor.count + 1 : new Set(answer.records.map(({ id }) => id)).size;
    },
    fetch: async (slice) => {
      const isSame = last?.slice.fromMs === slice.fromMs && last.slice.toMs === slice.toMs;
      const answer = isSame && last !== null ? last.answer : await searchRows(monitor, slice);
      last = null;
      for (const line of answer.broken) monitor.report({ ...BROKEN_ROW, file: searchPath(monitor), line });
      return monitor.details ? await withDetails(monitor, answer.records) : answer.records;
    },
  };
}

interface Answer {
  readonly rows: number;
  readonly records: readonly SearchRecord[];
  /** Rows of another form, by number. */
  readonly broken: readonly number[];
}

/** No server is set to answers shorter than this. */
const SHORTEST_LIMIT = 100;

/**
 * A server may hold answers below what is asked for, and does not say so: the end of a long answer is searched again on
 * both sides, and what appears there that was not in it proves the cut. The limit is remembered.
 */
async function isCutBelow(
  monitor: MonitorSearch,
  slice: Slice,
  answer: Answer,
  limit: { rows: number },
): Promise<boolean> {
  if (answer.rows < SHORTEST_LIMIT || slice.toMs - slice.fromMs <= 1) return false;
  const known = new Set(answer.records.map(({ id }) => id));
  const times = answer.records.map(({ timeMs }) => timeMs);
  const [oldest, newest] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)] as const,
    [slice.toMs - 1, slice.fromMs] as const,
  );
  for (const side of [
    { fromMs: slice.fromMs, toMs: oldest + 1 },
    { fromMs: newest, toMs: slice.toMs },
  ]) {
    const more = await searchRows(monitor, side);
    if (more.records.every(({ id }) => known.has(id))) continue;
    limit.rows = answer.rows;
    return true;
  }
  return false;
}

function searchPath({ instance }: MonitorSearch): string {
  return `/router/service/${encodeURIComponent(instance)}/ops/search`;
}

/** Bounds of the search are exclusive, those of a slice are from inclusive, to exclusive. */
async function searchRows(monitor: MonitorSearch, { fromMs, toMs }: Slice): Promise<Answer> {
  const url =
    `${searchPath(monitor)}?format=json&count=${monitor.count}&protocol=http&field=leg&value=0` +
    `&field=timestamp&op=gt&value=${fromMs - 1}&field=timestamp&op=lt&value=${toMs}`;
  const { data } = await monitor.http.getJson({ url }, (body) =>
    searches.parse(body, {
      code: 'AXWAY_SEARCH_INVALID',
      kind: 'sourceContract',
      message: 'An answer of the traffic monitor has no list of transactions.',
    }),
  );
  const read = data.map(recordOf);
  return {
    rows: data.length,
    records: read.filter((record) => record !== null),
    broken: read.flatMap((record, index) => (record === null ? [index + 1] : [])),
  };
}

const BROKEN_ROW = {
  code: 'AXWAY_ROW_INVALID',
  kind: 'record',
  message: 'A transaction of the traffic monitor has no correlation id or no time.',
} as const;

function recordOf(row: unknown): SearchRecord | null {
  if (!rows.is(row)) return null;
  return { id: row.correlationId, timeMs: row.timestamp, value: row };
}

const details = compileSchema<JsonObject>({ type: 'object' });

/** Headers of each call, as many at once as the client lets through. */
async function withDetails(
  monitor: MonitorSearch,
  found: readonly SearchRecord[],
): Promise<readonly SearchRecord[]> {
  return Promise.all(found.map((record) => withHeaders(monitor, record)));
}

async function withHeaders(
  { http, instance, report }: MonitorSearch,
  record: SearchRecord,
): Promise<SearchRecord> {
  const { id, value } = record;
  const path = `/router/service/${encodeURIComponent(instance)}/ops/http/${encodeURIComponent(id ?? '')}/0/getinfo`;
  try {
    const { rheaders, sheaders } = await http.getJson(
      { url: path, query: { format: 'json', details: 0, rheaders: 1, sheaders: 1 } },
      (body) => details.parse(body, INVALID_DETAILS),
    );
    const row = details.is(value) ? value : {};
    return { ...record, value: { ...row, rheaders: rheaders ?? null, sheaders: sheaders ?? null } };
  } catch (error: unknown) {
    // The monitor is a ring: what was found a moment ago may be overwritten. The row itself is still a call.
    if (!(error instanceof AssayError) || error.kind !== 'sourceContract') throw error;
    report({ code: error.code, kind: 'record', message: LOST_DETAILS, file: path, line: null });
    return record;
  }
}

const INVALID_DETAILS = {
  code: 'AXWAY_DETAILS_INVALID',
  kind: 'sourceContract',
  message: 'Details of a transaction are of another form.',
} as const;
const LOST_DETAILS = 'The details of a transaction could not be read; it is judged without its headers.';
