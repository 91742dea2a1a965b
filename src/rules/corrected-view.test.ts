import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSummary, observe, type PastEndpoint, type Summary, viewInventory } from '../analyzer/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { CorrectionRule } from '../model/correction-rules.ts';
import type { EndpointFacts, Inventory } from '../model/inventory.ts';
import { compileCorrections, compileSite, correctionEffects, reservedByRules, shownNames } from './index.ts';

const bare = { positives: [], nearMisses: [] } as const;
const AT_MS = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;

/** `METHOD path[?query] [status]`, each from its own client. */
function summaryOf(lines: readonly string[], observedWith: readonly CorrectionRule[] = []): Summary {
  const summary = createSummary({
    reservedSegments: new Set(reservedByRules(observedWith)),
    site: compileSite(observedWith),
  });
  for (const [index, line] of lines.entries()) {
    const [method = 'GET', target = '/', status = '200'] = line.split(' ');
    const [path = '/', query = null] = target.split('?');
    const call: ApiCall = {
      id: null,
      timeMs: AT_MS + index,
      method,
      scheme: 'https',
      host: 'api.shop.example',
      path,
      query,
      status: Number(status),
      client: { address: `192.0.2.${(index % 200) + 1}`, id: null },
      latencyMs: null,
      request: { headers: { accept: '*/*' }, body: null, sizeBytes: null },
      response: { headers: {}, body: null, sizeBytes: null },
      gateway: null,
      operation: null,
    };
    observe(summary, call, 'edge');
  }
  return summary;
}

function view(
  summary: Summary,
  rules: readonly CorrectionRule[],
  past: readonly PastEndpoint[] = [],
  windowMs: number | null = null,
): Inventory {
  return viewInventory(summary, {
    asOfMs: AT_MS + (windowMs ?? 0),
    windowMs,
    known: [],
    corrections: compileCorrections(rules),
    knownNames: shownNames(rules),
    past,
  });
}

const named = ({ endpoints }: Inventory): readonly string[] =>
  endpoints.map(({ method, path, calls }) => `${method} ${path} ${calls}`);
const times = (count: number, line: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => line(index));

