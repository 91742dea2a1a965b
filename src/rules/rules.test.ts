import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { leastCpuMs } from '../../test/support/least-cpu-ms.ts';
import { CHECKSUMS, type CorrectionRule, type DataClassRule } from '../model/correction-rules.ts';
import { DATA_CATEGORIES, LOCATIONS, THREAT_TYPES } from '../model/vocabulary.ts';
import { checkRules } from './check-rules.ts';
import { checksumOf } from './checksums.ts';
import { countingKey } from './compile-site.ts';
import { linearPattern, requiredText } from './linear-pattern.ts';
import { loadRules } from './load-rules.ts';
import { parseTemplate } from './parse-template.ts';
import { runExamples } from './run-examples.ts';

const bare = { positives: [], nearMisses: [] } as const;

/** Pointers and sentences of what is wrong with rules. */
function faults(...rules: readonly CorrectionRule[]): readonly string[] {
  const placed = rules.map((rule, index) => ({ file: 'a.yaml', pointer: `/rules/${index}`, rule }));
  return checkRules(placed).map(({ pointer, message }) => `${pointer} ${message}`);
}

const badge: DataClassRule = {
  ...bare,
  kind: 'data-class',
  id: 'badge',
  title: 'Badge',
  category: 'pii',
  pattern: 'EMP-[0-9]{6}',
};

describe('rules beyond their schema', () => {
  const wrong: readonly (readonly [string, readonly CorrectionRule[], readonly RegExp[]])[] = [
    [
      'two slots in a segment',
      [{ ...bare, kind: 'pin', id: 'a', template: '/a/{x}{y}' }],
      [/template has a segment/],
    ],
    [
      'two slots alike',
      [{ ...bare, kind: 'pin', id: 'a', template: '/a/{x}/{x}' }],
      [/names two slots alike/],
    ],
    ['a rename without a slot', [{ ...bare, kind: 'rename', id: 'a', template: '/a/b' }], [/has no slot/]],
    [
      'an open brace below',
      [{ ...bare, kind: 'split', id: 'a', below: '/a/{x', literals: ['b'] }],
      [/below has/],
    ],
    [
      'an unknown class',
      [{ ...bare, kind: 'not-here', id: 'a', class: 'emial', host: 'x' }],
      [/is not a known data class/],
    ],
    [
      'a class taken away everywhere',
      [{ ...bare, kind: 'not-here', id: 'a', class: 'email' }],
      [/\/rules\/0 takes/],
    ],
    ['the id of a shipped class', [{ ...badge, id: 'email' }], [/shipped class/]],
    ['a key that is needed and not named', [{ ...badge, needsKey: true }], [/needs keyWords/]],
    ['look-around', [{ ...badge, pattern: '(?=a)b' }], [/RE2/]],
    ['a back-reference', [{ ...badge, pattern: '(a)\\1' }], [/RE2/]],
    ['a pattern that fits nothing', [{ ...badge, pattern: 'a*' }], [/fits the empty text/]],
    ['no place of a credential', [{ ...bare, kind: 'auth-scheme', id: 'a' }], [/one of header/]],
    [
      'two places of a credential',
      [{ ...bare, kind: 'auth-scheme', id: 'a', header: 'h', query: 'q' }],
      [/one of header/],
    ],
    [
      'one id twice',
      [badge, { ...bare, kind: 'path-words', id: 'badge', words: ['x'] }],
      [/repeats the id of a.yaml \/rules\/0/],
    ],
    [
      'one template twice, whatever the slots are called',
      [
        { ...bare, kind: 'pin', id: 'a', template: '/a/{x}', methods: ['GET', 'PUT'] },
        { ...bare, kind: 'pin', id: 'b', template: '/a/{y}', methods: ['PUT'] },
      ],
      [/pins the same template/],
    ],
    [
      'a literal split and merged',
      [
        { ...bare, kind: 'split', id: 'a', below: '/u/{x}', literals: ['me'] },
        { ...bare, kind: 'merge', id: 'b', below: '/u/{y}', literals: ['me', 'you'] },
      ],
      [/merges what a.yaml \/rules\/0 splits/],
    ],
  ];
  for (const [name, rules, expected] of wrong)
    test(name, () => {
      const found = faults(...rules);
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? '', pattern);
    });

  test('near misses of these are in order', () => {
    assert.deepEqual(
      faults(
        { ...bare, kind: 'pin', id: 'a', template: '/a/{x}.json', methods: ['GET'] },
        { ...bare, kind: 'pin', id: 'b', template: '/a/{x}.json', methods: ['PUT'] },
        { ...bare, kind: 'pin', id: 'c', template: '/a/{x}.json', methods: ['GET'], host: 'b.example' },
        { ...bare, kind: 'split', id: 'd', below: '/u', literals: ['me'] },
        { ...bare, kind: 'merge', id: 'e', below: '/v', literals: ['me'] },
        { ...bare, kind: 'merge', id: 'f', below: '/u' },
        { ...bare, kind: 'not-here', id: 'g', class: 'badge', pointer: '/a' },
        { ...badge, needsKey: true, keyWords: ['badge'] },
        { ...bare, kind: 'auth-scheme', id: 'h', cookie: 'c' },
      ),
      [],
    );
  });
});

