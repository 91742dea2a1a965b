import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { type FakeCentral, startCentral } from '../support/amplify-central/central-server.ts';
import { gradeOf } from '../support/amplify-central/derived-grade.ts';
import { MANAGED, plantManaged } from '../support/amplify-central/estate.ts';

/** A fake that takes everything proves nothing: what Amplify Central refuses, the fake refuses too. */

const B64 = (text: string): string => Buffer.from(text).toString('base64');
const HOME = `/environments/own`;
const TOKEN = '/realms/Broker/protocol/openid-connect/token';

let central: FakeCentral;
let token = '';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonValue;
}

async function send(
  method: string,
  path: string,
  json?: JsonValue,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${central.url}/apis/management/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'x-axway-tenant-id': central.organizationId,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : (JSON.parse(text) as JsonValue),
  };
}

async function signIn(secret: string): Promise<Response> {
  return fetch(central.authUrl + TOKEN, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`tester:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

const service = (more: JsonObject = {}): JsonObject => ({ name: 'one', title: 'One', spec: {}, ...more });
const revision = (definition: JsonObject, more: JsonObject = {}): JsonObject => ({
  name: 'r-bad',
  spec: { apiService: 'svc', definition, ...more },
});
const instance = (endpoint: JsonValue, more: JsonObject = {}): JsonObject => ({
  name: 'i-bad',
  spec: { apiServiceRevision: 'rev', endpoint: [endpoint], ...more },
});
const result = (riskScore: JsonValue, more: JsonObject = {}): JsonObject => ({
  name: 'crr-bad',
  spec: {
    complianceAgent: 'own-ca',
    type: 'Graylog',
    results: [{ type: 'Graylog', runtime: { riskScore } }],
    ...more,
  },
});

before(async () => {
  central = await startCentral();
  central.tokens.accounts.push({ clientId: 'tester', secret: 'right' });
  token = ((await (await signIn('right')).json()) as { readonly access_token: string }).access_token;
  plantManaged(central, ['/orders', '/carts', '/stock']);
  for (const [path, body] of [
    ['/environments', { name: 'own', spec: {} }],
    [`${HOME}/apiservices`, { name: 'svc', title: 'Svc', tags: ['gold'], spec: {} }],
    [`${HOME}/apiservicerevisions`, { name: 'rev', spec: { apiService: 'svc' } }],
    [`${HOME}/apiserviceinstances`, { name: 'ins', spec: { apiServiceRevision: 'rev', endpoint: [] } }],
    [`${HOME}/complianceagents`, { name: 'own-ca', spec: { dataplaneType: 'Graylog', config: {} } }],
    [`${HOME}/complianceruntimeresults`, { ...result(3.2), name: 'crr' }],
  ] as const)
    assert.equal((await send('POST', path, body)).status, 201, path);
});
after(() => central.stop());

const BAD_MAINS: readonly (readonly [string, string, JsonObject, number])[] = [
  ['a sub-resource in the main body', 'apiservices', service({ source: {} }), 400],
  ['an extension in the main body', 'apiservices', service({ 'x-agent-details': {} }), 400],
  ['a name with capitals', 'apiservices', service({ name: 'One' }), 400],
  ['a name of 100 characters', 'apiservices', service({ name: 'a'.repeat(100) }), 400],
  ['a title of 351 characters', 'apiservices', service({ title: 'a'.repeat(351) }), 400],
  ['a tag of 81 characters', 'apiservices', service({ tags: ['a'.repeat(81)] }), 400],
  ['an attribute that is no text', 'apiservices', service({ attributes: { a: 1 } }), 400],
  ['an owner that is no team', 'apiservices', service({ owner: { type: 'user', id: 'x' } }), 400],
  ['an unknown team', 'apiservices', service({ owner: { type: 'team', id: 'nobody' } }), 400],
  ['another kind', 'apiservices', service({ kind: 'Environment' }), 400],
  ['another scope', 'apiservices', service({ metadata: { scope: { name: MANAGED } } }), 400],
  ['no spec', 'apiservices', { name: 'one' }, 400],
  [
    'a description of 351 characters',
    'apiservices',
    service({ spec: { description: 'a'.repeat(351) } }),
    400,
  ],
  ['a name that exists', 'apiservices', service({ name: 'svc' }), 409],
  ['a revision of nothing', 'apiservicerevisions', { name: 'r', spec: { apiService: 'nobody' } }, 400],
  ['an unknown type of definition', 'apiservicerevisions', revision({ type: 'oas9', value: 'eA==' }), 400],
  ['a definition that is no base64', 'apiservicerevisions', revision({ type: 'oas2', value: '{}' }), 400],
  [
    'a definition without servers',
    'apiservicerevisions',
    revision({
      type: 'oas3',
      value: B64('{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}}'),
    }),
    400,
  ],
  [
    'a host with a scheme',
    'apiserviceinstances',
    instance({ host: 'https://x.example', protocol: 'https' }),
    400,
  ],
  ['an unknown protocol', 'apiserviceinstances', instance({ host: 'x.example', protocol: 'gopher' }), 400],
  [
    'a base path without a slash',
    'apiserviceinstances',
    instance({ host: 'x.example', protocol: 'https', routing: { basePath: 'v1' } }),
    400,
  ],
  [
    'an instance of nothing',
    'apiserviceinstances',
    instance({ host: 'x.example', protocol: 'https' }, { apiServiceRevision: 'nobody' }),
    400,
  ],
  ['a score above five', 'complianceruntimeresults', result(5.01), 400],
  ['a score below zero', 'complianceruntimeresults', result(-0.01), 400],
  ['a score that is text', 'complianceruntimeresults', result('3'), 400],
  ['a result of no agent', 'complianceruntimeresults', result(3, { complianceAgent: 'nobody' }), 400],
  ['a time with Z', 'complianceruntimeresults', result(3, { timestamp: '2026-01-31T10:00:00.000Z' }), 400],
  [
    'an agent of an unknown data plane',
    'complianceagents',
    { name: 'c', spec: { dataplaneType: 'Assay', config: {} } },
    400,
  ],
  [
    'an agent with the singular key',
    'complianceagents',
    { name: 'c', spec: { dataplaneType: 'Graylog', config: { managedEnvironment: 'x' } } },
    400,
  ],
];

const BAD_SUBS: readonly (readonly [string, string, JsonObject])[] = [
  ['an unknown data plane', 'apiservices/svc/source', { source: { dataplaneType: { managed: 'Assay' } } }],
  [
    'a reference to nothing',
    'apiservices/svc/source',
    { source: { references: { apiService: 'own/nobody' } } },
  ],
  ['two members', 'apiservices/svc/source', { source: {}, status: {} }],
  ['another member', 'apiservices/svc/source', { status: {} }],
  ['a computed sub-resource', 'apiservices/svc/compliance', { compliance: {} }],
  [
    'a pointer to nothing',
    'apiserviceinstances/ins/complianceruntimeresult',
    { complianceruntimeresult: 'own/nobody' },
  ],
  [
    'a pointer that is null',
    'apiserviceinstances/ins/complianceruntimeresult',
    { complianceruntimeresult: null },
  ],
  ['agent details with a list', 'apiservices/svc/x-agent-details', { 'x-agent-details': { a: [] } }],
  ['information without a hash', 'apiservicerevisions/rev/information', { information: {} }],
  ['a state that is none', 'complianceagents/own-ca/status', { status: { state: 'fine', message: '' } }],
];

describe('the strict server of Amplify Central', () => {
  for (const [what, plural, body, status] of BAD_MAINS) {
    it(`refuses ${what}`, async () => {
      const before = central.dump(plural).length;
      assert.equal((await send('POST', `${HOME}/${plural}`, body)).status, status);
      assert.equal(central.dump(plural).length, before);
    });
  }
  for (const [what, path, body] of BAD_SUBS) {
    it(`refuses ${what} in a sub-resource`, async () =>
      assert.equal((await send('PUT', `${HOME}/${path}`, body)).status, 400));
  }

  it('refuses an environment that manages itself or nothing', async () => {
    for (const name of ['own', 'nowhere']) {
      const body = { references: { managedEnvironments: [name] } };
      assert.equal((await send('PUT', `${HOME}/references`, body)).status, 400, name);
    }
  });

  it('refuses callers without token, organisation or content type', async () => {
    assert.equal((await signIn('wrong')).status, 400);
    assert.equal((await send('GET', '/environments', undefined, { authorization: 'Bearer x' })).status, 401);
    for (const tenant of ['', '999'])
      assert.equal(
        (await send('GET', '/environments', undefined, { 'x-axway-tenant-id': tenant })).status,
        403,
      );
    const text = { 'content-type': 'text/plain' };
    assert.equal((await send('POST', `${HOME}/apiservices`, service(), text)).status, 415);
    assert.equal(
      (await send('PATCH', `${HOME}/apiservices/svc/source`, [])).status,
      415,
      'a patch has its own type',
    );
  });

  it('knows no other kinds, versions, scopes and parts', async () => {
    for (const path of ['/nothings', '/environments/nowhere/apiservices', `${HOME}/apiservices/nobody`])
      assert.equal((await send('GET', path)).status, 404, path);
    assert.equal((await send('PUT', `${HOME}/apiservices/svc/nothing`, { nothing: 1 })).status, 404);
    assert.equal((await send('POST', '/apiservices', service())).status, 405);
  });

  it('wants the version that was read, and replaces the whole main part', async () => {
    const { body } = await send('GET', `${HOME}/apiservices/svc`);
    assert.ok(isJsonObject(body) && isJsonObject(body['metadata']));
    const { metadata } = body;
    const main = { name: 'svc', title: 'Svc', tags: ['gold'], spec: {}, metadata };
    assert.equal((await send('PUT', `${HOME}/apiservices/svc`, main)).status, 200);
    assert.equal((await send('PUT', `${HOME}/apiservices/svc`, main)).status, 428, 'it was written since');
    const replaced = await send('PUT', `${HOME}/apiservices/svc`, { title: 'Other', spec: {} });
    assert.ok(isJsonObject(replaced.body));
    assert.deepEqual([replaced.body['title'], replaced.body['tags']], ['Other', []]);
    assert.equal(
      (await send('PUT', `${HOME}/apiservices/svc`, { name: 'x', spec: {} })).status,
      400,
      'immutable',
    );
  });

  it('pages with links and a total, sorts, and shows the fields that are asked for', async () => {
    const path = `/environments/${MANAGED}/apiserviceinstances`;
    const first = await send('GET', `${path}?pageSize=2&page=1&sort=name,DESC&fields=name`);
    assert.deepEqual(first.body, [{ name: 'i-stock' }, { name: 'i-orders' }]);
    assert.equal(first.headers.get('x-axway-total-count'), '3');
    assert.match(first.headers.get('link') ?? '', /page=2[^>]*>; rel="next"/);
    const last = await send('GET', `${path}?pageSize=2&page=2&sort=name,DESC&fields=name`);
    assert.deepEqual(last.body, [{ name: 'i-carts' }]);
    assert.doesNotMatch(last.headers.get('link') ?? '', /rel="next"/);
    for (const query of ['pageSize=101', 'pageSize=0', 'page=0', 'sort=spec', 'query=name~x'])
      assert.equal((await send('GET', `${path}?${query}`)).status, 400, query);
  });

  it('answers questions', async () => {
    const asked = async (query: string): Promise<JsonValue> =>
      (await send('GET', `/apiserviceinstances?fields=name&query=${encodeURIComponent(query)}`)).body;
    assert.deepEqual(await asked('name==i-orders'), [{ name: 'i-orders' }]);
    assert.deepEqual(await asked('name=="i-*";name!=i-orders'), [{ name: 'i-carts' }, { name: 'i-stock' }]);
    assert.deepEqual(await asked('name=in=(ins,i-carts),name==nobody'), [
      { name: 'i-carts' },
      { name: 'ins' },
    ]);
  });

  it('derives the grade from the score behind the pointer', async () => {
    const pointer = { complianceruntimeresult: 'own/crr' };
    const answer = await send('PUT', `${HOME}/apiserviceinstances/ins/complianceruntimeresult`, pointer);
    assert.match(JSON.stringify(answer.body), /"runtime":\{"result":\{"riskScore":3.2,"grade":"D"/);
    const remove = [{ op: 'remove', path: '/complianceruntimeresult' }];
    const json = { 'content-type': 'application/json-patch+json' };
    const path = `${HOME}/apiserviceinstances/ins/complianceruntimeresult`;
    assert.equal((await send('PATCH', path, remove, json)).status, 200);
    assert.equal((await send('PATCH', path, remove, json)).status, 400, 'what is gone cannot be removed');
    const edges = [0, 0.99, 1, 1.99, 2, 2.99, 3, 3.99, 4, 4.99, 5];
    assert.equal(edges.map(gradeOf).join(''), 'AABBCCDDEEF');
  });

  it('builds what is missing on the way of a patch only where it is told to', async () => {
    const json = { 'content-type': 'application/json-patch+json' };
    const path = `${HOME}/apiserviceinstances/ins/source`;
    const add = { op: 'add', path: '/source/compliance/runtime', value: { result: { riskScore: 4.2 } } };
    assert.equal((await send('PATCH', path, [add], json)).status, 400);
    const build = { op: 'x-build-object-tree', path: '/source/compliance' };
    const answer = await send('PATCH', path, [build, add], json);
    assert.match(JSON.stringify(answer.body), /"grade":"E"/);
  });

  it('deletes what hangs on a service along with it', async () => {
    assert.equal((await send('DELETE', `${HOME}/apiservices/svc`)).status, 204);
    for (const path of ['apiservicerevisions/rev', 'apiserviceinstances/ins'])
      assert.equal((await send('GET', `${HOME}/${path}`)).status, 404, path);
  });
});
