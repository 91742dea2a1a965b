import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import {
  AssayError,
  type ConnectorConfig,
  type OpenConnector,
  type Problem,
  Secret,
} from '../../src/kit/index.ts';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import {
  type FakeManager,
  type ManagerEstate,
  PASSWORD,
  startManager,
  USER,
} from '../../test/support/axway-api-manager/api-manager.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { keptLogger, type LogLine } from '../../test/support/test-agent.ts';
import { axwayApiManager } from './index.ts';

const DEFAULTS = { login: 'basic', apiVersion: '1.4', listing: 'light', definitions: true, details: true };

function open(own: ConnectorConfig, problems: Problem[] = [], lines: LogLine[] = []): OpenConnector {
  const password = new Secret({ value: PASSWORD, reference: '${env:AXWAY_PASSWORD}' });
  return axwayApiManager.open(
    { ...DEFAULTS, username: USER, password, ...own },
    {
      id: 'v7',
      logger: keptLogger(lines, {}),
      clock: fakeClock(),
      random: () => 0,
      signal: new AbortController().signal,
      stdin: null,
      report: (problem) => problems.push(problem),
    },
  );
}

const frontEnd = (id: string, fields: Record<string, unknown> = {}): ManagerEstate['frontEnds'][number] => ({
  id,
  organizationId: 'org-1',
  apiId: `back-${id}`,
  name: `API ${id}`,
  version: '1.0',
  vhost: null,
  path: `/${id}/v1`,
  state: 'published',
  deprecated: false,
  retired: false,
  retirementDate: 0,
  createdOn: 1_768_471_200_000,
  securityProfiles: [
    { name: '_default', isDefault: true, devices: [{ name: 'Key', type: 'apiKey', order: 1 }] },
  ],
  inboundProfiles: { _default: { securityProfile: '_default' } },
  serviceProfiles: { _default: { apiId: `back-${id}`, basePath: `https://${id}.internal.example:8443` } },
  tags: {},
  ...fields,
});

const ESTATE: ManagerEstate = {
  frontEnds: [frontEnd('orders'), frontEnd('stock')],
  organizations: [{ id: 'org-1', name: 'Shop', virtualHost: null }],
  backEnds: [{ id: 'back-orders', resourcePath: '/api/v2' }],
};

const started: FakeManager[] = [];
afterEach(async () => {
  for (const manager of started.splice(0)) await manager.stop();
});

async function start(estate: Partial<ManagerEstate> = {}): Promise<FakeManager> {
  const manager = await startManager({ ...ESTATE, ...estate });
  started.push(manager);
  return manager;
}

interface Read {
  readonly apis: readonly RegisteredApi[];
  readonly problems: readonly Problem[];
  readonly lines: readonly LogLine[];
}

async function readAll(manager: FakeManager, own: ConnectorConfig = {}): Promise<Read> {
  const problems: Problem[] = [];
  const lines: LogLine[] = [];
  const apis: RegisteredApi[] = [];
  const gateway = open({ url: manager.url, ...own }, problems, lines).gateway;
  for await (const api of gateway?.readRegisteredApis() ?? []) apis.push(api);
  assert.deepEqual(manager.violations, []);
  // Attempts of the client stand in lines for debugging.
  return { apis, problems, lines: lines.filter(({ level }) => level !== 'debug') };
}

async function readOne(
  fields: Record<string, unknown>,
  estate: Partial<ManagerEstate> = {},
): Promise<RegisteredApi | undefined> {
  const { apis } = await readAll(await start({ ...estate, frontEnds: [frontEnd('orders', fields)] }));
  return apis[0];
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof AssayError && error.code === code;
}

