import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { canonicalJson } from '../../model/json.ts';
import { observe } from '../observe.ts';
import { DAY_MS, HOUR_MS } from '../settings.ts';
import { createSummary, encodeSummary, merge, type Summary } from '../summary.ts';
import { viewInventory } from '../view.ts';
import { forgetClient } from './forget-client.ts';
import { type Forgotten, forgetOld, type KeptFrom } from './forget-old.ts';

const START = Date.UTC(2026, 0, 1);

interface Asked {
  readonly day: number;
  readonly path: string;
  readonly address?: string;
  readonly query?: string;
  readonly status?: number;
  readonly body?: string;
}

function call({ day, path, address = '192.0.2.1', query, status = 200, body }: Asked): ApiCall {
  return {
    id: null,
    timeMs: START + day * DAY_MS + 9 * HOUR_MS,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path,
    query: query ?? null,
    status,
    client: { address, id: null },
    latencyMs: 5,
    request: { headers: { accept: '*/*' }, body: null, sizeBytes: 10 },
    response: { headers: { 'content-type': 'application/json' }, body: body ?? '{"a":1}', sizeBytes: 7 },
    gateway: null,
    operation: null,
  };
}

function summaryOf(asked: readonly Asked[]): Summary {
  const summary = createSummary();
  for (const one of asked) observe(summary, call(one), 'edge');
  return summary;
}

const text = (summary: Summary): string => canonicalJson(encodeSummary(summary));
const at = (day: number): number => START + day * DAY_MS;
const from = (limits: Partial<KeptFrom>): KeptFrom => ({
  bucketsMs: 0,
  actorsMs: 0,
  samplesMs: 0,
  ...limits,
});

/** Endpoints and their calls, of all that is kept. */
function shown(summary: Summary): readonly string[] {
  const { endpoints } = viewInventory(summary, { asOfMs: at(60), windowMs: null, known: [] });
  return endpoints.map((one) => `${one.method} ${one.path} ${one.calls}`).sort();
}

const INJECTION = { query: "q=1'%20OR%20'1'='1", path: '/v1/search' };
const OLD: readonly Asked[] = [
  { day: 0, path: '/v1/orders/17' },
  { day: 0, path: '/v1/orders/18', address: '198.51.100.9' },
  { day: 0, path: '/v1/gone/away' },
  { day: 1, ...INJECTION },
];
const NEW: readonly Asked[] = [
  { day: 40, path: '/v1/orders/19' },
  { day: 40, path: '/v1/orders/20', address: '198.51.100.9' },
  { day: 41, ...INJECTION },
];

describe('forgetting what is old', () => {
  test('limits before everything change nothing, not a byte', () => {
    const summary = summaryOf([...OLD, ...NEW]);
    const before = text(summary);
    assert.deepEqual(forgetOld(summary, from({})), { cells: 0, actorHours: 0, samples: 0 });
    assert.equal(text(summary), before);
  });

  test('old buckets go with their paths; the others stay as they were', () => {
    const summary = summaryOf([...OLD, ...NEW]);
    const forgotten: Forgotten = forgetOld(summary, from({ bucketsMs: at(30) }));
    assert.ok(forgotten.cells > 0);
    assert.deepEqual(shown(summary), shown(summaryOf(NEW)));
    assert.ok(!text(summary).includes('away'), 'a path that only old calls had is no longer in the state');
    assert.ok(text(summaryOf(OLD)).includes('away'));
  });

  test('a bucket or an hour in which the limit falls stays whole', () => {
    const summary = summaryOf(OLD);
    const first = at(0) + 9 * HOUR_MS;
    const kept = { bucketsMs: first + 5, actorsMs: first + HOUR_MS - 1, samplesMs: first };
    assert.deepEqual(forgetOld(summary, kept), { cells: 0, actorHours: 0, samples: 0 });
    assert.equal(forgetOld(summary, from({ actorsMs: first + HOUR_MS })).actorHours, 1);
  });

  test('what single actors did goes by its own limit, and the counts of calls stay', () => {
    const summary = summaryOf([...OLD, ...NEW]);
    const before = shown(summary);
    const forgotten = forgetOld(summary, from({ actorsMs: at(30) }));
    assert.deepEqual([forgotten.cells, forgotten.samples], [0, 0]);
    assert.ok(forgotten.actorHours > 0);
    assert.deepEqual(shown(summary), before);
    const none = forgetOld(summary, from({ actorsMs: at(60) }));
    assert.ok(none.actorHours > 0);
    assert.equal(summary.actors.sites?.items.length, 0);
  });

  test('samples go, and what they stood for stays counted', () => {
    const summary = summaryOf(OLD);
    const before = shown(summary);
    assert.ok(forgetOld(summary, from({ samplesMs: at(30) })).samples > 0);
    assert.equal(forgetOld(summary, from({ samplesMs: at(30) })).samples, 0, 'nothing is left to forget');
    assert.deepEqual(shown(summary), before);
  });

  test('forgetting everything leaves no path', () => {
    const summary = summaryOf([...OLD, ...NEW]);
    forgetOld(summary, { bucketsMs: at(60), actorsMs: at(60), samplesMs: at(60) });
    assert.deepEqual(shown(summary), []);
    assert.equal(summary.forgottenCalls, OLD.length + NEW.length, 'the books know how many there were');
    for (const word of ['orders', 'search', 'api.shop.example'])
      assert.ok(!text(summary).includes(word), word);
  });

  test('before a merge or after it: the same', () => {
    const limits: KeptFrom = { bucketsMs: at(1), actorsMs: at(30), samplesMs: at(30) };
    const [one, two] = [
      [...OLD.slice(0, 2), ...NEW.slice(0, 2)],
      [...OLD.slice(2), ...NEW.slice(2)],
    ] as const;
    const [a, b] = [summaryOf(one), summaryOf(two)];
    forgetOld(a, limits);
    forgetOld(b, limits);
    merge(a, b);
    const whole = summaryOf(one);
    merge(whole, summaryOf(two));
    forgetOld(whole, limits);
    assert.equal(text(a), text(whole));
  });

  test('what is left can be written, read and counted on', () => {
    const summary = summaryOf([...OLD, ...NEW]);
    forgetOld(summary, from({ bucketsMs: at(30), actorsMs: at(30) }));
    for (const one of NEW) observe(summary, call(one), 'edge');
    assert.deepEqual(shown(summary), shown(summaryOf([...NEW, ...NEW])));
  });
});

describe('forgetting a client', () => {
  test('its hours go, those of others stay', () => {
    const summary = summaryOf([...OLD, ...NEW]);
    const other = summaryOf([...OLD, ...NEW].filter((one) => one.address !== '198.51.100.9'));
    assert.equal(forgetClient(summary, { address: '198.51.100.9', id: null }), 2);
    assert.deepEqual(
      canonicalJson(encodeSummary({ ...summary, tries: other.tries })),
      canonicalJson(encodeSummary(other)),
    );
    assert.equal(forgetClient(summary, { address: '198.51.100.9', id: null }), 0);
    assert.equal(forgetClient(createSummary(), { address: '198.51.100.9', id: null }), 0);
  });

  test('an authenticated client is known by its id where the log has no address', () => {
    const summary = createSummary();
    const base = call({ day: 0, path: '/v1/orders/7' });
    observe(summary, { ...base, client: { address: null, id: 'web-app' } }, 'edge');
    assert.equal(forgetClient(summary, { address: null, id: 'other' }), 0);
    assert.equal(forgetClient(summary, { address: null, id: 'web-app' }), 1);
  });
});
