import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileRegex } from '../agent/compile-regex.ts';
import type { CorrelatedEndpoint, CorrelationSettings } from '../model/correlation.ts';
import type { EndpointFacts } from '../model/inventory.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import { compileAxwayRouter } from './axway-router.ts';
import { correlate } from './correlate.ts';
import {
  endpoint,
  gateway,
  hop,
  inventory,
  kongApi,
  kongPaths,
  nativeRef,
  operation,
  route,
} from './test-estate.ts';

interface FrontEnd {
  readonly vhost?: string;
  /** Host at which APIs without virtual host are published. */
  readonly published?: string;
  readonly fields?: Partial<RegisteredApi>;
}

/** A front-end API as the connector hands it over. */
function frontEnd(
  nativeId: string,
  path: string,
  { vhost, published, fields = {} }: FrontEnd = {},
): RegisteredApi {
  const hosts = vhost ?? published;
  return kongApi(
    nativeId,
    [
      route({
        id: nativeId,
        hosts: vhost === undefined ? null : [vhost],
        paths: [{ kind: 'segment-prefix', value: path }],
      }),
    ],
    { semantics: 'axway-v7', hosts: hosts === undefined ? [] : [hosts], basePaths: [path], ...fields },
  );
}

const published = 'api.shop.example:8065';
const apis = [
  frontEnd('shop', '/shop/v1', { published }),
  frontEnd('shop-admin', '/shop/v1/admin', { published }),
  frontEnd('shop-two', '/shop/v2', { published }),
  frontEnd('partner', '/shop', { vhost: 'partner.shop.example:8065' }),
  frontEnd('wild', '/wild', { vhost: '*.tenants.example' }),
  frontEnd('draft', '/draft', { published, fields: { enabled: false } }),
];

describe('the router of API Manager 7', () => {
  const rows: Readonly<Record<string, string>> = {
    'api.shop.example:8065/shop/v1/orders/42': 'shop',
    'api.shop.example:8065/shop/v1': 'shop',
    'api.shop.example:8065/shop/v1/': 'shop',
    'api.shop.example:8065/shop/v1/admin/users': 'shop-admin',
    'api.shop.example:8065/shop/v1/administrators': 'shop',
    'api.shop.example:8065/shop/v10/orders': 'none',
    'api.shop.example:8065/shop/V1/orders': 'none',
    'api.shop.example:8065/shop': 'none',
    'gw7.internal.example:8065/shop/v2/x': 'shop-two',
    'partner.shop.example:8065/shop/v1/admin': 'partner',
    'partner.shop.example:8065/draft': 'none',
    'partner.shop.example/shop': 'none',
    'a.tenants.example:8065/wild/x': 'wild',
    'tenants.example:8065/wild/x': 'none',
    'api.shop.example:8065/draft/x': 'none',
  };
  for (const [url, expected] of Object.entries(rows)) {
    test(`${url} belongs to ${expected}`, () => {
      const slash = url.indexOf('/');
      for (const listed of [apis, [...apis].reverse()]) {
        const [best] = compileAxwayRouter(listed).match('GET', url.slice(0, slash), url.slice(slash));
        assert.equal(best?.api.nativeId ?? 'none', expected);
      }
    });
  }

  test('10,000 front-end APIs cost per request what ten cost', () => {
    const cost = (count: number): number => {
      const many = Array.from({ length: count }, (_, index) =>
        frontEnd(`s${index}`, `/team-${index}/v1`, { published }),
      );
      const router = compileAxwayRouter(many);
      assert.equal(router.match('GET', published, '/team-7/v1/x')[0]?.api.nativeId, 's7');
      return router.examined();
    };
    assert.ok(cost(10_000) <= cost(10));
  });
});

const SETTINGS: CorrelationSettings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };

function rowOf(
  facts: EndpointFacts,
  snapshot: GatewaySnapshot,
  others: readonly EndpointFacts[] = [],
): CorrelatedEndpoint {
  const rows = correlate(inventory([facts, ...others]), [snapshot], SETTINGS).endpoints;
  const row = rows.find((one) => one.id === facts.id);
  assert.ok(row, 'the endpoint has a row');
  return row;
}

const v7 = (...list: readonly RegisteredApi[]): GatewaySnapshot => gateway('v7', list);
const edge = (line: string): EndpointFacts => endpoint(line, [hop('edge', 10)]);

