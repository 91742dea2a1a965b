import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { designsOf } from './corpus.ts';
import type { Design } from './design.ts';
import { Random } from './random.ts';
import { scoreGroups } from './score.ts';
import { parsePath } from './template-path.ts';
import { inOrder, makeTraffic } from './traffic.ts';
import { isKind, makeValue } from './values.ts';

const SHOP: Design = {
  name: 'shop',
  source: 'own',
  half: 'dev',
  host: 'shop.example',
  basePath: '/v1',
  templates: [
    { methods: ['GET', 'POST'], path: '/customers' },
    { methods: ['GET', 'DELETE'], path: '/customers/{customerId}' },
    { methods: ['GET'], path: '/customers/{customerId}/cards/{cardId}' },
    { methods: ['GET'], path: '/brands/search' },
    { methods: ['GET'], path: '/brands/{brand}' },
  ],
  slots: { customerId: 'prefixed:cus_', cardId: 'uuid', brand: 'enum:search|acme|zephyr' },
};

function callsPerTemplate(level: number): number[] {
  const { truth, calls } = makeTraffic(SHOP, level, 100);
  return truth.map((_, index) => calls.filter(({ template }) => template === index).length);
}

describe('makeTraffic', () => {
  it('gives every template two calls at least and the level on average', () => {
    for (const level of [5, 20, 100]) {
      const counts = callsPerTemplate(level);
      assert.ok(Math.min(...counts) >= 2, counts.join(' '));
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      assert.ok(Math.abs(mean - level) <= 1, `${mean}`);
    }
  });

  it('gives equal calls every time, in an order of its own for each shuffle', () => {
    const [first, again, other] = [0, 0, 1].map((shuffle) =>
      inOrder(makeTraffic(SHOP, 20, 100), shuffle, 'seed'),
    );
    assert.deepEqual(first, again);
    assert.notDeepEqual(
      first?.map(({ call }) => call.path),
      other?.map(({ call }) => call.path),
    );
  });

  it('never gives a slot the name of a literal beside it', () => {
    const { truth, calls } = makeTraffic(SHOP, 100, 100);
    const slot = truth.findIndex(({ path }) => path === '/v1/brands/{}');
    const brands = calls.filter(({ template }) => template === slot);
    assert.ok(brands.length > 1);
    assert.deepEqual(
      brands.filter(({ call }) => call.path === '/v1/brands/search'),
      [],
    );
  });

  it('shares the values of an entity across its sub-resources, and gives a child one parent', () => {
    const { calls } = makeTraffic(SHOP, 100, 100);
    const ids = (pattern: RegExp): string[] =>
      calls
        .filter(({ missed }) => !missed)
        .flatMap(({ call }) => pattern.exec(call.path)?.slice(1).join(' ') ?? []);
    const customers = new Set(ids(/^\/v1\/customers\/([^/]+)$/));
    const pairs = ids(/^\/v1\/customers\/([^/]+)\/cards\/(.+)$/);
    assert.ok(pairs.some((pair) => customers.has(pair.split(' ')[0] ?? '')));
    const parents = new Map<string, Set<string>>();
    for (const pair of pairs) {
      const [parent = '', child = ''] = pair.split(' ');
      parents.set(child, (parents.get(child) ?? new Set()).add(parent));
    }
    assert.ok([...parents.values()].every((set) => set.size === 1));
  });

  it('sends noise of every kind, none of it under a true template', () => {
    const { truth, calls } = makeTraffic(SHOP, 20, 100);
    const kinds = new Set(calls.map(({ noise }) => noise));
    assert.deepEqual([...kinds].map(String).sort(), [
      'null',
      'preflight',
      'scanner',
      'soft-404',
      'static-asset',
    ]);
    const patterns = truth.map(({ path }) => parsePath(path.replaceAll('{}', '{x}')));
    for (const { call, noise } of calls) {
      if (noise === 'scanner' || noise === 'soft-404')
        assert.ok(!patterns.some(({ matches }) => matches(call.path)), call.path);
    }
  });
});

describe('the designs', () => {
  for (const half of ['dev', 'check'] as const) {
    it(`of the ${half} half name known kinds and make calls for every template`, async () => {
      const designs = await designsOf(half);
      assert.ok(designs.length >= 25, `${designs.length} designs`);
      for (const design of designs) {
        assert.equal(design.half, half);
        assert.match(design.host, /\.example(?::\d+)?$/);
        for (const kind of Object.values(design.slots)) {
          assert.ok(isKind(kind), `${design.name}: ${kind}`);
          assert.notEqual(makeValue(kind, new Random(kind)), '');
        }
        const { truth, calls } = makeTraffic(design, 5, Number.POSITIVE_INFINITY);
        const silent = truth.filter((_, index) => !calls.some(({ template }) => template === index));
        assert.deepEqual(silent, [], design.name);
        const labels = calls.map(({ template }) =>
          template === null ? null : (truth[template]?.path ?? null),
        );
        assert.deepEqual(scoreGroups(calls, labels, truth).mistakes, [], design.name);
      }
    });
  }
});
