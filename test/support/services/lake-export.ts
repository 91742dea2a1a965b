import type { TrinoServer } from './trino.ts';

/**
 * Headers that state the client's address: the server takes the last of them for `request_address` and keeps none.
 * Source: the logger's format.
 */
const ADDRESS = new Set([
  'cf-connecting-ip',
  'fastly-client-ip',
  'forwarded',
  'forwarded-for',
  'true-client-ip',
  'x-forwarded-for',
  'x-forwarded',
  'x-client-ip',
  'x-real-ip',
  'x-cluster-client-ip',
]);

const COLUMNS = [
  'id',
  'host',
  'request_method',
  'request_url',
  'response_code',
  'request_address',
  'request_headers',
  'request_user_agent',
  'request_content_type',
  'request_body',
  'response_headers',
  'response_content_type',
  'response_body',
  'interval_millis',
  'response_time_millis',
] as const;
const NUMBERS: ReadonlySet<string> = new Set(['interval_millis', 'response_time_millis']);

/** One statement may be a million characters long; the quotes in it are doubled. */
const CHUNK_CHARACTERS = 700_000;

type Row = readonly (string | null)[];

/**
 * Puts the lines of an NDJSON export into `data.message`, as the server keeps messages of that logger: address, agent
 * and content types in columns of their own, the other headers as JSON pairs, numbers as numbers.
 */
export async function loadExport(
  server: TrinoServer,
  logger: string,
  lines: readonly string[],
): Promise<void> {
  const rows = lines.map((line, index) => rowOf(line, `${logger}-${String(index).padStart(8, '0')}`, logger));
  for (const chunk of chunks(rows)) await server.query(insertOf(chunk));
}

function* chunks(rows: readonly Row[]): Iterable<string> {
  let chunk: string[] = [];
  let characters = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (characters + text.length > CHUNK_CHARACTERS && chunk.length > 0) {
      yield `[${chunk.join(',')}]`;
      chunk = [];
      characters = 0;
    }
    chunk.push(text);
    characters += text.length;
  }
  if (chunk.length > 0) yield `[${chunk.join(',')}]`;
}

/** One literal for all rows: the planner looks at each literal of a VALUES list by itself. */
function insertOf(json: string): string {
  const cells = COLUMNS.map((name, index) =>
    NUMBERS.has(name) ? `CAST(r[${index + 1}] AS bigint)` : `r[${index + 1}]`,
  );
  const literal = `'${json.replaceAll("'", "''")}'`;
  return `INSERT INTO resurface.data.message (${COLUMNS.join(', ')}) SELECT ${cells.join(', ')}
    FROM UNNEST(CAST(json_parse(${literal}) AS array(array(varchar)))) AS t(r)`;
}

interface Message {
  readonly fields: Map<string, string>;
  readonly request: [string, string][];
  readonly response: [string, string][];
}

function rowOf(line: string, id: string, logger: string): Row {
  const message = readMessage(line);
  const { fields, request, response } = message;
  const others: Readonly<Record<string, string | null>> = {
    id,
    host: logger,
    request_address: lastOf(request, (name) => ADDRESS.has(name)),
    request_headers: pairsOf(
      request,
      (name) => ADDRESS.has(name) || name === 'user-agent' || name === 'content-type',
    ),
    request_user_agent: lastOf(request, (name) => name === 'user-agent'),
    request_content_type: lastOf(request, (name) => name === 'content-type'),
    response_headers: pairsOf(response, (name) => name === 'content-type'),
    response_content_type: lastOf(response, (name) => name === 'content-type'),
    interval_millis: whole(fields.get('interval')),
    response_time_millis: whole(fields.get('now')),
  };
  return COLUMNS.map((name) => (name in others ? (others[name] ?? null) : (fields.get(name) ?? null)));
}

function readMessage(line: string): Message {
  const message: Message = { fields: new Map(), request: [], response: [] };
  const pairs: unknown = JSON.parse(line);
  if (!Array.isArray(pairs)) throw new Error('a line of the export is no list');
  for (const pair of pairs as readonly unknown[]) {
    if (!Array.isArray(pair)) continue;
    const [key, value]: readonly unknown[] = pair;
    if (typeof key === 'string') addPair(message, key, String(value));
  }
  return message;
}

function addPair({ fields, request, response }: Message, key: string, value: string): void {
  const [, side, name] = /^(request|response)_header: ?(.+)$/.exec(key) ?? [];
  if (name === undefined) fields.set(key, value);
  else (side === 'request' ? request : response).push([name.toLowerCase(), value]);
}

function lastOf(headers: readonly [string, string][], is: (name: string) => boolean): string | null {
  return headers.findLast(([name]) => is(name))?.[1] ?? null;
}

function pairsOf(headers: readonly [string, string][], isElsewhere: (name: string) => boolean): string {
  return JSON.stringify(headers.filter(([name]) => !isElsewhere(name)));
}

function whole(number: string | undefined): string | null {
  return number === undefined ? null : String(Math.round(Number(number)));
}
