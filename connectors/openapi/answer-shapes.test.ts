import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { OpenConnector } from '../../src/kit/index.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import type { RegisteredOperation, RegisteredShape } from '../../src/model/registered-api.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { openapi } from './index.ts';

/** The one operation of a document with these schemas. */
async function operationOf(schemas: JsonObject, operation: JsonObject): Promise<RegisteredOperation> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-answers-'));
  try {
    const document = {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: { '/things': { get: operation } },
      components: { schemas },
    };
    await writeFile(join(folder, 'things.json'), JSON.stringify(document));
    const opened: OpenConnector = openapi.open(
      { paths: [folder] },
      {
        id: 'docs',
        logger: SILENT_LOGGER,
        clock: fakeClock(),
        random: () => 0,
        signal: new AbortController().signal,
        stdin: null,
        report: () => undefined,
      },
    );
    for await (const api of opened.gateway?.readRegisteredApis() ?? []) return api.operations![0]!;
    return assert.fail('no API');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const answering = (schema: JsonObject, type = 'application/json'): JsonObject => ({
  responses: { '200': { description: '', content: { [type]: { schema } } }, '404': { description: '' } },
});

async function shapeOf(schema: JsonObject, schemas: JsonObject = {}): Promise<RegisteredShape | undefined> {
  return (await operationOf(schemas, answering(schema))).answers?.[0]?.shape;
}

const TEXT = { type: 'string' };

test('members, required ones, texts, nullable types and items, behind references', async () => {
  const shape = await shapeOf(
    { $ref: '#/components/schemas/Thing' },
    {
      Thing: {
        properties: {
          id: { type: 'integer' },
          state: { type: ['string', 'null'], enum: ['open', null] },
          old: { type: 'string', nullable: true },
          secret: { type: 'string', writeOnly: true },
          tags: { type: 'array', items: { const: 'a', type: 'string' } },
        },
        required: ['id', 'secret'],
      },
    },
  );
  assert.deepEqual(shape?.types, ['object']);
  assert.deepEqual(shape?.required, ['id']);
  assert.equal(shape?.open, false);
  const by = new Map(shape?.members.map((member) => [member.name, member.shape]));
  assert.deepEqual(by.get('id')?.types, ['integer']);
  assert.deepEqual(by.get('state')?.types, ['string', 'null']);
  assert.deepEqual(by.get('state')?.texts, ['open']);
  assert.deepEqual(by.get('old')?.types, ['string', 'null']);
  assert.deepEqual(by.get('tags')?.items?.texts, ['a']);
});

test('all of several is their sum, one of several what they share', async () => {
  const a = { type: 'object', properties: { a: TEXT, both: TEXT }, required: ['a', 'both'] };
  const b = { type: 'object', properties: { b: TEXT, both: { type: 'integer' } }, required: ['both'] };
  const all = await shapeOf({ allOf: [a, b] });
  assert.deepEqual(all?.required, ['a', 'both']);
  assert.deepEqual(
    all?.members.map(({ name }) => name),
    ['a', 'b', 'both'],
  );
  const one = await shapeOf({ oneOf: [a, b] });
  assert.deepEqual(one?.required, ['both']);
  assert.deepEqual(one?.members.find(({ name }) => name === 'both')?.shape?.types, ['string', 'integer']);
});

test('what is not understood allows anything', async () => {
  assert.equal(await shapeOf({ not: TEXT }), undefined);
  assert.equal(
    (await shapeOf({ allOf: [{ type: 'object', properties: { a: TEXT } }, { not: TEXT }] }))?.open,
    true,
  );
  assert.equal(
    (await shapeOf({ type: 'object', properties: { a: TEXT }, additionalProperties: true }))?.open,
    true,
  );
  assert.equal((await operationOf({}, answering(TEXT, 'text/plain'))).answers, undefined);
});

test('a schema within itself ends', async () => {
  const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
  let shape = await shapeOf({ $ref: '#/components/schemas/Node' }, { Node: node });
  let depth = 0;
  for (; shape?.members[0]?.shape; depth += 1) shape = shape.members[0].shape;
  assert.equal(depth, 8);
});

test('types of parameters', async () => {
  const page = { name: 'page', in: 'query', schema: { type: 'integer' } };
  const any = { name: 'any', in: 'query', schema: {} };
  const { parameters } = await operationOf({}, { ...answering(TEXT), parameters: [page, any] });
  assert.deepEqual(parameters, [
    { name: 'page', in: 'query', required: false, types: ['integer'] },
    { name: 'any', in: 'query', required: false },
  ]);
});
