import { isoDate, uuid, words } from '../schemas/dev-leaves.ts';
import type { DevBuilder } from './dev-scenario.ts';
import {
  anonymous,
  dropField,
  fail,
  refuseAnonymous,
  setField,
  setQuery,
  slower,
  sometimes,
} from './variations.ts';

const NIGHT_HOURS = [9, 9, 9, 8, 7, 5, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 7, 8];
const OFFICE_HOURS = [0, 0, 0, 0, 0, 0, 0, 2, 8, 9, 9, 8, 5, 8, 9, 9, 7, 3, 1, 0, 0, 0, 0, 0];

/** What streams do without any change: no event is right on any of these. */
export function devNoise(add: DevBuilder): void {
  rhythms(add);
  rareThings(add);
  incidents(add);
}

function rhythms(add: DevBuilder): void {
  for (const perDay of [8, 20, 60, 300]) add('steady', perDay, {});
  for (const perDay of [12, 40, 150, 400]) {
    const rate = (_: number, weekday: number): number => (weekday === 0 || weekday === 6 ? 0 : perDay);
    add('weekdays only', perDay, { rate, hours: () => OFFICE_HOURS });
  }
  for (const perDay of [0.5, 1.5]) add('rare', perDay, { tolerated: /^endpoint-added$/ });
  add('Mondays only', 150, { rate: (_, weekday) => (weekday === 1 ? 150 : 0), hours: () => OFFICE_HOURS });
  add('every third day', 90, { rate: (day) => (day % 3 === 0 ? 90 : 0) });
  add('day turns to night', 200, { hours: (day) => (day < 4 ? OFFICE_HOURS : NIGHT_HOURS) });
  add('a burst on day 4', 60, { rate: (day) => (day === 4 ? 900 : 60) });
  add('slow start', 160, {
    rate: (day) => 5 * 2 ** Math.min(day, 5),
    variations: [
      sometimes(
        0.1,
        setField('giftMessage', (r) => words(r, 2, 4)),
      ),
    ],
  });
  add('quiet weekend', 300, { rate: (_, weekday) => (weekday === 0 || weekday === 6 ? 25 : 300) });
}

function rareThings(add: DevBuilder): void {
  for (const perDay of [15, 60, 300]) {
    add('a field in 3 % of answers', perDay, {
      variations: [
        sometimes(
          0.03,
          setField('legacyNote', (r) => words(r, 1, 3)),
        ),
      ],
    });
    add('an A/B field in 5 % of answers', perDay, {
      variations: [
        sometimes(
          0.05,
          setField('experiment', (r) => r.pick(['a', 'b'])),
        ),
      ],
    });
  }
  add('a field in half of few answers', 9, {
    variations: [
      sometimes(
        0.5,
        setField('memo', (r) => words(r, 1, 3)),
      ),
    ],
  });
  add('a field in 97 % of answers', 60, { variations: [sometimes(0.03, dropField('amount'))] });
  add('a parameter in 3 % of calls', 60, {
    shape: 'list',
    variations: [
      sometimes(
        0.03,
        setQuery('debug', () => 'true'),
      ),
    ],
  });
  add('a rare member of an enumeration', 80, {
    variations: [
      sometimes(
        0.01,
        setField('state', () => 'disputed'),
      ),
    ],
  });
  add('a rare null', 120, {
    variations: [
      sometimes(
        0.03,
        setField('amount', () => null),
      ),
    ],
  });
  add('a rare fraction', 80, {
    variations: [
      sometimes(
        0.02,
        setField('amount', (r) => r.int(1, 900) + 0.5),
      ),
    ],
  });
  add('a map with days as keys', 120, {
    variations: [
      setField('byDay', (r, { day }) => {
        const days = Array.from(
          { length: 3 },
          (_, back) => new Date(Date.UTC(2026, 2, 2 + Math.floor(day) - back)),
        );
        return Object.fromEntries(days.map((each) => [each.toISOString().slice(0, 10), r.int(0, 50)]));
      }),
    ],
  });
  add('a map with ids as keys', 120, {
    variations: [setField('seats', (r) => ({ [uuid(r)]: r.int(1, 9), [uuid(r)]: r.int(1, 9) }))],
  });
  add('lists that are often empty', 40, {
    shape: 'list',
    variations: [
      sometimes(
        0.8,
        setField('items', () => []),
      ),
    ],
  });
  add('a date field of its own day', 120, { variations: [setField('servedOn', (r) => isoDate(r))] });
}

function incidents(add: DevBuilder): void {
  add('an error or two in eight days', 200, {
    variations: [
      (draft, moment) => (moment.day > 5.3 && moment.day < 5.308 ? fail(500)(draft, moment) : undefined),
    ],
  });
  add('ten bad minutes', 400, {
    variations: [
      (draft, moment) => (moment.day > 4.5 && moment.day < 4.507 ? fail(502)(draft, moment) : undefined),
    ],
  });
  add('some are not found', 60, { variations: [sometimes(0.03, fail(404))] });
  add('seldom not found', 60, { variations: [sometimes(0.004, fail(404))] });
  add('expired tokens', 150, { variations: [sometimes(0.03, fail(401))] });
  add('a stranger without credentials', 150, {
    variations: [sometimes(0.004, anonymous), refuseAnonymous()],
  });
  add('anonymous always welcome', 100, { variations: [sometimes(0.3, anonymous)] });
  add('latency by day of week', 200, {
    variations: [
      (draft, moment) => slower([0.75, 1.1, 1, 1.15, 0.95, 1.2, 0.8][moment.weekday] ?? 1)(draft, moment),
    ],
  });
  add('few and slow calls', 15, { latencyMs: 300, variations: [sometimes(0.06, slower(20))] });
  add('errors wander between 1 and 3 %', 300, {
    variations: [
      (draft, moment) =>
        moment.random.chance(0.01 + 0.01 * (Math.floor(moment.day) % 3))
          ? fail(503)(draft, moment)
          : undefined,
    ],
  });
}
