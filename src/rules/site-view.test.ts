import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSummary, encodeSummary, observe, type Summary, viewInventory } from '../analyzer/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { CorrectionRule, DataClassRule } from '../model/correction-rules.ts';
import type { EndpointFacts } from '../model/inventory.ts';
import { canonicalJson } from '../model/json.ts';
import { compileSite } from './index.ts';

const bare = { positives: [], nearMisses: [] } as const;
const AT_MS = Date.UTC(2026, 0, 5, 9);

const BADGE: DataClassRule = {
  ...bare,
  kind: 'data-class',
  id: 'badge',
  title: 'Badge',
  category: 'pii',
  pattern: '(?i)EMP-[0-9]{6}',
};

interface Sent {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly query?: string | null;
  readonly status?: number;
  readonly scheme?: 'http' | 'https';
  readonly headers?: ApiCall['request']['headers'];
  readonly body?: string | null;
  readonly answer?: string | null;
}

function summaryOf(rules: readonly CorrectionRule[], calls: readonly Sent[]): Summary {
  const summary = createSummary({ site: compileSite(rules) });
  for (const [index, sent] of calls.entries()) {
    const call: ApiCall = {
      id: null,
      timeMs: AT_MS + index,
      method: sent.method ?? 'GET',
      scheme: sent.scheme ?? 'https',
      host: sent.host ?? 'api.shop.example',
      path: sent.path ?? '/orders',
      query: sent.query ?? null,
      status: sent.status ?? 200,
      client: { address: `192.0.2.${(index % 200) + 1}`, id: null },
      latencyMs: null,
      request: {
        headers: sent.headers === undefined ? { accept: '*/*' } : sent.headers,
        body: sent.body ?? null,
        sizeBytes: null,
      },
      response: {
        headers: { 'content-type': 'application/json' },
        body: sent.answer ?? null,
        sizeBytes: null,
      },
      gateway: null,
      operation: null,
    };
    observe(summary, call, 'edge');
  }
  return summary;
}

function endpointOf(rules: readonly CorrectionRule[], calls: readonly Sent[]): EndpointFacts {
  const { endpoints } = viewInventory(summaryOf(rules, calls), { asOfMs: AT_MS, windowMs: null, known: [] });
  const [only] = endpoints;
  assert.ok(only !== undefined && endpoints.length === 1);
  return only;
}

const badges = Array.from({ length: 8 }, (_, index) => `EMP-${100_000 + index}`);
const classes = ({ dataClasses }: EndpointFacts): readonly string[] =>
  dataClasses.map(({ id, location, path, count }) => `${id} ${location} ${path} ${count}`);

describe('data classes of a site', () => {
  test('are found alone and inside longer texts, in every place', () => {
    const calls = badges.map((badge) => ({
      path: `/staff/${badge}`,
      query: `q=${badge}`,
      headers: { accept: '*/*', cookie: `who=${badge}` },
      answer: JSON.stringify({ id: badge, note: `by ${badge}`, list: [badge] }),
    }));
    assert.deepEqual(classes(endpointOf([BADGE], calls)), [
      'badge request.cookie /who 8',
      'badge request.path /staffId 8',
      'badge request.query /q 8',
      'badge response.body /id 8',
      'badge response.body /list/* 8',
      'badge response.body /note 8',
    ]);
    assert.deepEqual(classes(endpointOf([], calls)), []);
    assert.deepEqual(classes(endpointOf([{ ...BADGE, locations: ['request.query'] }], calls)), [
      'badge request.query /q 8',
    ]);
  });

  test('a checksum is weighed by chance, a key speaks for it', () => {
    const card: CorrectionRule = {
      ...BADGE,
      id: 'card',
      pattern: '[0-9]{10}',
      checksum: 'luhn',
      keyWords: ['member'],
    };
    const body = (key: string, numbers: readonly string[]): Sent[] =>
      numbers.map((number) => ({ answer: JSON.stringify({ [key]: number }) }));
    // One of ten numbers passes by chance.
    const chance = Array.from({ length: 10 }, (_, index) => `123456789${index}`);
    assert.deepEqual(classes(endpointOf([card], body('reference', chance))), []);
    const passing = ['1234567897', '2345678912', '3456789126', '4567891231', '5678912345', '6789123459'];
    assert.deepEqual(classes(endpointOf([card], body('reference', passing))), [
      'card response.body /reference 6',
    ]);
    const needed: CorrectionRule = { ...card, needsKey: true };
    assert.deepEqual(classes(endpointOf([needed], body('reference', passing))), []);
    assert.deepEqual(classes(endpointOf([needed], body('memberNumber', passing))), [
      'card response.body /memberNumber 6',
    ]);
  });

  test('no value of them is kept anywhere, whatever name it stands in for', () => {
    // Letters only: nothing but the rule says that this is a value.
    const badge = 'EMP-qxzalf';
    const letters: CorrectionRule = { ...BADGE, pattern: '(?i)EMP-[a-z]{6}' };
    const json = { 'content-type': 'application/json' };
    const calls: Sent[] = [
      { path: `/staff/${badge}` },
      { path: `/staff/${badge}/badge` },
      { query: `${badge}=1` },
      { query: `who=${badge}` },
      { host: `${badge.toLowerCase()}.shop.example` },
      { headers: { [badge]: 'x', cookie: `${badge}=1` } },
      { answer: JSON.stringify({ [badge]: badge, deep: { [badge]: [badge] } }) },
      {
        method: 'POST',
        path: '/rpc',
        headers: json,
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: badge }),
      },
    ];
    const repeated = Array.from({ length: 12 }, () => calls).flat();
    const summary = summaryOf([letters], repeated);
    const view = viewInventory(summary, { asOfMs: AT_MS, windowMs: null, known: [] });
    assert.doesNotMatch(canonicalJson(encodeSummary(summary)) + JSON.stringify(view), /EMP-qxzalf/i);
    const without = summaryOf([], repeated);
    assert.match(canonicalJson(encodeSummary(without)), /EMP-qxzalf/i, 'the test can fail');
  });
});

