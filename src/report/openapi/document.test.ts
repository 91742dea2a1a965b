import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.ts';
import {
  documentErrors,
  hasSecurityWhereKnown,
  objectOf,
  operationsOf,
} from '../../../test/support/openapi-checks.ts';
import { correlate } from '../../correlation/correlate.ts';
import { endpoint, hop, inventory } from '../../correlation/test-estate.ts';
import type { CorrelatedApi } from '../../model/correlation.ts';
import type { BodyFacts, EndpointFacts, ParameterFacts, SlotFacts } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Estate, openApiOf } from './index.ts';

const SETTINGS = { compileRegex: () => null, grouping: [], hostRules: [], staleHops: [] };
const TEXT: JsonObject = { type: 'string' };

function estateOf(...endpoints: readonly EndpointFacts[]): Estate {
  const facts = inventory(endpoints);
  return { inventory: facts, correlation: correlate(facts, [], SETTINGS) };
}

function documentsOf(estate: Estate): readonly JsonObject[] {
  return estate.correlation.apis.map((api) => openApiOf(api, estate));
}

function documentOf(...endpoints: readonly EndpointFacts[]): JsonObject {
  const [document, ...more] = documentsOf(estateOf(...endpoints));
  assert.ok(document !== undefined && more.length === 0, 'one API');
  return document;
}

const seen = (line: string, fields: Partial<EndpointFacts> = {}): EndpointFacts =>
  endpoint(line, [hop('edge', 10)], fields);

const slot = (name: string, fields: Partial<SlotFacts> = {}): SlotFacts => ({
  name,
  type: 'string',
  format: null,
  enumeration: null,
  origin: 'statistical',
  why: '12 distinct values',
  ...fields,
});

const parameter = (
  place: ParameterFacts['in'],
  name: string,
  schema: JsonObject = TEXT,
  required = true,
): ParameterFacts => ({ name, in: place, required, schema });

const body = (
  schema: JsonObject,
  statusClass: string | null = null,
  contentType = 'application/json',
): BodyFacts => ({
  contentType,
  statusClass,
  count: 10,
  schema,
});

function operationAt(document: JsonObject, path: string, method = 'get'): JsonObject {
  return objectOf(objectOf(objectOf(document['paths'])[path])[method]);
}

