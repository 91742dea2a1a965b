import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leastCpuMs } from '../../../test/support/least-cpu-ms.ts';
import { DATA_CATEGORIES, LOCATIONS } from '../../model/vocabulary.ts';
import { DATA_CLASSES } from './catalogue.ts';
import { classifyValue, computeValueHits, valueHits } from './classify.ts';
import type { DataClass } from './data-class.ts';

const idsOf = (value: string, key: string | null) =>
  classifyValue(value, key).map((index) => DATA_CLASSES[index]!.id);

test('the catalogue is well-formed and holds at least forty-five classes', () => {
  assert.ok(DATA_CLASSES.length >= 45, String(DATA_CLASSES.length));
  assert.equal(new Set(DATA_CLASSES.map((each) => each.id)).size, DATA_CLASSES.length);
  for (const each of DATA_CLASSES) {
    assert.match(each.id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    assert.ok(DATA_CATEGORIES.includes(each.category), each.id);
    assert.ok(
      (each.locations ?? []).every((location) => LOCATIONS.includes(location)),
      each.id,
    );
    assert.ok(each.positives.length > 0 && each.nearMisses.length > 1, `${each.id} has examples`);
    assert.equal(each.pattern.global, !each.needsContext, `${each.id}: searched patterns are global`);
    assert.ok(each.contextWords.length > 0, each.id);
    assert.ok((each.prefilter.minNumber ?? 9) >= 9, `${each.id}: shorter numbers are not measured`);
    assert.ok(each.chanceRate > 0 && each.chanceRate <= 1, each.id);
  }
});

for (const dataClass of DATA_CLASSES) {
  test(`${dataClass.id}: positives pass, near misses do not`, () => {
    for (const { key, value } of dataClass.positives) {
      assert.ok(
        idsOf(value, key).includes(dataClass.id),
        `positive ${key ?? ''}=${value}: ${idsOf(value, key).join(' ')}`,
      );
    }
    for (const { key, value } of dataClass.nearMisses) {
      assert.ok(!idsOf(value, key).includes(dataClass.id), `near miss ${key ?? ''}=${value}`);
    }
  });
}

test('a class with a key needs it', () => {
  for (const dataClass of DATA_CLASSES.filter((each) => each.needsContext)) {
    for (const { key, value } of dataClass.positives) {
      if (key === 'note') continue;
      assert.ok(!idsOf(value, 'zzz').includes(dataClass.id), `${dataClass.id} without its key: ${value}`);
    }
  }
});

test('the cache changes nothing', () => {
  const values = DATA_CLASSES.flatMap((each) => [...each.positives, ...each.nearMisses]).map(
    ({ value }) => value,
  );
  for (let round = 0; round < 2; round++) {
    for (const value of values) assert.deepEqual(valueHits(value), computeValueHits(value), value);
  }
});

test('ordinary texts hold no class', () => {
  for (const value of [
    '2024-05-01T12:00:00.000Z',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'https://shop.example/items/42?page=2',
    'The quick brown fox jumps over the lazy dog, twice: 12 times 30 is 360.',
    'W/"5e0-xyz"',
    'gzip, deflate, br',
    'text/html;q=0.8',
    '1.2.3-beta.4',
    'a8f5f167f44f4964e6c998dee827110c',
    '1732212345678',
  ]) {
    assert.deepEqual(idsOf(value, null), [], value);
  }
});

/** Repeats that make ambiguous or quadratic patterns explode. */
function hostileTexts(): readonly string[] {
  const size = 16_384;
  const seeds = [
    'a',
    '1',
    'A',
    '-',
    '.',
    ' ',
    ':',
    '@',
    '=',
    '/',
    '+',
    '1 ',
    '1-',
    '1.',
    'a@',
    'a.',
    'a@a.',
    'A1',
    '4 1',
    '::',
    'a:',
    '0:',
    'eyJ',
    'eyJa.',
    'sk-',
    '-----BEGIN ',
    'http://a:',
    'x=1&sig=',
    '12 ',
    '11:',
    'Aa ',
    "A'",
    'é',
    '\ud800',
    'AB12',
    '+1 ',
    '+1(',
    '+1 (.',
    '1\n',
    'AKIA',
    'ghp_',
    'https://',
    '&sig=%',
    'gl',
    'a1b2-',
    '+49',
  ];
  const texts = seeds.map((seed) => seed.repeat(Math.ceil(size / seed.length)).slice(0, size));
  return [
    ...texts,
    ...texts.map((text) => `${text.slice(0, size - 1)}!`),
    ...texts.map((text) => `+${text}\n`),
  ];
}

test('every pattern and validator is linear: 16 kB of hostile repeats under 50 ms', () => {
  const texts = hostileTexts();
  for (const dataClass of DATA_CLASSES) worstCase(dataClass, texts);
});

function worstCase(dataClass: DataClass, texts: readonly string[]): void {
  const named = (dataClass.inText ?? []).map(({ form }) => form);
  for (const pattern of [dataClass.pattern, dataClass.keyedPattern, ...named]) {
    if (pattern === undefined) continue;
    for (const text of texts) {
      const ms = leastCpuMs(() => {
        pattern.lastIndex = 0;
        for (let tried = 0; tried < 256; tried++) {
          const match = pattern.exec(text);
          if (match === null || !pattern.global) break;
          dataClass.validate?.(match[0]);
        }
        pattern.lastIndex = 0;
      }, 50);
      assert.ok(ms < 50, `${dataClass.id} took ${ms.toFixed(0)} ms on ${JSON.stringify(text.slice(0, 12))}`);
    }
  }
}
