import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileRegex } from '../agent/compile-regex.ts';
import type { CorrelatedApi, Correlation, CorrelationSettings } from '../model/correlation.ts';
import type { EndpointFacts } from '../model/inventory.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
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
import { explainCall } from './why.ts';

const settings: CorrelationSettings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };
const API = 'api.shop.example';

function service(
  name: string,
  paths: readonly string[],
  more: Partial<RegisteredApi> & {
    readonly hosts?: readonly string[];
    readonly methods?: readonly string[];
  } = {},
): RegisteredApi {
  const { hosts = [API], methods = null, ...fields } = more;
  const routes = paths.map((path) =>
    route({ id: `${name}${path}`, hosts, methods, paths: kongPaths(path), security: ['api-key'] }),
  );
  const upstreams = [{ scheme: 'http' as const, host: `${name}.svc:8080`, path: '/' }];
  return kongApi(name, routes, { upstreams, ...fields });
}

/** What a catalogue knows of an API that another gateway serves: where it is. */
function instance(
  name: string,
  places: readonly (readonly [host: string, path: string])[],
  more: Partial<RegisteredApi> = {},
): RegisteredApi {
  const routes = places.map(([host, value], index) =>
    route({
      id: `${name}#${index}`,
      hosts: [host],
      paths: [{ kind: 'segment-prefix', value }],
      stripPath: false,
    }),
  );
  return kongApi(name, routes, { semantics: 'segment-prefix', ...more });
}

const kong = (...apis: readonly RegisteredApi[]): GatewaySnapshot =>
  gateway('kong', apis, { environment: 'production' });
const central = (...apis: readonly RegisteredApi[]): GatewaySnapshot =>
  gateway('central', apis, { connector: 'amplify', environment: 'kong-prod' });

const ORDERS = service('orders', ['/orders']);
const SEEN = [endpoint(`GET ${API}/orders/{id}`, [hop('edge', 10)])];

function rowsOf({ apis }: Correlation): readonly string[] {
  return apis.map(({ name, calls, flags, registrations = [] }) =>
    [
      name,
      calls,
      ...flags.map((flag) => `+${flag}`),
      ...registrations.map((one) => `${one.gateway}:${one.api}`),
    ].join(' '),
  );
}

/** Whatever comes first in the arguments. */
function correlated(
  gateways: readonly GatewaySnapshot[],
  seen: readonly EndpointFacts[] = SEEN,
): Correlation {
  const one = correlate(inventory(seen), gateways, settings);
  const turned = gateways.toReversed().map((each) => ({ ...each, apis: each.apis.toReversed() }));
  assert.deepEqual(correlate(inventory(seen.toReversed()), turned, settings), one);
  return one;
}

function only({ apis }: Correlation): CorrelatedApi {
  const [first, ...others] = apis;
  assert.ok(first !== undefined && others.length === 0, `${apis.length} rows`);
  return first;
}

