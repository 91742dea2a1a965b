import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { canonicalJson } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { createSummary, encodeSummary, observe, type SummarySettings } from '../index.ts';
import { CallForms } from './call-forms.ts';

/** Streams that chance seldom makes. */

function callOf(body: string, at: number, type: string): ApiCall {
  return {
    id: null,
    timeMs: Date.UTC(2026, 9, 1, 9),
    method: 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: `/v1/orders/${at}`,
    query: null,
    status: 200,
    client: { address: `198.51.100.${at % 9}`, id: null },
    latencyMs: null,
    request: { headers: { 'content-type': type }, body, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

/** Gives for each body whether its call took the short way. */
function assertSame(
  bodies: readonly string[],
  settings: Partial<SummarySettings> = {},
  type = 'application/json',
): readonly boolean[] {
  return assertAllSame(
    bodies.map((body, at) => callOf(body, at, type)),
    settings,
  );
}

function assertAllSame(
  calls: readonly ApiCall[],
  settings: Partial<SummarySettings> = {},
): readonly boolean[] {
  const full = createSummary(settings);
  const summary = createSummary(settings);
  const forms = new CallForms(summary, 2);
  const taken = calls.map((call) => {
    observe(full, call, 'edge');
    const isShort = forms.count(call, 'edge');
    forms.flush();
    if (!isShort) observe(summary, call, 'edge');
    return isShort;
  });
  assert.equal(canonicalJson(encodeSummary(summary)), canonicalJson(encodeSummary(full)));
  return taken;
}

function times(count: number, ...bodies: readonly string[]): readonly string[] {
  return Array.from({ length: count }, () => bodies).flat();
}

test('a member that comes twice is left to the parser, whatever order of members is known', () => {
  const known = [...times(9, '{"a":1,"b":"x"}'), ...times(9, '{"b":"x","a":1}')];
  const taken = assertSame([...known, ...times(3, '{"a":1,"b":"x","a":"y"}')]);
  assert.deepEqual(taken.slice(-4), [true, false, false, false]);
});

test('an operator in a body is an attack, also where its name is known as a member', () => {
  const taken = assertSame([...times(9, '{"q":7}'), ...times(9, '{"q":{"$ne":7}}'), '{"q":8}']);
  assert.deepEqual(taken.slice(8), [true, ...times(9, '').map(() => false), true]);
});

test('items of lists at the depth cap count in one place', () => {
  const settings = { caps: { ...DEFAULT_CAPS, schemaDepth: 1 } };
  const taken = assertSame(times(9, '{"a":[[1,"x"],{"b":true}],"c":1}'), settings);
  assert.ok(!taken.includes(true));
  assert.ok(assertSame(times(9, '{"a":"x","c":1}'), settings).includes(true));
});

test('an object that became a map is left to the parser, and what stood below it', () => {
  const settings = { caps: { ...DEFAULT_CAPS, propertiesPerObject: 3 } };
  const plain = '{"a":{"b":{"c":1}},"d":[{"e":2}]}';
  const wide = '{"a":{"b":{"c":1},"f":1,"g":2,"h":3},"d":[{"e":2,"i":1,"j":2,"k":3}]}';
  const taken = assertSame([...times(9, plain), wide, ...times(9, plain)], settings);
  assert.equal(taken[8], true);
  assert.ok(!taken.slice(9).includes(true));
});

test('what a login may be is never counted by form', () => {
  const taken = assertSame([...times(9, '{"a":"x"}'), ...times(9, '{"a":"x","password":"hunter2!"}')]);
  assert.deepEqual(taken.slice(8), [true, ...times(9, '').map(() => false)]);
});

test('a list is one value of many where the type has a value a line', () => {
  const taken = assertSame(times(9, '[1,"x"]', '[2,"y"]'), {}, 'application/x-ndjson');
  assert.ok(!taken.includes(true));
  assert.ok(assertSame(times(9, '[1,"x"]', '[2,"y"]')).includes(true));
});

test('a redirect may lead to a login: none is counted by form', () => {
  const sent = times(9, '{"a":1}').map((body, at): ApiCall => {
    const location = at < 6 ? '/v1/orders/7' : '/login';
    const call = callOf(body, at, 'application/json');
    return { ...call, status: 302, response: { ...call.response, headers: { location } } };
  });
  assert.ok(!assertAllSame(sent).includes(true));
  assert.ok(
    assertAllSame(sent.map((call) => ({ ...call, response: { ...call.response, headers: {} } }))).includes(
      true,
    ),
  );
});
