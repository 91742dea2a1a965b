import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssayError } from '../model/errors.ts';
import { compileSchema } from './compile-schema.ts';
import { FORMATS } from './formats.ts';
import { nearestWord } from './nearest.ts';
import { pointerTo, pointerTokens } from './problem.ts';
import { parseDurationMs, parseSizeBytes } from './quantities.ts';

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'kind'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 8, pattern: '^[a-z]+$' },
    kind: { enum: ['source', 'gateway'] },
    count: { type: 'integer', minimum: 1, maximum: 9 },
    list: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', format: 'cidr' } },
    either: {
      anyOf: [{ type: 'string' }, { type: 'object', required: ['a'], properties: { a: { type: 'null' } } }],
    },
    version: { const: 1 },
  },
} as const;

const VALID = { name: 'abc', kind: 'source' };

describe('schema problems', () => {
  const validator = compileSchema(SCHEMA);
  const rows: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['a valid value', VALID, []],
    ['missing keys', {}, [' is missing the required key "name"', ' is missing the required key "kind"']],
    ['a misspelt key', { ...VALID, coutn: 1 }, ['/coutn is not a known key (Did you mean "count"?)']],
    [
      'a key like no other',
      { ...VALID, 'x/~y': 1 },
      ['/x~1~0y is not a known key (Known keys: count, either, kind, list, name, version.)'],
    ],
    ['another type', { ...VALID, count: 'three' }, ['/count must be of type integer']],
    ['a word outside the list', { ...VALID, kind: 'sauce' }, ['/kind must be one of: source, gateway']],
    ['a number out of bounds', { ...VALID, count: 10 }, ['/count must be at most 9']],
    [
      'an empty text',
      { ...VALID, name: '' },
      ['/name must not be empty', '/name must match the pattern ^[a-z]+$'],
    ],
    ['an empty list', { ...VALID, list: [] }, ['/list must not be empty']],
    ['repeated items', { ...VALID, list: ['192.0.2.1', '192.0.2.1'] }, ['/list must not repeat an item']],
    [
      'a bad format inside a list',
      { ...VALID, list: ['192.0.2.1', '192.0.2.0/33'] },
      ['/list/1 is not a valid cidr (Write an address or a network such as 10.0.4.0/28 or 2001:db8::/32.)'],
    ],
    [
      'no branch of a choice, said once',
      { ...VALID, either: 5 },
      ['/either matches none of the allowed forms'],
    ],
    ['another version', { ...VALID, version: 2 }, ['/version must be 1']],
  ];
  for (const [name, value, expected] of rows) {
    it(`tell ${name}`, () => {
      const found = validator
        .check(value)
        .map(({ pointer, message, fix }) => `${pointer} ${message}${fix === null ? '' : ` (${fix})`}`);

      assert.deepEqual(found, expected);
    });
  }

  it('say which keys a choice wants', () => {
    const validator = compileSchema({
      type: 'object',
      anyOf: [{ required: ['url'] }, { required: ['files'] }],
      properties: { url: { type: 'string' }, files: { type: 'array' } },
    });

    assert.deepEqual(
      validator.check({}).map(({ message }) => message),
      ['needs at least one of the keys: url, files'],
    );
  });

  it('are thrown without the value, and without keys that the sender chose', () => {
    const validator = compileSchema({
      type: 'object',
      properties: {
        known: { type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } },
      },
    });
    const failure = { code: 'X_ANSWER', kind: 'sourceContract', message: 'Another form.' } as const;

    assert.throws(
      () => validator.parse({ known: { 'jane@shop.example': [1, 'SECRET'] } }, failure),
      (error: unknown) => {
        assert.ok(error instanceof AssayError);
        assert.deepEqual(error.context, {
          pointer: '/known/*/1',
          problem: 'must be of type integer',
          problems: 1,
        });
        return true;
      },
    );
  });

  it('leave the value as it was', () => {
    const value = Object.freeze({ ...VALID });
    const validator = compileSchema<typeof VALID>(SCHEMA);

    assert.equal(validator.parse(value, { code: 'X', kind: 'bug', message: 'x' }), value);
  });

  it('of a schema itself are a bug', () => {
    for (const schema of [
      { type: 'object', propertees: {} },
      { type: 'text' },
      { type: 'object', required: 'name' },
      { type: 'object', properties: [] },
      { type: 'object', properties: { a: { type: 'string', minLength: '1' } } },
      { type: 'array', items: 'string' },
      { type: 'string', format: 'such' },
      { type: 'string', pattern: '(' },
      { $ref: '#/$defs/none' },
    ]) {
      const broken = compileSchema(schema);
      assert.throws(() => broken.check({}), { code: 'SCHEMA_INVALID', kind: 'bug' }, JSON.stringify(schema));
    }
  });
});

