import { words } from '../schemas/dev-leaves.ts';
import type { DevBuilder } from './dev-scenario.ts';
import { planted, type Variation, vanishing } from './scenario.ts';
import { dropField, fail, from, setField, setQuery, sometimes, until } from './variations.ts';

const TEN = 10 / 24;

export function endpoints(add: DevBuilder): void {
  for (const [perDay, day] of [
    [20, 3],
    [60, 5 + TEN],
    [180, 2],
    [400, 6],
  ] as const) {
    add('endpoint added', perDay, { alive: (now) => now >= day, planted: [planted('endpoint-added', day)] });
  }
  for (const [perDay, day] of [
    [8, 4],
    [20, 3],
    [60, 5 + TEN],
    [180, 6],
    [400, 4 + TEN],
  ] as const) {
    add('endpoint vanished', perDay, { alive: (now) => now < day, planted: [vanishing(day, perDay * 0.8)] });
  }
}

export function parameters(add: DevBuilder): void {
  const shape = 'list';
  for (const [perDay, day, share] of [
    [45, 4, 1],
    [120, 3 + TEN, 0.5],
    [300, 5, 0.35],
  ] as const) {
    const variations = [
      from(
        day,
        setQuery('region', (r) => `r${r.int(1, 9)}`),
        share,
      ),
    ];
    add('parameter added', perDay, { shape, variations, planted: [planted('parameter-added', day)] });
  }
  for (const [perDay, day, share] of [
    [45, 4, 0.95],
    [120, 5 + TEN, 0.6],
    [300, 3, 1],
  ] as const) {
    const variations = [
      until(
        day,
        setQuery('expand', (r) => r.pick(['lines', 'buyer'])),
        share,
      ),
    ];
    add('parameter removed', perDay, { shape, variations, planted: [planted('parameter-removed', day)] });
  }
  for (const [perDay, day] of [
    [45, 3],
    [120, 4 + TEN],
    [300, 6],
  ] as const) {
    const variations = [
      from(
        day,
        setQuery('page', (r) => `c_${r.text(10)}`),
      ),
    ];
    add('parameter type', perDay, {
      shape,
      variations,
      planted: [planted('parameter-type', day)],
      tolerated: /^format-changed$/,
    });
  }
  for (const [perDay, day] of [
    [60, 4],
    [180, 3 + TEN],
    [400, 5],
  ] as const) {
    const variations: Variation[] = [
      sometimes(0.02, fail(400)),
      sometimes(
        0.6,
        setQuery('tenant', (r) => `t${r.int(10, 60)}`),
      ),
      from(
        day,
        setQuery('tenant', (r) => `t${r.int(10, 60)}`),
        0.85,
      ),
      (draft, moment) => {
        if (moment.day >= day && draft.query['tenant'] === undefined) fail(400)(draft, moment);
      },
    ];
    add('parameter required', perDay, {
      shape,
      variations,
      planted: [planted('parameter-required', day)],
      tolerated: /^(error.*|status-added)$/,
    });
  }
}

export function fields(add: DevBuilder): void {
  const added: readonly (readonly [number, number, number, string])[] = [
    [20, 4, 1, 'carrier'],
    [60, 3 + TEN, 1, 'taxIncluded'],
    [180, 5, 0.6, 'trackingCode'],
    [400, 6, 0.3, 'giftNote'],
  ];
  for (const [perDay, day, share, name] of added) {
    add('response field added', perDay, {
      variations: [
        from(
          day,
          setField(name, (r) => `${name}-${r.text(4)}`),
          share,
        ),
      ],
      planted: [planted('response-field-added', day)],
    });
  }
  for (const [perDay, day, name] of [
    [20, 3, 'amount'],
    [60, 5, 'createdAt'],
    [180, 4 + TEN, 'remark'],
    [400, 6, 'state'],
  ] as const) {
    add('response field removed', perDay, {
      variations: [from(day, dropField(name))],
      planted: [planted('response-field-removed', day)],
    });
  }
  const types: readonly (readonly [number, number, string, Variation])[] = [
    [20, 4, 'number to text', setField('amount', (r) => `${r.int(1, 900)}.00`)],
    [
      120,
      3 + TEN,
      'text to object',
      setField('state', (r) => ({ code: r.int(1, 9), label: words(r, 1, 2) })),
    ],
    [300, 5, 'integer to list', setField('amount', (r) => [r.int(1, 90), r.int(1, 90)])],
  ];
  for (const [perDay, day, name, vary] of types) {
    add(`response field type, ${name}`, perDay, {
      variations: [from(day, vary)],
      planted: [planted('response-field-type', day)],
      tolerated: /^(response-field-added|format-changed|enumeration-changed)$/,
    });
  }
  add('response field added, then removed', 300, {
    variations: [
      (draft, moment) =>
        moment.day >= 2 && moment.day < 5 ? setField('beta', (r) => r.int(1, 9))(draft, moment) : undefined,
    ],
    planted: [planted('response-field-added', 2), planted('response-field-removed', 5)],
  });
}
