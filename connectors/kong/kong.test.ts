import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type ConnectorConfig, type OpenConnector, type Problem, Secret } from '../../src/kit/index.ts';
import { AssayError } from '../../src/model/errors.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { parseDeck } from './deck-file.ts';
import { kong } from './index.ts';
import { DEFAULT_TAG_RULES, lifecycleOf, ownerOf } from './lifecycle-tags.ts';
import { registeredApis } from './registered-apis.ts';
import { enforcedSchemes } from './security.ts';

const FIXTURE = new URL('./fixtures/kong.yaml', import.meta.url).pathname;
const ADMIN = 'https://kong-admin.example:8444';

function open(config: ConnectorConfig, problems: Problem[] = []): OpenConnector {
  return kong.open(config, {
    id: 'kong-prod',
    logger: SILENT_LOGGER,
    clock: fakeClock(),
    random: () => 0,
    signal: new AbortController().signal,
    stdin: null,
    report: (problem) => problems.push(problem),
  });
}

async function readAll(config: ConnectorConfig): Promise<ReadonlyMap<string, RegisteredApi>> {
  const apis = new Map<string, RegisteredApi>();
  for await (const api of open(config).gateway?.readRegisteredApis() ?? []) apis.set(api.name, api);
  return apis;
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof AssayError && error.code === code;
}

test('a decK file: one API for each service, and for each route without one', async () => {
  const apis = await readAll({ files: [FIXTURE] });
  assert.deepEqual([...apis.keys()], ['orders', 'search', 'health']);
  const orders = apis.get('orders');
  assert.equal(orders?.gateway, 'kong-prod');
  assert.deepEqual(orders?.hosts, ['api.shop.example']);
  assert.deepEqual(orders?.basePaths, ['/orders/v1', '/orders', '/orders/v1/admin']);
  assert.deepEqual(orders?.upstreams, [{ scheme: 'https', host: 'orders.svc:8443', path: '/srv' }]);
  assert.equal(orders?.lifecycle, 'deprecated');
  assert.equal(orders?.sunsetAtMs, Date.UTC(2026, 5, 30));
  assert.equal(orders?.owner, 'fulfilment');
  assert.deepEqual(orders?.nativeIds, ['orders', 'orders-read', 'orders#1']);
});

test('a decK file: routes keep what precedence needs, defaults fill in', async () => {
  const [read, admin] = (await readAll({ files: [FIXTURE] })).get('orders')?.routes ?? [];
  assert.deepEqual(read?.paths, [
    { kind: 'raw-prefix', value: '/orders/v1' },
    { kind: 'regex', source: '/orders/v\\d+/raw$' },
  ]);
  assert.deepEqual(read?.methods, ['GET']);
  assert.deepEqual(read?.headers, { 'x-tenant': ['a', 'b'] });
  assert.deepEqual(read?.security, ['api-key', 'jwt']);
  assert.equal(read?.stripPath, true);
  assert.equal(admin?.stripPath, false);
  assert.equal(admin?.pathHandling, 'v1');
  assert.equal(admin?.regexPriority, 7);
  assert.deepEqual(admin?.unseenConditions, ['snis']);
  assert.deepEqual(admin?.security, ['api-key']);
});

test('a decK file: references by name, disabled services, balanced upstreams, expressions', async () => {
  const search = (await readAll({ files: [FIXTURE], flavor: 'expressions' })).get('search');
  assert.equal(search?.enabled, false);
  assert.equal(search?.semantics, 'kong-expressions');
  assert.deepEqual(search?.routes[0]?.expression, { text: 'http.path ^= "/search"', priority: 12 });
  assert.deepEqual(
    search?.upstreams.map((upstream) => upstream.host),
    ['search-pool:9200', '192.0.2.10:9200', '192.0.2.11:8000', 'search.shop.example'],
  );
  assert.deepEqual(search?.security, ['api-key'], 'a disabled plugin leaves the global one in force');
});

test('a decK file: hostile and foreign content is refused by code, its text never quoted', () => {
  const bomb = `_format_version: "3.0"\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n`;
  const rows: Readonly<Record<string, string>> = {
    [bomb]: 'DECK_ALIASES',
    'secret-text: [': 'DECK_YAML',
    'services: []': 'DECK_FORMAT',
    '_format_version: "3.0"\nservices: {secret-text: 1}': 'KONG_LIST_INVALID',
    '_format_version: "3.0"\nservices: [{name: [secret-text]}]': 'KONG_ENTITY_INVALID',
    '_format_version: "3.0"\nservices: [{routes: [{paths: secret-text}]}]': 'KONG_ENTITY_INVALID',
  };
  for (const [text, code] of Object.entries(rows)) {
    assert.throws(
      () => parseDeck(text, 'kong.yaml'),
      (error) => {
        assert.ok(error instanceof AssayError);
        assert.equal(error.code, code);
        assert.equal(JSON.stringify([error.message, error.context]).includes('secret-text'), false);
        return true;
      },
    );
  }
});