describe('front-end APIs as registered APIs', () => {
  test('identity, place, back-end, owner', async () => {
    const api = await readOne({ tags: { team: ['b', 'a'], env: ['test'] } });
    assert.deepEqual(
      [api?.gateway, api?.nativeId, api?.nativeIds, api?.version, api?.semantics, api?.owner],
      ['v7', 'orders', ['orders', 'API orders'], '1.0', 'axway-v7', 'Shop'],
    );
    assert.deepEqual([api?.hosts, api?.basePaths, api?.routes[0]?.hosts], [[], ['/orders/v1'], null]);
    assert.deepEqual(api?.upstreams, [
      { scheme: 'https', host: 'orders.internal.example:8443', path: '/api/v2' },
    ]);
    assert.deepEqual(api?.tags, ['env:test', 'team:a', 'team:b']);
    assert.deepEqual(
      [api?.security, api?.lifecycle, api?.sunsetAtMs, api?.enabled],
      [['api-key'], 'active', null, true],
    );
  });

  test('a virtual host is a condition; that of the organisation or of the settings is where it is published', async () => {
    const settings = { apiDefaultVirtualHost: 'API.shop.example:443' };
    const plain = await readOne({}, { settings });
    assert.deepEqual([plain?.hosts, plain?.routes[0]?.hosts], [['api.shop.example'], null]);
    const organizations = [{ id: 'org-1', name: 'Shop', virtualHost: 'https://org.shop.example:8065/' }];
    const own = await readOne({}, { settings, organizations });
    assert.deepEqual([own?.hosts, own?.routes[0]?.hosts], [['org.shop.example:8065'], null]);
    const virtual = await readOne({ vhost: '*.partner.example:8065' }, { settings, organizations });
    assert.deepEqual(
      [virtual?.hosts, virtual?.routes[0]?.hosts],
      [['*.partner.example:8065'], ['*.partner.example:8065']],
    );
  });

  test('state, deprecation and retirement', async () => {
    const retirement = Date.UTC(2026, 5, 30);
    const rows: readonly (readonly [Record<string, unknown>, readonly unknown[]])[] = [
      [{ state: 'unpublished' }, [false, 'active', null]],
      [{ state: 'pending' }, [false, 'active', null]],
      [{ state: null }, [false, 'active', null]],
      [{ deprecated: true, retirementDate: retirement }, [true, 'deprecated', retirement]],
      [{ state: 'deprecated' }, [true, 'deprecated', null]],
      [{ state: 'unpublished', retired: true }, [true, 'retired', null]],
    ];
    for (const [fields, expected] of rows) {
      const api = await readOne(fields);
      assert.deepEqual([api?.enabled, api?.lifecycle, api?.sunsetAtMs], expected, JSON.stringify(fields));
    }
  });

  test('base paths come with one slash in front and none behind', async () => {
    for (const [path, expected] of [
      ['shop/', '/shop'],
      ['/', '/'],
      ['', '/'],
      ['/a/b', '/a/b'],
    ] as const) {
      assert.deepEqual((await readOne({ path }))?.basePaths, [expected]);
    }
  });

  test('several service profiles, one that is no URL, one without a back-end API', async () => {
    const serviceProfiles = {
      _default: { apiId: 'back-orders', basePath: 'https://a.internal.example/base/' },
      m1: { apiId: 'other', basePath: 'http://b.internal.example:80' },
      m2: { apiId: null, basePath: '${env.HOST}/x' },
      m3: null,
    };
    assert.deepEqual((await readOne({ serviceProfiles }))?.upstreams, [
      { scheme: 'https', host: 'a.internal.example', path: '/base/api/v2' },
      { scheme: 'http', host: 'b.internal.example', path: '/' },
    ]);
  });
});

describe('security profiles', () => {
  const profile = (...types: readonly string[]): unknown => [
    { name: '_default', isDefault: true, devices: types.map((type) => ({ name: type, type, order: 1 })) },
  ];
  const rows: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['passThrough'], []],
    [['apiKey', 'passThrough'], []],
    [['oauth', 'oauthExternal'], ['oauth2']],
    [
      ['basic', 'apiKey'],
      ['api-key', 'basic'],
    ],
    [['twoWaySSL'], ['mtls']],
    [['awsHeader', 'awsQuery'], ['sigv4']],
    [['authPolicy'], ['custom:auth-policy']],
    [['Kerberos <b>'], ['custom:kerberos-b-']],
  ];
  for (const [types, expected] of rows) {
    test(`${types.join(' or ')} demands ${expected.join(' or ') || 'nothing'}`, async () => {
      assert.deepEqual((await readOne({ securityProfiles: profile(...types) }))?.security, expected);
    });
  }

  test('no profile at all says nothing', async () => {
    assert.equal((await readOne({ securityProfiles: null }))?.security, null);
  });

  test('a method may have a profile of its own', async () => {
    const api = await readOne(
      {
        securityProfiles: [
          { name: 'open', isDefault: false, devices: [{ type: 'passThrough' }] },
          { name: '_default', isDefault: true, devices: [{ type: 'oauth' }] },
        ],
        inboundProfiles: { _default: { securityProfile: '_default' }, m1: { securityProfile: 'open' } },
      },
      {
        methods: {
          orders: [
            { id: 'm1', name: 'health' },
            { id: 'm2', name: 'list' },
          ],
        },
        definitions: {
          orders: {
            swagger: '2.0',
            paths: {
              '/health': { get: { operationId: 'health', responses: {} } },
              '/list': { get: { operationId: 'list', responses: {} }, post: { responses: {} } },
            },
          },
        },
      },
    );
    assert.deepEqual(
      api?.operations?.map((one) => [one.method, one.path, one.security]),
      [
        ['GET', '/orders/v1/health', []],
        ['GET', '/orders/v1/list', ['oauth2']],
        ['POST', '/orders/v1/list', ['oauth2']],
      ],
    );
  });
});