describe('templates', () => {
  const MIXED = [
    ...times(9, (index) => `GET /shops/${index}`),
    'GET /shops/search',
    'POST /shops/search',
    'GET /shops/broken 404',
  ];

  test('a pin takes calls that fit, for its methods only', () => {
    const summary = summaryOf(MIXED);
    assert.deepEqual(named(view(summary, [])), [
      'GET /shops/search 1',
      'POST /shops/search 1',
      'GET /shops/{shopId} 10',
    ]);
    const pin: CorrectionRule = {
      ...bare,
      kind: 'pin',
      id: 'a',
      template: '/shops/{slug}',
      methods: ['GET'],
    };
    assert.deepEqual(named(view(summary, [pin])), ['POST /shops/search 1', 'GET /shops/{slug} 11']);
    const { methods: _, ...every } = pin;
    assert.deepEqual(named(view(summary, [every])), ['GET /shops/{slug} 11', 'POST /shops/{slug} 1']);
    assert.deepEqual(named(view(summary, [{ ...pin, host: '*.other.example' }])), named(view(summary, [])));
    assert.equal(view(summary, [every]).endpoints[0]?.slots[0]?.origin, 'pinned');
  });

  test('a pin makes no endpoint of what only ever failed', () => {
    const summary = summaryOf(times(9, (index) => `GET /wp/${index} 404`));
    const pin: CorrectionRule = { ...bare, kind: 'pin', id: 'a', template: '/wp/{x}' };
    assert.deepEqual(named(view(summary, [pin])), []);
  });

  test('a split keeps its literals and what is below them, and leaves the slot alone', () => {
    const summary = summaryOf([
      ...times(9, (index) => `GET /users/${index}/files`),
      ...times(3, () => 'GET /users/nobody/files'),
      ...times(3, () => 'GET /users/mallory/files'),
    ]);
    const split: CorrectionRule = { ...bare, kind: 'split', id: 'a', below: '/users', literals: ['nobody'] };
    assert.deepEqual(named(view(summary, [])), ['GET /users/{userId}/files 15']);
    assert.deepEqual(named(view(summary, [split])), [
      'GET /users/nobody/files 3',
      'GET /users/{userId}/files 12',
    ]);
    assert.equal(view(summary, [split]).endpoints[0]?.provisional, false, 'a person wrote it down');
    assert.deepEqual(named(view(summary, [{ ...split, below: '/people' }])), named(view(summary, [])));
  });

  test('a merge makes values of literals, all or those that it names, and may name the slot', () => {
    const summary = summaryOf(['red', 'blue', 'search'].map((word) => `GET /colors/${word}`));
    const merge: CorrectionRule = { ...bare, kind: 'merge', id: 'a', below: '/colors', slot: 'color' };
    assert.equal(view(summary, []).endpoints.length, 3);
    assert.deepEqual(named(view(summary, [merge])), ['GET /colors/{color} 3']);
    const some: CorrectionRule = { ...merge, literals: ['red', 'blue'] };
    assert.deepEqual(named(view(summary, [some])), ['GET /colors/search 1', 'GET /colors/{color} 2']);
    const split: CorrectionRule = { ...bare, kind: 'split', id: 'b', below: '/colors', literals: ['red'] };
    assert.deepEqual(named(view(summary, [merge, split])), ['GET /colors/red 1', 'GET /colors/{color} 2']);
    const [slot] = view(summary, [merge]).endpoints[0]?.slots ?? [];
    assert.deepEqual([slot?.origin, slot?.why], ['pinned', 'merged by a person']);
  });

  test('a rename changes names alone: ids, calls and order stay', () => {
    const summary = summaryOf(
      times(9, (index) => `GET /users/${index}/files/${index}?mail=a${index}@b.example`),
    );
    const rename: CorrectionRule = { ...bare, kind: 'rename', id: 'a', template: '/users/{fileId}' };
    const [before] = view(summary, []).endpoints;
    const [after] = view(summary, [rename]).endpoints;
    assert.equal(before?.path, '/users/{userId}/files/{fileId}');
    assert.equal(after?.path, '/users/{fileId}/files/{fileId2}', 'names stay unique');
    const nameless = (endpoint: EndpointFacts | undefined): unknown => ({
      ...endpoint,
      path: null,
      slots: endpoint?.slots.map((slot) => ({ ...slot, name: null })),
      schemas: null,
    });
    assert.deepEqual(nameless(after), nameless(before));
    const longer: CorrectionRule = {
      ...bare,
      kind: 'rename',
      id: 'b',
      template: '/users/{member}/files/{file}',
    };
    assert.equal(view(summary, [longer, rename]).endpoints[0]?.path, '/users/{member}/files/{file}');
  });

  test('paths are written as reports show them, or as they are read', () => {
    const pin: CorrectionRule = { ...bare, kind: 'pin', id: 'a', template: '/my%20shops/{kind}' };
    const split: CorrectionRule = {
      ...bare,
      kind: 'split',
      id: 'b',
      below: '/my%20shops',
      literals: ['tea%20room', 'café'],
    };
    const root: CorrectionRule = { ...bare, kind: 'split', id: 'c', below: '/', literals: ['my%20shops'] };
    const lines = ['GET /my%20shops/caf%C3%A9', 'GET /my%20shops/tea%20room', 'GET /my%20shops/7'];
    const summary = summaryOf(lines, [pin, split, root]);
    assert.deepEqual(named(view(summary, [pin])), ['GET /my%20shops/{kind} 3']);
    assert.deepEqual(named(view(summary, [root, split])), [
      'GET /my%20shops/café 1',
      'GET /my%20shops/tea%20room 1',
      'GET /my%20shops/{myShopId} 1',
    ]);
  });

  test('path words are names beside any slot, and may be shown', () => {
    const words: CorrectionRule = { ...bare, kind: 'path-words', id: 'a', words: ['wibble', 'x-1234567'] };
    const lines = [
      ...times(9, (index) => `GET /things/${index}`),
      'GET /things/wibble',
      'GET /things/x-1234567',
    ];
    const summary = summaryOf(lines, [words]);
    assert.deepEqual(named(view(summary, [])), ['GET /things/{thingId} 11']);
    const { endpoints } = view(summary, [words]);
    assert.deepEqual(
      endpoints.map(({ path, provisional }) => [path, provisional]),
      [
        ['/things/wibble', false],
        ['/things/x-1234567', false],
        ['/things/{thingId}', false],
      ],
    );
  });
});