describe('credentials of a site', () => {
  const HEADER: CorrectionRule = {
    ...bare,
    kind: 'auth-scheme',
    id: 'till',
    header: 'X-Till',
    pattern: 't_[a-z]{4}',
  };
  const auth = (rules: readonly CorrectionRule[], calls: readonly Sent[]): unknown => {
    const { state, schemes, unobservable } = endpointOf(rules, calls).auth;
    return [state, schemes, unobservable];
  };
  const sent = (name: string, value: string): Sent[] =>
    Array.from({ length: 5 }, () => ({ headers: { accept: '*/*', [name]: value } }));

  const cases: readonly (readonly [string, readonly CorrectionRule[], readonly Sent[], unknown])[] = [
    ['without the rule nobody knows it', [], sent('x-till', 't_abcd'), ['none', [], 0]],
    ['a header', [HEADER], sent('X-Till', 't_abcd'), ['required', ['custom:till'], 0]],
    ['another form', [HEADER], sent('x-till', 'abcd'), ['none', [], 0]],
    ['another header', [HEADER], sent('x-bill', 't_abcd'), ['none', [], 0]],
    ['a masked value was one', [HEADER], sent('x-till', '[REDACTED]'), ['required', ['custom:till'], 0]],
    [
      'it is no other scheme beside',
      [{ ...HEADER, header: 'X-Access-Token' }],
      sent('x-access-token', 't_abcd'),
      ['required', ['custom:till'], 0],
    ],
    [
      'others stay',
      [HEADER],
      [{ headers: { 'x-till': 't_abcd', authorization: 'Basic eDp5' } }],
      ['required', ['basic', 'custom:till'], 0],
    ],
    [
      'a cookie',
      [{ ...bare, kind: 'auth-scheme', id: 'c', cookie: 'Seat' }],
      sent('cookie', 'a=b; Seat=9'),
      ['required', ['custom:c'], 0],
    ],
    ['headers that were not captured prove nothing', [HEADER], [{ headers: null }], ['undetected', [], 1]],
  ];
  for (const [name, rules, calls, expected] of cases)
    test(name, () => assert.deepEqual(auth(rules, calls), expected));

  test('in the URL and over plaintext it is a weakness like any other', () => {
    const query: CorrectionRule = { ...bare, kind: 'auth-scheme', id: 'q', query: 'ticket' };
    const calls: Sent[] = [{ query: 'ticket=abc', scheme: 'http' }];
    const { inUrl, plaintextCredentials } = endpointOf([query], calls).auth;
    assert.deepEqual(inUrl, [{ kind: 'api-key', name: 'ticket', evidence: { calls: 1, accepted: 1 } }]);
    assert.deepEqual(plaintextCredentials, { calls: 1, accepted: 1 });
    assert.deepEqual(endpointOf([], calls).auth.inUrl, []);
  });
});

describe('attacks of a site', () => {
  const DEBUG: CorrectionRule = {
    ...bare,
    kind: 'threat',
    id: 'debug',
    type: 'command-injection',
    pattern: '__debug__=\\w+',
    locations: ['request.query', 'request.body'],
  };
  const threats = (rules: readonly CorrectionRule[], sent: Sent): readonly string[] =>
    endpointOf(rules, [sent]).threats.map(
      ({ type, location, rule, samples }) => `${type} ${location} ${rule} ${samples.join()}`,
    );

  const cases: readonly (readonly [string, Sent, readonly string[]])[] = [
    [
      'in a parameter',
      { query: 'a=__debug__%3Dsecretword' },
      ['command-injection request.query site:debug x=x'],
    ],
    [
      'encoded twice',
      { query: 'a=%255f%255fdebug__%253Dsecretword' },
      ['command-injection request.query site:debug x=x'],
    ],
    [
      'in a body',
      {
        method: 'POST',
        body: '{"a":{"b":["__debug__=secretword"]}}',
        headers: { 'content-type': 'application/json' },
      },
      ['command-injection request.body site:debug x=x'],
    ],
    [
      'as a parameter of its own',
      { query: 'x=1&__debug__=secretword' },
      ['command-injection request.query site:debug x=x'],
    ],
    [
      'as a field of a form',
      {
        method: 'POST',
        body: 'a=1&%5f%5fdebug__=secretword',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      ['command-injection request.body site:debug x=x'],
    ],
    ['elsewhere it is none', { headers: { 'x-a': '__debug__=1' } }, []],
    ['a near miss', { query: 'a=debug=1' }, []],
  ];
  for (const [name, sent, expected] of cases)
    test(name, () => {
      assert.deepEqual(threats([DEBUG], sent), expected);
      assert.deepEqual(threats([], sent), []);
    });
});