describe('operations by the exported definition', () => {
  test('parameters, references, deprecation, statuses', async () => {
    const api = await readOne(
      {},
      {
        definitions: {
          orders: {
            openapi: '3.0.1',
            components: {
              parameters: { page: { name: 'page', in: 'query' }, 'a/b': { name: 'x-b', in: 'header' } },
            },
            paths: {
              '/items/{id}': {
                parameters: [
                  { name: 'id', in: 'path', required: true },
                  { $ref: '#/components/parameters/page' },
                ],
                get: {
                  operationId: 'getItem',
                  deprecated: true,
                  parameters: [
                    { $ref: '#/components/parameters/a~1b' },
                    { $ref: 'https://elsewhere.example/p' },
                    { name: 'body', in: 'body' },
                  ],
                  responses: { '200': {}, default: {} },
                },
                'x-note': 'no method',
              },
              'x-extension': {},
            },
          },
        },
      },
    );
    assert.deepEqual(api?.operations, [
      {
        id: 'getItem',
        method: 'GET',
        path: '/orders/v1/items/{id}',
        deprecated: true,
        security: ['api-key'],
        parameters: [
          { name: 'id', in: 'path', required: true },
          { name: 'page', in: 'query', required: false },
          { name: 'x-b', in: 'header', required: false },
        ],
        statuses: ['200', 'default'],
      },
    ]);
  });

  test('broken definitions cost their own operations, are logged, and leave the pass complete', async () => {
    const manager = await start({
      frontEnds: ['a', 'b', 'c', 'd'].map((id) => frontEnd(id)),
      broken: { a: 'fails', b: 'is a page', c: 'is another form' },
    });
    const { apis, problems, lines } = await readAll(manager);
    assert.deepEqual(
      apis.map((api) => [api.nativeId, api.operations]),
      [
        ['a', null],
        ['b', null],
        ['c', null],
        ['d', []],
      ],
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      lines.map(({ level, fields }) => [level, fields['code'], String(fields['path']).at(-1)]).sort(),
      [
        ['warn', 'AXWAY_DEFINITION_INVALID', 'c'],
        ['warn', 'HTTP_BODY_NOT_JSON', 'b'],
        ['warn', 'HTTP_UNAVAILABLE', 'a'],
      ],
    );
  });

  test('only published APIs are asked for theirs, and none when it is switched off', async () => {
    const manager = await start({ frontEnds: [frontEnd('a', { state: 'unpublished' })] });
    await readAll(manager);
    assert.ok(!manager.asked.some((one) => one.includes('/discovery/')));
    const other = await start();
    const { apis } = await readAll(other, { definitions: false });
    assert.deepEqual(
      apis.map((api) => api.operations),
      [null, null],
    );
  });
});

describe('the list', () => {
  test('an API that was deleted since it was listed is left out, and the pass is complete', async () => {
    const manager = await start({ vanished: ['orders'] });
    const { apis, problems, lines } = await readAll(manager);
    assert.deepEqual(
      apis.map((api) => api.nativeId),
      ['stock'],
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      lines.map(({ level, fields }) => [level, fields['path']]),
      [['info', '/proxies/orders']],
    );
    assert.equal(manager.asked.filter((one) => one.endsWith('/proxies/light')).length, 2);
  });

  for (const [status, kind] of [
    [500, 'transient'],
    [403, 'auth'],
    [404, 'sourceContract'],
    [400, 'rejected'],
  ] as const) {
    test(`an API that is listed and answers ${status} for good ends the pass: its calls would look unmanaged`, async () => {
      const manager = await start({ unreadable: { orders: status } });
      await assert.rejects(
        readAll(manager),
        (error) =>
          hasCode('AXWAY_API_UNREADABLE')(error) &&
          error instanceof AssayError &&
          error.kind === kind &&
          error.context['path'] === '/proxies/orders',
      );
      const { apis } = await readAll(manager, { listing: 'full' });
      assert.deepEqual(
        apis.map((api) => api.nativeId),
        ['orders', 'stock'],
      );
    });
  }

  test('forty APIs keep their order', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `api-${index}`);
    const { apis } = await readAll(await start({ frontEnds: ids.map((id) => frontEnd(id)) }));
    assert.deepEqual(
      apis.map((api) => api.nativeId),
      ids,
    );
  });

  test('version 1.3 has the full list only', async () => {
    const manager = await start({ version: '1.3' });
    const { apis } = await readAll(manager, { apiVersion: '1.3', listing: 'full' });
    assert.deepEqual(
      apis.map((api) => api.nativeId),
      ['orders', 'stock'],
    );
    assert.ok(manager.asked.every((one) => !one.includes('/proxies/orders')));
  });

  test('an administrator of one organisation sees a part: told, and the check fails', async () => {
    const estate = {
      role: 'oadmin',
      organization: 'org-1',
      frontEnds: [frontEnd('a'), frontEnd('b', { organizationId: 'org-2' })],
    } as const;
    const manager = await start(estate);
    const { apis, problems } = await readAll(manager);
    assert.deepEqual(
      apis.map((api) => api.nativeId),
      ['a'],
    );
    assert.deepEqual(
      problems.map((one) => one.code),
      ['AXWAY_PARTIAL_VIEW'],
    );
    const result = await open({ url: manager.url }).check();
    assert.deepEqual(
      [result.ok, result.items.at(-1)?.missingPermission],
      [false, 'API Manager administrator'],
    );
    assert.match(result.items.at(-1)?.fix ?? '', /administrator/);
  });

  test('a user without any right ends the pass', async () => {
    const manager = await start({ role: 'user' });
    await assert.rejects(readAll(manager), hasCode('HTTP_PERMISSION_MISSING'));
  });
});