describe('not here', () => {
  const summary = summaryOf(
    times(8, (index) => `GET /orders/${index}?ref=mia${index}@mail.example&mail=mia${index}@mail.example`),
  );
  const rule: CorrectionRule = {
    ...bare,
    kind: 'not-here',
    id: 'ref',
    class: 'email',
    path: '/orders/{anything}',
    location: 'request.query',
    pointer: '/ref',
  };
  const fields = (rules: readonly CorrectionRule[]): readonly string[] =>
    view(summary, rules).endpoints.flatMap(({ dataClasses }) => dataClasses.map(({ path }) => path));

  test('takes away exactly that field and lists what it took', () => {
    assert.deepEqual(fields([]), ['/mail', '/ref']);
    assert.deepEqual(fields([rule]), ['/mail']);
    const inventory = view(summary, [rule]);
    const [effect] = correctionEffects([{ file: 'a.yaml', rule }], inventory, new Map());
    assert.deepEqual(
      effect?.reached,
      inventory.endpoints.map(({ id }) => id),
    );
    assert.deepEqual(effect?.removed, [
      {
        endpoint: inventory.endpoints[0]?.id,
        class: 'email',
        location: 'request.query',
        path: '/ref',
        count: 8,
      },
    ]);
  });

  const elsewhere: readonly (readonly [string, Partial<typeof rule>])[] = [
    ['another class', { class: 'credit-card' }],
    ['another host', { host: 'other.example' }],
    ['another path', { path: '/orders' }],
    ['another location', { location: 'request.body' }],
    ['another pointer', { pointer: '/ref/x' }],
  ];
  for (const [name, change] of elsewhere)
    test(`${name}: nothing is taken away`, () =>
      assert.deepEqual(fields([{ ...rule, ...change }]), ['/mail', '/ref']));

  test('wider forms', () => {
    const { pointer: _, ...anyField } = rule;
    assert.deepEqual(fields([anyField]), []);
    assert.deepEqual(fields([{ ...rule, path: '/orders/**', pointer: '/*' }]), []);
  });
});

describe('earlier ids', () => {
  const past = (inventory: Inventory): readonly PastEndpoint[] => inventory.endpoints;
  const merge: CorrectionRule = { ...bare, kind: 'merge', id: 'a', below: '/colors' };
  const COLORS = summaryOf(['red', 'blue'].map((word) => `GET /colors/${word}`));

  test('an endpoint that took others in keeps their ids, also later on', () => {
    const first = view(COLORS, []);
    const second = view(COLORS, [merge], past(first));
    assert.deepEqual(
      second.endpoints.map(({ aliases }) => [...aliases]),
      [first.endpoints.map(({ id }) => id).sort()],
    );
    const third = view(COLORS, [merge], past(second));
    assert.deepEqual(third.endpoints, second.endpoints);
  });

  test('undone, each is its own again and nothing has an alias that lives', () => {
    const merged = view(COLORS, [merge], past(view(COLORS, [])));
    const undone = view(COLORS, [], past(merged));
    assert.deepEqual(
      undone.endpoints.map(({ path, aliases }) => [path, [...aliases]]),
      [
        ['/colors/blue', []],
        ['/colors/red', []],
      ],
    );
  });

  test('a split leaves the slot its id and takes none', () => {
    const summary = summaryOf([...times(9, (index) => `GET /users/${index}`), 'GET /users/nobody']);
    const split: CorrectionRule = { ...bare, kind: 'split', id: 'a', below: '/users', literals: ['nobody'] };
    const before = view(summary, []);
    const after = view(summary, [split], past(before));
    assert.deepEqual(
      after.endpoints.map(({ aliases }) => [...aliases]),
      [[], []],
    );
  });

  test('silence is no re-keying', () => {
    const calls = times(9, (index) => `GET /users/${index}`);
    const summary = summaryOf(['GET /users/me', ...calls]);
    const before = view(summary, []);
    assert.deepEqual(named(before), ['GET /users/me 1', 'GET /users/{userId} 9']);
    // A day later the window holds no call of either; the summary still does.
    const later = viewInventory(summary, {
      asOfMs: AT_MS + 40 * DAY_MS,
      windowMs: DAY_MS,
      known: [],
      past: past(before),
    });
    assert.deepEqual(later.endpoints, []);
    const fresh = summaryOf(['GET /users/me', ...calls]);
    assert.ok(view(fresh, [], past(before)).endpoints.every(({ aliases }) => aliases.length === 0));
  });

  test('another method, host or shape is another endpoint', () => {
    const gone: PastEndpoint = {
      id: 'ep_gone',
      aliases: ['ep_older'],
      method: 'GET',
      host: 'api.shop.example',
      path: '/colors/green',
      operation: null,
    };
    const aliasesWith = (change: Partial<PastEndpoint>): readonly string[] =>
      view(COLORS, [merge], [{ ...gone, ...change }]).endpoints.flatMap(({ aliases }) => aliases);
    assert.deepEqual(aliasesWith({}), ['ep_gone', 'ep_older']);
    for (const change of [
      { method: 'PUT' },
      { host: 'other.example' },
      { path: '/colours/green' },
      { path: '/colors/green/dark' },
      { operation: 'getColor' },
    ])
      assert.deepEqual(aliasesWith(change), []);
  });
});
