import {
  json,
  type LakeAnswer,
  type LakeRequest,
  type LakeServer,
  startLakeServer,
} from '../lake-server/lake-server.ts';

/** A message as Graylog keeps it; `timestamp` in ms. */
export interface GraylogMessage {
  readonly timestamp: number;
  readonly gl2_message_id: string;
  readonly [field: string]: unknown;
}

export interface GraylogServerOptions {
  readonly token?: string;
  readonly user?: { readonly name: string; readonly password: string };
  /** Whether a message at the end of a time range belongs to it: `lte` as on Elasticsearch, `lt` as on OpenSearch. */
  readonly upperBound?: 'lt' | 'lte';
  /** Streams that the user may read; any other is refused with 403. */
  readonly readableStreams?: readonly string[];
  readonly resultWindow?: number;
}

export interface GraylogServer extends LakeServer {
  /** The messages that it holds; changed at will. */
  readonly messages: GraylogMessage[];
}

/**
 * A strict stand-in for the search doors of Graylog: it holds bodies, headers and credentials against what the server
 * accepts and refuses the rest as the server does, opaque errors included.
 */
export async function startGraylogServer(
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions = {},
): Promise<GraylogServer> {
  const held = [...messages];
  const server = await startLakeServer((request) => answerOf(request, held, options));
  return { ...server, messages: held };
}

function answerOf(
  request: LakeRequest,
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions,
): LakeAnswer {
  if (!isKnown(request.headers.authorization, options)) return { status: 401, body: '' };
  if (request.method === 'POST' && request.headers['x-requested-by'] === undefined) {
    return apiError(
      400,
      'CSRF protection header is missing. Please add a "X-Requested-By" header to your request.',
    );
  }
  switch (`${request.method} ${request.path}`) {
    case 'POST /api/search/aggregate':
      return aggregate(request, messages, options);
    case 'POST /api/search/messages':
      return search(request, messages, options);
    case 'POST /api/views/search/messages':
      return exportCsv(request, messages, options);
    default:
      // The web interface answers every path that the API does not know.
      return { status: 200, type: 'text/html', body: '<!DOCTYPE html><html><body>Graylog</body></html>' };
  }
}

function isKnown(header: string | undefined, { token, user }: GraylogServerOptions): boolean {
  const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
  if (token !== undefined && header === basic(`${token}:token`)) return true;
  return user !== undefined && header === basic(`${user.name}:${user.password}`);
}

function apiError(status: number, message: string): LakeAnswer {
  return json(status, { type: 'ApiError', message });
}

type Body = Readonly<Record<string, unknown>>;

class Refusal extends Error {
  readonly answer: LakeAnswer;
  constructor(answer: LakeAnswer) {
    super('refused');
    this.answer = answer;
  }
}