describe('examples', () => {
  /** Rule, what it must reach, what it must leave alone. */
  const cases: readonly CorrectionRule[] = [
    {
      kind: 'pin',
      id: 'pin',
      host: '*.shop.example',
      template: '/shops/{slug}/items/{item}.json',
      methods: ['GET'],
      positives: [
        'GET https://api.shop.example/shops/oak/items/7.json',
        'https://API.shop.example:443/shops/oak/items/seven.json?page=2',
        '/shops/a%20b/items/7.json',
      ],
      nearMisses: [
        'POST /shops/oak/items/7.json',
        'https://shop.example/shops/oak/items/7.json',
        '/shops/oak/items/7',
        '/shops/oak/items/7.json/x',
        '/shops/oak/items',
      ],
    },
    {
      kind: 'pin',
      id: 'pin-digits',
      template: '/reports/2024/{name}',
      positives: ['/reports/2024/x'],
      nearMisses: ['/reports/2025/x'],
    },
    {
      kind: 'split',
      id: 'split',
      below: '/orgs/{org}/users',
      literals: ['me', '2fa'],
      positives: ['/orgs/a/users/me', '/orgs/7/users/2fa/setup'],
      nearMisses: ['/users/me', '/orgs/a/users/you', '/orgs/a/users', '/orgs/a/users/7'],
    },
    {
      kind: 'merge',
      id: 'merge',
      below: '/',
      slot: 'tenant',
      positives: ['/acme/orders', '/initech'],
      nearMisses: ['/7/orders', '/'],
    },
    {
      kind: 'rename',
      id: 'rename',
      template: '/users/{member}',
      positives: ['/users/7', '/users/mia/orders'],
      nearMisses: ['/users', '/user/7'],
    },
    {
      kind: 'not-here',
      id: 'not-here',
      class: 'email',
      path: '/orders/**',
      location: 'response.body',
      pointer: '/items/*/ref',
      positives: [{ url: '/orders/7/lines', location: 'response.body', pointer: '/items/3/ref' }],
      nearMisses: [
        { url: '/orders/7', location: 'response.body', pointer: '/items/ref' },
        { url: '/orders/7', location: 'request.body', pointer: '/items/*/ref' },
        { url: '/order/7', location: 'response.body', pointer: '/items/*/ref' },
      ],
    },
    {
      kind: 'data-class',
      id: 'badge',
      title: 'Badge',
      category: 'pii',
      pattern: '\\bEMP-[0-9]{6}\\b',
      positives: ['EMP-123456', 'by EMP-123456.', { key: 'x', value: 'EMP-123456' }],
      nearMisses: ['EMP-12345', 'XEMP-123456', 'EMP-1234567'],
    },
    {
      kind: 'data-class',
      id: 'member-card',
      title: 'Card',
      category: 'pii',
      pattern: '[0-9]{10}',
      checksum: 'luhn',
      keyWords: ['member card', 'cards number'],
      needsKey: true,
      positives: [
        { key: 'memberCard', value: '1234567897' },
        { key: 'member_card_no', value: ' 1234567897 ' },
        { key: 'cardsNumber', value: '1234567897' },
      ],
      nearMisses: [
        '1234567897',
        { key: 'card', value: '1234567897' },
        { key: 'memberCard', value: '1234567890' },
        { key: 'memberCard', value: 'no 1234567897' },
      ],
    },
    {
      kind: 'auth-scheme',
      id: 'token',
      header: 'X-Shop-Token',
      pattern: 'st_[a-z]{4}',
      positives: [{ name: 'x-SHOP-token', value: 'st_abcd' }],
      nearMisses: [
        { name: 'x-shop-token', value: 'st_abcde' },
        { name: 'x-shop-token', value: '' },
        { name: 'x-shop', value: 'st_abcd' },
      ],
    },
    {
      kind: 'auth-scheme',
      id: 'ticket',
      query: 'Ticket',
      positives: [{ name: 'Ticket', value: 'x' }],
      nearMisses: [{ name: 'ticket', value: 'x' }],
    },
    {
      kind: 'threat',
      id: 'debug',
      type: 'command-injection',
      pattern: '(?i)__debug__\\s*=',
      locations: ['request.query', 'request.body'],
      positives: [
        '__DEBUG__ =1',
        '%5f%5fdebug%5f%5f%3d1',
        { location: 'request.body', value: '__debug__=1' },
      ],
      nearMisses: ['debug=1', { location: 'request.header', value: '__debug__=1' }],
    },
    { kind: 'path-words', id: 'words', words: ['wibble'], positives: ['wibble'], nearMisses: ['Wibble'] },
  ];

  const resultsOf = (rules: readonly CorrectionRule[]): readonly string[] =>
    runExamples(rules.map((rule) => ({ file: 'f', pointer: '', rule }))).flatMap(({ examples }) =>
      examples.flatMap(({ pointer, fault }) => (fault === null ? [] : [`${pointer} ${fault}`])),
    );

  for (const rule of cases) {
    test(`${rule.kind} ${rule.id}`, () => assert.deepEqual(resultsOf([rule]), []));

    test(`${rule.kind} ${rule.id}: the other way round every example fails`, () => {
      const { positives, nearMisses } = rule;
      const swapped = { ...rule, positives: nearMisses, nearMisses: positives } as CorrectionRule;
      assert.equal(resultsOf([swapped]).length, positives.length + nearMisses.length);
    });
  }

  test('what is no address is said', () => {
    const rule: CorrectionRule = {
      kind: 'pin',
      id: 'a',
      template: '/a',
      positives: ['a'],
      nearMisses: ['ftp://x/a'],
    };
    assert.deepEqual(resultsOf([rule]), ['/positives/0 it is no address', '/nearMisses/0 it is no address']);
  });
});

