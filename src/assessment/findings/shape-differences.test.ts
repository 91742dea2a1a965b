import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../model/json.ts';
import type { RegisteredShape } from '../../model/registered-api.ts';
import { hasOtherTypes, shapeDifferences } from './shape-differences.ts';

const ANY: RegisteredShape = {
  types: null,
  members: [],
  required: [],
  open: false,
  items: null,
  texts: null,
};
const of = (...types: readonly string[]): RegisteredShape => ({ ...ANY, types });
const object = (
  members: Readonly<Record<string, RegisteredShape | null>>,
  more: Partial<RegisteredShape> = {},
): RegisteredShape => ({
  ...of('object'),
  members: Object.entries(members).map(([name, shape]) => ({ name, shape })),
  ...more,
});
const seen = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required: [...required],
});
const rows = (schema: JsonObject, shape: RegisteredShape): string[] =>
  shapeDifferences(schema, shape).map(({ kind, pointer }) => `${kind} ${pointer}`);

test('members, required ones, types and texts of an answer that leave the documented shape', () => {
  const shape = object(
    { id: of('integer'), state: { ...of('string'), texts: ['open', 'closed'] }, size: object({ a: null }) },
    { required: ['id', 'licence'] },
  );
  const schema = seen({
    id: { type: ['string', 'null'] },
    state: { type: 'string', enum: ['open', 'moving', null] },
    size: seen({ 'b/c': { type: 'string' } }),
  });
  assert.deepEqual(rows(schema, shape).sort(), [
    'missing-member /licence',
    'text /state',
    'type /id',
    'undocumented-member /size/b~1c',
  ]);
});

test('what fits, what is not told and what the definition leaves open is no difference', () => {
  const number = { type: 'integer' };
  assert.deepEqual(rows(seen({ id: number }), object({ id: of('number') })), []);
  assert.deepEqual(rows(seen({ id: { type: 'null' } }), object({ id: of('number') })), []);
  assert.deepEqual(rows(seen({ id: number, more: number }), object({ id: null }, { open: true })), []);
  assert.deepEqual(rows(seen({ id: number }), of('object')), []);
  // Names that may not be shown stand under `additionalProperties`: a required one may be among them.
  const hidden = { ...seen({ id: number }), additionalProperties: {} };
  assert.deepEqual(rows(hidden, object({ id: null, licence: null }, { required: ['licence'] })), []);
});

test('absence is told only where every body shows the object', () => {
  const item = object({ id: null, licence: null }, { required: ['licence'] });
  const list: JsonObject = { type: 'array', items: seen({ id: { type: 'integer' } }) };
  assert.deepEqual(rows(list, { ...of('array'), items: item }), []);
  const holder = object({ item }, {});
  const without = seen({ id: { type: 'integer' } });
  assert.deepEqual(rows(seen({ item: without }, []), holder), []);
  assert.deepEqual(rows(seen({ item: without }), holder), ['missing-member /item/licence']);
  assert.deepEqual(
    rows({ type: 'array', items: { type: 'string' } }, { ...of('array'), items: of('number') }),
    ['type /*'],
  );
});

test('text of a parameter fits strings and lists, and nothing that it cannot be', () => {
  assert.equal(hasOtherTypes({ type: 'string' }, ['integer']), true);
  assert.equal(hasOtherTypes({ type: 'integer' }, ['number']), false);
  assert.equal(hasOtherTypes({ type: 'integer' }, ['string']), false);
  assert.equal(hasOtherTypes({ type: 'string' }, ['array']), false);
  assert.equal(hasOtherTypes({ type: 'string' }, null), false);
});