test('before format 3.0 a path with pattern characters is a regex, and the router the traditional one', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'assay-deck-')), 'kong.yaml');
  await writeFile(
    file,
    '_format_version: "1.1"\nservices: [{name: a, host: a.svc, routes: [{paths: ["/a/\\\\d+", /b]}]}]',
  );
  const api = (await readAll({ files: [file] })).get('a');
  const [route] = api?.routes ?? [];
  assert.equal(api?.semantics, 'kong-traditional');
  const stated = (await readAll({ files: [file], flavor: 'traditional_compatible' })).get('a');
  assert.equal(stated?.semantics, 'kong-traditional-compatible');
  assert.deepEqual(
    route?.paths?.map((path) => path.kind),
    ['regex', 'raw-prefix'],
  );
});

test('a plugin at service and route is of the route alone; a base path never claims an alternative', () => {
  const [api] = registeredApis(
    {
      services: [{ id: 's', host: 's.svc' }],
      routes: [
        { id: 'r1', service: { id: 's' }, paths: ['~/a/b|/c'] },
        { id: 'r2', service: { id: 's' }, paths: ['~/a/b/\\d+'] },
      ],
      plugins: [{ name: 'jwt', service: { id: 's' }, route: { id: 'r1' } }],
      upstreams: [],
    },
    { gateway: 'k', semantics: 'kong-traditional-compatible', impliedRegex: false, tags: DEFAULT_TAG_RULES },
  );
  assert.deepEqual(
    api?.routes.map((route) => route.security),
    [['jwt'], []],
  );
  assert.deepEqual(api?.security, []);
  assert.deepEqual(api?.basePaths, ['/', '/a/b']);
});

test('lifecycle and owner by tags', () => {
  const rules = { ...DEFAULT_TAG_RULES, deprecated: ['old'] };
  assert.deepEqual(lifecycleOf(['old'], rules), { lifecycle: 'deprecated', sunsetAtMs: null });
  assert.deepEqual(lifecycleOf(['old', 'retired'], rules).lifecycle, 'retired');
  assert.deepEqual(lifecycleOf(['deprecated', 'sunset:soon'], rules), {
    lifecycle: 'active',
    sunsetAtMs: null,
  });
  assert.deepEqual(
    lifecycleOf(['sunset:2027-01-01', 'sunset:2026-01-01'], rules).sunsetAtMs,
    Date.UTC(2026, 0, 1),
  );
  assert.equal(ownerOf(['team:', 'owner:ann', 'team:b'], rules), 'ann');
  assert.equal(ownerOf(['x'], rules), null);
});

test('plugins in force: the most specific scope of each, anonymous ones only as alternatives', () => {
  const open = { anonymous: 'guest' };
  assert.deepEqual(enforcedSchemes([{ name: 'key-auth' }], [{ name: 'jwt' }]), ['api-key', 'jwt']);
  assert.deepEqual(enforcedSchemes([{ name: 'key-auth' }], [{ name: 'key-auth', config: open }]), []);
  assert.deepEqual(
    enforcedSchemes([
      { name: 'key-auth', config: open },
      { name: 'basic-auth', config: open },
    ]),
    ['api-key', 'basic'],
  );
  assert.deepEqual(enforcedSchemes([{ name: 'jwt', enabled: false }, { name: 'rate-limiting' }]), []);
  assert.deepEqual(enforcedSchemes([{ name: 'jwt', consumer: { id: 'c' } }]), []);
});

test('an entry with neither url nor files is refused', async () => {
  await assert.rejects(readAll({}), hasCode('KONG_NOTHING_TO_READ'));
});

