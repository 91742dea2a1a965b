import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import type { ChangeFacts } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { createSummary, DAY_MS, observe, viewInventory } from '../index.ts';

/** A Monday. */
const START = Date.UTC(2026, 2, 2);
const DAYS = 6;

/** One call: its place among those of its day, the day with its fraction. */
interface Moment {
  readonly index: number;
  readonly day: number;
}

interface Sent {
  readonly query?: string;
  readonly status?: number;
  readonly body?: JsonObject;
  readonly latencyMs?: number;
  readonly address?: string;
  readonly anonymous?: boolean;
}

function callOf({ index, day }: Moment, sent: Sent): ApiCall {
  return {
    id: null,
    timeMs: START + Math.floor(day * DAY_MS),
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: '/v1/orders',
    query: sent.query ?? null,
    status: sent.status ?? 200,
    client: { address: sent.address ?? `192.0.2.${index % 40}`, id: null },
    latencyMs: sent.latencyMs ?? 40 + (index % 20),
    request: {
      headers: sent.anonymous === true ? {} : { authorization: 'Bearer abc.def' },
      body: null,
      sizeBytes: 10,
    },
    response: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent.body ?? { total: index }),
      sizeBytes: 100,
    },
    gateway: null,
    operation: null,
  };
}

function changesOf(make: (moment: Moment) => Sent | null, perDay = 100, days = DAYS): readonly ChangeFacts[] {
  const summary = createSummary();
  for (let day = 0; day < days; day += 1) {
    for (let index = 0; index < perDay; index += 1) {
      const moment = { index, day: day + index / perDay };
      const sent = make(moment);
      if (sent !== null) observe(summary, callOf(moment, sent), 'edge');
    }
  }
  return viewInventory(summary, { asOfMs: START + days * DAY_MS - 1, windowMs: null, known: [] }).changes;
}

const told = (changes: readonly ChangeFacts[]): string[] =>
  changes.map(
    ({ type, class: kind, subject, before, after, atMs }) =>
      `${(atMs - START) / DAY_MS} ${type} ${kind} ${subject}: ${before} -> ${after}`,
  );

const rows = (...given: Parameters<typeof changesOf>): string[] => told(changesOf(...given));

const FROM = 3;
/** Ten in the morning of the fourth day. */
const MIDDAY = 3 + 10 / 24;

describe('parameters', () => {
  it('added, removed, required, of another type', () => {
    assert.deepEqual(
      rows(({ day }) => ({ query: day >= FROM ? 'page=1' : '' })),
      ['3 parameter-added risky query page: null -> required'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day >= FROM && index % 2 === 0 ? 'page=1' : '' })),
      ['3 parameter-added additive query page: null -> optional'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day < FROM && index % 2 === 0 ? 'page=1' : '' })),
      ['3 parameter-removed risky query page: optional -> null'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day >= FROM || index % 3 > 0 ? 'page=1' : '' })),
      ['3 parameter-required breaking query page: optional -> required'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day < FROM || index % 3 > 0 ? 'page=1' : '' })),
      ['3 parameter-required additive query page: required -> optional'],
    );
    assert.deepEqual(
      rows(({ day }) => ({ query: day < FROM ? 'page=1' : 'page=c_zz' })),
      ['3 parameter-type breaking query page: number -> string'],
    );
  });

  it('a change in the middle of a day is that of the days beside it', () => {
    assert.deepEqual(
      rows(({ day }) => ({ query: day >= MIDDAY ? 'page=1' : '' })),
      ['3 parameter-added risky query page: null -> required'],
    );
    assert.deepEqual(
      rows(({ day }) => ({ query: day < MIDDAY ? 'page=1' : 'page=c_zz' })),
      ['3 parameter-type breaking query page: number -> string'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day >= MIDDAY || index % 3 > 0 ? 'page=1' : '' })),
      ['3 parameter-required breaking query page: optional -> required'],
    );
  });

  it('what chance explains is no event', () => {
    // Seen on the last days only, as one call in fifty is by chance.
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day >= 4 && index % 50 === 0 ? 'debug=true' : '' })),
      [],
    );
    assert.deepEqual(
      rows(({ day }) => ({ query: day >= FROM ? 'page=1' : '' }), 2),
      [],
    );
    // Three clients are too few to show a name.
    assert.deepEqual(
      rows(({ day, index }) => ({
        query: day >= FROM ? 'zorblax=1' : '',
        address: `192.0.2.${index % 3}`,
      })),
      [],
    );
    // More than one value a call: how many calls have it is not known.
    assert.deepEqual(
      rows(({ day, index }) => ({ query: day >= FROM || index % 2 === 0 ? 'tag=1&tag=2' : '' })),
      [],
    );
  });
});

