import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileRegex } from '../agent/compile-regex.ts';
import type { Hop } from '../model/api-call.ts';
import type { Correlation, CorrelationSettings } from '../model/correlation.ts';
import type { EndpointFacts } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import { correlate } from './correlate.ts';
import {
  AS_OF_MS,
  definition,
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

const settings: CorrelationSettings = {
  compileRegex,
  grouping: [],
  hostRules: [],
  staleHops: [],
};

const API = 'api.shop.example';
const orders = kongApi(
  'orders',
  [route({ id: 'r-orders', hosts: [API], paths: kongPaths('/orders/v1'), security: ['api-key'] })],
  { upstreams: [{ scheme: 'http', host: 'orders.svc:8080', path: '/' }], owner: 'team-orders' },
);
const catalog = kongApi(
  'catalog',
  [route({ id: 'r-catalog', hosts: [API], paths: kongPaths('/catalog'), stripPath: false })],
  { upstreams: [{ scheme: 'http', host: 'shared.svc', path: '/' }] },
);
const stock = kongApi(
  'stock',
  [route({ id: 'r-stock', hosts: [API], paths: kongPaths('/stock'), stripPath: false })],
  {
    upstreams: [{ scheme: 'http', host: 'shared.svc', path: '/' }],
  },
);
const legacy = kongApi('legacy', [route({ id: 'r-legacy', hosts: [API], paths: kongPaths('/legacy') })], {
  lifecycle: 'deprecated',
});
const readOnly = kongApi('read-only', [
  route({ id: 'r-ro', hosts: [API], methods: ['GET'], paths: kongPaths('/read') }),
]);
const gone = kongApi('gone', [route({ id: 'r-gone', hosts: [API], paths: kongPaths('/gone') })], {
  enabled: false,
});
const numeric = kongApi('numeric', [route({ id: 'r-num', hosts: [API], paths: kongPaths('~/items/\\d+$') })]);
const apis = [orders, catalog, stock, legacy, readOnly, gone, numeric];

const addressed = gateway('kong', apis, { addresses: ['10.0.4.0/28'], environment: 'production' });
const addressless = gateway('kong', apis);

const hostless = kongApi('hostless', [route({ id: 'r-h', paths: kongPaths('/open') })]);
const closedHosts = gateway('kong', [hostless], { hosts: ['edge.shop.example'], addresses: ['10.0.4.0/28'] });
const noHosts = gateway('kong', [hostless]);
const rival = gateway('other', [kongApi('rival', [route({ id: 'r-x', hosts: ['named.example'] })])]);

const ordersDefinition = definition(
  'orders.yaml',
  [
    operation('GET /orders/v1/items/{itemId}', { id: 'getItem', security: ['oauth2'] }),
    operation('GET /orders/v1/items/search', { id: 'search' }),
    operation('GET /orders/v1/old', { deprecated: true }),
    operation('GET /orders/v1/files/{name}.json'),
    operation('PUT /orders/v1/items/{itemId}'),
  ],
  { hosts: [API], basePaths: ['/orders/v1'], tags: ['retail'] },
);
const ordersSuccessor = definition('orders-next.yaml', [operation('GET /orders/v1/next')], {
  hosts: [API],
  basePaths: ['/orders/v1'],
});
const documented = [addressed, gateway('docs', [ordersDefinition])];
const lonely = definition('lonely.yaml', [operation('GET /v3/pets/{id}')], {
  hosts: ['pets.example'],
  basePaths: ['/v3'],
  registers: true,
});
const wild = definition('wild.yaml', null, {
  hosts: ['*.pets.example'],
  basePaths: ['/v3'],
  registers: true,
});
const precise = definition('precise.yaml', null, {
  hosts: ['a.pets.example'],
  basePaths: ['/v3'],
  registers: true,
});
const deeper = definition('deeper.yaml', null, {
  hosts: ['a.pets.example'],
  basePaths: ['/v3/cats'],
  registers: true,
});

interface Row {
  readonly name: string;
  readonly gateways: readonly GatewaySnapshot[];
  readonly seen: readonly EndpointFacts[];
  /** For each seen endpoint in order: `management reason api-name +flags`, or `folded`. */
  readonly expect: readonly string[];
}

const edge = (calls = 10): ReturnType<typeof hop> => hop('edge', calls);
const at = (line: string, fields: Partial<EndpointFacts> = {}): EndpointFacts =>
  endpoint(line, [edge()], fields);
const slot = (type: string, enumeration: readonly string[] | null = null): EndpointFacts['slots'] => [
  { name: 'x', type, format: null, enumeration, origin: 'statistical', why: '' },
];

const rows: readonly Row[] = [
  // Host and path, by Kong's rules.
  {
    name: 'host and path',
    gateways: [addressed],
    seen: [at(`GET ${API}/orders/v1/items/{id}`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'a raw prefix is not segment-wise',
    gateways: [addressed],
    seen: [at(`GET ${API}/orders/v10/x`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'another path at the host',
    gateways: [addressed],
    seen: [at(`GET ${API}/payments/v1`)],
    expect: [`unmanaged not-registered ${API}/payments/v1`],
  },
  {
    name: 'a path of a disabled service',
    gateways: [addressed],
    seen: [at(`GET ${API}/gone/x`)],
    expect: [`unmanaged not-registered ${API}`],
  },
  {
    name: 'method not routed',
    gateways: [addressed],
    seen: [at(`DELETE ${API}/read/x`)],
    expect: ['managed method-not-registered read-only +method-not-registered'],
  },
  {
    name: 'method routed',
    gateways: [addressed],
    seen: [at(`GET ${API}/read/x`)],
    expect: ['managed host-and-path read-only'],
  },
  {
    name: 'another port is another host unless the route names none',
    gateways: [addressed],
    seen: [at(`GET ${API}:8443/orders/v1/a`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'an integer slot fits a digit pattern',
    gateways: [addressed],
    seen: [at(`GET ${API}/items/{x}`, { slots: slot('integer') })],
    expect: ['managed host-and-path numeric'],
  },
  {
    name: 'a uuid slot does not',
    gateways: [addressed],
    seen: [at(`GET ${API}/items/{x}`, { slots: slot('uuid') })],
    expect: [`unmanaged not-registered ${API}`],
  },
  {
    name: 'only some members of an enumeration fit',
    gateways: [addressed],
    seen: [at(`GET ${API}/items/{x}`, { slots: slot('word', ['1', 'a']) })],
    expect: ['managed host-and-path numeric +ambiguous'],
  },
  {
    name: 'all members of an enumeration fit',
    gateways: [addressed],
    seen: [at(`GET ${API}/items/{x}`, { slots: slot('word', ['1', '2']) })],
    expect: ['managed host-and-path numeric'],
  },
  // Native ids.
  {
    name: 'native id by service',
    gateways: [addressed],
    seen: [
      endpoint(`GET internal.example/odd`, [
        hop('gateway:kong', 5, { native: [nativeRef('kong', 'orders', null, 5)] }),
      ]),
    ],
    expect: ['managed native-id orders'],
  },
  {
    name: 'native id by route',
    gateways: [addressed],
    seen: [
      endpoint(`GET internal.example/odd`, [
        hop('gateway:kong', 5, { native: [nativeRef('kong', null, 'r-catalog', 5)] }),
      ]),
    ],
    expect: ['managed native-id catalog'],
  },
  {
    name: 'native id over host and path',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/orders/v1/x`, [
        hop('gateway:kong', 5, { native: [nativeRef('kong', 'catalog', null, 5)] }),
      ]),
    ],
    expect: ['managed native-id catalog'],
  },
  {
    name: 'two native ids: most calls, ambiguous',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/x`, [
        hop('gateway:kong', 5, {
          native: [nativeRef('kong', 'orders', null, 2), nativeRef('kong', 'catalog', null, 3)],
        }),
      ]),
    ],
    expect: ['managed native-id catalog +ambiguous'],
  },
  {
    name: 'unknown native id is registered elsewhere',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/new/x`, [
        hop('gateway:kong', 5, { native: [nativeRef('kong', 'svc-new', null, 5)] }),
      ]),
    ],
    expect: ['managed registered-elsewhere svc-new'],
  },
  {
    name: 'unknown gateway is registered elsewhere',
    gateways: [addressed],
    seen: [
      endpoint(`GET x.example/new/x`, [
        hop('gateway:tyk', 5, { native: [nativeRef('tyk', 't-1', null, 5)] }),
      ]),
    ],
    expect: ['managed registered-elsewhere t-1'],
  },
  {
    name: 'unknown id, but the router of the snapshot knows the path',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/orders/v1/x`, [
        hop('gateway:kong', 5, { native: [nativeRef('kong', 'recreated', null, 5)] }),
      ]),
    ],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'known id counts more than an unknown one',
    gateways: [addressed],
    seen: [
      endpoint(`GET x.example/q`, [
        hop('gateway:kong', 5, {
          native: [nativeRef('kong', 'nope', null, 4), nativeRef('kong', 'orders', null, 1)],
        }),
      ]),
    ],
    expect: ['managed native-id orders'],
  },
  // Host-less routes.
  {
    name: 'host-less at a host of the gateway',
    gateways: [closedHosts],
    seen: [at('GET edge.shop.example/open/x')],
    expect: ['managed host-and-path hostless'],
  },
  {
    name: 'host-less at another host',
    gateways: [closedHosts],
    seen: [at('GET else.example/open/x')],
    expect: ['unmanaged not-registered else.example'],
  },
  {
    name: 'host-less at an address of the gateway',
    gateways: [closedHosts],
    seen: [at('GET 10.0.4.7:8000/open/x')],
    expect: ['managed host-and-path hostless'],
  },
  {
    name: 'host-less outside the addresses',
    gateways: [closedHosts],
    seen: [at('GET 10.0.4.17:8000/open/x')],
    expect: ['unmanaged not-registered 10.0.4.17:8000'],
  },
  {
    name: 'host-less without hosts: by path only',
    gateways: [noHosts],
    seen: [at('GET any.example/open/x')],
    expect: ['managed path-only hostless +path-only'],
  },
  {
    name: 'path only not on a host that another API names',
    gateways: [noHosts, rival],
    seen: [at('GET named.example/open/x')],
    expect: ['managed host-and-path rival'],
  },
  {
    name: 'host-less, but seen in the log of that gateway',
    gateways: [closedHosts],
    seen: [endpoint('GET else.example/open/x', [hop('gateway:kong', 3)])],
    expect: ['managed host-and-path hostless'],
  },
  {
    name: 'a wildcard host of the gateway',
    gateways: [gateway('kong', [hostless], { hosts: ['*.shop.example'] })],
    seen: [at('GET b.shop.example/open')],
    expect: ['managed host-and-path hostless'],
  },
  // Upstream views.
  {
    name: 'behind the gateway: folded into the public endpoint',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 10)]),
      endpoint('GET orders.svc:8080/items/{x}', [hop('behind:kong', 10)]),
    ],
    expect: ['managed host-and-path orders', 'folded'],
  },
  {
    name: 'by client address: folded',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 10)]),
      endpoint('GET orders.svc:8080/items/{x}', [hop('mesh', 10, { fromGateway: 10 })]),
    ],
    expect: ['managed host-and-path orders', 'folded'],
  },
  {
    name: 'behind the gateway without a public counterpart: a view',
    gateways: [addressed],
    seen: [endpoint('GET orders.svc:8080/other', [hop('behind:kong', 4)])],
    expect: ['managed upstream-view orders +upstream-view'],
  },
  {
    name: 'an unstripped path keeps the prefix',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/catalog/a`, [edge()]),
      endpoint('GET shared.svc/catalog/a', [hop('behind:kong', 4)]),
    ],
    expect: ['managed host-and-path catalog', 'folded'],
  },
  {
    name: 'a shared upstream is told apart by the unstripped prefix',
    gateways: [addressed],
    seen: [endpoint('GET shared.svc/stock/a', [hop('behind:kong', 4)])],
    expect: ['managed upstream-view stock +upstream-view'],
  },
  {
    name: 'an instance address behind the gateway',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 10)]),
      endpoint('GET 10.9.9.9:8080/items/{x}', [hop('behind:kong', 10)]),
    ],
    expect: ['managed host-and-path orders', 'folded'],
  },
  {
    name: 'an instance address with an unknown shape',
    gateways: [addressed],
    seen: [endpoint('GET 10.9.9.9:8080/health', [hop('behind:kong', 10)])],
    expect: ['unmanaged not-registered 10.9.9.9:8080'],
  },
  {
    name: 'another port of the upstream host is no view',
    gateways: [addressed],
    seen: [endpoint('GET orders.svc:9090/items/{x}', [hop('behind:kong', 4)])],
    expect: ['unmanaged not-registered orders.svc:9090'],
  },
  {
    name: 'behind another gateway is no view of this one',
    gateways: [addressed],
    seen: [endpoint('GET shared.svc/q', [hop('behind:tyk', 4)])],
    expect: ['unmanaged not-registered shared.svc'],
  },
  // Bypass.
  {
    name: 'direct calls to the upstream',
    gateways: [addressed],
    seen: [endpoint('GET orders.svc:8080/items/{x}', [edge(3)])],
    expect: ['unmanaged bypass orders.svc:8080 +bypass'],
  },
  {
    name: 'direct calls to a shared upstream without shape',
    gateways: [addressed],
    seen: [endpoint('GET shared.svc/metrics', [edge(3)])],
    expect: ['unmanaged not-registered shared.svc'],
  },
  {
    name: 'direct calls to a shared upstream with shape',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/catalog/a`, [edge()]),
      endpoint('GET shared.svc/catalog/a', [hop('mesh', 4)]),
    ],
    expect: ['managed host-and-path catalog', 'unmanaged bypass shared.svc +bypass'],
  },
  {
    name: 'same path and shape at another host',
    gateways: [addressed],
    seen: [at(`GET ${API}/orders/v1/items/{id}`), at('GET direct.shop.example/orders/v1/items/{n}')],
    expect: ['managed host-and-path orders', 'unmanaged bypass direct.shop.example/orders/v1 +bypass'],
  },
  {
    name: 'another method is another endpoint',
    gateways: [addressed],
    seen: [at(`GET ${API}/orders/v1/items/{id}`), at('POST direct.shop.example/orders/v1/items/{n}')],
    expect: ['managed host-and-path orders', 'unmanaged not-registered direct.shop.example/orders/v1'],
  },
  {
    name: 'a documented operation is a shape too',
    gateways: documented,
    seen: [at('GET direct.shop.example/orders/v1/items/{n}')],
    expect: ['unmanaged bypass direct.shop.example/orders/v1 +bypass'],
  },
  {
    name: 'gateway addresses only: not a bypass but a view',
    gateways: [addressed],
    seen: [
      at(`GET ${API}/orders/v1/items/{id}`),
      endpoint('GET pod.example/orders/v1/items/{n}', [hop('mesh', 4, { fromGateway: 4 })]),
    ],
    expect: ['managed host-and-path orders', 'folded'],
  },
  {
    name: 'a generic base path proves nothing',
    gateways: [
      gateway('kong', [kongApi('plain', [route({ id: 'p', hosts: [API], paths: kongPaths('/api/v1') })])]),
    ],
    seen: [at(`GET ${API}/api/v1/users/{id}`), at('GET other.example/api/v1/users/{id}')],
    expect: ['managed host-and-path plain', 'unmanaged not-registered other.example/api/v1'],
  },
  // Lifecycle.
  {
    name: 'a deprecated API that is called: its row is the zombie',
    gateways: [addressed],
    seen: [at(`GET ${API}/legacy/x`)],
    expect: ['managed host-and-path legacy'],
  },
  {
    name: 'a past Sunset header makes a zombie',
    gateways: [addressed],
    seen: [at(`GET ${API}/catalog/x`, { signals: { ...at('GET a/b').signals, sunsetAtMs: AS_OF_MS - 1 } })],
    expect: ['managed host-and-path catalog +zombie'],
  },
  {
    name: 'a Sunset to come does not',
    gateways: [addressed],
    seen: [at(`GET ${API}/catalog/x`, { signals: { ...at('GET a/b').signals, sunsetAtMs: AS_OF_MS + 1 } })],
    expect: ['managed host-and-path catalog'],
  },
  {
    name: 'a Deprecation header',
    gateways: [addressed],
    seen: [at(`GET ${API}/catalog/x`, { signals: { ...at('GET a/b').signals, deprecationHeaders: 2 } })],
    expect: ['managed host-and-path catalog +deprecated-operation'],
  },
  {
    name: 'a past sunset of the API',
    gateways: [gateway('kong', [{ ...orders, sunsetAtMs: AS_OF_MS }])],
    seen: [at(`GET ${API}/orders/v1/x`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'a retired definition marks its endpoints',
    gateways: [addressed, gateway('docs', [{ ...ordersDefinition, lifecycle: 'retired' }, ordersSuccessor])],
    seen: [at(`GET ${API}/orders/v1/items/{id}`)],
    expect: ['managed host-and-path orders +zombie'],
  },
  // Operations.
  {
    name: 'documented',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/items/{id}`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'a literal operation before a slot',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/items/search`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'a literal segment at a slot',
    gateways: documented,
    seen: [at(`PUT ${API}/orders/v1/items/search`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'undocumented',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/secret`)],
    expect: ['managed host-and-path orders +undocumented-operation'],
  },
  {
    name: 'method not documented',
    gateways: documented,
    seen: [at(`DELETE ${API}/orders/v1/items/{id}`)],
    expect: ['managed host-and-path orders +method-not-registered'],
  },
  {
    name: 'deprecated operation',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/old`)],
    expect: ['managed host-and-path orders +deprecated-operation'],
  },
  {
    name: 'slot inside a segment',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/files/{f}.json`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'another suffix',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/files/{f}.xml`)],
    expect: ['managed host-and-path orders +undocumented-operation'],
  },
  {
    name: 'outside the base path of the definition: not evaluated',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v10/x`)],
    expect: ['managed host-and-path orders'],
  },
  {
    name: 'a trailing slash changes nothing',
    gateways: documented,
    seen: [at(`GET ${API}/orders/v1/old/`)],
    expect: ['managed host-and-path orders +deprecated-operation'],
  },
  // Definitions.
  {
    name: 'a definition alone registers nothing',
    gateways: [gateway('docs', [ordersDefinition])],
    seen: [at(`GET ${API}/orders/v1/items/{id}`)],
    expect: [`unmanaged not-registered ${API}/orders/v1`],
  },
  {
    name: 'a registering definition does',
    gateways: [gateway('docs', [lonely])],
    seen: [at('GET pets.example/v3/pets/{id}')],
    expect: ['managed host-and-path lonely.yaml'],
  },
  {
    name: 'its base path is segment-wise',
    gateways: [gateway('docs', [lonely])],
    seen: [at('GET pets.example/v30/pets')],
    expect: ['unmanaged not-registered pets.example/v30'],
  },
  {
    name: 'exact host over wildcard',
    gateways: [gateway('docs', [wild, precise])],
    seen: [at('GET a.pets.example/v3/x')],
    expect: ['managed host-and-path precise.yaml'],
  },
  {
    name: 'wildcard where nothing exact fits',
    gateways: [gateway('docs', [wild, precise])],
    seen: [at('GET b.pets.example/v3/x')],
    expect: ['managed host-and-path wild.yaml'],
  },
  {
    name: 'longest base path',
    gateways: [gateway('docs', [precise, deeper])],
    seen: [at('GET a.pets.example/v3/cats/{id}')],
    expect: ['managed host-and-path deeper.yaml'],
  },
  {
    name: 'two registrations with equal right',
    gateways: [
      gateway('a', [precise]),
      gateway('b', [{ ...precise, nativeId: 'twin.yaml', name: 'twin.yaml' }]),
    ],
    seen: [at('GET a.pets.example/v3/x')],
    expect: ['managed host-and-path precise.yaml +ambiguous'],
  },
  {
    name: 'a registering definition attaches to the gateway API',
    gateways: [addressed, gateway('docs', [{ ...ordersDefinition, registers: true }])],
    seen: [at(`GET ${API}/orders/v1/nope`)],
    expect: ['managed host-and-path orders +undocumented-operation'],
  },
  {
    name: 'a definition names the host of a host-less route',
    gateways: [
      noHosts,
      gateway('docs', [
        definition('open.yaml', [operation('GET /open/x')], {
          hosts: ['open.example'],
          basePaths: ['/open'],
          registers: true,
        }),
      ]),
    ],
    seen: [at('GET open.example/open/y')],
    expect: ['managed path-only hostless +undocumented-operation +path-only'],
  },
  // Ties.
  {
    name: 'equal precedence of two services is ambiguous',
    gateways: [
      gateway('kong', [
        kongApi('a', [route({ id: '1', paths: kongPaths('/t'), hosts: [API] })]),
        kongApi('b', [route({ id: '2', paths: kongPaths('/t'), hosts: [API] })]),
      ]),
    ],
    seen: [at(`GET ${API}/t/x`)],
    expect: ['managed host-and-path b +ambiguous'],
  },
  {
    name: 'equal precedence inside one service is not',
    gateways: [
      gateway('kong', [
        kongApi('a', [
          route({ id: '1', paths: kongPaths('/t'), hosts: [API] }),
          route({ id: '2', paths: kongPaths('/t'), hosts: [API] }),
        ]),
      ]),
    ],
    seen: [at(`GET ${API}/t/x`)],
    expect: ['managed host-and-path a'],
  },
  {
    name: 'a header that no log shows',
    gateways: [
      gateway(
        'kong',
        [
          kongApi('canary', [route({ id: '1', paths: kongPaths('/t'), headers: { 'x-canary': ['1'] } })]),
          kongApi('stable', [route({ id: '2', paths: kongPaths('/t') })]),
        ],
        { hosts: [API] },
      ),
    ],
    seen: [at(`GET ${API}/t/x`)],
    expect: ['managed host-and-path stable +ambiguous'],
  },
  {
    name: 'two gateways serve it: the one whose log has it',
    gateways: [
      gateway('a', [kongApi('one', [route({ id: '1', hosts: [API], paths: kongPaths('/t') })])]),
      gateway('b', [kongApi('two', [route({ id: '2', hosts: [API] })])]),
    ],
    seen: [endpoint(`GET ${API}/t`, [hop('gateway:b', 2)])],
    expect: ['managed host-and-path two'],
  },
];

const twins = ['one', 'two'].map((name) =>
  kongApi(name, [route({ id: name, hosts: [API], paths: kongPaths(`/${name}`) })], {
    upstreams: [{ scheme: 'http', host: `${name}.svc`, path: '/api' }],
  }),
);
const unproven: readonly Row[] = [
  {
    name: 'two gateways register the host and base path, one documents the operation',
    gateways: [
      gateway('a', [precise]),
      gateway('b', [{ ...precise, nativeId: 'twin', name: 'twin', operations: [operation('GET /v3/x')] }]),
    ],
    seen: [at('GET a.pets.example/v3/x')],
    expect: ['managed host-and-path twin'],
  },
  {
    name: 'an instance address that others call too',
    gateways: [addressed],
    seen: [
      endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 10)]),
      endpoint('GET 10.9.9.9:8080/items/{x}', [hop('behind:kong', 5), edge(5)]),
    ],
    expect: ['managed host-and-path orders', 'unmanaged not-registered 10.9.9.9:8080'],
  },
  {
    name: 'an instance address and a shape that two APIs have',
    gateways: [gateway('kong', twins)],
    seen: [
      at(`GET ${API}/one/items/{id}`),
      at(`GET ${API}/two/items/{id}`),
      endpoint('GET 10.9.9.9:8080/api/items/{x}', [hop('behind:kong', 5)]),
    ],
    expect: [
      'managed host-and-path one',
      'managed host-and-path two',
      'unmanaged not-registered 10.9.9.9:8080/api',
    ],
  },
  {
    name: 'a service path ends at a segment',
    gateways: [gateway('kong', twins)],
    seen: [
      endpoint('GET one.svc/apix/y', [hop('behind:kong', 5)]),
      endpoint('GET one.svc/api/y', [hop('behind:kong', 5)]),
    ],
    expect: ['unmanaged not-registered one.svc', 'managed upstream-view one +upstream-view'],
  },
  {
    name: 'what is matched by path only has no other host',
    gateways: [
      noHosts,
      gateway('other', [
        kongApi('rival', [route({ id: 'r-x', hosts: ['named.example'], paths: kongPaths('/r') })]),
      ]),
    ],
    seen: [at('GET any.example/open/x'), at('GET named.example/open/x')],
    expect: ['managed path-only hostless +path-only', 'unmanaged not-registered named.example'],
  },
  {
    name: 'a documented operation below a generic base path proves nothing',
    gateways: [
      gateway('kong', [kongApi('plain', [route({ id: 'p', hosts: [API], paths: kongPaths('/api/v1') })])]),
      gateway('docs', [
        definition('d', [operation('GET /api/v1/users')], { hosts: [API], basePaths: ['/api/v1'] }),
      ]),
    ],
    seen: [at('GET other.example/api/v1/users')],
    expect: ['unmanaged not-registered other.example/api/v1'],
  },
  {
    name: 'a route that asks for the last slash serves the endpoint; a longer name it does not',
    gateways: [strict('/orders/', '~/items/(?<id>\\d+)/$')],
    seen: [
      at(`GET ${API}/orders`),
      at(`GET ${API}/ordersets`),
      endpoint(`GET ${API}/items/{x}`, [hop('edge', 5)], { slots: slot('integer') }),
    ],
    expect: [
      'managed host-and-path strict',
      `unmanaged not-registered ${API}`,
      'managed host-and-path strict',
    ],
  },
  ...(
    [
      ['~/o/(?<id>[0-9a-f]{24})$', 'object-id'],
      ['~/o/[0-9a-f]{40}$', 'hash'],
      ['~/o/[0-9]{12}$', 'integer'],
      ['~/o/[A-Z]{3}-\\d{5}$', 'code'],
      ['~/o/\\d{4}-\\d{2}$', 'date'],
      ['~/o/[0-9A-F-]{36}$', 'uuid'],
    ] as const
  ).map(([path, type]) => ({
    name: `${path} takes some values of type ${type}, and no words`,
    gateways: [strict(path)],
    seen: [
      endpoint(`GET ${API}/o/{x}`, [hop('edge', 5)], { slots: slot(type) }),
      endpoint(`PUT ${API}/o/{x}`, [hop('edge', 5)], { slots: slot('word') }),
    ],
    expect: [
      type === 'object-id' ? 'managed host-and-path strict' : 'managed host-and-path strict +ambiguous',
      `unmanaged not-registered ${API}`,
    ],
  })),
  {
    name: 'two slots, each of a form that its pattern asks for',
    gateways: [strict('~/o/[A-Z]{3}-\\d{5}/i/\\d{10}$')],
    seen: [
      endpoint(`GET ${API}/o/{a}/i/{b}`, [hop('edge', 5)], {
        slots: [...slot('code'), ...slot('integer')],
      }),
    ],
    expect: ['managed host-and-path strict +ambiguous'],
  },
  {
    name: 'every member of a closed set is asked for',
    gateways: [strict('~/o/(five|six)$')],
    seen: [
      endpoint(`GET ${API}/o/{a}`, [hop('edge', 5)], {
        slots: slot('word', ['one', 'two', 'three', 'four', 'five', 'six']),
      }),
    ],
    expect: ['managed host-and-path strict +ambiguous'],
  },
  {
    name: 'a native id leaves nothing ambiguous about the values of a slot',
    gateways: [addressed],
    seen: [
      endpoint(
        `GET ${API}/items/{x}`,
        [hop('gateway:kong', 5, { native: [nativeRef('kong', 'numeric', null, 5)] })],
        { slots: slot('word', ['1', 'a']) },
      ),
    ],
    expect: ['managed native-id numeric'],
  },
];

function strict(...paths: readonly string[]): GatewaySnapshot {
  const routes = [route({ id: 'strict-route', hosts: [API], paths: kongPaths(...paths) })];
  return gateway('kong', [kongApi('strict', routes)]);
}

function verdicts(correlation: Correlation, seen: readonly EndpointFacts[]): readonly string[] {
  return seen.map((facts) => {
    const row = correlation.endpoints.find((one) => one.id === facts.id);
    if (row === undefined) {
      return correlation.folded.some((one) => one.endpoint === facts.id) ? 'folded' : 'lost';
    }
    const api = correlation.apis.find((one) => one.id === row.apiId);
    const flags = row.flags.map((flag) => ` +${flag}`).join('');
    return `${row.management} ${row.reason.code} ${api?.name ?? 'no API row'}${flags}`;
  });
}

for (const { name, gateways, seen, expect } of [...rows, ...unproven]) {
  test(name, () => {
    assert.deepEqual(verdicts(correlate(inventory(seen), gateways, settings), seen), expect);
  });
}

test('the table has at least 60 rows', () => {
  assert.ok(rows.length >= 60, String(rows.length));
});

test('an operation seen at three hops counts once, by level', () => {
  const seen = [
    endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 100), hop('edge', 90)]),
    endpoint('GET orders.svc:8080/items/{x}', [hop('behind:kong', 100)]),
    endpoint('GET orders.svc:8080/other/{x}', [hop('behind:kong', 40)]),
  ];
  const { endpoints, apis: shown, operations } = correlate(inventory(seen), [addressed], settings);
  assert.equal(operations, 100);
  const row = endpoints.find((one) => one.id === seen[0]?.id);
  assert.deepEqual(row?.callsByHop, { 'behind:kong': 100, edge: 90, 'gateway:kong': 100 });
  assert.deepEqual(row?.views, [seen[1]?.id]);
  assert.deepEqual(row?.statuses, { 200: 100 });
  const api = shown.find((one) => one.name === 'orders');
  assert.equal(api?.calls, 100);
  assert.deepEqual(api?.callsByHop, { 'behind:kong': 140, edge: 90, 'gateway:kong': 100 });
});

test('one log with both legs of every call counts each call once', () => {
  const legs = (name: Hop): readonly EndpointFacts[] => [
    endpoint(`GET ${API}/orders/v1/items/{id}`, [hop(name, 50)]),
    endpoint('GET orders.svc:8080/items/{x}', [hop(name, 50, { fromGateway: 50 })]),
    endpoint('GET orders.svc:8080/other/{x}', [hop(name, 20, { fromGateway: 20 })]),
  ];
  for (const name of ['edge', 'mesh', 'gateway:other'] as const) {
    const seen = legs(name);
    const { endpoints, apis: shown, operations } = correlate(inventory(seen), [addressed], settings);
    const row = endpoints.find((one) => one.id === seen[0]?.id);
    assert.deepEqual([row?.calls, row?.statuses, row?.callsByHop], [50, { 200: 50 }, { [name]: 100 }], name);
    assert.equal(operations, 50, name);
    assert.equal(shown.find((one) => one.name === 'orders')?.calls, 50, name);
  }
});

test('the log of a gateway behind the gateway adds nothing', () => {
  const seen = [
    endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 50)]),
    endpoint('GET orders.svc:8080/items/{x}', [hop('gateway:inner', 50, { fromGateway: 50 })]),
  ];
  const { endpoints } = correlate(inventory(seen), [addressed], settings);
  assert.deepEqual([endpoints[0]?.calls, endpoints[0]?.statuses], [50, { 200: 50 }]);
});

test('a front that only the mesh sees stands beside what is seen behind the gateway: the larger counts', () => {
  const seen = [
    endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('mesh', 3)]),
    endpoint('GET orders.svc:8080/items/{x}', [hop('behind:kong', 10)]),
  ];
  const { endpoints } = correlate(inventory(seen), [addressed], settings);
  assert.equal(endpoints[0]?.calls, 10);
});

test('a mixed upstream endpoint: gateway calls fold, direct calls are the bypass', () => {
  const seen = [
    endpoint(`GET ${API}/orders/v1/items/{id}`, [hop('gateway:kong', 90)]),
    endpoint('GET orders.svc:8080/items/{x}', [hop('mesh', 100, { fromGateway: 90 })]),
  ];
  const { endpoints } = correlate(inventory(seen), [addressed], settings);
  const [front, direct] = seen.map((facts) => endpoints.find((one) => one.id === facts.id));
  assert.equal(front?.calls, 90);
  assert.deepEqual(front?.callsByHop, { 'gateway:kong': 90, mesh: 90 });
  assert.equal(direct?.calls, 10);
  assert.deepEqual(direct?.bypass, { api: front?.apiId, hop: 'mesh', calls: 10, confidence: 'high' });
  assert.deepEqual(direct?.registered, { gateway: 'kong', api: 'orders', operation: null });
});

test('preserve_host: the upstream form stands at the public host, where direct calls are no bypass', () => {
  const kept = kongApi(
    'kept',
    [route({ id: 'k', hosts: [API], paths: kongPaths('/kept'), preserveHost: true })],
    {
      upstreams: [{ scheme: 'http', host: 'kept.svc', path: '/' }],
    },
  );
  const front = endpoint(`GET ${API}/kept/a`, [hop('gateway:kong', 5)]);
  const view = endpoint(`GET ${API}/a`, [hop('behind:kong', 5)]);
  const direct = endpoint(`GET ${API}/a`, [hop('edge', 5)]);
  const estate = [gateway('kong', [kept])];
  assert.deepEqual(verdicts(correlate(inventory([front, view]), estate, settings), [view]), ['folded']);
  assert.deepEqual(verdicts(correlate(inventory([front, direct]), estate, settings), [direct]), [
    `unmanaged not-registered ${API}`,
  ]);
});

test('a stripped path at an upstream that two services share proves neither', () => {
  const twins = ['one', 'two'].map((name) =>
    kongApi(name, [route({ id: name, hosts: [API], paths: kongPaths(`/${name}`) })], {
      upstreams: [{ scheme: 'http', host: 'twin.svc', path: '/' }],
    }),
  );
  const direct = endpoint('GET twin.svc/metrics', [hop('edge', 5)]);
  const view = endpoint('GET twin.svc/metrics', [hop('behind:kong', 5)]);
  const estate = [gateway('kong', twins)];
  assert.deepEqual(verdicts(correlate(inventory([direct]), estate, settings), [direct]), [
    'unmanaged not-registered twin.svc',
  ]);
  assert.deepEqual(verdicts(correlate(inventory([view]), estate, settings), [view]), [
    'managed upstream-view one +upstream-view +ambiguous',
  ]);
});

test('the edge counts before any other hop, however large', () => {
  const facts = endpoint(`GET ${API}/catalog/x`, [hop('edge', 3), hop('mesh', 9), hop('behind:kong', 7)]);
  const { operations } = correlate(inventory([facts]), [addressed], settings);
  assert.equal(operations, 3);
  const inner = endpoint(`GET ${API}/catalog/x`, [hop('mesh', 9), hop('behind:kong', 7)]);
  assert.equal(correlate(inventory([inner]), [addressed], settings).operations, 9);
});

test('bypass without gateway addresses has low confidence', () => {
  const seen = [endpoint('GET orders.svc:8080/items/{x}', [hop('edge', 3)])];
  assert.equal(correlate(inventory(seen), [addressless], settings).endpoints[0]?.bypass?.confidence, 'low');
});

test('bypass without client addresses in the log has low confidence too', () => {
  const direct = endpoint('GET orders.svc:8080/items/{x}', [hop('edge', 3)]);
  const nameless = { ...direct, coverage: { ...direct.coverage, clientAddresses: 0 } };
  const confidence = [direct, nameless].map(
    (facts) => correlate(inventory([facts]), [addressed], settings).endpoints[0]?.bypass?.confidence,
  );
  assert.deepEqual(confidence, ['high', 'low']);
});

test('clients that the log does not name get the benefit of the doubt', () => {
  const facts = endpoint(`GET ${API}/orders/v1/x`, [
    hop('gateway:kong', 50),
    hop('mesh', 60, { fromGateway: 50 }),
  ]);
  const some = { ...facts, coverage: { ...facts.coverage, clientAddresses: 105 } };
  assert.equal(correlate(inventory([some]), [addressed], settings).endpoints[0]?.bypass?.calls, 5);
});

test('same host, other hop: one managed endpoint with the calls that went around the gateway', () => {
  const facts = (mesh: ReturnType<typeof hop>): EndpointFacts =>
    endpoint(`GET ${API}/orders/v1/x`, [hop('gateway:kong', 50), mesh]);
  const bypassOf = (mesh: ReturnType<typeof hop>, of: GatewaySnapshot): unknown => {
    const row = correlate(inventory([facts(mesh)]), [of], settings).endpoints[0];
    assert.equal(row?.management, 'managed');
    return row?.bypass === null ? null : [row?.bypass.calls, row?.bypass.confidence];
  };
  assert.deepEqual(bypassOf(hop('mesh', 60, { fromGateway: 50 }), addressed), [10, 'high']);
  assert.equal(bypassOf(hop('mesh', 50, { fromGateway: 50 }), addressed), null);
  assert.deepEqual(bypassOf(hop('mesh', 60), addressless), [10, 'low']);
  assert.equal(bypassOf(hop('mesh', 50), addressless), null);
  assert.equal(bypassOf(hop('behind:kong', 90), addressed), null);
  assert.equal(bypassOf(hop('edge', 90), addressed), null);
});

test('API rows: registered ones without calls are dormant, definitions add to the row', () => {
  const { apis: shown } = correlate(
    inventory([at(`GET ${API}/orders/v1/items/{id}`), at(`GET ${API}/payments/v1/x`)]),
    documented,
    {
      ...settings,
      hostRules: [
        { host: '*.shop.example', environment: 'staging', owner: 'platform', tags: ['x'], external: null },
      ],
    },
  );
  const by = new Map(shown.map((row) => [row.name, row]));
  assert.deepEqual(by.get('catalog')?.flags, ['dormant']);
  assert.equal(by.get('catalog')?.calls, 0);
  assert.equal(by.get('catalog')?.firstSeenMs, null);
  assert.deepEqual(by.get('orders')?.tags, ['retail', 'x']);
  assert.deepEqual(by.get('orders')?.definitions, ['orders.yaml']);
  assert.deepEqual(by.get('orders')?.operations, { documented: 5, seen: 1 });
  assert.equal(by.get('orders')?.environment, 'production');
  assert.equal(by.get('orders')?.owner, 'team-orders');
  const unmanaged = by.get(`${API}/payments/v1`);
  assert.equal(unmanaged?.environment, 'staging');
  assert.equal(unmanaged?.owner, 'platform');
  assert.equal(by.has('orders.yaml'), false);
});

test('zombie stands at the API when the API is over, dormant when nobody calls', () => {
  const flagsOf = (of: GatewaySnapshot, seen: readonly EndpointFacts[], name: string): unknown =>
    correlate(inventory(seen), [of], settings).apis.find((row) => row.name === name)?.flags;
  assert.deepEqual(flagsOf(addressed, [at(`GET ${API}/legacy/x`)], 'legacy'), ['zombie']);
  assert.deepEqual(flagsOf(addressed, [], 'legacy'), ['dormant']);
  const over = gateway('kong', [{ ...orders, sunsetAtMs: AS_OF_MS }]);
  assert.deepEqual(flagsOf(over, [at(`GET ${API}/orders/v1/x`)], 'orders'), ['zombie']);
  const ahead = gateway('kong', [{ ...orders, sunsetAtMs: AS_OF_MS + 1 }]);
  assert.deepEqual(flagsOf(ahead, [at(`GET ${API}/orders/v1/x`)], 'orders'), []);
});

test('what the only definition says of sunset and security holds for the API', () => {
  const described = { ...ordersSuccessor, sunsetAtMs: AS_OF_MS, security: ['jwt'] as const };
  const estate = [addressed, gateway('docs', [described])];
  const { apis: shown, endpoints } = correlate(
    inventory([at(`GET ${API}/orders/v1/next`)]),
    estate,
    settings,
  );
  const row = shown.find((one) => one.name === 'orders');
  assert.deepEqual([row?.flags, row?.sunsetAtMs], [['zombie'], AS_OF_MS]);
  assert.deepEqual(endpoints[0]?.declaredSecurity, ['api-key', 'jwt']);
});

test('flags of operations stay with their endpoints', () => {
  const seen = [at(`GET ${API}/orders/v1/old`), at(`GET ${API}/orders/v1/nope`)];
  const { apis: shown } = correlate(inventory(seen), documented, settings);
  assert.deepEqual(shown.find((row) => row.name === 'orders')?.flags, []);
});

test('declared security is what gateway and definition say together', () => {
  const seen = [at(`GET ${API}/orders/v1/items/{id}`), at(`GET ${API}/catalog/x`), at('GET other.example/x')];
  const { endpoints } = correlate(inventory(seen), documented, settings);
  const declared = seen.map((facts) => endpoints.find((one) => one.id === facts.id)?.declaredSecurity);
  assert.deepEqual(declared, [['api-key', 'oauth2'], null, null]);
});

test('an operation of a definition that registers by itself overrides what the document requires', () => {
  const shopOperations = [
    operation('GET /carts', { security: ['jwt'] }),
    operation('POST /login', { security: [] }),
    operation('GET /status', { security: null }),
  ];
  const document = definition('shop', shopOperations, {
    registers: true,
    hosts: ['shop.example'],
    basePaths: ['/'],
    security: ['jwt'],
  });
  const seen = ['GET shop.example/carts', 'POST shop.example/login', 'GET shop.example/status'].map((one) =>
    at(one),
  );
  const { endpoints } = correlate(inventory(seen), [gateway('docs', [document])], settings);
  const declared = seen.map((facts) => endpoints.find((one) => one.id === facts.id)?.declaredSecurity);
  assert.deepEqual(declared, [['jwt'], [], ['jwt']]);
});

test('the operation of the definition is named', () => {
  const seen = [at(`GET ${API}/orders/v1/items/{id}`), at(`PUT ${API}/orders/v1/items/{id}`)];
  const { endpoints } = correlate(inventory(seen), documented, settings);
  const names = seen.map((facts) => endpoints.find((one) => one.id === facts.id)?.registered?.operation);
  assert.deepEqual(names, ['getItem', 'PUT /orders/v1/items/{itemId}']);
});

const misses: readonly (readonly [string, readonly GatewaySnapshot[], RegExp])[] = [
  [`GET ${API}/gone/x`, [addressed], /"gone" of kong has a route for it, but the service is disabled/],
  [`GET ${API}/orders/v1/items/{id}`, [gateway('docs', [ordersDefinition])], /registers nothing by itself/],
  [
    'GET else.example/open/x',
    [closedHosts],
    /names no host and the gateway answers only at edge\.shop\.example/,
  ],
  [
    'POST else.example/orders/v1/x',
    [addressed],
    /\/orders\/v1 of "orders" \(kong\) would accept it, but only at api\.shop\.example/,
  ],
  [`GET ${API}/orders/v2/x`, [addressed], /"orders" is registered at this host, but for \/orders\/v1/],
  ['GET shared.svc/metrics', [addressed], /The host is the upstream of "catalog"/],
];
for (const [line, gateways, expected] of misses) {
  test(`nearest miss of ${line}`, () => {
    const { endpoints } = correlate(inventory([at(line)]), gateways, settings);
    assert.match(endpoints[0]?.reason.nearestMiss ?? 'none', expected);
  });
}

test('while a gateway was never read, that is what is said of everything unmanaged', () => {
  const asked = { ...settings, unreadGateways: ['kong-eu'] };
  const { endpoints } = correlate(inventory([at('GET other.example/x')]), [addressed], asked);
  assert.match(endpoints[0]?.reason.nearestMiss ?? '', /Gateway kong-eu was never read/);
});

test('two gateways of one name are refused, not one of them forgotten', () => {
  assert.throws(() => correlate(inventory([]), [addressed, addressed], settings), { code: 'GATEWAY_TWICE' });
});

test('stale hops mark rows whose every source is stale', () => {
  const seen = [
    endpoint(`GET ${API}/catalog/x`, [hop('edge', 1)]),
    endpoint(`GET ${API}/catalog/y`, [hop('edge', 1), hop('gateway:kong', 1)]),
  ];
  const { endpoints } = correlate(inventory(seen), [addressed], { ...settings, staleHops: ['edge'] });
  const flags = seen.map((facts) => endpoints.find((one) => one.id === facts.id)?.flags);
  assert.deepEqual(flags, [['stale'], []]);
});

test('exposure: host names, the edge, and rules', () => {
  const seen = [
    at(`GET ${API}/catalog/x`),
    endpoint('GET a.internal/x', [hop('mesh', 1)]),
    endpoint('GET 10.1.2.3/x', [hop('mesh', 1)]),
    endpoint('GET partner.example/x', [hop('mesh', 1)]),
    endpoint('GET b.internal/x', [hop('edge', 1)]),
  ];
  const hostRules = [{ host: 'partner.*', environment: null, owner: null, tags: [], external: false }];
  const { endpoints } = correlate(inventory(seen), [addressed], { ...settings, hostRules });
  const external = seen.map((facts) => endpoints.find((one) => one.id === facts.id)?.external);
  assert.deepEqual(external, [true, false, false, false, true]);
});

test('hosts of a registration without hosts are provisional where nothing firm was seen; declared ones never are', () => {
  const provisional = { provisional: true };
  const seen = [
    endpoint('GET doubtful.example/open/x', [hop('gateway:kong', 1)], provisional),
    endpoint('GET known.example/open/x', [hop('gateway:kong', 1)], provisional),
    endpoint('GET known.example/open/y', [hop('gateway:kong', 1)]),
  ];
  const { apis } = correlate(inventory(seen), [noHosts], settings);
  assert.deepEqual(
    apis.map(({ hosts, provisionalHosts }) => ({ hosts, provisionalHosts })),
    [{ hosts: ['doubtful.example', 'known.example'], provisionalHosts: ['doubtful.example'] }],
  );
  const declared = endpoint('GET edge.shop.example/open/x', [hop('gateway:kong', 1)], provisional);
  const [api] = correlate(inventory([declared]), [closedHosts], settings).apis;
  assert.deepEqual([api?.hosts, api?.provisionalHosts], [['edge.shop.example'], undefined]);
});