describe('an API that two gateways register', () => {
  it('is one, with both registrations, and what the gateway that serves it says of it', () => {
    const found = correlated([
      kong(ORDERS),
      central(instance('env/orders', [[API, '/orders']], { tags: ['retail'] })),
    ]);

    assert.deepEqual(rowsOf(found), ['orders 10 kong:orders central:env/orders']);
    const { registered, environment, tags, reason } = only(found);
    assert.deepEqual(
      [registered?.gateway, environment, tags, reason.text],
      [
        'kong',
        'production',
        ['retail'],
        'Registered as "orders" at kong and, at the same host and base path, at central.',
      ],
    );
    const [row] = found.endpoints;
    assert.deepEqual([row?.flags, row?.registered?.api, row?.declaredSecurity], [[], 'orders', ['api-key']]);
  });

  it('is one for each service that gateways tell apart by methods or headers', () => {
    const split = (id: string): GatewaySnapshot => {
      const headed = kongApi('headed', [
        route({ id: `${id}-h`, hosts: [API], paths: kongPaths('/orders'), headers: { 'X-V': ['2', '1'] } }),
      ]);
      const reads = service('reads', ['/orders'], { methods: ['GET', 'HEAD'] });
      const writes = service('writes', ['/orders'], { methods: ['POST'] });
      return gateway(id, [reads, writes, headed], { environment: 'production' });
    };
    const found = correlated([split('kong-a'), split('kong-b')], []);
    assert.deepEqual(rowsOf(found).toSorted(), [
      'headed 0 +dormant kong-a:headed kong-b:headed',
      'reads 0 +dormant kong-a:reads kong-b:reads',
      'writes 0 +dormant kong-a:writes kong-b:writes',
    ]);
    const listed = correlated([split('kong-a'), central(instance('env/orders', [[API, '/orders']]))], []);
    assert.equal(listed.apis.length, 3, 'a catalogue that knows addresses alone stands in the rows of all');
  });

  it('is one where nothing called it', () => {
    const found = correlated([kong(ORDERS), central(instance('env/orders', [[API, '/orders']]))], []);
    assert.deepEqual(rowsOf(found), ['orders 0 +dormant kong:orders central:env/orders']);
  });

  it('is one whichever gateway a log names', () => {
    const native = [nativeRef('central', 'env/orders', null, 4)];
    const lake = endpoint(`GET ${API}/orders/{id}`, [hop('gateway:central', 4, { native })]);
    const found = correlated([kong(ORDERS), central(instance('env/orders', [[API, '/orders']]))], [lake]);

    assert.deepEqual(rowsOf(found), ['orders 4 kong:orders central:env/orders']);
    const [row] = found.endpoints;
    assert.deepEqual([row?.reason.code, row?.declaredSecurity], ['native-id', null]);
    const log = [nativeRef('kong', 'orders', null, 3), ...native];
    const both = endpoint(`GET ${API}/orders/{id}`, [hop('edge', 7, { native: log })]);
    const twice = correlated([kong(ORDERS), central(instance('env/orders', [[API, '/orders']]))], [both]);
    assert.deepEqual(twice.endpoints[0]?.flags, [], 'and no rival of itself');
  });

  it('is one whatever port the catalogue adds, or wherever its gateway has the host from', () => {
    const ported = correlated([kong(ORDERS), central(instance('env/orders', [[`${API}:8443`, '/orders']]))]);
    assert.deepEqual(rowsOf(ported), ['orders 10 kong:orders central:env/orders']);
    const hostless = kongApi('orders', [
      route({ id: 'r', paths: kongPaths('/orders/'), security: ['basic'] }),
    ]);
    const found = correlated([
      gateway('kong', [hostless], { hosts: [API] }),
      central(instance('env/orders', [[API, '/orders']])),
    ]);
    assert.deepEqual(rowsOf(found), ['orders 10 kong:orders central:env/orders']);
    assert.deepEqual(found.endpoints[0]?.declaredSecurity, ['basic']);
  });

  for (const [what, places] of [
    ['another host', [['other.shop.example', '/orders']]],
    [
      'another host besides',
      [
        [API, '/orders'],
        ['other.shop.example', '/orders'],
      ],
    ],
    ['another base path', [[API, '/orders/v2']]],
    ['a wider base path', [[API, '/']]],
  ] as const) {
    it(`is another API at ${what}`, () => {
      const found = correlated([kong(ORDERS), central(instance('env/orders', places))]);
      assert.deepEqual(
        found.apis.map(({ registrations }) => registrations),
        [undefined, undefined],
      );
    });
  }

  it('may be registered route by route', () => {
    const shop = service('shop', ['/orders', '/carts']);
    const found = correlated([
      kong(shop),
      central(instance('env/carts', [[API, '/carts']]), instance('env/orders', [[API, '/orders']])),
    ]);
    assert.deepEqual(rowsOf(found), ['shop 10 kong:shop central:env/carts central:env/orders']);
  });

  it('may be registered together with its neighbours: in the row of each', () => {
    const seen = [...SEEN, endpoint(`GET ${API}/carts/{id}`, [hop('gateway:central', 2)])];
    const found = correlated(
      [
        kong(ORDERS, service('carts', ['/carts'])),
        central(
          instance('env/shop', [
            [API, '/orders'],
            [API, '/carts'],
          ]),
        ),
      ],
      seen,
    );
    assert.deepEqual(rowsOf(found), [
      'carts 2 kong:carts central:env/shop',
      'orders 10 kong:orders central:env/shop',
    ]);
  });

  it('belongs to the service that names the host, not to one that has a star for it', () => {
    const wide = service('wide', ['/orders'], { hosts: ['*.shop.example'] });
    const found = correlated([kong(ORDERS, wide), central(instance('env/orders', [[API, '/orders']]))]);
    assert.deepEqual(rowsOf(found).toSorted(), [
      'orders 10 kong:orders central:env/orders',
      'wide 0 +dormant',
    ]);
    const starred = correlated([kong(wide), central(instance('env/orders', [[API, '/orders']]))]);
    assert.deepEqual(rowsOf(starred), ['wide 10 kong:wide central:env/orders']);
  });

  it('is over when one of its registrations says so', () => {
    const retired = instance('env/orders', [[API, '/orders']], { lifecycle: 'retired' });
    const found = only(correlated([kong(ORDERS), central(retired)]));
    assert.deepEqual([found.flags, found.lifecycle], [['zombie'], 'retired']);
  });

  it('still lacks the methods that its own gateway does not route', () => {
    const readOnly = service('orders', ['/orders'], { methods: ['GET'] });
    const post = endpoint(`POST ${API}/orders`, [hop('edge', 3)]);
    const found = correlated([kong(readOnly), central(instance('env/orders', [[API, '/orders']]))], [post]);
    assert.deepEqual(found.endpoints[0]?.flags, ['method-not-registered']);
    assert.deepEqual(rowsOf(found), ['orders 3 kong:orders central:env/orders']);
  });

  it('is held against the operations of any of its registrations', () => {
    const operations = [operation('GET /orders/{id}', { id: 'getOrder' })];
    const manager = instance('orders-api', [[API, '/orders']], { operations });
    const seen = [...SEEN, endpoint(`DELETE ${API}/orders/{id}`, [hop('edge', 1)])];
    const found = correlated([kong(ORDERS), gateway('manager', [manager])], seen);
    assert.deepEqual(rowsOf(found), ['orders 11 kong:orders manager:orders-api']);
    assert.deepEqual(only(found).operations, { documented: 1, seen: 1 });
    assert.deepEqual(
      found.endpoints.map(({ flags, registered }) => [flags, registered?.operation]),
      [
        [['method-not-registered'], null],
        [[], 'getOrder'],
      ],
    );
  });

  it('stays two where a disabled one is concerned', () => {
    const disabled = { ...ORDERS, enabled: false };
    const found = correlated([kong(disabled), central(instance('env/orders', [[API, '/orders']]))]);
    assert.deepEqual(rowsOf(found).toSorted(), ['env/orders 10', 'orders 0 +dormant']);
  });

  it('is explained by its own name', () => {
    const estate = [kong(ORDERS), central(instance('env/orders', [[API, '/orders']]))];
    const call = { method: 'PUT', host: API, path: '/orders/7', headers: null };
    const said = explainCall(inventory([]), estate, settings, call);
    assert.deepEqual([said.api, said.flags, said.registered?.gateway], ['orders', [], 'kong']);
  });
});

