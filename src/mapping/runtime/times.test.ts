import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clfTime, epochTime, hasDecimals, isoOrEpochTime, isoTime } from './times.ts';
import { isZone, zonedToUtc } from './zones.ts';

describe('isoTime', () => {
  it('agrees with ECMAScript on every day of 1999 to 2032', () => {
    for (let day = Date.UTC(1999, 0, 1); day < Date.UTC(2032, 0, 1); day += 86_400_000 + 3_661_007) {
      const text = new Date(day).toISOString();
      assert.equal(isoTime(text, null), day, text);
    }
  });

  it('reads offsets, spaces, commas and more decimals than milliseconds', () => {
    const time = Date.UTC(2026, 2, 4, 9, 15, 22, 417);
    for (const text of [
      '2026-03-04T09:15:22.417Z',
      '2026-03-04t09:15:22.417999z',
      '2026-03-04 10:15:22,417+01:00',
      '2026-03-04T03:45:22.417-0530',
    ]) {
      assert.equal(isoTime(text, null), time, text);
    }
  });

  it('refuses what is no time, and guesses no zone', () => {
    for (const text of [
      '',
      '2026-03-04',
      '2026-02-29T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-03-04T24:00:00Z',
      '2026-03-04T09:60:00Z',
      '2026-03-04T09:15:22',
      '2026-03-04T09:15:22Zx',
      '2026-03-04T09:15:22+1',
      '2026/03/04T09:15:22Z',
      'xxxx-03-04T09:15:22Z',
      '2026-03-04T09:15:22+25:00',
    ]) {
      assert.equal(isoTime(text, null), undefined, text);
    }
    assert.equal(isoTime(7, null), undefined);
  });
});

describe('clfTime', () => {
  it('reads both forms', () => {
    assert.equal(clfTime('04/Mar/2026:09:15:22 +0100', null), Date.UTC(2026, 2, 4, 8, 15, 22));
    assert.equal(clfTime('04/Mar/2026:09:15:22.417', 'UTC'), Date.UTC(2026, 2, 4, 9, 15, 22, 417));
    assert.equal(clfTime('04/Mar/2026:09:15:22.417', null), undefined);
    assert.equal(clfTime('31/Apr/2026:09:15:22 +0000', null), undefined);
  });
});

describe('epochTime', () => {
  it('rounds to milliseconds and refuses what Date cannot hold', () => {
    assert.equal(epochTime('1772615722.417', 1000), 1_772_615_722_417);
    assert.equal(epochTime(1772615722.4175, 1000), 1_772_615_722_418);
    for (const value of [-1, '-1', 'x', Number.NaN, Number.POSITIVE_INFINITY, 1e300, null, {}]) {
      assert.equal(epochTime(value, 1), undefined);
    }
    assert.equal(isoOrEpochTime('1772615722417', null), 1_772_615_722_417);
    assert.equal(isoOrEpochTime('2026-03-04T09:15:22Z', null), 1_772_615_722_000);
  });

  it('knows which stamps have decimals', () => {
    assert.deepEqual(['2026-03-04T09:15:22Z', '2026-03-04T09:15:22.1Z', 5].map(hasDecimals), [
      false,
      true,
      false,
    ]);
  });
});

describe('zonedToUtc', () => {
  const wall = (text: string): number => Date.parse(`${text}Z`);
  const utc = (text: string, zone: string): string =>
    new Date(zonedToUtc(wall(text), zone)).toISOString().slice(0, 16);

  it('follows daylight saving', () => {
    assert.equal(utc('2026-01-15T12:00', 'Europe/Vienna'), '2026-01-15T11:00');
    assert.equal(utc('2026-07-15T12:00', 'Europe/Vienna'), '2026-07-15T10:00');
    assert.equal(utc('2026-03-29T01:59', 'Europe/Vienna'), '2026-03-29T00:59');
    assert.equal(utc('2026-03-29T03:00', 'Europe/Vienna'), '2026-03-29T01:00');
    assert.equal(utc('2026-10-25T03:00', 'Europe/Vienna'), '2026-10-25T02:00');
    assert.equal(utc('2026-07-15T12:00', 'America/New_York'), '2026-07-15T16:00');
    assert.equal(utc('2026-07-15T12:00', 'Asia/Kathmandu'), '2026-07-15T06:15');
  });

  it('takes the first of two equal times, and moves a time that does not exist past the gap', () => {
    assert.equal(utc('2026-10-25T02:30', 'Europe/Vienna'), '2026-10-25T00:30');
    assert.equal(utc('2026-03-29T02:30', 'Europe/Vienna'), '2026-03-29T01:30');
    // Lord Howe Island moves by half an hour.
    assert.equal(utc('2026-04-05T01:45', 'Australia/Lord_Howe'), '2026-04-04T14:45');
    assert.equal(utc('2026-04-05T02:00', 'Australia/Lord_Howe'), '2026-04-04T15:30');
  });

  it('turns every UTC hour of a year into local time and back, except the repeated hour', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Sao_Paulo',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let time = Date.UTC(2018, 0, 1); time < Date.UTC(2019, 0, 1); time += 3_600_000) {
      const back = zonedToUtc(Date.parse(`${format.format(time).replace(' ', 'T')}Z`), 'America/Sao_Paulo');
      const repeated = format.format(time) === format.format(time - 3_600_000);
      assert.equal(back, repeated ? time - 3_600_000 : time);
    }
  });

  it('knows zones', () => {
    assert.deepEqual(['UTC', 'Europe/Vienna', 'Europe/Atlantis', ''].map(isZone), [true, true, false, false]);
  });
});
