import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitsSegment, fixedPart, PREFIX_PATTERN, prefixWindows, splitAtStar } from './prefix-windows.ts';

const at = (text: string): number => Date.parse(text);

describe('prefix windows', () => {
  it('cover the time from its first to its last day, months and leap years included', () => {
    const windows = prefixWindows('y=%Y/m=%m/d=%d/', at('2024-02-28T23:00:00Z'), at('2024-03-01T00:30:00Z'));

    assert.deepEqual(windows, [
      { prefix: 'y=2024/m=02/d=28/', endMs: at('2024-02-29T00:00:00Z') },
      { prefix: 'y=2024/m=02/d=29/', endMs: at('2024-03-01T00:00:00Z') },
      { prefix: 'y=2024/m=03/d=01/', endMs: at('2024-03-02T00:00:00Z') },
    ]);
  });

  it('are as long as the smallest part', () => {
    const count = (template: string): number =>
      prefixWindows(template, at('2026-01-15T10:30:00Z'), at('2026-03-04T12:30:00Z')).length;

    assert.equal(count('%Y/'), 1);
    assert.equal(count('%Y/%m/'), 3);
    assert.equal(count('%Y%m%d'), 49);
    assert.equal(count('%Y/%m/%d/%H/'), 48 * 24 + 3);
  });

  it('leave out what ended when the time begins, and have no end without a date', () => {
    assert.deepEqual(
      prefixWindows('%d', at('2026-03-04T00:00:00Z'), at('2026-03-04T00:00:01Z')).map(({ prefix }) => prefix),
      ['04'],
    );
    assert.deepEqual(prefixWindows('logs/', 0, 1), [{ prefix: 'logs/', endMs: Infinity }]);
  });

  it('are bounded', () => {
    assert.throws(() => prefixWindows('%Y%m%d%H', 0, at('2026-03-04T00:00:00Z')), {
      code: 'OBJECT_WINDOWS_TOO_MANY',
    });
  });

  it('have a form that the configuration checks', () => {
    const form = new RegExp(PREFIX_PATTERN, 'u');
    for (const good of ['', 'logs/', 'y=%Y/%m', 'ext/*/a']) assert.ok(form.test(good), good);
    for (const bad of ['%', '%y/', 'logs/%Y/%M/']) assert.ok(!form.test(bad), bad);
  });
});

describe('stars of a prefix', () => {
  it('stand for a part of one folder', () => {
    assert.deepEqual(splitAtStar('a/region=*/b/*'), { parent: 'a/', segment: 'region=*/', rest: 'b/*' });
    assert.deepEqual(splitAtStar('a/b*'), { parent: 'a/', segment: 'b*', rest: '' });
    assert.equal(splitAtStar('a/b'), null);
    assert.equal(fixedPart('a/region=*/%Y'), 'a/region=');
    assert.equal(fixedPart('a/%Y/*'), 'a/');
  });

  for (const [segment, name, fits] of [
    ['region=*/', 'region=eu/', true],
    ['region=*/', 'regio=eu/', false],
    ['*-prod-*/', 'a-prod-b/', true],
    ['*-prod-*/', 'a-test-b/', false],
    ['a*a/', 'a/', false],
    ['a*b*c/', 'abc/', true],
    ['a*b*b/', 'ab/', false],
  ] as const) {
    it(`${segment} ${fits ? 'fits' : 'does not fit'} ${name}`, () => {
      assert.equal(fitsSegment(segment, name), fits);
    });
  }
});