describe('formats', () => {
  const rows: Readonly<
    Record<string, { readonly good: readonly string[]; readonly bad: readonly string[] }>
  > = {
    duration: {
      good: ['250ms', '30s', '5m', '12h', '400d'],
      bad: ['30', 's', '1.5h', '-1s', '5 m', '1w', '9999999999d'],
    },
    size: { good: ['1B', '64KiB', '4MiB', '1GiB'], bad: ['4MB', '1', 'KiB', '4 MiB'] },
    path: { good: ['/var/log/x', '*.log'], bad: [] },
    'http-url': {
      good: ['https://kong.example:8444', 'http://[2001:db8::1]/admin/'],
      bad: [
        'kong.example',
        'ftp://kong.example',
        'https://u:p@kong.example',
        'https://kong.example/?a=1',
        'https://kong.example/#x',
      ],
    },
    uri: { good: ['urn:x:y', 'https://a.example/'], bad: ['/a', 'a b'] },
    'date-time': {
      good: ['2026-01-31T12:00:00Z', '2026-01-31t12:00:00.123+02:00'],
      bad: ['2026-02-30T12:00:00Z', '2026-01-31 12:00:00Z', '2026-01-31T12:00:00', '2026-01-31T25:00:00Z'],
    },
    cidr: {
      good: ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32', '::1'],
      bad: ['10.0.0.0/33', '10.0.0', '2001:db8::/129', 'x/8', '10.0.0.0/'],
    },
    host: {
      good: ['api.shop.example', 'api.shop.example:8443', '[2001:db8::1]:443', 'backend_1'],
      bad: ['', '*.example', 'a b', 'https://a.example', 'a.example/x'],
    },
    'host-glob': { good: ['*.shop.example', 'api.*:8443'], bad: ['', 'a b', 'a/b', '[a-z].example'] },
    'time-zone': { good: ['UTC', 'Europe/Vienna'], bad: ['Mars/Base', ''] },
  };

  it('are all tested', () => assert.deepEqual(Object.keys(rows).sort(), Object.keys(FORMATS).sort()));

  for (const [name, { good, bad }] of Object.entries(rows)) {
    it(name, () => {
      for (const text of good) assert.ok(FORMATS[name]?.test(text), `${text} is a ${name}`);
      for (const text of bad) assert.ok(!FORMATS[name]?.test(text), `${text} is no ${name}`);
    });
  }

  it('give exact quantities', () => {
    assert.deepEqual(['1ms', '2s', '3m', '4h', '5d', 'x'].map(parseDurationMs), [
      1,
      2_000,
      180_000,
      14_400_000,
      432_000_000,
      null,
    ]);
    assert.deepEqual(['1B', '2KiB', '3MiB', '4GiB', '5TB'].map(parseSizeBytes), [
      1,
      2_048,
      3_145_728,
      4_294_967_296,
      null,
    ]);
  });
});

describe('nearest word', () => {
  const known = ['schedule', 'sources', 'store', 'token', 'url'];
  const rows: readonly (readonly [string, string | null])[] = [
    ['shedule', 'schedule'],
    ['Sources', 'sources'],
    ['soruces', 'sources'],
    ['tokne', 'token'],
    ['uri', 'url'],
    ['ur', 'url'],
    ['banana', null],
    ['x', null],
  ];
  for (const [word, expected] of rows) {
    it(`of ${word} is ${expected ?? 'none'}`, () => assert.equal(nearestWord(word, known), expected));
  }
});

describe('pointers', () => {
  it('escape and unescape what RFC 6901 names', () => {
    const pointer = pointerTo(pointerTo('', 'a/b~c'), 0);

    assert.equal(pointer, '/a~1b~0c/0');
    assert.deepEqual(pointerTokens(pointer), ['a/b~c', '0']);
    assert.deepEqual(pointerTokens(''), []);
  });
});