describe('parts', () => {
  test('templates', () => {
    assert.deepEqual(parseTemplate('/a/{b}/c{d}.json'), { erased: '/a/{}/c{}.json', names: ['b', 'd'] });
    assert.deepEqual(parseTemplate('/'), { erased: '', names: [] });
    assert.equal(typeof parseTemplate('/a/{b c}'), 'string');
  });

  test('checksums hold for known numbers and not for their neighbours', () => {
    const rows = [
      ['luhn', '4111 1111 1111 1111', '4111 1111 1111 1112'],
      ['iban', 'gb82 west 1234 5698 7654 32', 'GB82WEST12345698765433'],
      ['verhoeff', '2363', '2364'],
      ['mod97-10', '79444', '79445'],
      ['mod11-10', '36574261809', '36574261808'],
    ] as const;
    for (const [name, good, bad] of rows) {
      assert.equal(checksumOf(name)(good), true, name);
      assert.equal(checksumOf(name)(bad), false, name);
    }
  });

  test('a rule that means something else counts under another key; its examples and title do not matter', () => {
    const key = countingKey(badge);
    assert.match(key ?? '', /^site:badge#[0-9a-f]{12}$/);
    assert.equal(countingKey({ ...badge, title: 'Other', because: 'x', positives: ['y'] }), key);
    for (const changed of [
      { pattern: 'EMP' },
      { checksum: 'luhn' as const },
      { keyWords: ['x'] },
      { needsKey: true },
      { category: 'health' as const },
    ])
      assert.notEqual(countingKey({ ...badge, ...changed }), key);
    assert.equal(countingKey({ ...bare, kind: 'pin', id: 'a', template: '/a' }), null);
  });

  test('what every match begins with', () => {
    const rows = [
      ['EMP-[0-9]{6}', 'EMP-'],
      ['\\b^ab', 'ab'],
      ['abc*', 'ab'],
      ['abc?d', 'ab'],
      ['abc{0,2}', 'ab'],
      ['abc+', 'ab'],
      ['a*', ''],
      ['a|b', ''],
      ['ab(c|d)', ''],
      ['(?i)ab', ''],
      ['[ab]c', ''],
      ['.ab', ''],
      ['\\Qa*\\E', ''],
      ['ab\\d', 'ab'],
    ] as const;
    for (const [source, expected] of rows) assert.equal(requiredText(source), expected, source);
  });

  test('looking for it first changes nothing', () => {
    const sources = ['ab', 'abc*', 'ab?c', '\\bab', '^ab', 'a{0,1}b', 'ab+', 'ab|c', '(?i)ab', 'a(b)?c'];
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', ' ', '😀'), maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...sources), text, fc.nat(12), (source, each, from) => {
        const at = Math.min(from, each.length);
        const found = linearPattern(source)?.find(each, at) ?? null;
        const matcher = RE2JS.compile(source).matcher(each);
        const expected = matcher.find(at) ? { from: matcher.start(), to: matcher.end() } : null;
        assert.deepEqual(found, expected);
      }),
      { numRuns: 500 },
    );
  });

  test('a pattern that would blow up elsewhere is linear here', () => {
    const pattern = linearPattern('(a+)+$');
    const ms = leastCpuMs(() => {
      assert.equal(pattern?.matchesWhole(`${'a'.repeat(16_000)}!`), false);
      assert.equal(pattern?.find(`${'a'.repeat(16_000)}!`, 0), null);
    }, 5000);
    assert.ok(ms < 5000, `${ms} ms`);
  });
});

