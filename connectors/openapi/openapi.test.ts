import assert from 'node:assert/strict';
import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type ConnectorConfig, type OpenConnector, type Problem, Secret } from '../../src/kit/index.ts';
import { AssayError } from '../../src/model/errors.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { locate } from './document-store.ts';
import { openapi } from './index.ts';

const APIS = new URL('./fixtures/apis', import.meta.url).pathname;

function open(config: ConnectorConfig, problems: Problem[] = []): OpenConnector {
  return openapi.open(config, {
    id: 'docs',
    logger: SILENT_LOGGER,
    clock: fakeClock(),
    random: () => 0,
    signal: new AbortController().signal,
    stdin: null,
    report: (problem) => problems.push(problem),
  });
}

async function readAll(
  config: ConnectorConfig,
  problems: Problem[] = [],
): Promise<ReadonlyMap<string, RegisteredApi>> {
  const apis = new Map<string, RegisteredApi>();
  for await (const api of open(config, problems).gateway?.readRegisteredApis() ?? [])
    apis.set(api.nativeId, api);
  return apis;
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof AssayError && error.code === code;
}

test('a folder: its definitions, without the fragments they refer to', async () => {
  const apis = await readAll({ paths: [APIS] });
  assert.deepEqual([...apis.keys()], ['orders.yaml', 'pets.json']);
});

test('OpenAPI 3.1: servers, identity, lifecycle', async () => {
  const orders = (await readAll({ paths: [APIS] })).get('orders.yaml');
  assert.equal(orders?.name, 'Orders');
  assert.equal(orders?.version, '1.2.0');
  assert.equal(orders?.kind, 'definition');
  assert.equal(orders?.registers, false);
  assert.deepEqual(orders?.hosts, [
    'api.shop.example',
    'api-eu.shop.example',
    '*.orders.example',
    'files.shop.example',
  ]);
  assert.deepEqual(orders?.basePaths, ['/orders/v1', '/v1']);
  // A host has the base path of its own server, and of a server of one operation that operation alone.
  assert.deepEqual(
    orders?.servers?.map(({ host, basePath }) => `${host}${basePath}`),
    [
      'api.shop.example/orders/v1',
      'api-eu.shop.example/orders/v1',
      '*.orders.example/v1',
      'files.shop.example/raw/elsewhere',
    ],
  );
  assert.equal(orders?.owner, 'Fulfilment team');
  assert.deepEqual(orders?.tags, ['orders', 'retail']);
  assert.equal(orders?.sunsetAtMs, Date.UTC(2026, 5, 30));
  assert.equal(orders?.lifecycle, 'active');
  assert.deepEqual(orders?.security, ['oauth2']);
});

test('OpenAPI 3.1: operations at every base path, their security, parameters and statuses', async () => {
  const operations = (await readAll({ paths: [APIS] })).get('orders.yaml')?.operations ?? [];
  const by = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  assert.deepEqual([...by.keys()].sort(), [
    'GET /orders/v1/items',
    'GET /orders/v1/items/{itemId}',
    'GET /raw/elsewhere',
    'GET /v1/items',
    'GET /v1/items/{itemId}',
    'HEAD /orders/v1/optional',
    'HEAD /v1/optional',
    'POST /orders/v1/items',
    'POST /v1/items',
  ]);
  const list = by.get('GET /orders/v1/items');
  assert.equal(list?.id, 'listItems');
  assert.deepEqual(list?.security, []);
  assert.deepEqual(list?.parameters, [{ name: 'page', in: 'query', required: false }]);
  assert.deepEqual(list?.statuses, ['200', '4XX']);
  assert.deepEqual(by.get('POST /v1/items')?.security, ['api-key', 'jwt', 'session-cookie']);
  assert.equal(by.get('POST /v1/items')?.deprecated, true);
  assert.deepEqual(by.get('HEAD /v1/optional')?.security, []);
  const item = by.get('GET /v1/items/{itemId}');
  assert.deepEqual(item?.security, ['oauth2']);
  assert.deepEqual(item?.parameters, [
    { name: 'itemId', in: 'path', required: true },
    { name: 'trace', in: 'header', required: true },
  ]);
});

test('references that leave the folder, loop or lead to nothing are reported and left out', async () => {
  const problems: Problem[] = [];
  await readAll({ paths: [APIS] }, problems);
  assert.deepEqual(problems.map((problem) => problem.code).sort(), [
    'OPENAPI_REF_DEPTH',
    'OPENAPI_REF_MISSING',
    'OPENAPI_REF_REFUSED',
    'OPENAPI_REF_REFUSED',
  ]);
});

test('Swagger 2.0: host, base path, schemes, definitions', async () => {
  const pets = (await readAll({ paths: [join(APIS, 'pets.json')] })).get('pets.json');
  assert.deepEqual(pets?.hosts, ['pets.example']);
  assert.deepEqual(pets?.basePaths, ['/v3']);
  assert.deepEqual(pets?.operations?.[0]?.path, '/v3/pets/{id}');
  assert.deepEqual(pets?.operations?.[0]?.security, ['basic', 'bearer']);
  assert.deepEqual(pets?.operations?.[0]?.parameters, []);
  assert.equal(pets?.security, null);
  assert.equal(pets?.lifecycle, 'deprecated', 'every operation is');
});

