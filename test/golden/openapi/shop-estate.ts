import { correlate } from '../../../src/correlation/correlate.ts';
import {
  definition,
  endpoint,
  gateway,
  hop,
  inventory,
  operation,
} from '../../../src/correlation/test-estate.ts';
import type { EndpointFacts, Evidence } from '../../../src/model/inventory.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Estate } from '../../../src/report/openapi/index.ts';

/** A small shop as the analyzer would have seen it: one of everything that a document can hold. */

const FIRST_MS = Date.UTC(2026, 0, 5, 8);
const LAST_MS = Date.UTC(2026, 0, 6, 17, 30);
const NONE: Evidence = { calls: 0, accepted: 0 };

const ORDER: JsonObject = {
  type: 'object',
  properties: {
    id: { type: 'integer', format: 'int64' },
    placedAt: { type: 'string', format: 'date-time' },
    status: { type: 'string', enum: ['OPEN', 'PAID'] },
    note: { type: ['null', 'string'] },
    prices: { type: 'object', additionalProperties: { type: 'number', format: 'double' } },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
    },
  },
  required: ['id', 'lines', 'placedAt', 'status'],
};
const PROBLEM: JsonObject = {
  type: 'object',
  properties: { title: { type: 'string' } },
  required: ['title'],
};

function seen(line: string, calls: number, fields: Partial<EndpointFacts>): EndpointFacts {
  const plain = endpoint(line, [{ ...hop('edge', calls), statuses: fields.statuses ?? { 200: calls } }]);
  return {
    ...plain,
    statuses: { 200: calls },
    firstSeenMs: FIRST_MS,
    lastSeenMs: LAST_MS,
    signals: { ...plain.signals, https: { calls, accepted: calls } },
    ...fields,
    auth: {
      ...plain.auth,
      state: 'required',
      schemes: ['jwt'],
      authenticatedAccepted: calls,
      anonymousRefused: 3,
      ...fields.auth,
    },
  };
}

const orderId = {
  name: 'orderId',
  type: 'integer',
  format: null,
  enumeration: null,
  origin: 'self-evident',
  why: 'integer by form, 40 distinct',
} as const;

const ENDPOINTS: readonly EndpointFacts[] = [
  seen('GET api.shop.example/shop/v2/orders/{orderId}', 400, {
    slots: [orderId],
    statuses: { 200: 380, 304: 10, 404: 10 },
    dataClasses: [
      {
        id: 'postal-address',
        category: 'pii',
        location: 'response.body',
        path: '/shipTo',
        count: 380,
        accepted: 380,
        why: 'by key',
        samples: [],
      },
    ],
    schemas: {
      parameters: [
        { name: 'orderId', in: 'path', required: true, schema: { type: 'integer', format: 'int32' } },
        {
          name: 'expand',
          in: 'query',
          required: false,
          schema: { type: 'string', enum: ['customer', 'lines'] },
        },
        { name: 'x-tenant-id', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
      ],
      requests: [],
      responses: [
        { contentType: 'application/json', statusClass: '2XX', count: 380, schema: ORDER },
        { contentType: 'application/problem+json', statusClass: '4XX', count: 10, schema: PROBLEM },
      ],
    },
  }),
  seen('POST api.shop.example/shop/v2/orders', 60, {
    statuses: { 201: 50, 400: 10 },
    schemas: {
      parameters: [],
      requests: [{ contentType: 'application/json', statusClass: null, count: 50, schema: ORDER }],
      responses: [{ contentType: 'application/json', statusClass: '2XX', count: 50, schema: ORDER }],
    },
  }),
  seen('POST api.shop.example/shop/v2/imports', 5, {
    auth: {
      ...seen('GET a.example/', 1, {}).auth,
      state: 'mixed',
      schemes: ['api-key'],
      anonymousAccepted: 2,
    },
    schemas: {
      parameters: [],
      requests: [
        {
          contentType: 'multipart/form-data',
          statusClass: null,
          count: 4,
          schema: {
            type: 'object',
            properties: { file: { type: 'string', format: 'binary' } },
            required: ['file'],
          },
        },
        {
          contentType: 'application/xml',
          statusClass: null,
          count: 1,
          schema: {
            type: 'object',
            properties: {
              order: {
                type: 'object',
                properties: { '@id': { type: 'integer' }, sku: { type: 'string' } },
                required: ['@id'],
              },
            },
          },
        },
      ],
      responses: [
        { contentType: 'application/pdf', statusClass: '2XX', count: 5, schema: { type: 'string' } },
      ],
    },
  }),
  seen('GET api.shop.example/shop/v2/status', 9, {
    auth: {
      ...seen('GET a.example/', 1, {}).auth,
      state: 'none',
      schemes: [],
      anonymousAccepted: 9,
      jwtAlgNone: NONE,
    },
  }),
  seen('GET api.shop.example/shop/v2/zorblax', 2, { provisional: true }),
];

const GATEWAY = gateway('shop-gateway', [
  definition('shop', [operation('GET /shop/v2/orders/{orderId}', { id: 'getOrder', deprecated: true })], {
    kind: 'gateway',
    registers: true,
    name: 'Shop',
    hosts: ['api.shop.example'],
    basePaths: ['/shop/v2'],
  }),
]);

export function shopEstate(): Estate {
  const facts = inventory(ENDPOINTS);
  const settings = { compileRegex: () => null, grouping: [], hostRules: [], staleHops: [] };
  return { inventory: facts, correlation: correlate(facts, [GATEWAY], settings) };
}
