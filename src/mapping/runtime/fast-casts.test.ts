import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { toAddress } from './address.ts';
import { toDuration, toName, toSize, toStatus } from './casts.ts';
import { plainDecimal } from './plain-decimal.ts';
import { clfTime, epochTime } from './times.ts';

/** What the fast readers of numbers, names, addresses and dates answer, against the patterns they spare. */

const numeric = fc.oneof(
  fc.stringMatching(/^[0-9]{0,20}$/),
  fc.stringMatching(/^[+-]?[0-9]{1,18}\.[0-9]{0,13}$/),
  fc.stringMatching(/^[0-9.+ -]{0,8}$/),
  fc.string({ maxLength: 6 }),
);

test('a plain decimal is the number that the platform reads, or none', () => {
  let read = 0;
  fc.assert(
    fc.property(numeric, (text) => {
      const plain = plainDecimal(text);
      if (Number.isNaN(plain)) return;
      read += 1;
      assert.match(text, /^[0-9]+(?:\.[0-9]+)?$/);
      assert.equal(plain, Number(text));
    }),
    { numRuns: 5000 },
  );
  assert.ok(read > 500, `${read} were read`);
});

test('amounts, statuses and counts since the epoch are as their patterns say', () => {
  const amount = (text: string): number | null | undefined => {
    const digits = /^\+?([0-9]{1,18}(?:\.[0-9]{1,12})?)$/.exec(text)?.[1];
    if (digits !== undefined) return Number(digits);
    return /^-[0-9]{1,18}(?:\.[0-9]{1,12})?$/.test(text) ? null : undefined;
  };
  const status = (text: string): number | null | undefined => {
    if (text === '-1') return null;
    const digits = /^\+?([0-9]{1,3})(?: |$)/.exec(text)?.[1];
    if (digits === undefined) return undefined;
    const code = Number(digits);
    if (code === 0) return null;
    return code >= 100 ? code : undefined;
  };
  fc.assert(
    fc.property(numeric, (text) => {
      const wanted = amount(text);
      const isSize = typeof wanted !== 'number' || Number.isSafeInteger(wanted);
      assert.equal(toSize(text), isSize ? wanted : undefined);
      const ms = typeof wanted === 'number' ? Math.round(wanted * 1000 * 1000) / 1000 : wanted;
      assert.equal(toDuration(text, 1000), typeof ms === 'number' && ms > 604_800_000 ? undefined : ms);
      assert.equal(toStatus(text), status(text));
      const epoch = /^[0-9]{1,19}(?:\.[0-9]{1,9})?$/.test(text) ? Math.round(Number(text) * 1000) : undefined;
      assert.equal(epochTime(text, 1000), epoch !== undefined && epoch <= 8.64e15 ? epoch : undefined);
    }),
    { numRuns: 5000 },
  );
  assert.equal(toStatus('404'), 404);
  assert.equal(toStatus('099'), undefined);
  assert.equal(toStatus('000'), null);
  assert.equal(epochTime('1790812800.864', 1000), 1_790_812_800_864);
  assert.equal(epochTime('1.0123456789', 1), undefined, 'ten decimals');
  assert.equal(toSize('1.0123456789012'), undefined, 'thirteen decimals');
});

test('a dotted quad is an address where the platform says so', () => {
  const part = fc.oneof(
    fc.nat(300).map(String),
    fc.constantFrom('', '0', '00', '01', '255', '256', 'a', '-1'),
  );
  const quad = fc.array(part, { minLength: 4, maxLength: 4, size: 'max' }).map((parts) => parts.join('.'));
  let accepted = 0;
  fc.assert(
    fc.property(quad, (text) => {
      if (isIP(text) === 4) accepted += 1;
      assert.equal(toAddress(text), isIP(text) === 4 ? text : undefined);
    }),
    { numRuns: 3000 },
  );
  assert.ok(accepted > 100, `${accepted} were addresses`);
});

test('a name is as its pattern says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (text) => {
      const holds = text.trim() !== '' && !/\p{Cc}/u.test(text);
      assert.equal(toName(text), holds ? text : undefined);
    }),
    { numRuns: 3000 },
  );
});

test('a name of visible ASCII needs no pattern, and nothing else is let through by that', () => {
  for (const text of ['', ' ', '\u007f', '\u001f', 'a\u007f', 'a\n', '\u0080'])
    assert.equal(toName(text), undefined);
  for (const text of ['!', '~', 'a b', ' a', 'é', 'r-17']) assert.equal(toName(text), text);
});

test('a date remembered is a date read', () => {
  const dates = [
    '01/Jan/1970',
    '29/Feb/2024',
    '01/Mar/2024',
    '31/Dec/1999',
    '29/Feb/2023',
    '00/Jan/2026',
    '1/Jan/1970',
  ];
  const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
  const wanted = (date: string): number | undefined => {
    const [day = '', month = '', year = ''] = date.split('/');
    const ms = Date.UTC(Number(year), months.indexOf(month) / 3, Number(day), 10, 15, 22);
    return day.length === 2 && new Date(ms).getUTCDate() === Number(day) ? ms : undefined;
  };
  for (const first of dates) {
    for (const second of dates) {
      for (const date of [first, second, second, first]) {
        assert.equal(clfTime(`${date}:10:15:22 +0000`, null), wanted(date), date);
        assert.equal(clfTime(`${date}/10:15:22 +0000`, null), undefined, date);
      }
    }
  }
});
