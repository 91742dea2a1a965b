import assert from 'node:assert/strict';
import { test } from 'node:test';
import { THREAT_TYPES } from '../../../../src/model/vocabulary.ts';
import { CHECK } from '../check/corpus.ts';
import { compose } from '../compose.ts';
import { EVERYDAY_FIT, EVERYDAY_HELD } from './corpora.ts';

const BEHAVIOUR: readonly string[] = ['id-enumeration', 'credential-stuffing'];
const PARTS = [
  ['fit', EVERYDAY_FIT, 12_000],
  ['held', EVERYDAY_HELD, 3000],
] as const;

for (const [name, part, least] of PARTS) {
  const calls = compose(part);

  test(`${name}: benign calls of many sources, nearly all of them different`, () => {
    const benign = calls.filter(({ benign: source }) => source !== null);
    assert.ok(benign.length >= least, `${benign.length}`);
    const texts = new Set(
      benign.map(({ call }) => `${call.path}?${call.query ?? ''} ${call.request.body ?? ''}`),
    );
    assert.ok(texts.size > benign.length * 0.9, `${texts.size} of ${benign.length}`);
    assert.equal(new Set(part.benign.map((source) => source.name)).size, part.benign.length);
  });

  test(`${name}: every family of content has 40 payloads, XML entities and forged requests 150`, () => {
    for (const family of THREAT_TYPES) {
      if (BEHAVIOUR.includes(family)) continue;
      const shown = new Set(calls.flatMap(({ attack }) => (attack?.family === family ? [attack.shown] : [])));
      assert.ok(shown.size >= (family === 'xxe' || family === 'ssrf' ? 150 : 40), `${family}: ${shown.size}`);
    }
  });

  test(`${name}: no slot is left open; nobody real; equal runs make equal calls`, () => {
    for (const { call } of calls) {
      assert.doesNotMatch(`${call.path}${call.query ?? ''}${call.request.body ?? ''}`, /‹|›/);
      assert.match(call.host, /\.example$/);
      assert.match(call.client.address, /^(192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8:/);
    }
    assert.deepEqual(compose(part), calls);
  });
}

test('the parts share no source; nothing is shared with the check half', () => {
  const [fit, held] = PARTS.map(([, part]) => part.benign.map(({ name }) => name));
  assert.deepEqual(
    held?.filter((name) => fit?.includes(name)),
    [],
  );
  const check = compose(CHECK);
  const own = PARTS.flatMap(([, part]) => compose(part));
  const hosts = new Set(own.map(({ call }) => call.host));
  const shown = new Set(own.flatMap(({ attack }) => attack?.shown ?? []));
  assert.equal(check.filter(({ call }) => hosts.has(call.host)).length, 0);
  assert.equal(check.filter(({ attack }) => attack !== null && shown.has(attack.shown)).length, 0);
});
