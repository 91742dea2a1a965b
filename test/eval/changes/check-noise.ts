import type { JsonValue } from '../../../src/model/json.ts';
import { sentence, uuidV7 } from '../schemas/check-leaves.ts';
import type { CheckBuilder } from './check-scenario.ts';
import type { Variation } from './scenario.ts';
import { dropField, fail, setField, setQuery, slower, sometimes } from './variations.ts';

const NIGHTLY = [0, 0, 6, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** Nothing changes here, however it looks for a day. */
export function checkNoise(add: CheckBuilder): void {
  schedules(add);
  seldom(add);
  mishaps(add);
}

function between(first: number, last: number, vary: Variation): Variation {
  return (draft, moment) => {
    if (moment.day >= first && moment.day < last) vary(draft, moment);
  };
}

function schedules(add: CheckBuilder): void {
  for (const perDay of [6, 24, 75, 650]) add('as ever', perDay, { kind: perDay === 75 ? 'sub' : 'record' });
  for (const perDay of [10, 60, 240]) {
    add('working days only', perDay, {
      kind: 'records',
      rate: (_, weekday) => (weekday % 6 === 0 ? 0 : perDay),
    });
  }
  add('nightly job', 40, { hours: NIGHTLY });
  for (const perDay of [0.4, 1.2]) add('a call now and then', perDay, { tolerated: /^endpoint-added$/ });
  add('Thursdays only', 80, { rate: (_, weekday) => (weekday === 4 ? 80 : 0) });
  add('every other day', 50, { rate: (day) => (day % 2 === 0 ? 50 : 0) });
  add('an import of ten thousand in one afternoon', 30, { rate: (day) => (day === 6 ? 2000 : 30) });
  add('grows every day', 60, { rate: (day) => 8 + 14 * day, kind: 'command' });
  add('fades but stays', 60, { rate: (day) => 120 / (1 + day) });
  add('an afternoon without calls', 300, { alive: (day) => day < 4.5 || day > 4.75 });
}

function seldom(add: CheckBuilder): void {
  for (const perDay of [24, 210, 650]) {
    add('a trial field in 5 % of answers', perDay, {
      variations: [
        sometimes(
          0.05,
          setField('data.trial_arm', (r) => r.int(1, 2)),
        ),
      ],
    });
    add('a nested field in 2 % of answers', perDay, {
      variations: [sometimes(0.02, setField('data.site.remark', sentence))],
    });
  }
  add('a list field now in some, now in none', 40, {
    kind: 'records',
    variations: [
      sometimes(
        0.06,
        setField('data.parts.serials', (r) => [r.text(6)]),
      ),
    ],
  });
  add('a field missing in 2 % of answers', 210, { variations: [sometimes(0.02, dropField('data.phase'))] });
  add('a parameter in 4 % of calls', 75, {
    kind: 'records',
    variations: [
      sometimes(
        0.04,
        setQuery('trace', (r) => r.text(8)),
      ),
    ],
  });
  add('a member in 1 % of answers', 120, {
    variations: [
      sometimes(
        0.01,
        setField('data.phase', () => 'lost'),
      ),
    ],
  });
  add('sometimes text, sometimes number', 90, {
    variations: [setField('data.ref', (r): JsonValue => (r.chance(0.1) ? r.text(5) : r.int(1, 900)))],
  });
  add('sometimes null', 75, {
    variations: [
      sometimes(
        0.04,
        setField('data.record_no', () => null),
      ),
    ],
  });
  add('three kinds of record, the mix by weekday', 150, {
    variations: [
      (draft, moment) => {
        const weekend = moment.weekday % 6 === 0;
        const kind =
          moment.random.next() < (weekend ? 0.3 : 0.06) ? 'outage' : moment.random.pick(['check', 'repair']);
        setField('data.detail', (r) => ({
          kind,
          [`${kind}_code`]: r.text(4),
          [`${kind}_minutes`]: r.int(1, 90),
        }))(draft, moment);
      },
    ],
  });
  add('answers by sensor id', 150, {
    variations: [
      setField('data.by_sensor', (r) =>
        Object.fromEntries(
          Array.from({ length: r.int(1, 4) }, () => [`sensor_${r.int(1, 600)}`, r.int(0, 99)]),
        ),
      ),
    ],
  });
  add('answers by record id', 60, {
    variations: [setField('data.linked', (r) => ({ [uuidV7(r)]: { amount: r.int(1, 9) } }))],
  });
}

function mishaps(add: CheckBuilder): void {
  add('a quarter of an hour of failures', 650, { variations: [between(4.6, 4.61, fail(503))] });
  add('one failure', 75, { variations: [between(6.5, 6.513, fail(500))] });
  add('a few conflicts always', 90, { kind: 'command', variations: [sometimes(0.04, fail(409))] });
  add('unknown ids', 50, { variations: [sometimes(0.06, fail(404))] });
  add('throttled now and then', 210, { variations: [sometimes(0.006, fail(429))] });
  add('two slow hours', 240, { variations: [between(5.4, 5.48, slower(9))] });
  add('slower at weekends', 210, {
    variations: [(draft, moment) => (moment.weekday % 6 === 0 ? slower(1.25)(draft, moment) : undefined)],
  });
  add('few calls, long tails', 12, { variations: [sometimes(0.08, slower(25))] });
  add('failures between 0 and 4 %', 120, {
    variations: [
      (draft, moment) =>
        moment.random.chance((Math.floor(moment.day * 3) % 5) / 100) ? fail(500)(draft, moment) : undefined,
    ],
  });
  add('a guest refused', 120, {
    variations: [
      (draft, moment) => {
        if (!moment.random.chance(0.01)) return;
        draft.headers = {};
        fail(401)(draft, moment);
      },
    ],
  });
}
