import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderMap } from '../../model/api-call.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { parseExchange } from '../exchange-parser.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { emptyPayloads, encodePayloads, observePayloads, type Payloads, payloadFacts } from './index.ts';

const hash = makeKeyedHash(new Uint8Array(16).fill(9));
const VIEW = { isKnownName: () => false, slotName: (index: number) => (index === 1 ? 'itemId' : null) };

interface Sent {
  readonly client?: number;
  readonly status?: number;
  readonly path?: string;
  readonly query?: string;
  readonly requestHeaders?: HeaderMap;
  readonly request?: JsonValue;
  readonly response?: JsonValue;
  readonly responseText?: string;
  readonly responseType?: string;
}

function observe(payloads: Payloads, sent: Sent): void {
  const status = sent.status ?? 200;
  const json = { 'content-type': 'application/json' };
  const text = (value: JsonValue | undefined) => (value === undefined ? null : JSON.stringify(value));
  const exchange = parseExchange({
    id: null,
    timeMs: 0,
    method: 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: sent.path ?? '/items/42',
    query: sent.query ?? null,
    status,
    client: { address: null, id: null },
    latencyMs: null,
    request: { headers: { ...json, ...sent.requestHeaders }, body: text(sent.request), sizeBytes: null },
    response: {
      headers: { 'content-type': sent.responseType ?? 'application/json' },
      body: sent.responseText ?? text(sent.response),
      sizeBytes: null,
    },
    gateway: null,
    operation: null,
  });
  const accepted = status >= 200 && status < 400;
  const clientHash = hash(`client ${sent.client ?? 1}`);
  observePayloads(payloads, exchange, { hash, caps: DEFAULT_CAPS, accepted, refused: false, clientHash });
}

