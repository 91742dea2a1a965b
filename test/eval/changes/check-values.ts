import { sentence } from '../schemas/check-leaves.ts';
import type { Random } from '../schemas/random.ts';
import type { CheckBuilder } from './check-scenario.ts';
import { planted, type Variation } from './scenario.ts';
import { fail, from, fromAddress, setField, setQuery, slower, sometimes, until } from './variations.ts';

export function values(add: CheckBuilder): void {
  for (const [perDay, day, share] of [
    [160, 4.5, 0.3],
    [400, 6.6, 0.12],
    [2000, 3.2, 0.03],
  ] as const) {
    const variations = [
      from(
        day,
        setField('data.phase', () => 'suspended'),
        share,
      ),
    ];
    add('enumeration grows in answers', perDay, {
      variations,
      planted: [planted('enumeration-changed', day)],
    });
  }
  for (const [perDay, day] of [
    [210, 5.5],
    [650, 7.5],
  ] as const) {
    const variations = [
      from(
        day,
        setQuery('phase', () => 'archived'),
        0.25,
      ),
    ];
    add('enumeration grows in parameters', perDay, {
      kind: 'records',
      variations,
      planted: [planted('enumeration-changed', day)],
    });
  }
  const link = setField('data.report_link', (r) => `https://files.example/${r.text(8)}.pdf`);
  add('format, address to path', 75, {
    variations: [
      link,
      from(
        5.5,
        setField('data.report_link', (r) => `reports/${r.text(8)}`),
      ),
    ],
    planted: [planted('format-changed', 5.5)],
  });
  add('format, time without zone', 210, {
    variations: [
      from(
        3.4,
        setField('data.opened_at', (r) => `${r.int(2020, 2026)}/0${r.int(1, 9)}/${r.int(10, 28)}`),
      ),
    ],
    planted: [planted('format-changed', 3.4)],
  });
  add('format of a parameter, time to date', 650, {
    kind: 'records',
    variations: [
      from(
        6.3,
        setQuery('since', (r) => `20${r.int(10, 26)}-0${r.int(1, 9)}-${r.int(10, 28)}`),
      ),
    ],
    planted: [planted('format-changed', 6.3)],
  });
  const exposed: readonly (readonly [number, number, string, (r: Random) => string])[] = [
    [75, 5.5, 'data.site.mail', (r) => `${r.text(6)}.${r.text(5)}@clinic.example`],
    [210, 3.5, 'data.parts.supplier_iban', iban],
    [650, 7.2, 'data.holder_mail', (r) => `${r.text(9)}@post.example`],
  ];
  for (const [perDay, day, path, make] of exposed) {
    add(`data class newly exposed at ${path}`, perDay, {
      variations: [from(day, setField(path, make))],
      planted: [planted('data-class-exposed', day), planted('response-field-added', day)],
    });
  }
}

/** A German-shaped account number of an invented bank with right check digits (ISO 13616: 98 minus the rest modulo 97). */
function iban(random: Random): string {
  const account = `99${random.text(16, '0123456789')}`;
  const rest = BigInt(`${account}131400`) % 97n;
  return `DE${String(98n - rest).padStart(2, '0')}${account}`;
}

const withoutCredential: Variation = (draft) => {
  delete draft.headers['authorization'];
  delete draft.headers['x-api-key'];
};

function refuseStrangers(status: number): Variation {
  return (draft, moment) => {
    const { headers } = draft;
    if (headers['authorization'] !== undefined || headers['x-api-key'] !== undefined) return;
    fail(status, sentence(moment.random))(draft, moment);
  };
}

export function protection(add: CheckBuilder): void {
  for (const [perDay, day, share] of [
    [75, 5.5, 0.5],
    [210, 3.4, 0.15],
    [650, 6.7, 0.25],
  ] as const) {
    add('authentication weakened', perDay, {
      variations: [
        sometimes(0.05, withoutCredential),
        until(day, refuseStrangers(401)),
        from(day, withoutCredential, share),
      ],
      planted: [planted('auth-weakened', day)],
    });
  }
  for (const [perDay, day] of [
    [75, 4.6],
    [210, 6],
    [650, 7.4],
  ] as const) {
    add('authentication strengthened', perDay, {
      variations: [sometimes(0.35, withoutCredential), from(day, refuseStrangers(403))],
      planted: [planted('auth-strengthened', day)],
      tolerated: /^(status-added|error.*)$/,
    });
  }
  for (const [perDay, day] of [
    [75, 5.5],
    [240, 3.6],
  ] as const) {
    const inside = fromAddress((r) => `192.168.${r.int(1, 20)}.${r.int(2, 250)}`);
    const outside = fromAddress((r) => `2001:db8:${r.int(1, 400).toString(16)}::${r.int(1, 999)}`);
    add('access widened to the internet', perDay, {
      variations: [inside, from(day, outside, 0.6)],
      planted: [planted('access-widened', day)],
    });
  }
}

export function service(add: CheckBuilder): void {
  const statuses: readonly (readonly [number, number, number, number])[] = [
    [75, 5.5, 206, 0.5],
    [240, 3.4, 409, 0.15],
    [650, 7.3, 304, 0.08],
  ];
  for (const [perDay, day, status, share] of statuses) {
    const vary: Variation = (draft, moment) => {
      if (status === 409) fail(status)(draft, moment);
      else draft.status = status;
      if (status === 304) draft.body = null;
    };
    add(`status ${status} added`, perDay, {
      variations: [from(day, vary, share)],
      planted: [planted('status-added', day)],
      tolerated: /^error.*$/,
    });
  }
  for (const [perDay, day, factor] of [
    [75, 5.5, 5],
    [210, 7.2, 3.5],
    [650, 3.6, 2.5],
  ] as const) {
    add('latency shift', perDay, {
      variations: [from(day, slower(factor))],
      planted: [planted('latency-shift', day)],
    });
  }
  for (const [perDay, day, share] of [
    [75, 6.4, 0.35],
    [210, 3.5, 0.2],
    [650, 5.2, 0.1],
  ] as const) {
    add('error rate shift', perDay, {
      variations: [sometimes(0.015, fail(503)), from(day, fail(503), share)],
      planted: [planted('error-rate-shift', day)],
      tolerated: /^status-added$/,
    });
  }
}
