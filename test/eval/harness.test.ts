import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateCall, seededRandom } from '../bench/generate-calls.ts';
import { type Annotation, analyzeCalls, type NativeCall, type Report } from './harness.ts';

const BASE: NativeCall = {
  time: '2026-03-02T10:00:00Z',
  method: 'GET',
  scheme: 'https',
  host: 'api.shop.example',
  path: '/v1/orders',
  status: 200,
  client: { address: '192.0.2.1' },
  request: { headers: { accept: 'application/json' } },
  response: { headers: { 'content-type': 'application/json' }, body: '{"items":[]}' },
};

const client = (index: number): NonNullable<NativeCall['client']> => ({
  address: `198.51.100.${index % 200}`,
});
const json = { 'content-type': 'application/json' };

/** Every kind of call: REST, named operations, batches, what is noise and what is refused. */
function* everyKind(): Generator<NativeCall> {
  const random = seededRandom(11);
  const workload = { calls: 1500, endpoints: 80, identifiers: 300, seed: 11 };
  for (let index = 0; index < workload.calls; index += 1) {
    yield JSON.parse(generateCall(index, workload, random)) as NativeCall;
  }
  for (let index = 0; index < 60; index += 1) {
    const call = { ...BASE, client: client(index) };
    yield { ...call, path: `/v1/orders/${index % 7 === 0 ? 'search' : 1000 + index}` };
    yield { ...call, path: `/v1/orders/${1000 + index}`, status: index % 3 === 0 ? 404 : 401 };
    yield { ...call, path: `/.env${index % 2 === 0 ? '' : '.bak'}`, status: 404 };
    yield {
      ...call,
      path: `/static/app.${index}.js`,
      response: { headers: { 'content-type': 'text/javascript' } },
    };
    yield { ...call, method: 'OPTIONS', request: { headers: { 'access-control-request-method': 'POST' } } };
    yield { ...call, method: 'BREW', path: '/v1/coffee', status: index % 2 === 0 ? 405 : 200 };
    yield {
      ...call,
      method: 'POST',
      path: '/graphql',
      request: graphql(`query Cart${index % 3} { cart { id } }`),
    };
    yield { ...call, method: 'POST', path: '/rpc', request: rpcBatch(['a.get', 'b.get', 'a.get']) };
    yield {
      ...call,
      method: 'POST',
      path: '/rpc',
      status: 500,
      request: rpcBatch(index % 3 === 0 ? ['b.get', 'A.ever', 'a.get'] : ['n.ever', 'a.get', 'b.get']),
    };
    yield { ...call, host: `h${index}.shop.example`, path: '/nothing', status: 503 };
    yield { ...call, path: `/v1/users/name${index}/settings` };
  }
}

const graphql = (query: string): NonNullable<NativeCall['request']> => ({
  headers: json,
  body: JSON.stringify({ query }),
});
const rpcBatch = (methods: readonly string[]): NonNullable<NativeCall['request']> => ({
  headers: json,
  body: JSON.stringify(methods.map((method, id) => ({ jsonrpc: '2.0', method, id }))),
});

function assertBalanced(report: Report, annotations: readonly Annotation[]): void {
  const counts = new Map<string, number>();
  const noise: Record<string, number> = {};
  for (const annotation of annotations) {
    for (const id of annotation.endpoints ?? [annotation.endpoint])
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    if (annotation.noise !== undefined) noise[annotation.noise] = (noise[annotation.noise] ?? 0) + 1;
  }
  const rows = report.endpoints.map(({ id, calls }) => [id, calls]);
  assert.deepEqual(Object.fromEntries(counts), Object.fromEntries(rows));
  assert.deepEqual(noise, report.calls.noise);
}

test('every call is annotated with the endpoint or noise that counts it', async () => {
  const calls = [...everyKind()];

  const { report, annotations } = await analyzeCalls(calls);

  assert.equal(annotations.length, calls.length);
  assertBalanced(report, annotations);
  const seen = new Set(annotations.map((each) => each.noise));
  for (const reason of ['scanner-probe', 'static-asset', 'cors-preflight', 'server-error-only'] as const)
    assert.ok(seen.has(reason), `reached: ${reason}`);
  assert.ok(annotations.some((each) => each.endpoints?.length === 3));
});
