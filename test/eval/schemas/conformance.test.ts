import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conformance } from './conformance.ts';
import { operationsOf } from './exported-documents.ts';

const SCHEMA = {
  type: 'object',
  required: ['at'],
  properties: { at: { $ref: '#/components/schemas/At' }, constructor: { type: 'string' } },
};
const DOCUMENT = {
  openapi: '3.1.0',
  servers: [{ url: 'https://api.example/v1' }],
  components: { schemas: { At: { type: 'string', format: 'date-time' } } },
  paths: {
    '/orders/{orderId}': {
      get: { responses: { '2XX': { content: { 'application/json': { schema: SCHEMA } } } } },
    },
  },
};

test('operations are found by server, path and method, whatever slots are called', () => {
  assert.deepEqual([...operationsOf([DOCUMENT]).keys()], ['GET api.example/v1/orders/{}']);
});

test('formats and references are held, and nobody inherits a member', () => {
  const conformance = new Conformance(operationsOf([DOCUMENT]));
  const accepts = (value: Record<string, string>): boolean => conformance.accepts(SCHEMA, DOCUMENT, value);
  assert.ok(accepts({ at: '2026-03-02T10:00:00Z' }));
  assert.ok(!accepts({ at: 'yesterday' }));
  assert.ok(!accepts({}));
});