describe('Admin API', () => {
  mockHttp();

  const node = { version: '3.9.1', configuration: { router_flavor: 'traditional' } };
  const service = (id: string): object => ({
    id,
    name: `name-${id}`,
    protocol: 'http',
    host: `${id}.svc`,
    port: 80,
    path: null,
    enabled: true,
    tags: {},
  });

  function serve(prefix: string, pages: Readonly<Record<string, readonly (readonly object[])[]>>): void {
    for (const [path, list] of Object.entries(pages)) {
      for (const [index, data] of list.entries()) {
        const isLast = index === list.length - 1;
        nock(ADMIN, { reqheaders: { 'kong-admin-token': 'token-value' } })
          .get(`${prefix}${path}`)
          .query({ size: 1000, ...(index === 0 ? {} : { offset: `o${index}` }) })
          .reply(200, {
            data: data.length === 0 ? {} : data,
            next: isLast ? null : 'https://elsewhere.example/steal',
            ...(isLast ? {} : { offset: `o${index + 1}` }),
          });
      }
    }
  }

  const config = (more: ConnectorConfig = {}): ConnectorConfig => ({
    url: ADMIN,
    token: new Secret({ value: 'token-value', reference: '${env:KONG_TOKEN}' }),
    ...more,
  });

  test('pages by offset with its own parameters, whatever the next link says', async () => {
    nock(ADMIN).get('/').reply(200, node);
    serve('', {
      '/services': [[service('a')], [service('b')], [service('c')]],
      '/routes': [
        [
          {
            id: 'r1',
            name: null,
            paths: ['/a'],
            hosts: null,
            methods: {},
            service: { id: 'a' },
            created_at: 1_700_000_000,
          },
        ],
      ],
      '/plugins': [
        [{ id: 'p', name: 'basic-auth', enabled: true, route: { id: 'r1' }, service: null, consumer: null }],
      ],
      '/upstreams': [[{ id: 'u', name: 'b.svc', tags: null }]],
      '/upstreams/u/targets': [[{ id: 't', target: '192.0.2.7:8080', weight: 100 }]],
    });
    const apis = await readAll(config());
    assert.deepEqual([...apis.keys()], ['name-a', 'name-b', 'name-c']);
    const [route] = apis.get('name-a')?.routes ?? [];
    assert.equal(apis.get('name-a')?.semantics, 'kong-traditional');
    assert.equal(route?.createdAtMs, 1_700_000_000_000);
    assert.equal(route?.methods, null);
    assert.deepEqual(route?.security, ['basic']);
    assert.deepEqual(
      apis.get('name-b')?.upstreams.map((upstream) => upstream.host),
      ['b.svc', '192.0.2.7:8080'],
    );
  });

  test('a node before 3.0, which states no flavour, has the traditional router', async () => {
    for (const [version, semantics] of [
      ['2.8.1', 'kong-traditional'],
      ['3.9.1', 'kong-traditional-compatible'],
    ]) {
      nock(ADMIN).get('/').reply(200, { version });
      serve('', {
        '/services': [[service('a')]],
        '/routes': [[]],
        '/plugins': [[]],
        '/upstreams': [[]],
      });
      assert.equal((await readAll(config({}))).get('name-a')?.semantics, semantics);
    }
  });

  test('workspaces are path prefixes; * reads the list of them', async () => {
    nock(ADMIN).get('/').reply(200, { version: '3.9.1.0-enterprise-edition' });
    serve('', { '/workspaces': [[{ id: 'w', name: 'team a' }]] });
    serve('/team%20a', {
      '/services': [[service('a')]],
      '/routes': [[]],
      '/plugins': [[]],
      '/upstreams': [[]],
    });
    assert.deepEqual([...(await readAll(config({ workspaces: ['*'] }))).keys()], ['name-a']);
  });

  test('an offset that repeats ends the pass with an error', async () => {
    nock(ADMIN).get('/').reply(200, node);
    nock(ADMIN).get('/services').query(true).times(2).reply(200, { data: [], offset: 'same' });
    await assert.rejects(readAll(config()), hasCode('KONG_PAGES_LOOP'));
  });

  test('an envelope without data ends the pass with an error', async () => {
    nock(ADMIN).get('/').reply(200, node);
    nock(ADMIN).get('/services').query(true).reply(200, { message: 'token-value' });
    await assert.rejects(readAll(config()), hasCode('KONG_PAGE_INVALID'));
  });

  test('check names the missing permission, and never the token', async () => {
    nock(ADMIN).get('/').reply(403, { message: 'Invalid RBAC credentials: token-value' });
    const result = await open(config()).check();
    assert.equal(result.ok, false);
    assert.match(result.items[0]?.missingPermission ?? '', /read access to \/services/);
    assert.equal(JSON.stringify(result).includes('token-value'), false);
  });

  test('check counts what can be read', async () => {
    nock(ADMIN).get('/').reply(200, node);
    serve('', { '/services': [[service('a')]], '/routes': [[]], '/plugins': [[]], '/upstreams': [[]] });
    const result = await open(config()).check();
    assert.deepEqual(
      result.items.map((item) => item.message),
      ['Kong 3.9.1 answers.', '1 services and 0 routes can be read.'],
    );
  });
});