describe('copies of a gateway', () => {
  const east = gateway('east', [ORDERS], { environment: 'production', addresses: ['10.0.1.0/24'] });
  const west = gateway('west', [ORDERS], { environment: 'production', addresses: ['10.0.2.0/24'] });

  it('serve one API; who has the call in its log decides how it is secured', () => {
    const open = { ...ORDERS, routes: ORDERS.routes.map((one) => ({ ...one, security: [] })) };
    const seen = endpoint(`GET ${API}/orders/{id}`, [hop('gateway:west', 5)]);
    const found = correlated([east, { ...west, apis: [{ ...open, gateway: 'west' }] }], [seen]);
    assert.deepEqual(rowsOf(found), ['orders 5 east:orders west:orders']);
    const [row] = found.endpoints;
    assert.deepEqual([row?.registered?.gateway, row?.declaredSecurity, row?.flags], ['west', [], []]);
  });

  it('sum up, and what is seen behind any of them is no bypass', () => {
    const seen = [
      endpoint(`GET ${API}/orders/{id}`, [
        hop('gateway:east', 5),
        hop('gateway:west', 6),
        hop('behind:west', 6),
      ]),
      endpoint('GET orders.svc:8080/{id}', [hop('behind:west', 6)]),
    ];
    const found = correlated([east, west], seen);
    assert.deepEqual(rowsOf(found), ['orders 11 east:orders west:orders']);
    assert.deepEqual([found.endpoints[0]?.bypass, found.folded.length], [null, 1]);
  });

  it('of two stages are two: they are often set up alike', () => {
    const found = correlated([east, { ...west, environment: 'test' }]);
    assert.deepEqual(rowsOf(found).toSorted(), ['orders 0 +dormant', 'orders 10 +ambiguous']);
  });

  it('in one catalogue are one API, which its services are not', () => {
    const twice = [instance('dr/orders', [[API, '/orders']]), instance('env/orders', [[API, '/orders']])];
    assert.deepEqual(rowsOf(correlated([central(...twice)])), [
      'dr/orders 10 central:dr/orders central:env/orders',
    ]);
    const services = [ORDERS, { ...ORDERS, nativeId: 'orders-next' }];
    assert.equal(correlated([kong(...services)]).apis.length, 2);
  });

  it('are found among ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `h${at}.shop.example`);
    const estate = [
      kong(...many.map((host) => service(host, ['/'], { hosts: [host] }))),
      central(...many.map((host) => instance(host, [[host, '/']]))),
    ];
    const { apis } = correlate(inventory([]), estate, settings);
    assert.equal(apis.length, 10_000);
    assert.ok(apis.every(({ registrations }) => registrations?.length === 2));
  });
});