describe('paths', () => {
  it('that differ by slot names only are one, with one set of names', async () => {
    const document = documentOf(
      seen('GET a.example/v1/items/{itemId}', {
        slots: [slot('itemId')],
        schemas: {
          parameters: [parameter('path', 'itemId', { type: 'integer' })],
          requests: [],
          responses: [],
        },
      }),
      seen('PUT a.example/v1/items/{sku}', {
        slots: [slot('sku')],
        schemas: { parameters: [parameter('path', 'sku', TEXT)], requests: [], responses: [] },
      }),
    );
    assert.deepEqual(Object.keys(objectOf(document['paths'])), ['/v1/items/{itemId}']);
    const parameters = ['get', 'put'].map(
      (method) => operationAt(document, '/v1/items/{itemId}', method)['parameters'],
    );
    const description = 'A slot because: 12 distinct values.';
    const named = { name: 'itemId', in: 'path', required: true, description };
    assert.deepEqual(parameters, [[{ ...named, schema: { type: 'integer' } }], [{ ...named, schema: TEXT }]]);
    assert.deepEqual(await documentErrors(document), []);
  });

  it('with slots that are closed sets list their values', async () => {
    const seenStatus = (method: string, enumeration: readonly string[] | null): EndpointFacts =>
      seen(`${method} a.example/v1/orders/by-status/{status}`, {
        slots: [slot('status', { type: 'word', enumeration })],
        schemas: { parameters: [parameter('path', 'status', TEXT)], requests: [], responses: [] },
      });
    const document = documentOf(seenStatus('GET', ['paid', 'shipped']), seenStatus('DELETE', null));
    const schemaOf = (method: string): unknown => {
      const [first] = operationAt(document, '/v1/orders/by-status/{status}', method)[
        'parameters'
      ] as JsonObject[];
      return first?.['schema'];
    };
    assert.deepEqual(schemaOf('get'), { type: 'string', enum: ['paid', 'shipped'] });
    assert.deepEqual(schemaOf('delete'), TEXT);
    assert.deepEqual(await documentErrors(document), []);
  });

  it('with slots inside segments stay as they are, with the type of the slot and not of the segment', async () => {
    const lines = ['Products({id})', '{name}:cancel', '{id}.json', '{from}...{to}', '@{user}'];
    const document = documentOf(
      ...lines.map((line) =>
        seen(`GET a.example/odata/${line}`, {
          slots: [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => slot(name, { type: 'integer' })),
          schemas: {
            parameters: [
              parameter('path', /\{(\w+)\}/.exec(line)?.[1] ?? '', { type: 'string', enum: ['1.json'] }),
            ],
            requests: [],
            responses: [],
          },
        }),
      ),
    );
    assert.deepEqual(Object.keys(objectOf(document['paths'])), lines.map((line) => `/odata/${line}`).sort());
    for (const { operation } of operationsOf(document)) {
      for (const { schema } of operation['parameters'] as JsonObject[])
        assert.deepEqual(schema, { type: 'integer' });
    }
    assert.deepEqual(await documentErrors(document), []);
  });

  it('of definitions are made valid: names that repeat or are none, queries, trailing slashes, stray braces', async () => {
    const paths = ['/a/{id}/b/{id}', '/c/{}', '/d/{customer id*}/', '/e?x={y}', '/f/{g', '/h#i'];
    const document = documentOf(
      ...paths.map((path) => seen(`GET a.example${path.replaceAll(' ', '\u0001')}`)),
    );
    assert.deepEqual(Object.keys(objectOf(document['paths'])), [
      '/a/{id}/b/{id2}',
      '/c/{slot}',
      '/d/{customerid}',
      '/e%3Fx={y}',
      '/f/%7Bg',
      '/h%23i',
    ]);
    assert.deepEqual(await documentErrors(document), []);
  });

  it('of one method at two hosts join: what both are called with stays required, what one has is optional', () => {
    const at = (host: string, ...parameters: readonly ParameterFacts[]): EndpointFacts =>
      seen(`GET ${host}/v1/items`, { schemas: { parameters, requests: [], responses: [] } });
    const estate = estateOf(
      at('a.example', parameter('query', 'page', { type: 'integer' }), parameter('query', 'sort')),
      at('b.example', parameter('query', 'page')),
    );
    const [api, other] = estate.correlation.apis;
    assert.ok(api !== undefined && other !== undefined);
    const endpoints = estate.correlation.endpoints.map((row) => ({ ...row, apiId: api.id }));
    const document = openApiOf(api, { ...estate, correlation: { ...estate.correlation, endpoints } });
    assert.deepEqual(operationAt(document, '/v1/items')['parameters'], [
      { name: 'page', in: 'query', required: true, schema: { type: ['integer', 'string'] } },
      { name: 'sort', in: 'query', required: false, schema: TEXT },
    ]);
    assert.deepEqual(document['servers'], [{ url: 'https://a.example' }, { url: 'https://b.example' }]);
  });
});

describe('parameters', () => {
  it('that repeat are lists, of which nobody knows whether every call had one', async () => {
    const document = documentOf(
      seen('GET a.example/v1/items', {
        schemas: {
          parameters: [parameter('query', 'id', { type: 'array', items: { type: 'integer' } })],
          requests: [],
          responses: [],
        },
      }),
    );
    assert.deepEqual(operationAt(document, '/v1/items')['parameters'], [
      { name: 'id', in: 'query', required: false, schema: { type: 'array', items: { type: 'integer' } } },
    ]);
    assert.deepEqual(await documentErrors(document), []);
  });
});

