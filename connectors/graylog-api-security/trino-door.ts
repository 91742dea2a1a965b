import {
  AssayError,
  type ConnectorContext,
  compileSchema,
  type HttpResponse,
  type JsonValue,
} from '../../src/kit/index.ts';
import { askingAgain } from './ask-again.ts';
import { type LakeConfig, userOf } from './config.ts';
import type { Lake, Row, RowBatch } from './lake.ts';
import { failureOf, type TrinoFailure } from './trino-failure.ts';

type Context = Pick<ConnectorContext<LakeConfig>, 'config' | 'http' | 'clock' | 'logger' | 'signal'>;

interface Answer {
  readonly id: string;
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string }[];
  readonly data?: readonly JsonValue[];
  readonly error?: TrinoFailure;
}

const answerSchema = compileSchema<Answer>({
  type: 'object',
  required: ['id', 'stats'],
  properties: {
    id: { type: 'string' },
    stats: { type: 'object', required: ['state'] },
    nextUri: { type: 'string', maxLength: 4096 },
    columns: {
      type: 'array',
      items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
    data: { type: 'array' },
    error: {
      type: 'object',
      properties: { errorName: { type: 'string' }, errorType: { type: 'string' } },
    },
  },
});

const NO_ANSWER = {
  code: 'LAKE_ANSWER',
  kind: 'sourceContract',
  message: 'What answers at this address does not speak the protocol of Trino.',
  fix: 'Check url: port 7700 of the server, or its ingress, without a path.',
} as const;

/** Where a query stands on its server, relative to the configured address. */
const STATEMENT = '/v1/statement';
/** Empty answers in a row before a query counts as lost. */
const EMPTY_ANSWERS = 3;
const EMPTY_WAIT_MS = 1_000;

/**
 * The client protocol of Trino: POST /v1/statement, then GET nextUri until there is none. An answer of status 200 may
 * hold an error, no data, or nothing at all. Source: Trino documentation, "Trino client REST API".
 */
export function trinoDoor(context: Context): Lake {
  return { mayCapAnswers: false, query: askingAgain((sql) => runQuery(context, sql), context) };
}

async function* runQuery(context: Context, sql: string): AsyncGenerator<RowBatch> {
  const deadlineMs = context.clock.nowMs() + context.config.queryTimeout;
  let columns: readonly string[] = [];
  let next: string | null = null;
  try {
    let answer = await start(context, sql);
    for (;;) {
      next = nextOf(answer, next);
      if (answer.error !== undefined) throw failureOf(answer.error);
      columns = answer.columns?.map(({ name }) => name) ?? columns;
      if (answer.data !== undefined) yield batchOf(answer.data, columns);
      if (next === null) return;
      if (context.clock.nowMs() > deadlineMs) throw tooSlow(context.config.queryTimeout);
      answer = await follow(context, next);
    }
  } finally {
    // A query that ended has no next; one that failed may have one, and cancelling it then does no harm.
    if (next !== null) await cancel(context, next);
  }
}

async function start(context: Context, sql: string): Promise<Answer> {
  const response = await context.http.send({
    method: 'POST',
    url: STATEMENT,
    headers: headersOf(context.config),
    content: { type: 'text/plain; charset=utf-8', text: sql },
    // It only reads; a query whose answer got lost is given up by the server after some minutes.
    isSafeToRepeat: true,
  });
  return parse(response);
}

function headersOf(config: LakeConfig): Readonly<Record<string, string>> {
  return {
    ...userHeader(config),
    'x-trino-source': 'assay',
    'x-trino-catalog': config.catalog,
    'x-trino-schema': config.schema,
    'x-trino-time-zone': 'UTC',
  };
}

/** A token names its user itself; another name beside it would ask to act for somebody else. */
function userHeader(config: LakeConfig): Readonly<Record<string, string>> {
  return config.token !== undefined && config.username === undefined
    ? {}
    : { 'x-trino-user': userOf(config) };
}

async function follow(context: Context, next: string): Promise<Answer> {
  const headers = userHeader(context.config);
  for (let attempt = 1; attempt <= EMPTY_ANSWERS; attempt += 1) {
    const response = await context.http.send({ url: next, headers });
    if (response.text !== '') return parse(response);
    await context.clock.sleep(EMPTY_WAIT_MS * attempt, context.signal);
  }
  throw new AssayError({
    code: 'LAKE_QUERY_LOST',
    kind: 'transient',
    message: 'The server answers nothing about a query that it is running.',
  });
}

function parse({ text }: HttpResponse): Answer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AssayError(NO_ANSWER);
  }
  return answerSchema.parse(body, NO_ANSWER);
}

/**
 * The server writes its own idea of its address into nextUri. Only path and query of it are used, at the configured
 * address: credentials go nowhere else, whatever it says.
 */
function nextOf({ nextUri }: Answer, before: string | null): string | null {
  if (nextUri === undefined) return null;
  const url = URL.canParse(nextUri) ? new URL(nextUri) : null;
  const at = url?.pathname.indexOf(`${STATEMENT}/`) ?? -1;
  if (url === null || at < 0) throw new AssayError(NO_ANSWER);
  const next = `${url.pathname.slice(at)}${url.search}`;
  if (next !== before) return next;
  throw new AssayError({
    code: 'LAKE_PAGES_LOOP',
    kind: 'sourceContract',
    message: 'The server names the same next page again; the answer would never end.',
  });
}

function batchOf(data: readonly JsonValue[], columns: readonly string[]): RowBatch {
  const rows: Row[] = [];
  for (const values of data) {
    if (Array.isArray(values) && values.length === columns.length && columns.length > 0)
      rows.push(Object.fromEntries(columns.map((name, index) => [name, values[index]])));
  }
  return { rows, broken: data.length - rows.length };
}

function tooSlow(timeoutMs: number): AssayError {
  return new AssayError({
    code: 'LAKE_QUERY_SLOW',
    kind: 'transient',
    message: 'A query did not end within its time and was cancelled.',
    fix: 'Lower window of this entry, or raise queryTimeout.',
    context: { timeoutMs },
  });
}

/**
 * Frees the server of a query that nobody reads. A run that was stopped does not wait for it, and what goes wrong here
 * is no fault: the server gives up by itself what nobody asks for.
 */
async function cancel({ config, http, signal }: Context, next: string): Promise<void> {
  const cancelled = http
    .send({
      method: 'DELETE',
      url: next,
      headers: userHeader(config),
      isFarewell: true,
      accept: [404, 410],
    })
    .catch(() => undefined);
  if (!signal.aborted) await cancelled;
}