describe('responses', () => {
  it('members added, removed, of another type, in items of lists too', () => {
    const made = ({ day, index }: Moment): Sent =>
      day < FROM
        ? { body: { id: index, items: [{ name: 'x', colour: 'y' }] } }
        : { body: { id: `o-${index}`, items: [{ name: 'x', size: true }] } };
    assert.deepEqual(rows(made), [
      '3 response-field-added additive 2XX application/json /items/*/size: null -> boolean',
      '3 response-field-removed breaking 2XX application/json /items/*/colour: string -> null',
      '3 response-field-type breaking 2XX application/json /id: number -> string',
    ]);
  });

  it('a member that came and went is both', () => {
    assert.deepEqual(
      rows(({ day, index }) => ({
        body: day >= 2 && day < 4 ? { total: index, beta: 1 } : { total: index },
      })),
      [
        '2 response-field-added additive 2XX application/json /beta: null -> number',
        '4 response-field-removed breaking 2XX application/json /beta: number -> null',
      ],
    );
  });

  it('wider types, formats lost, members of enumerations', () => {
    assert.deepEqual(
      rows(({ day, index }) => ({ body: { note: day >= FROM && index % 2 === 0 ? 1 : 'x y z' } })),
      ['3 response-field-type risky 2XX application/json /note: string -> number string'],
    );
    assert.deepEqual(
      rows(({ day }) => ({ body: { at: day >= MIDDAY ? '2.3.2026 10:00' : '2026-03-02T10:00:00Z' } })),
      ['3 format-changed risky 2XX application/json /at: date-time -> text'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({
        body: { state: day >= FROM && index % 4 === 0 ? 'on_hold' : index % 3 === 0 ? 'open' : 'closed' },
      })),
      ['3 enumeration-changed risky 2XX application/json /state: closed open -> closed on_hold open'],
    );
  });

  it('what chance explains is no event', () => {
    // A rare member of an enumeration, null now and then, empty lists, a text that is new every day.
    assert.deepEqual(
      rows(({ day, index }) => ({
        body: {
          state: index === 7 && day > 4 ? 'pending' : index % 2 === 0 ? 'open' : 'closed',
          remark: index % 20 === 0 ? null : 'x y z',
          list: day >= 4 && day < 5 ? [] : [{ a: 1 }],
          build: ['open', 'closed', 'active', 'pending', 'done', 'new'][Math.floor(day)] ?? '',
        },
      })),
      [],
    );
    // A hundred items of two answers are two observations.
    assert.deepEqual(
      rows(
        ({ day }) => ({
          body: { list: Array.from({ length: 100 }, () => (day >= FROM ? { gift: 1 } : { open: 1 })) },
        }),
        1,
      ),
      [],
    );
  });
});

