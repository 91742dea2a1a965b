import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegisteredApi } from '../model/registered-api.ts';
import { compileSegmentRouter, OperationTree } from './segment-router.ts';
import { segmentsOf } from './template.ts';
import { definition, operation } from './test-estate.ts';

const api = (name: string, hosts: readonly string[], basePath: string): RegisteredApi =>
  definition(name, null, { hosts, basePaths: [basePath] });

const registered = [
  api('exact', ['a.example'], '/v1'),
  api('deeper', ['a.example'], '/v1/more'),
  api('suffix', ['*.example'], '/v1/deep'),
  api('hostless', [], '/v1/deep/er'),
  api('root', ['root.example'], '/'),
  api('dotted', ['*.dotted.example.'], '/'),
  api('port', ['p.example:8443'], '/'),
  {
    ...api('servers', ['dev.example', 'live.example'], '/'),
    basePaths: ['/', '/v3'],
    servers: [
      { host: 'dev.example', basePath: '/' },
      { host: 'live.example', basePath: '/v3' },
      { host: null, basePath: '/files' },
    ],
  },
  api('slot', ['s.example'], '/{tenant}/v1'),
  api('literal', ['s.example'], '/acme/v1'),
];

const rows: Readonly<Record<string, string>> = {
  'a.example/v1/deep/er': 'exact',
  'a.example/v1/more/x': 'deeper',
  'b.example/v1/deep/er': 'suffix',
  'b.test/v1/deep/er/x': 'hostless',
  'b.test/v1/deep': 'none',
  'a.example/v10': 'none',
  'root.example/': 'root',
  'root.example/anything/below': 'root',
  'p.example:8443/x': 'port',
  'p.example/x': 'none',
  'a.dotted.example/x': 'dotted',
  'p.example:9443/x': 'none',
  'root.example:8443/x': 'none',
  'dev.example/x': 'servers',
  'live.example/v3/x': 'servers',
  'live.example/x': 'none',
  'other.test/files/x': 'servers',
  'other.test/v3/x': 'none',
  's.example/acme/v1/x': 'literal',
  's.example/other/v1/x': 'slot',
  's.example/{tenantId}/v1/x': 'slot',
};
for (const [url, expected] of Object.entries(rows)) {
  test(`${url} belongs to ${expected}`, () => {
    const slash = url.indexOf('/');
    const turned = [...registered].reverse();
    for (const apis of [registered, turned]) {
      const [best] = compileSegmentRouter(apis).match('GET', url.slice(0, slash), url.slice(slash));
      // A slot and a literal base path of one length: the literal one is found first, whatever the order.
      assert.equal(best?.api.name ?? 'none', expected);
    }
  });
}

test('a disabled API serves nothing', () => {
  const router = compileSegmentRouter([{ ...api('off', ['a.example'], '/'), enabled: false }]);
  assert.deepEqual(router.match('GET', 'a.example', '/x'), []);
});

const tree = new OperationTree([
  operation('GET /a/{id}'),
  operation('GET /a/me'),
  operation('PUT /a/{id}'),
  operation('GET /a/{id}.json'),
  operation('POST /a/{id}:cancel'),
  operation('GET /{x}/b/{y}/c'),
  operation('GET /a/b/{y}/d'),
]);

const judged: Readonly<Record<string, string>> = {
  'GET /a/me': 'GET /a/me',
  'GET /a/42': 'GET /a/{id}',
  'GET /a/{userId}': 'GET /a/{id}',
  'PUT /a/me': 'PUT /a/{id}',
  'GET /a/42.json': 'GET /a/{id}.json',
  'GET /a/{f}.json': 'GET /a/{id}.json',
  'POST /a/{o}:cancel': 'POST /a/{id}:cancel',
  'POST /a/7:cancel': 'POST /a/{id}:cancel',
  'POST /a/7': 'method-not-registered GET, PUT',
  'GET /a/b/1/c': 'GET /{x}/b/{y}/c',
  'GET /a/b/1/d': 'GET /a/b/{y}/d',
  'GET /a': 'undocumented',
  'GET /a/1/2': 'undocumented',
  'GET /a/1/': 'GET /a/{id}',
};
for (const [line, expected] of Object.entries(judged)) {
  test(`operation of ${line} is ${expected}`, () => {
    const [method = '', path = ''] = line.split(' ');
    const verdict = tree.judge(method, segmentsOf(path));
    const shown =
      verdict.kind === 'documented'
        ? `${verdict.operation.method} ${verdict.operation.path}`
        : verdict.kind === 'method-not-registered'
          ? `${verdict.kind} ${verdict.methods.join(', ')}`
          : verdict.kind;
    assert.equal(shown, expected);
  });
}

test('10,000 base paths cost per request what ten cost', () => {
  const cost = (count: number): number => {
    const router = compileSegmentRouter(
      Array.from({ length: count }, (_, index) => api(`s${index}`, ['a.example'], `/team-${index}/v1`)),
    );
    assert.equal(router.match('GET', 'a.example', '/team-7/v1/x')[0]?.api.name, 's7');
    return router.examined();
  };
  assert.ok(cost(10_000) <= cost(10));
});
