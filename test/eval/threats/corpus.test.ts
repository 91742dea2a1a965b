import assert from 'node:assert/strict';
import { test } from 'node:test';
import { THREAT_TYPES } from '../../../src/model/vocabulary.ts';
import { CHECK } from './check/corpus.ts';
import { compose, type LabelledCall } from './compose.ts';
import { DEV } from './dev/corpus.ts';
import type { HalfCorpus } from './half-corpus.ts';
import { OPENED } from './opened/corpus.ts';

const BEHAVIOUR = ['id-enumeration', 'credential-stuffing'];
const HALVES: readonly (readonly [string, HalfCorpus])[] = [
  ['dev', DEV],
  ['opened', OPENED],
  ['check', CHECK],
];

function shown(calls: readonly LabelledCall[], family: string): ReadonlySet<string> {
  return new Set(calls.flatMap(({ attack }) => (attack?.family === family ? [attack.shown] : [])));
}

for (const [name, half] of HALVES) {
  const calls = compose(half);

  test(`${name}: every family of the vocabulary has at least 120 payloads, and behaviour its scenarios`, () => {
    for (const family of THREAT_TYPES) {
      if (BEHAVIOUR.includes(family))
        assert.ok(half.scenarios.filter(({ expected }) => expected === family).length >= 4, family);
      else assert.ok(shown(calls, family).size >= 120, `${family}: ${shown(calls, family).size}`);
    }
    assert.ok(half.scenarios.filter(({ expected }) => expected === null).length >= 6);
  });

  test(`${name}: at least 6,000 benign calls, most of them different`, () => {
    const benign = calls.filter(({ benign }) => benign !== null);
    assert.ok(benign.length >= 6000);
    const texts = new Set(
      benign.map(({ call }) => `${call.path}?${call.query ?? ''} ${call.request.body ?? ''}`),
    );
    assert.ok(texts.size > benign.length * 0.75, `${texts.size} of ${benign.length}`);
  });

  test(`${name}: equal runs make equal calls, and no id stands twice`, () => {
    assert.deepEqual(compose(half), calls);
    assert.equal(new Set(calls.map(({ call }) => call.id)).size, calls.length);
  });

  test(`${name}: nobody real: reserved hosts and addresses only`, () => {
    for (const { call } of calls) {
      assert.match(call.host, /\.example$/);
      assert.match(call.client.address, /^(192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8:/);
    }
  });
}

test('the halves share no payload and no host', () => {
  const [dev, check] = [[DEV, OPENED].flatMap(compose), compose(CHECK)];
  const hosts = new Set(dev.map(({ call }) => call.host));
  assert.deepEqual(
    check.filter(({ call }) => hosts.has(call.host)).map(({ call }) => call.host),
    [],
  );
  for (const family of THREAT_TYPES) {
    const common = shown(dev, family).intersection(shown(check, family));
    assert.deepEqual([...common], [], family);
  }
});