describe('what is left out', () => {
  it('is provisional or has a method that OpenAPI has no field for, and is counted', async () => {
    const document = documentOf(
      seen('GET a.example/v1/items'),
      seen('GET a.example/v1/zorblax', { provisional: true }),
      seen('PROPFIND a.example/v1/items'),
    );
    assert.deepEqual(Object.keys(objectOf(document['paths'])), ['/v1/items']);
    assert.deepEqual(objectOf(document['x-assay'])['omitted'], { provisional: 1, unnamedMethods: 1 });
    assert.ok(!JSON.stringify(document).includes('zorblax'));
    assert.deepEqual(await documentErrors(document), []);
  });

  it('names neither host nor base path of an API of which nothing is firm', async () => {
    const document = documentOf(seen('GET zorblax.example/api/v9zorblax', { provisional: true }));
    assert.ok(!JSON.stringify(document).includes('zorblax'));
    assert.deepEqual(await documentErrors(document), []);
  });
});

describe('operations', () => {
  it('of GraphQL share a path and are listed below it', async () => {
    const graphql = (operation: string, property: string): EndpointFacts =>
      seen('POST a.example/graphql', {
        operation,
        protocol: 'graphql',
        id: `ep_${operation}`,
        schemas: {
          parameters: [],
          requests: [body({ type: 'object', properties: { [property]: TEXT }, required: [property] })],
          responses: [],
        },
      });
    const document = documentOf(graphql('query Cart', 'query'), graphql('mutation Pay', 'mutation'));
    const operation = operationAt(document, '/graphql', 'post');
    const listed = objectOf(operation['x-assay'])['operations'] as JsonObject[];
    assert.deepEqual(
      listed.map((one) => one['operation']),
      ['mutation Pay', 'query Cart'],
    );
    assert.deepEqual(objectOf(operation['requestBody'])['content'], {
      'application/json': { schema: { type: 'object', properties: { mutation: TEXT, query: TEXT } } },
    });
    assert.deepEqual(await documentErrors(document), []);
  });

  it('have ids that are unique and readable', () => {
    const paths = [
      '/v1/items',
      '/v1/items/{itemId}',
      '/v1/items-{itemId}',
      '/v1/items/by/itemId',
      '/v1',
      '/v1/注文',
    ];
    const document = documentOf(...paths.map((path) => seen(`GET a.example${path}`)));
    assert.deepEqual(
      operationsOf(document).map(({ path, operation }) => [path, operation['operationId']]),
      [
        ['/v1', 'getV1'],
        ['/v1/items', 'getItems'],
        ['/v1/items-{itemId}', 'getItemsByItemId'],
        ['/v1/items/by/itemId', 'getItemsByItemId2'],
        ['/v1/items/{itemId}', 'getItemsByItemId3'],
        ['/v1/注文', 'getRoot'],
      ],
    );
  });

  it('say of security what was observed, and nothing where nothing could be', async () => {
    const [base] = [seen('GET a.example/v1/x').auth];
    const auth = (fields: Partial<EndpointFacts['auth']>): Partial<EndpointFacts> => ({
      auth: { ...base, authenticatedAccepted: 9, ...fields },
    });
    const url = { kind: 'api-key', name: 'api_key', evidence: { calls: 9, accepted: 9 } } as const;
    const document = documentOf(
      seen('GET a.example/v1/required', auth({ state: 'required', schemes: ['basic', 'jwt'] })),
      seen('GET a.example/v1/mixed', auth({ state: 'mixed', schemes: ['bearer'] })),
      seen('GET a.example/v1/none', auth({ state: 'none', schemes: [] })),
      seen('GET a.example/v1/undetected', auth({ state: 'undetected', schemes: [] })),
      seen('GET a.example/v1/masked', auth({ state: 'required', schemes: [] })),
      seen('GET a.example/v1/url', {
        ...auth({ state: 'required', schemes: ['api-key'], inUrl: [url] }),
        schemas: { parameters: [parameter('query', 'api_key')], requests: [], responses: [] },
      }),
    );
    const security = Object.fromEntries(
      operationsOf(document).map(({ path, operation }) => [path.slice(4), operation['security']]),
    );
    assert.deepEqual(security, {
      masked: [{ undisclosed: [] }],
      mixed: [{}, { bearer: [] }],
      none: [],
      required: [{ basic: [] }, { jwt: [] }],
      undetected: undefined,
      url: [{ 'query-api_key': [] }],
    });
    assert.equal(operationAt(document, '/v1/url')['parameters'], undefined, 'a credential is no parameter');
    assert.deepEqual(objectOf(objectOf(document['components'])['securitySchemes'])['jwt'], {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
    });
    assert.ok(hasSecurityWhereKnown(document));
    assert.deepEqual(await documentErrors(document), []);
  });

  it('name the headers in which keys and tokens were seen', () => {
    const base = seen('GET a.example/v1/x').auth;
    const protectedBy = (
      line: string,
      scheme: 'api-key' | 'jwt',
      name: string,
      required: boolean,
    ): EndpointFacts =>
      seen(line, {
        auth: { ...base, state: 'required', authenticatedAccepted: 9, schemes: [scheme] },
        schemas: { parameters: [parameter('header', name, TEXT, required)], requests: [], responses: [] },
      });
    const document = documentOf(
      protectedBy('GET a.example/v1/key', 'api-key', 'ocp-apim-subscription-key', true),
      protectedBy('GET a.example/v1/token', 'jwt', 'x-auth-token', true),
      protectedBy('GET a.example/v1/either', 'jwt', 'x-auth-token', false),
      protectedBy('GET a.example/v1/unseen', 'api-key', 'x-tenant-id', true),
    );
    assert.deepEqual(
      operationsOf(document).map(({ operation }) => operation['security']),
      [
        [{ 'header-x-auth-token': [] }, { jwt: [] }],
        [{ 'header-ocp-apim-subscription-key': [] }],
        [{ 'header-x-auth-token': [] }],
        [{ 'header-x-api-key': [] }],
      ],
    );
    assert.equal(operationAt(document, '/v1/key')['parameters'], undefined);
  });

  it('have a response for every status, with the content of its class where it can have any', () => {
    const document = documentOf(
      seen('GET a.example/v1/x', {
        hops: [{ ...hop('edge', 10), statuses: { 0: 1, 200: 5, 204: 1, 299: 1, 304: 1, 500: 1, 999: 1 } }],
        schemas: {
          parameters: [],
          requests: [],
          responses: [
            body({ type: 'object' }, '2XX'),
            body(TEXT, '4XX', 'text/plain'),
            body(TEXT, '2XX', 'image/*'),
          ],
        },
      }),
    );
    const content = { 'application/json': { schema: { type: 'object' } }, 'image/*': {} };
    assert.deepEqual(operationAt(document, '/v1/x')['responses'], {
      200: { description: 'OK', content },
      204: { description: 'No Content' },
      299: { description: 'Successful', content },
      304: { description: 'Not Modified' },
      '4XX': { description: 'Client error', content: { 'text/plain': { schema: TEXT } } },
      500: { description: 'Internal Server Error' },
    });
  });
});

