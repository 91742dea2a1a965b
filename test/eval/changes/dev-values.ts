import { isoDate, uuid } from '../schemas/dev-leaves.ts';
import type { Random } from '../schemas/random.ts';
import type { DevBuilder } from './dev-scenario.ts';
import { planted, type Variation } from './scenario.ts';
import {
  anonymous,
  fail,
  from,
  fromAddress,
  refuseAnonymous,
  setField,
  setQuery,
  slower,
  sometimes,
  until,
} from './variations.ts';

const TEN = 10 / 24;

export function values(add: DevBuilder): void {
  for (const [perDay, day, share] of [
    [180, 3, 0.25],
    [300, 5 + TEN, 0.15],
    [2000, 4, 0.05],
  ] as const) {
    const variations = [
      from(
        day,
        setField('state', () => 'on_hold'),
        share,
      ),
    ];
    add('enumeration grows in answers', perDay, {
      variations,
      planted: [planted('enumeration-changed', day)],
    });
  }
  for (const [perDay, day] of [
    [180, 4],
    [400, 6],
  ] as const) {
    const variations = [
      from(
        day,
        setQuery('sort', () => 'relevance'),
        0.3,
      ),
    ];
    add('enumeration grows in parameters', perDay, {
      shape: 'list',
      variations,
      planted: [planted('enumeration-changed', day)],
    });
  }
  const formats: readonly (readonly [number, number, string, Variation])[] = [
    [60, 4, 'time to date', setField('createdAt', isoDate)],
    [
      120,
      3,
      'time to local text',
      setField('createdAt', (r) => `${r.int(10, 28)}.0${r.int(1, 9)}.2026 ${r.int(10, 23)}:${r.int(10, 59)}`),
    ],
    [300, 5 + TEN, 'uuid to short id', setField('externalRef', (r) => `ref_${r.text(12)}`)],
  ];
  for (const [perDay, day, name, vary] of formats) {
    const before = until(99, setField('externalRef', uuid));
    add(`format, ${name}`, perDay, {
      variations: [before, from(day, vary)],
      planted: [planted('format-changed', day)],
    });
  }
  const exposed: readonly (readonly [number, number, (r: Random) => string])[] = [
    [60, 4, (r) => `${r.text(7)}@mail.example`],
    [180, 3, (r) => `+1202555${r.int(100, 199).toString().padStart(4, '0')}`],
    [300, 5, (r) => `${r.text(5)}.${r.text(6)}@post.example`],
  ];
  for (const [perDay, day, make] of exposed) {
    const name = perDay === 180 ? 'phone' : 'email';
    add(`data class newly exposed, ${name}`, perDay, {
      variations: [from(day, setField(name, make))],
      planted: [planted('data-class-exposed', day), planted('response-field-added', day)],
    });
  }
}

export function protection(add: DevBuilder): void {
  for (const [perDay, day, share] of [
    [60, 4, 0.4],
    [180, 3 + TEN, 0.2],
    [400, 5, 0.3],
  ] as const) {
    add('authentication weakened', perDay, {
      variations: [sometimes(0.07, anonymous), until(day, refuseAnonymous()), from(day, anonymous, share)],
      planted: [planted('auth-weakened', day)],
    });
  }
  for (const [perDay, day] of [
    [60, 4],
    [180, 5 + TEN],
    [400, 3],
  ] as const) {
    add('authentication strengthened', perDay, {
      variations: [sometimes(0.5, anonymous), from(day, refuseAnonymous())],
      planted: [planted('auth-strengthened', day)],
      tolerated: /^(status-added|error.*)$/,
    });
  }
  const inside = (r: Random): string => `10.20.${r.int(1, 9)}.${r.int(1, 250)}`;
  for (const [perDay, day] of [
    [120, 4],
    [300, 5],
  ] as const) {
    const variations = [
      fromAddress(inside),
      from(
        day,
        fromAddress((r) => `203.0.113.${r.int(1, 250)}`),
        0.4,
      ),
    ];
    add('access widened to the internet', perDay, { variations, planted: [planted('access-widened', day)] });
  }
}

export function service(add: DevBuilder): void {
  const statuses: readonly (readonly [number, number, number, number])[] = [
    [60, 4, 202, 0.4],
    [180, 3 + TEN, 422, 0.12],
    [400, 5, 429, 0.05],
  ];
  for (const [perDay, day, status, share] of statuses) {
    const vary: Variation = status === 202 ? (draft) => (draft.status = 202) : fail(status);
    add(`status ${status} added`, perDay, {
      shape: 'create',
      variations: [from(day, vary, share)],
      planted: [planted('status-added', day)],
      tolerated: /^(error.*|response-field-.*)$/,
    });
  }
  for (const [perDay, day, factor] of [
    [60, 4, 6],
    [180, 3, 4],
    [400, 5 + TEN, 3],
  ] as const) {
    add('latency shift', perDay, {
      variations: [from(day, slower(factor))],
      planted: [planted('latency-shift', day)],
    });
  }
  for (const [perDay, day, share] of [
    [60, 4, 0.4],
    [180, 3 + TEN, 0.25],
    [400, 5, 0.12],
  ] as const) {
    add('error rate shift', perDay, {
      variations: [sometimes(0.01, fail(500)), from(day, fail(500), share)],
      planted: [planted('error-rate-shift', day)],
      tolerated: /^status-added$/,
    });
  }
}