function guarded(work: () => LakeAnswer): LakeAnswer {
  try {
    return work();
  } catch (error: unknown) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function bodyOf(request: LakeRequest, known: readonly string[]): Body {
  if (request.headers['content-type'] !== 'application/json') throw new Refusal(apiError(415, 'HTTP 415'));
  const body = JSON.parse(request.body) as Body;
  for (const key of Object.keys(body)) {
    if (!known.includes(key))
      throw new Refusal(json(400, { type: 'RequestError', message: `Unable to map property ${key}` }));
  }
  return body;
}

/** The messages of the query, its time range and its streams. */
function select(
  query: unknown,
  body: Body,
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions,
): readonly GraylogMessage[] {
  const streams = (body['streams'] ?? []) as readonly string[];
  const denied = streams.filter((stream) => options.readableStreams?.includes(stream) === false);
  if (denied.length > 0) {
    throw new Refusal(
      json(403, { type: 'MissingStreamPermission', error_message: 'Not allowed', streams: denied }),
    );
  }
  const { type, from, to } = body['timerange'] as Readonly<Record<string, string>>;
  if (type !== 'absolute' || from === undefined || to === undefined)
    throw new Refusal(apiError(400, 'timerange'));
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const matches = queryMatcher(String(query));
  return messages.filter(
    (message) =>
      message.timestamp >= fromMs &&
      (message.timestamp < toMs || (options.upperBound === 'lte' && message.timestamp === toMs)) &&
      (streams.length === 0 || streams.includes(String(message['stream']))) &&
      matches(message),
  );
}

const BOUNDS = /^(?:\((.*)\) AND )?timestamp:\["([0-9-]{10} [0-9:.]{12})" TO "([0-9-]{10} [0-9:.]{12})"\]$/;

/** The part of the query language that the tests use: `*`, `field:value`, and bounds of the time. */
function queryMatcher(query: string): (message: GraylogMessage) => boolean {
  const match = BOUNDS.exec(query);
  if (match === null)
    throw new Refusal(apiError(400, 'Scripting API failed to obtain messages for input : ...'));
  const [, inner = '*', from = '', to = ''] = match;
  const [field = '', value = ''] = inner.split(':');
  const at = (stamp: string): number => Date.parse(`${stamp.replace(' ', 'T')}Z`);
  const [fromMs, toMs] = [at(from), at(to)];
  return (message) =>
    message.timestamp >= fromMs &&
    message.timestamp <= toMs &&
    (inner === '*' || String(message[field]) === value);
}

function aggregate(
  request: LakeRequest,
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions,
): LakeAnswer {
  return guarded(() => {
    const body = bodyOf(request, [
      'query',
      'streams',
      'stream_categories',
      'timerange',
      'group_by',
      'metrics',
    ]);
    const groups = body['group_by'] as readonly Body[] | undefined;
    const metrics = body['metrics'] as readonly Body[] | undefined;
    // Both lists are @NotEmpty; one group has one of limit, timeunit, scaling, ranges.
    if (!groups?.length || !metrics?.length) throw new Refusal(apiError(400, 'must not be empty'));
    const [group] = groups;
    if (group?.['field'] !== 'timestamp' || group['timeunit'] !== '1d' || 'limit' in group) {
      throw new Refusal(apiError(400, 'group_by'));
    }
    if (metrics[0]?.['function'] !== 'count') throw new Refusal(apiError(400, 'metrics'));
    const days = new Map<string, number>();
    for (const { timestamp } of select(body['query'], body, messages, options)) {
      const day = `${new Date(timestamp).toISOString().slice(0, 10)}T00:00:00.000Z`;
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    return json(200, {
      schema: [
        { column_type: 'grouping', type: 'date', field: 'timestamp', name: 'grouping: timestamp' },
        { column_type: 'metric', type: 'numeric', function: 'count', name: 'metric: count()' },
      ],
      datarows: [...days],
      metadata: { effective_timerange: body['timerange'] },
    });
  });
}

function search(
  request: LakeRequest,
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions,
): LakeAnswer {
  return guarded(() => {
    const body = bodyOf(request, [
      'query',
      'streams',
      'stream_categories',
      'timerange',
      'fields',
      'sort',
      'sort_order',
      'from',
      'size',
    ]);
    const { from = 0, size = 10, sort, sort_order: order } = body;
    if (Number(from) + Number(size) > (options.resultWindow ?? 10_000)) {
      throw new Refusal(
        apiError(400, 'Scripting API failed to obtain messages for input : MessagesRequestSpec[...]'),
      );
    }
    if (sort !== 'timestamp' || order !== 'asc') throw new Refusal(apiError(400, 'sort'));
    const fields = body['fields'] as readonly string[];
    const found = [...select(body['query'], body, messages, options)]
      .sort((left, right) => left.timestamp - right.timestamp)
      .slice(Number(from), Number(from) + Number(size));
    return json(200, {
      schema: fields.map((field) => ({
        column_type: 'field',
        type: 'string',
        field,
        name: `field: ${field}`,
      })),
      datarows: found.map((message) => fields.map((field) => valueOf(message, field) ?? '-')),
      metadata: { effective_timerange: body['timerange'] },
    });
  });
}

function valueOf(message: GraylogMessage, field: string): unknown {
  return field === 'timestamp' ? new Date(message.timestamp).toISOString() : message[field];
}

function exportCsv(
  request: LakeRequest,
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions,
): LakeAnswer {
  return guarded(() => {
    if (request.headers.accept !== 'text/csv') throw new Refusal({ status: 415, body: '' });
    const body = bodyOf(request, [
      'timerange',
      'query_string',
      'streams',
      'fields_in_order',
      'chunk_size',
      'time_zone',
      'limit',
    ]);
    const { query_string: query } = body['query_string'] as { readonly query_string: string };
    const fields = body['fields_in_order'] as readonly string[];
    const quoted = (value: unknown): string =>
      `"${(typeof value === 'string' ? value : JSON.stringify(value ?? '')).replaceAll('"', '""')}"`;
    const rows = select(query, body, messages, options)
      .toReversed()
      .map((message) => fields.map((field) => quoted(valueOf(message, field))).join(','));
    return { status: 200, type: 'text/csv', body: `${[fields.map(quoted).join(','), ...rows].join('\n')}\n` };
  });
}