describe('hostile text', () => {
  it('in every place that strangers can write gives a valid document', async () => {
    for (const hostile of HOSTILE_STRINGS) {
      const properties = Object.fromEntries([
        [hostile, TEXT],
        ['$ref', TEXT],
        ['__proto__', TEXT],
      ]);
      const schema = { type: 'object', properties, required: [hostile] };
      const facts = seen('POST a.example/v1/x', {
        path: `/v1/${hostile}/{${hostile.replaceAll(/[{}]/g, '')}}`,
        host: 'a.example',
        operation: hostile,
        protocol: 'json-rpc',
        slots: [slot(hostile, { why: hostile })],
        schemas: {
          parameters: [parameter('query', hostile), parameter('cookie', hostile)],
          requests: [body(schema)],
          responses: [body(schema, '2XX')],
        },
      });
      const odd = seen('GET b.example/v1/y', { host: hostile });
      const estate = estateOf(facts, odd);
      for (const api of estate.correlation.apis) {
        const named: CorrelatedApi = {
          ...api,
          name: hostile,
          registered: { gateway: 'k', api: 'a', operation: null },
        };
        const document = openApiOf(named, estate);
        assert.deepEqual(await documentErrors(document), [], JSON.stringify(hostile));
        const { title } = objectOf(document['info']);
        assert.ok(typeof title === 'string' && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(title), JSON.stringify(title));
      }
    }
  });
});