test('the example folder has a rule of every kind, and its examples hold', async () => {
  const loaded = await loadRules(fileURLToPath(new URL('../../examples/rules', import.meta.url)));
  assert.ok(loaded.ok);
  const results = runExamples(loaded.rules);
  assert.deepEqual(
    results.flatMap(({ examples }) => examples.filter(({ fault }) => fault !== null)),
    [],
  );
  const kinds = new Set(results.map(({ rule }) => rule.kind));
  assert.equal(kinds.size, 9);
});

test('the schema names the vocabularies of the program', async () => {
  const schema = JSON.parse(
    await readFile(new URL('../../schemas/rules.schema.json', import.meta.url), 'utf8'),
  ) as {
    $defs: Record<string, { properties: Record<string, { enum?: string[]; items?: { enum: string[] } }> }>;
  };
  const { $defs } = schema;
  const behaviours = ['id-enumeration', 'credential-stuffing'];
  assert.deepEqual($defs['data-class']?.properties['checksum']?.enum, [...CHECKSUMS]);
  assert.deepEqual($defs['data-class']?.properties['category']?.enum, [...DATA_CATEGORIES]);
  assert.deepEqual($defs['data-class']?.properties['locations']?.items?.enum, [...LOCATIONS]);
  assert.deepEqual($defs['not-here']?.properties['location']?.enum, [...LOCATIONS]);
  assert.deepEqual(
    $defs['threat']?.properties['type']?.enum,
    THREAT_TYPES.filter((type) => !behaviours.includes(type)),
  );
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-rules-'));
  after(() => rmSync(folder, { recursive: true }));
  const problemsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const own = mkdtempSync(join(folder, 'r-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
    const loaded = await loadRules(own);
    if (loaded.ok) return [];
    return loaded.problems.map(({ file, line, pointer, message }) => `${file}:${line} ${pointer} ${message}`);
  };
  const GOOD =
    'version: 1\nrules:\n  - { kind: path-words, id: a, words: [x], positives: [x], nearMisses: [y] }\n';

  test('every file, every rule, all problems at once', async () => {
    const problems = await problemsOf({
      'a.yaml': GOOD,
      'b.yml': GOOD,
      'c.yaml':
        'version: 2\nrules:\n  - { kind: pinn }\n  - { kind: pin, id: c, template: "/x/{", positives: [/x], nearMises: [/y] }\n',
      'd.yaml': 'a: [',
      'notes.txt': 'no rule',
      '.hidden.yaml': 'no rule',
    });
    const expected = [
      /^b\.yml:3 \/rules\/0\/id repeats the id of a\.yaml \/rules\/0$/,
      /^c\.yaml:1 \/version must be 1$/,
      /^c\.yaml:3 \/rules\/0\/kind must be one of: pin, split/,
      /^c\.yaml:4 \/rules\/1 is missing the required key "nearMisses"$/,
      /^c\.yaml:4 \/rules\/1\/nearMises is not a known key$/,
      /^d\.yaml:\d+ {2}is not valid YAML/,
    ];
    assert.equal(problems.length, expected.length, problems.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(problems[index] ?? '', pattern);
  });

  test('a folder that is not there, or holds nothing', async () => {
    const missing = await loadRules(join(folder, 'missing'));
    assert.ok(!missing.ok && /cannot be read/.test(missing.problems[0]?.message ?? ''));
    assert.match((await problemsOf({}))[0] ?? '', /holds no \.yaml file/);
    assert.deepEqual(await problemsOf({ 'a.yaml': GOOD }), []);
  });
});