function factsOf(...sent: readonly Sent[]) {
  const payloads = emptyPayloads();
  for (const one of sent) observe(payloads, one);
  return payloadFacts(payloads, VIEW);
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const classesOf = (facts: ReturnType<typeof factsOf>) =>
  facts.dataClasses.map(({ id, location, path }) => `${id} ${location} ${path}`);

test('schema of a response: types, formats, required, nullable, enumeration, map', () => {
  const statuses = ['PAID', 'OPEN', 'CANCELLED'];
  const facts = factsOf(
    ...times(30, (index) => ({
      response: {
        id: index * 1_000_000_000,
        status: statuses[index % 3] ?? '',
        createdAt: '2024-05-01T10:00:00Z',
        total: index % 2 === 0 ? 12 : 12.5,
        note: index % 3 === 0 ? null : `text ${index}`,
        tags: ['new'],
        prices: { [`10${index}0`]: 1 },
        ...(index < 5 ? { code: 'x' } : {}),
      },
    })),
  );
  const [response] = facts.schemas.responses;
  assert.equal(response?.statusClass, '2XX');
  assert.equal(response?.count, 30);
  assert.deepEqual(JSON.parse(JSON.stringify(response?.schema)), {
    type: 'object',
    properties: {
      code: { type: 'string' },
      createdAt: { type: 'string', format: 'date-time' },
      id: { type: 'integer', format: 'int64' },
      note: { type: ['null', 'string'] },
      prices: { type: 'object', additionalProperties: { type: 'integer', format: 'int32' } },
      status: { type: 'string', enum: ['CANCELLED', 'OPEN', 'PAID'] },
      tags: { type: 'array', items: { type: 'string', enum: ['new'] } },
      total: { type: 'number', format: 'double' },
    },
    required: ['createdAt', 'id', 'note', 'prices', 'status', 'tags', 'total'],
  });
});

test('parameters: query types, required, transport headers are none', () => {
  const facts = factsOf(
    ...times(12, (index) => ({
      query: `page=${index}&active=true${index < 3 ? '&sort=asc' : ''}`,
      requestHeaders: {
        'x-tenant-id': 'abc',
        'user-agent': 'curl/8',
        authorization: 'Bearer x',
        cookie: 'theme=dark',
      },
    })),
  );
  const shape = facts.schemas.parameters.map(({ name, in: where, required, schema }) => [
    where,
    name,
    required,
    schema['type'],
  ]);
  assert.deepEqual(shape, [
    ['path', 'itemId', true, 'integer'],
    ['query', 'active', true, 'boolean'],
    ['query', 'page', true, 'integer'],
    ['query', 'sort', false, 'string'],
    ['header', 'x-tenant-id', true, 'string'],
    ['cookie', 'theme', true, 'string'],
  ]);
});

test('names chosen by traffic show after five distinct clients', () => {
  const sent = (client: number): Sent => ({ client, response: { zorblax: 'mia@shop.example' } });
  assert.deepEqual(classesOf(factsOf(...times(4, sent), ...times(4, sent))), ['email response.body /*']);
  assert.deepEqual(factsOf(...times(4, sent)).schemas.responses[0]?.schema['properties'], undefined);
  assert.deepEqual(classesOf(factsOf(...times(5, sent))), ['email response.body /zorblax']);
});

test('refused requests shape no schema that accepted ones have', () => {
  const facts = factsOf(...times(9, () => ({ request: { quantity: 1 } })), {
    status: 400,
    request: { quantity: "' OR 1=1", extra: true },
  });
  assert.deepEqual(JSON.parse(JSON.stringify(facts.schemas.requests[0]?.schema)), {
    type: 'object',
    properties: { quantity: { type: 'integer', format: 'int32' } },
    required: ['quantity'],
  });
});

test('data classes by location with counts; only accepted calls are consent', () => {
  const facts = factsOf(
    { query: 'email=mia%40shop.example' },
    { status: 404, query: 'email=bob%40shop.example' },
    { response: [{ contact: 'call mia@shop.example' }] },
  );
  const [inQuery, inBody] = facts.dataClasses;
  assert.deepEqual(
    [inQuery?.location, inQuery?.path, inQuery?.count, inQuery?.accepted],
    ['request.query', '/email', 2, 1],
  );
  assert.deepEqual(inQuery?.samples, ['<email>']);
  assert.deepEqual(
    [inBody?.location, inBody?.path, inBody?.samples[0]],
    ['response.body', '/*/contact', '<text:5><email>'],
  );
});

test('order numbers are no cards, a field of cards is one', () => {
  const orders = times(200, (index) => ({
    response: { orderNumber: String(4_000_000_000_000_000 + index * 7_919_131) },
  }));
  assert.deepEqual(classesOf(factsOf(...orders)), []);
  const cards = [
    '4111111111111111',
    '4012888888881881',
    '4222222222222',
    '5555555555554444',
    '378282246310005',
  ];
  assert.deepEqual(classesOf(factsOf(...cards.map((reference) => ({ response: { reference } })))), [
    'credit-card response.body /reference',
  ]);
  assert.deepEqual(classesOf(factsOf({ response: { card: { number: 4111111111111111 } } })), [
    'credit-card response.body /card/number',
  ]);
});

test('a person is one by key, by the noun above and by the path', () => {
  assert.deepEqual(classesOf(factsOf({ path: '/users/7', response: { name: 'Zaphod Beeblebrox' } })), [
    'person-name response.body /name',
  ]);
  assert.deepEqual(classesOf(factsOf({ path: '/teas/7', response: { name: 'Green Tea' } })), []);
  assert.deepEqual(classesOf(factsOf({ response: { customers: [{ name: 'Zaphod' }] } })), [
    'person-name response.body /customers/*/name',
  ]);
});

test('a latitude counts beside a longitude only', () => {
  const place = { lat: 52.520008, lng: 13.404954 };
  assert.deepEqual(classesOf(factsOf({ response: place })), [
    'geo-coordinates response.body /lat',
    'geo-coordinates response.body /lng',
  ]);
  assert.deepEqual(classesOf(factsOf({ response: { lat: 52.520008 } })), []);
});

test('credentials in request headers are authentication, elsewhere they are found', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.${'sig-nature'.repeat(4)}`;
  const headers = { authorization: `Bearer ${token}`, 'x-auth': token, cookie: `sid=${token}` };
  assert.deepEqual(classesOf(factsOf({ requestHeaders: headers })), []);
  assert.deepEqual(classesOf(factsOf({ query: `token=${token}` })), ['jwt request.query /token']);
});

test('a password is out of place anywhere but in a request body', () => {
  const body = { password: 'correct horse' };
  assert.deepEqual(classesOf(factsOf({ request: body, query: 'password=hunter2!', response: body })), [
    'password request.query /password',
    'password response.body /password',
  ]);
});

test('XML is read by element; a document type is refused but still searched', () => {
  const xml =
    '<s:Envelope xmlns:s="urn:x"><s:Body><Order id="7"><Email>mia@shop.example</Email><Total>12.5</Total></Order></s:Body></s:Envelope>';
  const facts = factsOf({ responseText: xml, responseType: 'text/xml' });
  assert.deepEqual(classesOf(facts), ['email response.body /Envelope/Body/Order/Email']);
  assert.match(JSON.stringify(facts.schemas.responses[0]?.schema), /"Total":\{"type":"number"/);
  const dtd = factsOf({
    responseText: `<!DOCTYPE x [<!ENTITY e "mia@shop.example">]><x>&e;</x>`,
    responseType: 'text/xml',
  });
  assert.deepEqual(classesOf(dtd), ['email response.body ']);
});

test('200 planted values in values, keys and headers are nowhere in the stored form nor in the view', () => {
  const planted = times(200, (index) => plantedValue(index));
  const payloads = emptyPayloads();
  planted.forEach((value, index) => {
    observe(payloads, {
      client: index,
      path: `/people/${encodeURIComponent(value)}`,
      query: `${encodeURIComponent(value)}=1&q=${encodeURIComponent(value)}&x=a%20${encodeURIComponent(value)}`,
      requestHeaders: { [`x-${value}`]: value, cookie: `${value}=${value}`, 'x-note': `a ${value} b` },
      request: { [value]: value, list: [value, { deep: { [value]: [value] } }], type: value },
      response: { status: value, password: value, text: `before ${value} after` },
    });
    observe(payloads, { client: index, responseText: `plain ${value}`, responseType: 'text/plain' });
    observe(payloads, {
      client: index,
      responseText: `{"broken": "${value}"`,
      responseType: 'application/json',
    });
    observe(payloads, {
      client: index,
      responseText: `<a b="${value}"><c>${value}</c></a>`,
      responseType: 'text/xml',
    });
  });
  const stored = JSON.stringify(encodePayloads(payloads));
  const shown = JSON.stringify(payloadFacts(payloads, VIEW));
  for (const value of planted) {
    assert.ok(!stored.includes(value), `stored: ${value}`);
    assert.ok(!shown.includes(value), `shown: ${value}`);
  }
  assert.ok(stored.includes('email'), 'the classes were seen');
  for (const value of planted) {
    const alone = emptyPayloads();
    observe(alone, { response: { state: value, kind: [value] }, query: `sort=${encodeURIComponent(value)}` });
    assert.ok(!JSON.stringify(encodePayloads(alone)).includes(value), `stored below every cap: ${value}`);
  }
});

function plantedValue(index: number): string {
  const kinds: readonly (() => string)[] = [
    () => `person${index}.leak@shop.example`,
    () => `Quellborn Zaphrine ${index}`,
    () => String(4_111_111_111_110_000 + index),
    () => `ghp_${`Z${index}q`.repeat(12).slice(0, 36)}`,
    () => `+4930901${1000 + index}`,
    () => `219-09-${1000 + index}`,
    () => `AKIA${`QZ${String.fromCharCode(65 + (index % 26))}`.repeat(8).slice(0, 16)}`,
    () => `s3cret-${index}-Pa55!`,
  ];
  return kinds[index % kinds.length]!();
}

test('a schema refuses nothing that was seen: one call in hundreds without a member makes it optional', () => {
  const payloads = emptyPayloads();
  for (let index = 0; index < 400; index++) {
    const odd = index === 7;
    observe(payloads, {
      response: { status: 'PAID', createdAt: odd ? 'now' : '2024-05-01', ...(odd ? {} : { total: 1 }) },
      query: odd ? '' : 'page=1',
    });
  }
  const { schemas } = payloadFacts(payloads, VIEW);
  const schema = JSON.parse(JSON.stringify(schemas.responses[0]?.schema));
  const page = schemas.parameters.find((one) => one.name === 'page');
  assert.deepEqual(
    [schema.required, schema.properties.createdAt.format, page?.required],
    [['createdAt', 'status'], undefined, false],
  );
});

test('names that are not shown add up with dynamic ones, so that no value of theirs is refused', () => {
  const facts = factsOf(...times(9, () => ({ response: { prices: { '10070': 1, zorblax: 'none' } } })));
  const schema = JSON.parse(JSON.stringify(facts.schemas.responses[0]?.schema));
  assert.deepEqual(schema.properties.prices, {
    type: 'object',
    additionalProperties: { type: ['integer', 'string'] },
  });
});

test('a format is one only where the calendar and the address rules agree', () => {
  const formatOf = (...texts: readonly string[]) => {
    const [response] = factsOf(...texts.map((text) => ({ response: { value: text } }))).schemas.responses;
    return JSON.parse(JSON.stringify(response?.schema)).properties.value.format;
  };
  for (const text of ['2024-02-29', '2000-02-29', '2024-04-30']) assert.equal(formatOf(text), 'date', text);
  for (const text of ['2023-02-29', '1900-02-29', '2024-04-31', '2024-00-10', '2024-01-00'])
    assert.equal(formatOf(text), undefined, text);
  assert.equal(formatOf('2024-04-30T23:59:59Z'), 'date-time');
  assert.equal(formatOf('2024-04-30T24:00:00Z'), undefined);
  for (const text of ['2001:db8::1', '1:2:3:4:5:6:7:8', '::ffff:1'])
    assert.equal(formatOf(text), 'ipv6', text);
  for (const text of ['aa:bb:cc:dd:ee:ff', 'abc:def:12', '2001:db8:::1', '1::2::3'])
    assert.equal(formatOf(text), undefined, text);
});

test('of a credential header the name is kept and nothing of the value', () => {
  const sent = times(
    12,
    (index): Sent => ({ requestHeaders: { 'x-api-key': `k3y-${index}`, 'x-tenant-id': 'abc' } }),
  );
  const payloads = emptyPayloads();
  for (const one of sent) observe(payloads, one);
  const { parameters } = payloadFacts(payloads, VIEW).schemas;
  const key = parameters.find((one) => one.name === 'x-api-key');
  assert.deepEqual(JSON.parse(JSON.stringify(key)), {
    name: 'x-api-key',
    in: 'header',
    required: true,
    schema: { type: 'string' },
  });
  assert.ok(!JSON.stringify(encodePayloads(payloads)).includes('k3y-'));
});

test("a vendor's media type is shown as any name chosen by traffic, and counts as the syntax that it has", () => {
  const sent = (client: number): Sent => ({
    client,
    response: { id: client },
    responseType: client % 2 === 0 ? 'application/vnd.zorblax.v1+json; charset=utf-8' : 'application/json',
  });
  const types = (...calls: readonly Sent[]) =>
    factsOf(...calls).schemas.responses.map(({ contentType, count }) => [contentType, count]);
  assert.deepEqual(types(...times(8, sent)), [['application/json', 8]]);
  assert.deepEqual(types(...times(20, sent)), [
    ['application/json', 10],
    ['application/vnd.zorblax.v1+json', 10],
  ]);
  const dynamic = times(9, (client) => ({
    ...sent(client * 2),
    responseType: 'application/a1b2c3d4e5f6a7b8+json',
  }));
  assert.deepEqual(types(...dynamic), [['application/json', 9]]);
});

test('a parameter with more values than calls is a list', () => {
  const facts = factsOf(
    ...times(20, (index) => ({ query: index % 2 === 0 ? 'id=1&id=2&id=3&page=1' : 'page=2' })),
  );
  const shape = facts.schemas.parameters
    .filter((one) => one.in === 'query')
    .map(({ name, schema }) => [name, JSON.parse(JSON.stringify(schema))]);
  assert.deepEqual(shape, [
    ['id', { type: 'array', items: { type: 'integer', format: 'int32' } }],
    ['page', { type: 'integer', format: 'int32' }],
  ]);
});

test('members of an enumeration that no vocabulary has are shown once enough clients sent them', () => {
  const enumOf = (clients: number) => {
    const payloads = emptyPayloads();
    for (let index = 0; index < 60; index++) {
      observe(payloads, {
        client: index % clients,
        response: { vessel: ['tanker', 'roro', 'reefer-ship'][index % 3] },
      });
    }
    const schema = JSON.parse(JSON.stringify(payloadFacts(payloads, VIEW).schemas.responses[0]?.schema));
    const kept = JSON.stringify(encodePayloads(payloads));
    return [schema.properties?.vessel?.enum ?? schema.properties, kept.includes('tanker')];
  };
  assert.deepEqual(enumOf(20), [['reefer-ship', 'roro', 'tanker'], false]);
  assert.deepEqual(enumOf(4)[1], false);
  assert.notDeepEqual(enumOf(4)[0], ['reefer-ship', 'roro', 'tanker']);
});

test('languages and currencies as names, and names that keep coming, are a map', () => {
  const shapeOf = (make: (index: number) => JsonObject, count = 40) => {
    const facts = factsOf(...times(count, (index) => ({ client: index, response: { at: make(index) } })));
    const at = JSON.parse(JSON.stringify(facts.schemas.responses[0]?.schema)).properties.at;
    return [Object.keys(at.properties ?? {}), at.additionalProperties?.type];
  };
  const pick = (names: readonly string[], index: number): JsonObject =>
    Object.fromEntries(names.filter((_, at) => (index + at) % 3 > 0).map((name) => [name, 'x y']));
  assert.deepEqual(
    shapeOf((index) => pick(['de', 'en', 'pt-BR', 'sv'], index)),
    [[], 'string'],
  );
  assert.deepEqual(
    shapeOf((index) => pick(['EUR', 'SEK', 'USD'], index)),
    [[], 'string'],
  );
  assert.deepEqual(shapeOf((index) => pick(['id', 'to', 'as'], index))[0], ['as', 'id', 'to']);
  assert.deepEqual(shapeOf((index) => pick(['name', 'city', 'title'], index))[0], ['city', 'name', 'title']);
  const word = (index: number): string =>
    ['order', 'price', 'total', 'state'][index % 4] + 'Item'.repeat(1 + (index >> 2));
  assert.deepEqual(
    shapeOf((index) => ({ [word(index)]: 1 })),
    [[], 'integer'],
  );
});
