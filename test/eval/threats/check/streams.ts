import { type CallRecord, clientAddress, type Exchange, stamp } from '../call-record.ts';
import type { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { AGENTS, person, product, slug, word } from './words.ts';

const HOUR_MS = 3_600_000;
interface Timed {
  readonly atMs: number;
  readonly exchange: Exchange;
}
type Steps = (r: Random, host: string, startMs: number) => readonly Timed[];

function scenario(
  name: string,
  host: string,
  expected: Scenario['expected'],
  steps: readonly Steps[],
): Scenario {
  return {
    name,
    host,
    expected,
    calls: (r, startMs): readonly CallRecord[] =>
      steps
        .flatMap((make) => make(r, host, startMs))
        .map(({ atMs, exchange }, i) => stamp(exchange, atMs, `${host}-${i}`, r.pick(AGENTS), r)),
  };
}

const record = (id: string | number, r: Random): string =>
  JSON.stringify({
    id,
    owner: person(r),
    total: r.int(10, 9000),
    items: [product(r)],
    state: r.pick(['open', 'paid', 'sent']),
  });
const get = (host: string, path: string, status: number, r: Random, address?: string): Exchange => ({
  method: 'GET',
  host,
  path,
  status,
  responseBody:
    status === 200
      ? record(path.split('/').at(-1) ?? '', r)
      : JSON.stringify({ error: status === 404 ? 'not_found' : 'forbidden' }),
  ...(address === undefined ? {} : { address }),
});
const signIn = (host: string, user: string, status: number, r: Random, address: string): Exchange => ({
  method: 'POST',
  host,
  path: '/auth/login',
  requestHeaders: { 'content-type': 'application/json' },
  requestBody: JSON.stringify({ email: user, password: r.token(11) }),
  status,
  responseBody: JSON.stringify(
    status === 200 ? { session: r.uuid(), expiresIn: 3600 } : { error: 'invalid_credentials' },
  ),
  address,
});
const mail = (r: Random): string => `${word(r)}.${word(r)}${r.int(1, 9999)}@mail.example`;

/** People who read one to four things of their own over a day. */
function owners(collection: string, first: number, people = 150): Steps {
  return (r, host, startMs) =>
    Array.from({ length: people }, (_, i) => i).flatMap((i) =>
      Array.from({ length: r.int(1, 4) }, (_, k) => ({
        atMs: startMs + r.int(0, 23 * HOUR_MS),
        exchange: get(
          host,
          `/${collection}/${first + i * 7 + k}`,
          r.chance(0.02) ? 404 : 200,
          r,
          clientAddress(i),
        ),
      })),
    );
}

/** People who sign in, now and then with a wrong password first. */
const members: Steps = (r, host, startMs) =>
  Array.from({ length: 180 }, (_, i) => i).flatMap((i) => {
    const user = mail(r);
    const atMs = startMs + r.int(0, 22 * HOUR_MS);
    const wrong = r.chance(0.12)
      ? [{ atMs: atMs - 9000, exchange: signIn(host, user, 401, r, clientAddress(i)) }]
      : [];
    return [...wrong, { atMs, exchange: signIn(host, user, 200, r, clientAddress(i)) }];
  });

interface Walk {
  readonly collection: string;
  readonly ids: (i: number, r: Random) => string | number;
  readonly count: number;
  readonly gapMs: number;
  readonly found: number;
  readonly refusal: 404 | 403;
  readonly actor: number;
}
function walk(w: Walk): Steps {
  return (r, host, startMs) =>
    Array.from({ length: w.count }, (_, i) => ({
      atMs: startMs + 2 * HOUR_MS + i * w.gapMs + r.int(0, Math.floor(w.gapMs / 3)),
      exchange: get(
        host,
        `/${w.collection}/${w.ids(i, r)}`,
        r.chance(w.found) ? 200 : w.refusal,
        r,
        clientAddress(w.actor),
      ),
    }));
}

/** Many accounts tried from some addresses; few passwords fit. */
function stuffing(count: number, gapMs: number, addresses: number, hit: number): Steps {
  return (r, host, startMs) =>
    Array.from({ length: count }, (_, i) => ({
      atMs: startMs + 5 * HOUR_MS + i * gapMs + r.int(0, 300),
      exchange: signIn(host, mail(r), r.chance(hit) ? 200 : 401, r, clientAddress(600 + (i % addresses))),
    }));
}

const office: Steps = (r, host, startMs) =>
  Array.from({ length: 90 }, () => ({
    atMs: startMs + 8 * HOUR_MS + r.int(0, HOUR_MS),
    exchange: signIn(host, mail(r), r.chance(0.06) ? 401 : 200, r, clientAddress(640)),
  }));

const forgetful: Steps = (r, host, startMs) => {
  const user = mail(r);
  return Array.from({ length: 12 }, (_, i) => ({
    atMs: startMs + 9 * HOUR_MS + i * 20_000,
    exchange: signIn(host, user, i === 11 ? 200 : 401, r, clientAddress(650)),
  }));
};

const pages: Steps = (r, host, startMs) =>
  Array.from({ length: 140 }, (_, i) => ({
    atMs: startMs + 3 * HOUR_MS + i * 1500,
    exchange: { ...get(host, '/orders', 200, r, clientAddress(660)), query: `page=${i + 1}&size=50` },
  }));

const polling: Steps = (r, host, startMs) => {
  const id = r.int(5000, 6000);
  return Array.from({ length: 300 }, (_, i) => ({
    atMs: startMs + 4 * HOUR_MS + i * 5000,
    exchange: get(host, `/exports/${id}`, 200, r, clientAddress(670)),
  }));
};

const crawler: Steps = (r, host, startMs) =>
  Array.from({ length: 200 }, (_, i) => ({
    atMs: startMs + HOUR_MS + i * 20_000,
    exchange: {
      ...get(host, `/stories/${slug(r)}`, r.chance(0.03) ? 404 : 200, r, clientAddress(680)),
      requestHeaders: {
        'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      },
    },
  }));

const readers: Steps = (r, host, startMs) =>
  Array.from({ length: 300 }, (_, i) => ({
    atMs: startMs + r.int(0, 23 * HOUR_MS),
    exchange: get(host, `/stories/${slug(r)}`, 200, r, clientAddress(i % 160)),
  }));

export const STREAMS: readonly Scenario[] = [
  scenario('invoices counted up', 'invoices.fernhill.example', 'id-enumeration', [
    owners('invoices', 20_000),
    walk({
      collection: 'invoices',
      ids: (i) => 20_000 + i,
      count: 400,
      gapMs: 900,
      found: 0.7,
      refusal: 404,
      actor: 690,
    }),
  ]),
  scenario('patients asked for, mostly refused', 'records.fernhill.example', 'id-enumeration', [
    owners('patients', 4_000),
    walk({
      collection: 'patients',
      ids: (i) => 4_000 + i,
      count: 350,
      gapMs: 2_000,
      found: 0.1,
      refusal: 403,
      actor: 691,
    }),
  ]),
  scenario('accounts drawn at random', 'accounts.fernhill.example', 'id-enumeration', [
    owners('accounts', 700_000),
    walk({
      collection: 'accounts',
      ids: (_, r) => r.int(700_000, 701_200),
      count: 500,
      gapMs: 1_200,
      found: 0.5,
      refusal: 404,
      actor: 692,
    }),
  ]),
  scenario('tickets counted down', 'desk.fernhill.example', 'id-enumeration', [
    owners('tickets', 31_000),
    walk({
      collection: 'tickets',
      ids: (i) => 32_050 - i * 2,
      count: 450,
      gapMs: 6_000,
      found: 0.6,
      refusal: 404,
      actor: 693,
    }),
  ]),
  scenario('one address tries accounts', 'id.oakmoor.example', 'credential-stuffing', [
    members,
    stuffing(300, 1_500, 1, 0.01),
  ]),
  scenario('four addresses try accounts', 'sso.oakmoor.example', 'credential-stuffing', [
    members,
    stuffing(480, 1_000, 4, 0.02),
  ]),
  scenario('slow tries', 'members.oakmoor.example', 'credential-stuffing', [
    members,
    stuffing(200, 20_000, 1, 0.01),
  ]),
  scenario('a burst of tries', 'signin.oakmoor.example', 'credential-stuffing', [
    members,
    stuffing(600, 120, 2, 0.005),
  ]),
  scenario('an office signs in', 'office.oakmoor.example', null, [members, office]),
  scenario('someone forgot the password', 'portal.oakmoor.example', null, [members, forgetful]),
  scenario('only members', 'club.oakmoor.example', null, [members]),
  scenario('pages of a list', 'export.fernhill.example', null, [owners('orders', 9_000), pages]),
  scenario('waiting for an export', 'reports.fernhill.example', null, [owners('exports', 5_000), polling]),
  scenario('a search engine reads stories', 'stories.fernhill.example', null, [readers, crawler]),
  scenario('owners only', 'orders.fernhill.example', null, [owners('orders', 60_000, 220)]),
];
