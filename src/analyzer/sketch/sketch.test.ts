import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  addToHashSet,
  type BottomK,
  decodeBottomK,
  emptyBottomK,
  encodeBottomK,
  mergeBottomK,
  offer,
} from './bottom-k.ts';
import {
  addHash,
  decodeHyperLogLog,
  emptyHyperLogLog,
  encodeHyperLogLog,
  estimateDistinct,
  mergeHyperLogLog,
} from './hyper-log-log.ts';
import { makeKeyedHash, PUBLISHED_KEY } from './keyed-hash.ts';
import {
  addValue,
  bucketMiddle,
  bucketOf,
  decodeLogHistogram,
  emptyLogHistogram,
  encodeLogHistogram,
  mergeLogHistogram,
  quantile,
} from './log-histogram.ts';
import { sipHashBytes, sipHashText, sipKey } from './sip-hash.ts';

/** First vectors of the authors' reference implementation: key 00..0f, message 00..(n-1), little-endian result. */
const VECTORS = [
  '310e0edd47db6f72',
  'fd67dc93c539f874',
  '5a4fa9d909806c0d',
  '2d7efbd796666785',
  'b7877127e09427cf',
  '8da699cd64557618',
  'cee3fe586e46c9cb',
  '37d1018bf50002ab',
  '6224939a79f5f593',
  'b0e4a90bdf82009e',
  'f3b9dd94c5bb5d7a',
  'a7ad6b22462fb3f4',
  'fbe50e86bc8f1e75',
  '903d84c02756ea14',
  'eef27a8e90ca23f7',
  'e545be4961ca29a1',
];

const hash = makeKeyedHash(PUBLISHED_KEY);

test('SipHash-2-4 gives the published vectors', () => {
  const key = sipKey(PUBLISHED_KEY);
  VECTORS.forEach((expected, length) => {
    const [high, low] = sipHashBytes(
      key,
      Uint8Array.from({ length }, (_, index) => index),
    );
    const value = (BigInt(high) << 32n) | BigInt(low);
    const bytes = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(8 * index)) & 255n));
    assert.equal(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''), expected);
  });
});

test('a text hashes as its UTF-16 little-endian bytes, with and without memo', () => {
  const key = sipKey(PUBLISHED_KEY);
  const cold = makeKeyedHash(PUBLISHED_KEY, 0);
  const tiny = makeKeyedHash(PUBLISHED_KEY, 2);
  // Any code points, lone surrogates too; the library's own texts of them take seconds to set up.
  const point = fc.integer({ min: 0, max: 0x10_ff_ff });
  const texts = fc.array(point, { maxLength: 80 }).map((points) => String.fromCodePoint(...points));
  fc.assert(
    fc.property(texts, (text) => {
      const odd = `${text}\ud800`;
      for (const each of [text, odd]) {
        const [high, low] = sipHashBytes(key, new Uint8Array(Buffer.from(each, 'utf16le')));
        const expected = high * 2 ** 20 + Math.floor(low / 4096);
        assert.equal(sipHashText(key, each), expected);
        assert.equal(hash(each), expected);
        assert.equal(cold(each), expected);
        assert.equal(tiny(each), expected);
      }
    }),
  );
  assert.ok(Number.isSafeInteger(hash('x')));
  assert.notEqual(hash('\ud800'), hash('\ud801'));
});

test('distinct counts stay within four standard errors and do not depend on order', () => {
  for (const size of [0, 1, 5, 40, 129, 1000, 50_000]) {
    const sketch = emptyHyperLogLog();
    for (let index = 0; index < size; index += 1) addHash(sketch, hash(`client-${index}`));
    const estimate = estimateDistinct(sketch);
    assert.ok(Math.abs(estimate - size) <= Math.max(1, size * 0.13), `${size} gave ${estimate}`);
    assert.deepEqual(decodeHyperLogLog(encodeHyperLogLog(sketch)), sketch);
  }
  fc.assert(
    fc.property(
      fc.array(fc.string(), { maxLength: 400 }),
      fc.array(fc.string(), { maxLength: 10 }),
      (a, b) => {
        const whole = emptyHyperLogLog();
        for (const text of [...a, ...b]) addHash(whole, hash(text));
        const [left, right] = [emptyHyperLogLog(), emptyHyperLogLog()];
        for (const text of a.toReversed()) addHash(left, hash(text));
        for (const text of b) addHash(right, hash(text));
        mergeHyperLogLog(right, left);
        assert.deepEqual(right, whole);
      },
    ),
  );
});

