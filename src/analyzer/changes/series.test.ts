import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evidence } from './chance.ts';
import { isAppearance, isDisappearance, type Series, shiftsOf } from './series.ts';

const series = (...hits: readonly number[]): Series => hits.map((each) => ({ hits: each, trials: 100 }));
const boundsOf = (given: Series): number[] => shiftsOf(given).map(({ at }) => at);

describe('shifts of a rate', () => {
  it('are where the counts of both sides prove them', () => {
    assert.deepEqual(boundsOf(series(0, 0, 0, 40, 42, 38)), [3]);
    assert.deepEqual(boundsOf(series(0, 50, 50, 50, 0, 0)), [1, 4]);
    assert.deepEqual(boundsOf(series(3, 0, 5, 2, 4, 1)), []);
    assert.deepEqual(boundsOf(series(0, 0, 0, 0, 0, 3)), []);
    assert.deepEqual(boundsOf(series(100, 100, 100)), []);
    assert.deepEqual(boundsOf([]), []);
  });

  it('a bucket of both rates is of neither side', () => {
    for (const mixed of [10, 50, 90]) {
      const [shift, ...more] = shiftsOf(series(0, 0, mixed, 100, 100));
      assert.equal(shift?.at, 2);
      assert.deepEqual([shift?.before.hits, shift?.after.hits, shift?.after.trials], [0, 200, 200]);
      assert.deepEqual(more, []);
    }
  });

  it('buckets without trials say nothing', () => {
    const given = [...series(0, 0), { hits: 0, trials: 0 }, ...series(60, 60)];
    assert.deepEqual(boundsOf(given), [3]);
  });

  it('a rate that goes up and down is its way of being', () => {
    assert.deepEqual(boundsOf(series(0, 80, 0, 80, 0, 80, 0, 80)), []);
  });

  it('appears where there was none before, disappears where there is none after, but for strays', () => {
    const up = series(1, 0, 0, 60, 60);
    const down = series(60, 60, 0, 0, 1);
    assert.deepEqual(
      [...shiftsOf(up)].map((shift) => isAppearance(up, shift)),
      [true],
    );
    assert.deepEqual(
      [...shiftsOf(down)].map((shift) => isDisappearance(down, shift)),
      [true],
    );
    const rising = series(10, 10, 10, 60, 60);
    assert.deepEqual(
      shiftsOf(rising).map((shift) => isAppearance(rising, shift)),
      [false],
    );
    const again = series(50, 50, 0, 0, 50);
    assert.deepEqual(
      shiftsOf(again).map((shift) => isAppearance(again, shift)),
      [false, false],
    );
  });

  it('chance alone proves one in tens of thousands', () => {
    let state = 7;
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    let proved = 0;
    for (let run = 0; run < 2000; run += 1) {
      const rate = next() * 0.2;
      const given = Array.from({ length: 8 }, () => {
        let hits = 0;
        for (let call = 0; call < 40; call += 1) if (next() < rate) hits += 1;
        return { hits, trials: 40 };
      });
      proved += shiftsOf(given).length;
    }
    assert.ok(proved <= 1, String(proved));
  });
});

describe('evidence', () => {
  it('is never negative, and none where the rates are the same', () => {
    const share = fc.tuple(fc.nat(500), fc.nat(500)).map(([hits, more]) => ({ hits, trials: hits + more }));
    fc.assert(
      fc.property(share, share, (a, b) => {
        assert.ok(evidence(a, b) >= 0);
        assert.ok(Math.abs(evidence(a, b) - evidence(b, a)) < 1e-9);
        assert.ok(evidence(a, { hits: a.hits * 3, trials: a.trials * 3 }) < 1e-9);
      }),
    );
  });
});