describe('correlation with API Manager 7', () => {
  test('an API at its published host is managed, and the rule says how', () => {
    const row = rowOf(edge('GET api.shop.example:8065/shop/v1/orders'), v7(...apis));
    assert.equal(row.management, 'managed');
    assert.equal(row.registered?.api, 'shop');
    assert.match(
      row.reason.rule,
      /API Manager 7 front-end API, longest base path by segments; host named; path \/shop\/v1$/,
    );
  });

  test('an API without virtual host answers at a virtual host that has no such path', () => {
    const row = rowOf(edge('GET a.tenants.example/shop/v1/orders'), v7(...apis));
    assert.equal(row.registered?.api, 'shop');
    assert.match(row.reason.rule, /host-less route at a host of the gateway/);
  });

  test('at a host that is nobody’s the path alone proves nothing, once the published host is known', () => {
    const row = rowOf(edge('GET elsewhere.example/shop/v2/orders'), v7(...apis));
    assert.equal(row.management, 'unmanaged');
    const unknown = rowOf(edge('GET elsewhere.example/shop/v2/orders'), v7(frontEnd('shop-two', '/shop/v2')));
    assert.deepEqual([unknown.management, unknown.flags.includes('path-only')], ['managed', true]);
  });

  test('the gateway’s own log is enough for any host', () => {
    const facts = endpoint('GET gw7.internal.example/shop/v2/orders', [hop('gateway:v7', 3)]);
    assert.equal(rowOf(facts, v7(...apis)).registered?.api, 'shop-two');
  });

  const misses: Readonly<Record<string, RegExp>> = {
    'GET api.shop.example:8065/draft/x': /Front-end API "draft" of v7 has \/draft, but is not published\./,
    'GET other.example/wild/x':
      /Path \/wild of "wild" \(v7\) would accept it, but only at \*\.tenants\.example\./,
    'GET api.shop.example:8065/shop/v3/orders':
      /Path \/shop of "partner" \(v7\) would accept it, but only at partner\.shop\.example:8065\./,
    'GET api.shop.example:8065/shopping/v1': /"shop\S*" is registered at this host, but for \/shop\/v/,
    'GET partner.shop.example:8065/shops': /"partner" is registered at this host, but for \/shop\./,
  };
  for (const [line, expected] of Object.entries(misses)) {
    test(`near miss: ${line}`, () => {
      const row = rowOf(edge(line), v7(...apis));
      assert.equal(row.management, 'unmanaged');
      assert.match(row.reason.nearestMiss ?? 'none', expected);
    });
  }

  const versions = [
    frontEnd('greet-1', '/api', {
      published,
      fields: {
        name: 'Greeting',
        version: '1',
        nativeIds: ['greet-1', 'Greeting'],
        operations: [operation('GET /api/greet')],
      },
    }),
    frontEnd('greet-2', '/api', {
      published,
      fields: {
        name: 'Greeting',
        version: '2',
        nativeIds: ['greet-2', 'Greeting'],
        operations: [operation('GET /api/greet'), operation('GET /api/greet/{name}')],
      },
    }),
  ];

  test('versions that differ in a query parameter only: the operation tells them apart, else they are rivals', () => {
    const alone = rowOf(edge('GET api.shop.example:8065/api/greet/{name}'), v7(...versions));
    assert.deepEqual([alone.registered?.api, alone.flags], ['greet-2', []]);
    const both = rowOf(edge('GET api.shop.example:8065/api/greet'), v7(...versions));
    assert.deepEqual([both.management, both.flags], ['managed', ['ambiguous']]);
    assert.match(both.reason.nearestMiss ?? '', /"Greeting" accepts it too/);
  });

  const named = (line: string, name: string): EndpointFacts =>
    endpoint(line, [hop('gateway:v7', 5, { native: [nativeRef('v7', name, null, 5)] })]);

  test('a name that one API bears decides by itself, also where the path would not', () => {
    const row = rowOf(named('GET any.example/rewritten', 'shop-two'), v7(...apis));
    assert.deepEqual([row.registered?.api, row.reason.code], ['shop-two', 'native-id']);
  });

  test('a name that several versions bear: the router chooses among them', () => {
    const other = named('GET api.shop.example:8065/api/greet/{name}', 'Greeting');
    const row = rowOf(other, v7(...versions));
    assert.deepEqual([row.registered?.api, row.reason.code, row.flags], ['greet-2', 'native-id', []]);
    const both = rowOf(named('GET api.shop.example:8065/api/greet', 'Greeting'), v7(...versions));
    assert.deepEqual([both.reason.code, both.flags], ['native-id', ['ambiguous']]);
    const lost = rowOf(named('GET api.shop.example:8065/gone', 'Greeting'), v7(...versions));
    assert.deepEqual([lost.registered?.api, lost.flags.includes('ambiguous')], ['greet-1', true]);
  });

  test('a draft of the same name is not what the log means', () => {
    const [one] = versions;
    assert.ok(one);
    const draft = { ...one, nativeId: 'a-draft', nativeIds: ['a-draft', 'Greeting'], enabled: false };
    const row = rowOf(named('GET api.shop.example:8065/rewritten', 'Greeting'), v7(draft, one));
    assert.deepEqual([row.registered?.api, row.flags], ['greet-1', []]);
  });

  test('a name that no API bears is registered elsewhere, never unmanaged', () => {
    const row = rowOf(named('GET api.shop.example:8065/gone', 'Nobody'), v7(...versions));
    assert.equal(row.reason.code, 'registered-elsewhere');
  });

  test('seen at its back-end, behind the gateway, it is the same API', () => {
    const orders = frontEnd('orders', '/orders/v1', {
      published,
      fields: { upstreams: [{ scheme: 'https', host: 'orders.internal.example', path: '/api' }] },
    });
    const front = edge('GET api.shop.example:8065/orders/v1/items/{id}');
    const behind = endpoint('GET orders.internal.example/api/items/{id}', [hop('behind:v7', 10)]);
    const { endpoints, folded } = correlate(inventory([front, behind]), [v7(orders)], SETTINGS);
    assert.deepEqual(folded, [{ endpoint: behind.id, into: front.id }]);
    assert.equal(endpoints.length, 1);
    assert.deepEqual(endpoints[0]?.callsByHop, { 'behind:v7': 10, edge: 10 });
    assert.equal(endpoints[0]?.calls, 10);
  });

  test('names shared by services of another gateway are chosen among in the same way', () => {
    const kong = gateway('kong', [
      kongApi('k1', [route({ id: 'r1', paths: kongPaths('/a') })], { nativeIds: ['k1', 'orders'] }),
      kongApi('k2', [route({ id: 'r2', paths: kongPaths('/b') })], { nativeIds: ['k2', 'orders'] }),
    ]);
    const facts = endpoint('GET a.example/b/x', [
      hop('gateway:kong', 5, { native: [nativeRef('kong', 'orders', null, 5)] }),
    ]);
    assert.equal(rowOf(facts, kong).registered?.api, 'k2');
  });
});