test('histogram buckets are contiguous and quantiles are within a sixteenth', () => {
  let before = -1;
  for (const value of [0, 1, 15, 16, 17, 31, 32, 100, 1000, 65_535, 2 ** 31, 2 ** 32 - 1]) {
    const bucket = bucketOf(value);
    assert.ok(bucket >= before);
    before = bucket;
    assert.ok(Math.abs(bucketMiddle(bucket) - value) <= value / 16, `${value}`);
  }
  for (let value = 0; value < 5000; value += 1) {
    const step = bucketOf(value + 1) - bucketOf(value);
    assert.ok(step === 0 || step === 1);
  }
  const histogram = emptyLogHistogram();
  for (let value = 1; value <= 1000; value += 1) addValue(histogram, value);
  assert.ok(Math.abs(quantile(histogram, 0.5) - 500) <= 32);
  assert.ok(Math.abs(quantile(histogram, 0.99) - 990) <= 62);
  assert.equal(histogram.max, 1000);
  assert.deepEqual(decodeLogHistogram(encodeLogHistogram(histogram)), histogram);
});

test('histograms merge to the histogram of the whole', () => {
  const values = fc.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: 60 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const whole = emptyLogHistogram();
      for (const value of [...b, ...a]) addValue(whole, value);
      const [left, right] = [emptyLogHistogram(), emptyLogHistogram()];
      for (const value of a) addValue(left, value);
      for (const value of b) addValue(right, value);
      mergeLogHistogram(left, right);
      assert.deepEqual(left, whole);
    }),
  );
});

interface Tally {
  count: number;
}

function tallySet(names: readonly string[], k: number): { set: BottomK<Tally>; other: number } {
  const set = emptyBottomK<Tally>(k);
  let other = 0;
  for (const name of names) {
    const kept = offer(
      set,
      hash(name),
      () => ({ count: 0 }),
      (leaving) => {
        other += leaving.count;
      },
    );
    if (kept === null) other += 1;
    else kept.count += 1;
  }
  return { set, other };
}

const tallyForm = (set: BottomK<Tally>): string => JSON.stringify(encodeBottomK(set, (item) => item.count));

test('bottom-k keeps exact values of the k smallest and loses no count, in any order or split', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 40 });
  let overflows = 0;
  fc.assert(
    fc.property(names, names, (a, b) => {
      const whole = tallySet([...a, ...b], 3);
      const left = tallySet(b.toReversed(), 3);
      const right = tallySet(a, 3);
      let other = left.other + right.other;
      mergeBottomK(
        left.set,
        right.set,
        (into, from) => {
          into.count += from.count;
        },
        ({ count }) => ({ count }),
        (value) => {
          other += value.count;
        },
      );
      if (whole.set.overflowed) overflows += 1;
      assert.equal(tallyForm(left.set), tallyForm(whole.set));
      assert.equal(other, whole.other);
      const back = decodeBottomK(
        encodeBottomK(whole.set, (item) => item.count),
        3,
        (value) => ({
          count: Number(value),
        }),
      );
      assert.deepEqual(back.hashes, whole.set.hashes);
      assert.deepEqual(
        back.hashes,
        back.hashes.toSorted((a, b) => a - b),
      );
      assert.equal(tallyForm(back), tallyForm(whole.set));
    }),
  );
  assert.ok(overflows > 0);
});

test('a hash set is the sorted k smallest', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), (values) => {
      const set: number[] = [];
      for (const value of values) addToHashSet(set, value, 3);
      assert.deepEqual(set, [...new Set(values)].sort((a, b) => a - b).slice(0, 3));
    }),
  );
});

test('a sketch of few registers holds few: whoever looks for many need not estimate it', () => {
  for (let registers = 1; registers <= 128; registers += 1) {
    const sparse = Array.from({ length: registers }, (_, register) => register * 64 + 43);
    assert.ok(estimateDistinct({ sparse, dense: null }) < 2 * registers, `${registers}`);
  }
});