describe('service', () => {
  it('a status, errors, latency', () => {
    assert.deepEqual(
      rows(({ day, index }) => ({ status: day >= FROM && index % 8 === 0 ? 202 : 200 })),
      ['3 status-added additive 202: null -> 202'],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ status: (day >= FROM ? index % 5 === 0 : index === 9) ? 500 : 200 })),
      ['3 error-rate-shift risky 5XX: 1 % -> 20 %'],
    );
    const [slower, ...more] = rows(({ day, index }) => ({
      latencyMs: (40 + (index % 20)) * (day >= MIDDAY ? 4 : 1),
    }));
    assert.match(slower ?? '', /^3 latency-shift risky median: (?:4|5)\d ms -> (?:1|2)\d\d ms$/);
    assert.deepEqual(more, []);
  });

  it('ten bad minutes, a slow hour and days that differ are no change', () => {
    assert.deepEqual(
      rows(({ day, index }) => ({ status: day >= 4 && day < 5 && index % 8 === 0 ? 502 : 200 })),
      [],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ status: day >= 5 && index < 9 ? 502 : 200 })),
      [],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ latencyMs: (40 + (index % 20)) * (day >= 4 ? 1.6 : 1) })),
      [],
    );
    assert.deepEqual(
      rows(({ day, index }) => ({ latencyMs: (1 + (index % 3)) * (day >= 4 ? 3 : 1) })),
      [],
    );
  });

  it('access from outside where only private addresses were', () => {
    const made = (share: number) =>
      rows(({ day, index }) => ({
        address: day >= FROM && index % 100 < share ? `203.0.113.${index}` : `10.1.2.${index}`,
      }));
    assert.deepEqual(made(30), ['3 access-widened risky clients: private -> public']);
    assert.deepEqual(made(1), []);
    assert.deepEqual(
      rows(({ day, index }) => ({
        address: day >= FROM && index % 2 === 0 ? `203.0.113.${index}` : `10.1.2.${index}`,
        status: day >= FROM && index % 2 === 0 ? 403 : 200,
      })).filter((row) => row.includes('access')),
      [],
      'who is refused has no access',
    );
  });
});

describe('protection', () => {
  it('weakened and strengthened', () => {
    assert.deepEqual(
      rows(({ day, index }) => ({ anonymous: day >= MIDDAY && index % 3 === 0 })),
      ['3 auth-weakened risky auth: required -> mixed'],
    );
    const strengthened = rows(({ day, index }) =>
      index % 2 === 0 ? { anonymous: true, status: day >= FROM ? 401 : 200 } : {},
    );
    assert.deepEqual(strengthened, [
      '3 auth-strengthened breaking auth: mixed -> required',
      '3 status-added risky 401: null -> 401',
    ]);
    assert.deepEqual(
      rows(({ day, index }) => ({ anonymous: day >= 4 && index === 3 })),
      [],
      'one lost header a day',
    );
  });

  it('a class that responses did not give away', () => {
    const mail = (index: number): string => `p${index}@mail.example`;
    assert.deepEqual(
      rows(({ day, index }) => ({ body: day >= FROM ? { total: 1, email: mail(index) } : { total: 1 } })),
      [
        '3 data-class-exposed risky email response.body /email: null -> email',
        '3 response-field-added additive 2XX application/json /email: null -> string',
      ],
    );
    assert.deepEqual(
      rows(({ index }) => ({ body: { total: 1, email: mail(index) } })),
      [],
    );
  });
});

describe('a class that was there all the time', () => {
  it('is not newly exposed where a day was too short to decide it, or to show its name', () => {
    const body = (index: number): JsonObject => ({ zorblax: `p${index}@mail.example`, total: 1 });
    assert.deepEqual(
      rows(({ index, day }) => {
        const isShort = day < 1 && index > 5;
        return isShort ? null : { body: body(index), address: `192.0.2.${day < 1 ? 1 : index % 40}` };
      }),
      [],
    );
  });
});

describe('the same days', () => {
  it('change nothing, and neither do those of one day', () => {
    const made = ({ index }: Moment): Sent => ({
      query: index % 2 === 0 ? 'page=1&sort=name' : '',
      status: index % 9 === 0 ? 404 : 200,
      body: { state: index % 3 === 0 ? 'open' : 'closed', items: [{ a: index }] },
    });
    assert.deepEqual(rows(made), []);
    assert.deepEqual(
      rows(({ index }) => made({ index, day: 0 }), 100, 1),
      [],
    );
  });
});
