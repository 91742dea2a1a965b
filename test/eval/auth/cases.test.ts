import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUTH_SCHEMES, AUTH_STATES } from '../../../src/model/vocabulary.ts';
import type { AuthCase } from './auth-case.ts';
import { CHECK_AGENTS, CHECK_CASES } from './check/cases.ts';
import { DEV_AGENTS, DEV_CASES } from './dev/cases.ts';
import { callsOf } from './traffic.ts';

const HALVES: readonly (readonly [string, readonly AuthCase[], readonly string[]])[] = [
  ['dev', DEV_CASES, DEV_AGENTS],
  ['check', CHECK_CASES, CHECK_AGENTS],
];

const place = ({ method, host, path }: AuthCase): string => `${method} ${host}${path}`;

for (const [name, cases, agents] of HALVES) {
  test(`${name}: at least 120 endpoints, none labelled twice, every scheme and state among them`, () => {
    assert.ok(cases.length >= 120);
    assert.equal(new Set(cases.map(place)).size, cases.length);
    const first = cases.map(({ labels }) => labels[0]);
    assert.deepEqual([...new Set(first.map(({ state }) => state))].sort(), [...AUTH_STATES].sort());
    assert.deepEqual([...new Set(first.flatMap(({ schemes }) => schemes))].sort(), [...AUTH_SCHEMES].sort());
  });

  test(`${name}: equal runs make equal calls, each endpoint from at least eight clients`, () => {
    const calls = callsOf(cases, 5, agents);
    assert.deepEqual(callsOf(cases, 5, agents), calls);
    const clients = Map.groupBy(calls, ({ id }) => id?.split('-')[0]);
    for (const [index, all] of clients)
      assert.ok(new Set(all.map(({ client }) => client?.address)).size >= 8, `case ${index}`);
  });
}

test('the halves share no endpoint', () => {
  const dev = new Set(DEV_CASES.map(place));
  assert.deepEqual(
    CHECK_CASES.map(place).filter((one) => dev.has(one)),
    [],
  );
});
