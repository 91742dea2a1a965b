import type { NativeCall } from '../harness.ts';
import { clientAddress, queryOf, START_MS } from '../threats/call-record.ts';
import { Random } from '../threats/random.ts';
import type { AuthCase, Share, Shown } from './auth-case.ts';

/** Callers of one endpoint: enough that nothing about it is provisional. */
const CALLERS = 18;
const DAY_MS = 86_400_000;

export function callsOf(
  cases: readonly AuthCase[],
  seed: number,
  agents: readonly string[],
): readonly NativeCall[] {
  const calls = cases.flatMap((one, index) => {
    const r = new Random(seed + index * 7919);
    return one.shares.flatMap((share, s) =>
      Array.from({ length: share.count }, (_, n) =>
        call(one, share, { index, r, id: `${index}-${s}-${n}` }, agents),
      ),
    );
  });
  return calls.sort((a, b) =>
    String(a.time) < String(b.time) ? -1 : String(a.time) > String(b.time) ? 1 : 0,
  );
}

interface Place {
  readonly index: number;
  readonly r: Random;
  readonly id: string;
}

function call(one: AuthCase, share: Share, { index, r, id }: Place, agents: readonly string[]): NativeCall {
  const caller = r.int(0, CALLERS - 1);
  const own = () => new Random(index * 1000 + caller + 1);
  const shown = merged(share.credential?.(own(), r) ?? {}, share.noise?.(own(), r) ?? {});
  const status = typeof share.status === 'number' ? share.status : r.pick(share.status);
  const method = share.method ?? one.method;
  const body = method === 'GET' || method === 'OPTIONS' || method === 'DELETE' ? null : requestBody(shown, r);
  const headers = {
    host: one.host,
    'user-agent': agents[caller % agents.length] ?? '',
    accept: 'application/json',
    ...(body === null
      ? {}
      : { 'content-type': shown.form === true ? 'application/x-www-form-urlencoded' : 'application/json' }),
    ...shown.headers,
    ...(shown.cookies === undefined
      ? {}
      : {
          cookie: Object.entries(shown.cookies)
            .map(([k, v]) => `${k}=${v}`)
            .join('; '),
        }),
  };
  return {
    id,
    time: new Date(START_MS + r.int(0, DAY_MS - 1) - (share.daysBefore ?? 0) * DAY_MS).toISOString(),
    method,
    scheme: 'https',
    host: one.host,
    path: one.path.replaceAll('#', () => String(r.int(1000, 99_999))),
    ...(shown.query === undefined ? {} : { query: queryOf(shown.query) }),
    status,
    client: { address: clientAddress(caller * 13 + (index % 40)) },
    latencyMs: r.int(5, 140),
    request: { ...(share.captured === false ? {} : { headers }), ...(body === null ? {} : { body }) },
    response: {
      headers: { 'content-type': 'application/json', ...share.responseHeaders },
      body: share.responseBody ?? reply(status, r),
    },
  };
}

function merged(a: Shown, b: Shown): Shown {
  const both = <K extends 'headers' | 'cookies' | 'query' | 'body'>(key: K) =>
    a[key] === undefined && b[key] === undefined ? {} : { [key]: { ...a[key], ...b[key] } };
  return {
    ...both('headers'),
    ...both('cookies'),
    ...both('query'),
    ...both('body'),
    ...((a.form ?? b.form) === true ? { form: true } : {}),
  };
}

function requestBody(shown: Shown, r: Random): string {
  const fields = { quantity: r.int(1, 9), comment: 'please', ...shown.body };
  return shown.form === true
    ? queryOf(Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, String(v)])))
    : JSON.stringify(fields);
}

function reply(status: number, r: Random): string {
  if (status === 204 || status === 304) return '';
  if (status < 300)
    return JSON.stringify({
      id: r.int(1, 9999),
      state: r.pick(['open', 'done']),
      total: r.int(1, 500),
      items: [],
    });
  return JSON.stringify({
    error:
      { 400: 'bad_request', 401: 'unauthorized', 403: 'forbidden', 404: 'not_found' }[status] ?? 'failed',
  });
}
