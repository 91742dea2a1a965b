import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { schemaErrors } from '../../../test/support/openapi-checks.ts';
import { createSummary, observe, viewInventory } from '../../analyzer/index.ts';
import type { ApiCall } from '../../model/api-call.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { schemaObject } from './schema-object.ts';
import { schemaUnion } from './schema-union.ts';

/** Few names and values, so that two sets of documents overlap; some names too rare to be shown, some dynamic. */
const NAMES = ['id', 'status', 'items', 'zorblax', 'quuxly', '10070', '$ref', '__proto__'];
const scalar = fc.constantFrom<JsonValue>(
  null,
  true,
  7,
  3_000_000_000,
  1.5,
  1e300,
  'OPEN',
  'PAID',
  '2024-05-01',
  '2024-05-01T10:00:00Z',
  '550e8400-e29b-41d4-a716-446655440000',
  '2024-02-30',
  '2024-02-29T24:00:00Z',
  'aa:bb:cc:dd:ee:ff',
  'some text',
  '',
);
const { value } = fc.letrec<{ value: JsonValue; object: JsonValue; list: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'medium' }, scalar, tie('object'), tie('list')),
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie('value'), { maxLength: 3 }),
}));
const documents = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 12 });

function callOf(body: JsonValue, client: number, timeMs: number): ApiCall {
  const json = { 'content-type': 'application/json' };
  return {
    id: null,
    timeMs,
    method: 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: '/v1/orders',
    query: null,
    status: 200,
    client: { address: `198.51.100.${client}`, id: null },
    latencyMs: null,
    request: { headers: json, body: JSON.stringify(body), sizeBytes: null },
    response: { headers: json, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

/** The schema that the analyzer makes of documents, each sent by the first so many clients. */
function schemaOf(sent: readonly (readonly [JsonValue, number])[]): JsonObject {
  const summary = createSummary({});
  for (const [body, clients] of sent) {
    for (let client = 1; client <= clients; client += 1)
      observe(summary, callOf(body, client, Date.UTC(2026, 0, 5)), 'edge');
  }
  const view = viewInventory(summary, { asOfMs: summary.latestMs, windowMs: null, known: [] });
  const [request] = view.endpoints[0]?.schemas.requests ?? [];
  assert.ok(request !== undefined);
  return request.schema;
}

const RUNS = Math.min(500, Number(process.env['LAW_RUNS'] ?? 60));

test('a schema accepts what it was made from, and a union what either was made from', () => {
  fc.assert(
    fc.property(documents, documents, (one, other) => {
      const [ofOne, ofOther] = [schemaOf(one), schemaOf(other)];
      const joined = schemaObject(schemaUnion(ofOne, ofOther));
      for (const [schema, sent] of [
        [schemaObject(ofOne), one],
        [schemaObject(ofOther), other],
        [joined, [...one, ...other]],
      ] as const) {
        for (const [body] of sent) {
          assert.deepEqual(
            schemaErrors(schema, body),
            [],
            `${JSON.stringify(body)} ${JSON.stringify(schema)}`,
          );
        }
      }
    }),
    { numRuns: RUNS, seed: 11 },
  );
});

test('a union is no wider than it has to be', () => {
  const a: JsonObject = {
    type: 'object',
    properties: { id: { type: 'integer', format: 'int32' }, kind: { type: 'string', enum: ['A'] } },
    required: ['id', 'kind'],
  };
  const b: JsonObject = {
    type: 'object',
    properties: { id: { type: 'integer', format: 'int64' }, kind: { type: 'string', enum: ['B'] } },
    required: ['id'],
    additionalProperties: { type: 'boolean' },
  };
  assert.deepEqual(schemaUnion(a, b), {
    type: 'object',
    properties: { id: { type: 'integer', format: 'int64' }, kind: { type: 'string', enum: ['A', 'B'] } },
    required: ['id'],
    additionalProperties: { type: 'boolean' },
  });
  const text: JsonObject = { type: 'string', format: 'date' };
  assert.deepEqual(schemaUnion(text, { type: 'null' }), { type: ['null', 'string'], format: 'date' });
  assert.deepEqual(schemaUnion(text, { type: 'string' }), { type: 'string' });
  assert.deepEqual(schemaUnion({ type: 'array', items: text }, { type: undefined }), {
    type: 'array',
    items: text,
  });
});
