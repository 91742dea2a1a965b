import { uuidV7 } from '../schemas/check-leaves.ts';
import type { CheckBuilder } from './check-scenario.ts';
import { planted, type Variation, vanishing } from './scenario.ts';
import { dropField, fail, from, setField, setQuery, sometimes, until } from './variations.ts';

/** A canary: one call in ten for a day, then all. */
function canary(day: number, vary: Variation, share = 1): Variation {
  return (draft, moment) => {
    if (moment.day < day || !moment.random.chance(share)) return;
    if (moment.day >= day + 1 || moment.random.chance(0.1)) vary(draft, moment);
  };
}

export function endpoints(add: CheckBuilder): void {
  for (const [perDay, day] of [
    [24, 1.5],
    [75, 4.3],
    [210, 7.8],
    [650, 5],
  ] as const) {
    add('endpoint added', perDay, { alive: (now) => now >= day, planted: [planted('endpoint-added', day)] });
  }
  add('endpoint added, growing', 200, {
    rate: (day) => (day < 5 ? 0 : 25 * 2 ** (day - 5)),
    planted: [planted('endpoint-added', 5)],
  });
  for (const [perDay, day] of [
    [24, 6.5],
    [75, 4.6],
    [210, 7.2],
    [650, 3],
  ] as const) {
    add('endpoint vanished', perDay, {
      kind: 'sub',
      alive: (now) => now < day,
      planted: [vanishing(day, perDay * 0.6)],
    });
  }
  add('endpoint of weekdays vanished on a Tuesday', 90, {
    rate: (day, weekday) => (weekday === 0 || weekday === 6 || day >= 5 ? 0 : 90),
    planted: [{ ...vanishing(5, 90), within: 4 }],
  });
}

export function parameters(add: CheckBuilder): void {
  const kind = 'records';
  for (const [perDay, day, share] of [
    [55, 5.4, 0.9],
    [210, 3.6, 0.45],
    [650, 7.3, 0.2],
  ] as const) {
    const variations = [
      from(
        day,
        setQuery('depot', (r) => `d${r.int(1, 30)}`),
        share,
      ),
    ];
    add('parameter added', perDay, { kind, variations, planted: [planted('parameter-added', day)] });
  }
  for (const [perDay, day, share] of [
    [55, 4.7, 1],
    [210, 6.2, 0.5],
    [650, 3.4, 0.8],
  ] as const) {
    const variations = [
      until(
        day,
        setQuery('fields', (r) => r.pick(['all', 'short', 'ids'])),
        share,
      ),
    ];
    add('parameter removed', perDay, { kind, variations, planted: [planted('parameter-removed', day)] });
  }
  for (const [perDay, day] of [
    [55, 3.5],
    [210, 5.1],
    [650, 8],
  ] as const) {
    const variations = [from(day, setQuery('offset', uuidV7))];
    add('parameter type', perDay, {
      kind,
      variations,
      planted: [planted('parameter-type', day)],
      tolerated: /^format-changed$/,
    });
  }
  for (const [perDay, day] of [
    [80, 4.5],
    [240, 6],
    [650, 3.7],
  ] as const) {
    const site = setQuery('site', (r) => `s${r.int(1, 40)}`);
    const variations: Variation[] = [
      sometimes(0.03, fail(400)),
      sometimes(0.5, site),
      from(day, site, 0.7),
      (draft, moment) => {
        if (moment.day >= day && draft.query['site'] === undefined)
          fail(400, 'site is missing')(draft, moment);
      },
    ];
    add('parameter required', perDay, {
      kind,
      variations,
      planted: [planted('parameter-required', day)],
      tolerated: /^(error.*|status-added)$/,
    });
  }
}

export function fields(add: CheckBuilder): void {
  const added: readonly (readonly [number, number, string, number])[] = [
    [24, 5.5, 'data.lot', 1],
    [75, 3.2, 'data.site.room', 0.8],
    [210, 7.4, 'data.parts.weight_g', 1],
    [650, 4.9, 'meta.warning', 0.25],
  ];
  for (const [perDay, day, path, share] of added) {
    add(`response field ${path} added`, perDay, {
      variations: [
        from(
          day,
          setField(path, (r) => r.int(1, 900)),
          share,
        ),
      ],
      planted: [planted('response-field-added', day)],
    });
  }
  add('response field added by a canary', 210, {
    variations: [
      canary(
        5,
        setField('data.cost_centre', (r) => r.text(6)),
      ),
    ],
    planted: [planted('response-field-added', 5, 2)],
  });
  for (const [perDay, day, path] of [
    [24, 4.5, 'data.phase'],
    [75, 6.4, 'data.site'],
    [210, 3.6, 'data.parts.amount'],
    [650, 7, 'meta.took_ms'],
  ] as const) {
    add(`response field ${path} removed`, perDay, {
      variations: [from(day, dropField(path))],
      planted: [planted('response-field-removed', day)],
    });
  }
  const types: readonly (readonly [number, number, string, Variation])[] = [
    [24, 5.4, 'integer to text', setField('data.record_no', (r) => `R${r.int(1, 99_999)}`)],
    [75, 3.5, 'text to number', setField('data.phase', (r) => r.int(1, 3))],
    [210, 6.5, 'object to text', setField('data.site', (r) => `site ${r.int(1, 90)}`)],
    [650, 4.4, 'time to seconds', setField('data.opened_at', (r) => r.int(1_700_000_000, 1_790_000_000))],
  ];
  for (const [perDay, day, name, vary] of types) {
    add(`response field type, ${name}`, perDay, {
      variations: [from(day, vary)],
      planted: [planted('response-field-type', day)],
      tolerated: /^(response-field-removed|format-changed|enumeration-changed)$/,
    });
  }
}