describe('signing in', () => {
  test('a session is opened once for all requests, with its cookies and the token', async () => {
    const manager = await start({ sessionsOnly: true });
    const { apis } = await readAll(manager, { login: 'session' });
    assert.equal(apis.length, 2);
    assert.equal(manager.logins(), 1);
  });

  test('a session that expires in the middle is opened again, once for all that wait', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `api-${index}`);
    const manager = await start({ sessionAnswers: 20, frontEnds: ids.map((id) => frontEnd(id)) });
    const { apis, problems } = await readAll(manager, { login: 'session' });
    assert.deepEqual([apis.length, problems.length, manager.logins()], [12, 0, 2]);
  });

  test('a wrong password is told once, by code and without its value', async () => {
    const manager = await start();
    const wrong = new Secret({ value: 'not-it-at-all', reference: '${env:OTHER}' });
    for (const login of ['session', 'basic']) {
      const result = await open({ url: manager.url, login, password: wrong }).check();
      assert.deepEqual([result.ok, result.items[0]?.missingPermission], [false, 'API Manager administrator']);
      assert.ok(!JSON.stringify(result).includes('not-it-at-all'));
    }
    await assert.rejects(
      readAll(manager, { login: 'session', password: wrong }),
      (error) => hasCode('HTTP_LOGIN_REFUSED')(error) && !JSON.stringify(error).includes('not-it-at-all'),
    );
    assert.equal(manager.asked.filter((one) => one.startsWith('POST')).length, 2);
  });

  test('a good check says what is there', async () => {
    const manager = await start();
    const result = await open({ url: manager.url, login: 'session' }).check();
    assert.deepEqual(
      result.items.map((item) => item.message),
      [
        'API Manager 7.7.20240530 answers.',
        'It is an API Manager administrator.',
        '2 front-end APIs can be read.',
      ],
    );
  });
});

describe('addresses', () => {
  mockHttp();

  test('a certificate that is not trusted is told with what to do', async () => {
    nock('https://manager.example:8075')
      .get(/.*/)
      .replyWithError(Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }));
    const result = await open({ url: 'https://manager.example:8075/' }).check();
    assert.equal(result.items[0]?.ok, false);
    assert.match(result.items[0]?.fix ?? '', /NODE_EXTRA_CA_CERTS/);
  });

  test('another server at the address is told as such', async () => {
    nock('https://manager.example').get('/api/portal/v1.4/config').reply(200, { hello: 'world' });
    const result = await open({ url: 'https://manager.example' }).check();
    assert.match(result.items[0]?.message ?? '', /no API Manager/);
    assert.match(result.items[0]?.fix ?? '', /8075/);
  });

  test('an entry is a gateway or a source, and says so', async () => {
    const manager = open({ nodeManagerUrl: 'https://anm.example:8090' }).gateway;
    assert.throws(() => manager?.readRegisteredApis(), hasCode('AXWAY_NO_MANAGER'));
    const pages = open({ url: 'https://manager.example' }).source?.readCalls(null);
    await assert.rejects(async () => {
      for await (const _page of pages ?? []) assert.fail('nothing is read');
    }, hasCode('AXWAY_NO_TRAFFIC'));
  });
});