test('a link out of the folder is refused, also by way of the file system', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-openapi-'));
  const outside = await mkdtemp(join(tmpdir(), 'assay-outside-'));
  await writeFile(join(outside, 'item.yaml'), 'get: {}');
  await symlink(join(outside, 'item.yaml'), join(folder, 'item.txt'));
  await writeFile(
    join(folder, 'a.yaml'),
    'openapi: 3.0.3\ninfo: {title: A, version: "1"}\npaths: {/a: {$ref: item.txt}}\n',
  );
  const problems: Problem[] = [];
  const api = (await readAll({ paths: [folder] }, problems)).get('a.yaml');
  assert.deepEqual(api?.operations, []);
  assert.deepEqual(
    problems.map((problem) => problem.code),
    ['OPENAPI_REF_REFUSED'],
  );
});

test('where a reference may lead', () => {
  const file = { kind: 'file', path: '/apis/a/b.yaml', folder: '/apis' } as const;
  const at = (reference: string): string | null => {
    const found = locate(reference, file);
    return found?.kind === 'file' ? found.path : null;
  };
  assert.equal(at('c.yaml'), '/apis/a/c.yaml');
  assert.equal(at('../c.yaml'), '/apis/c.yaml');
  assert.equal(at('../../c.yaml'), null);
  assert.equal(at('%2e%2e/%2e%2e/c.yaml'), null);
  assert.equal(at('../../apis-other/c.yaml'), null);
  assert.equal(at('/etc/passwd'), null);
  assert.equal(at('file:///apis/a.yaml'), null);
  const url = { kind: 'url', url: 'https://docs.example/a/b.json' } as const;
  assert.deepEqual(locate('../c.json', url), { kind: 'url', url: 'https://docs.example/c.json' });
  assert.equal(locate('https://other.example/c.json', url), null);
  assert.equal(locate('//other.example/c.json', url), null);
});

test('bad documents are refused by code, their text never quoted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-openapi-'));
  const rows: Readonly<Record<string, string>> = {
    '{"openapi": secret-text': 'OPENAPI_JSON',
    'openapi: [secret-text': 'OPENAPI_YAML',
    'title: secret-text': 'OPENAPI_NONE',
    'openapi: 4.0.0\ninfo: {title: secret-text}': 'OPENAPI_VERSION',
    [`openapi: 3.0.0\nx: ${'a'.repeat(2000)}`]: 'OPENAPI_TOO_LARGE',
  };
  for (const [index, [text, code]] of Object.entries(rows).entries()) {
    const file = join(folder, `${index}.yaml`);
    await writeFile(file, text);
    await assert.rejects(readAll({ paths: [file], maxDocument: 1500 }), (error) => {
      assert.ok(error instanceof AssayError);
      assert.equal(error.code, code);
      assert.equal(JSON.stringify([error.message, error.context]).includes('secret-text'), false);
      return true;
    });
  }
});

test('two documents of one name keep apart', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'assay-openapi-'))));
  const text = 'openapi: 3.0.0\ninfo: {title: A, version: "1"}\npaths: {}\n';
  const files = [join(one ?? '', 'a.yaml'), join(two ?? '', 'a.yaml')];
  for (const file of files) await writeFile(file, text);
  assert.deepEqual([...(await readAll({ paths: files })).keys()], files);
});

test('an entry with neither paths nor urls is refused', async () => {
  await assert.rejects(readAll({}), hasCode('OPENAPI_NOTHING_TO_READ'));
});

test('check counts what can be read, and fails where nothing is', async () => {
  const good = await open({ paths: [APIS] }).check();
  assert.deepEqual([good.ok, good.items[0]?.message], [true, '2 definitions can be read.']);
  const bad = await open({ paths: [join(APIS, 'shared')] }).check();
  assert.equal(bad.ok, false);
});

describe('documents at URLs', () => {
  mockHttp();

  test('relative servers stand at the origin of the document; the token goes to the first origin only', async () => {
    nock('https://docs.example', { reqheaders: { authorization: 'Bearer token-value' } })
      .get('/apis/a.json')
      .reply(200, {
        openapi: '3.0.3',
        info: { title: 'A', version: '1' },
        servers: [{ url: '/v2' }],
        paths: { '/x': { $ref: 'parts/x.json' } },
      });
    nock('https://docs.example')
      .get('/apis/parts/x.json')
      .reply(200, { get: { operationId: 'x' } });
    nock('https://other.example', { badheaders: ['authorization'] })
      .get('/b.json')
      .reply(200, { openapi: '3.1.0', info: { title: 'B', version: '1' } });
    const apis = await readAll({
      urls: ['https://docs.example/apis/a.json', 'https://other.example/b.json'],
      token: new Secret({ value: 'token-value', reference: '${env:DOCS_TOKEN}' }),
    });
    const a = apis.get('https://docs.example/apis/a.json');
    assert.deepEqual([a?.hosts, a?.basePaths], [['docs.example'], ['/v2']]);
    assert.deepEqual(
      a?.operations?.map((operation) => [operation.id, operation.path]),
      [['x', '/v2/x']],
    );
    assert.deepEqual(apis.get('https://other.example/b.json')?.hosts, ['other.example']);
  });

  test('a document that is gone fails the pass', async () => {
    nock('https://docs.example').get('/a.json').reply(404);
    await assert.rejects(readAll({ urls: ['https://docs.example/a.json'] }), AssayError);
  });
});
