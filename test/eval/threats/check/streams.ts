import { type CallRecord, clientAddress, stamp } from '../call-record.ts';
import type { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';

const HOUR = 3_600_000;
const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15';

interface Step {
  readonly at: number;
  readonly from: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: string;
  readonly key?: string;
  readonly cookie?: string;
  readonly basic?: string;
  readonly agent?: string;
  readonly form?: string;
  readonly status: number;
  readonly answer: string;
}

function tell(host: string, steps: readonly Step[], r: Random): readonly CallRecord[] {
  return steps.map((s, i) =>
    stamp(
      {
        method: s.method,
        host,
        path: s.path,
        address: s.from,
        status: s.status,
        responseBody: s.answer,
        ...(s.query === undefined ? {} : { query: s.query }),
        ...(s.form === undefined ? {} : { requestBody: s.form }),
        requestHeaders: {
          ...(s.key === undefined ? {} : { 'x-api-key': s.key }),
          ...(s.cookie === undefined ? {} : { cookie: `session_id=${s.cookie}` }),
          ...(s.basic === undefined ? {} : { authorization: `Basic ${btoa(s.basic)}` }),
          ...(s.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      },
      s.at,
      `${host.split('.')[0]}_${i}`,
      s.agent ?? BROWSER,
      r,
    ),
  );
}

const statement = (id: string | number, r: Random): string =>
  JSON.stringify({
    accountId: id,
    holder: `H${r.int(1, 9999)}`,
    balance: { amount: r.int(10, 9999), currency: 'EUR' },
    lines: [],
  });
const NONE = JSON.stringify({ title: 'Not Found', status: 404 });

/** Customers with session cookies looking at their own one or two accounts, over a day. */
function customers(r: Random, start: number, path: (id: number) => string): Step[] {
  return Array.from({ length: 120 }, (_, p) => {
    const cookie = r.hex(28);
    const ids = Array.from({ length: r.int(1, 2) }, () => r.int(3_000_000, 3_900_000));
    return Array.from({ length: r.int(2, 8) }, (): Step => {
      const id = r.pick(ids);
      return {
        at: start + r.int(0, 23) * HOUR + r.int(0, HOUR),
        from: clientAddress(p + 300),
        method: 'GET',
        path: path(id),
        cookie,
        status: 200,
        answer: statement(id, r),
      };
    });
  }).flat();
}

interface Harvest {
  readonly name: string;
  readonly host: string;
  readonly length: number;
  readonly gapMs: number;
  readonly number: (i: number, r: Random) => number;
  readonly found: number;
  readonly otherwise: 403 | 404;
  readonly credential: 'cookie' | 'key' | 'none';
  readonly path: (id: number) => string;
  readonly from?: (i: number) => string;
}

function harvest(h: Harvest): Scenario {
  return {
    name: h.name,
    host: h.host,
    expected: 'id-enumeration',
    calls: (r, start) => {
      const secret = r.hex(30);
      const taken = Array.from({ length: h.length }, (_, i): Step => {
        const id = h.number(i, r);
        const hit = r.chance(h.found);
        return {
          at: start + 5 * HOUR + i * h.gapMs + r.int(0, Math.floor(h.gapMs / 3)),
          from: h.from?.(i) ?? '2001:db8:77::5',
          method: 'GET',
          path: h.path(id),
          ...(h.credential === 'cookie' ? { cookie: secret } : h.credential === 'key' ? { key: secret } : {}),
          agent: r.chance(0.5) ? BROWSER : BROWSER,
          status: hit ? 200 : h.otherwise,
          answer: hit ? statement(id, r) : NONE,
        };
      });
      return tell(h.host, [...customers(r, start, h.path), ...taken], r);
    },
  };
}

/** Members who sign in through a form; some mistype. */
function members(r: Random, start: number): Step[] {
  return Array.from({ length: 260 }, (_, p) => {
    const at = start + r.int(0, 22) * HOUR + r.int(0, HOUR);
    const from = clientAddress(p + 150);
    const wrong = r.chance(0.12) ? [signIn(at - 9000, from, `member${p}@club.example`, false, r)] : [];
    return [...wrong, signIn(at, from, `member${p}@club.example`, true, r)];
  }).flat();
}

function signIn(
  at: number,
  from: string,
  who: string,
  good: boolean,
  r: Random,
  agent = BROWSER,
  secret = r.token(9),
): Step {
  return {
    at,
    from,
    agent,
    method: 'POST',
    path: '/auth/signin',
    form: `email=${encodeURIComponent(who)}&passcode=${secret}&csrf=${r.hex(16)}`,
    status: good ? 302 : 401,
    answer: good ? '' : JSON.stringify({ title: 'Unauthorized', status: 401 }),
  };
}

function raid(
  name: string,
  host: string,
  o: {
    people: number;
    gapMs: number;
    good: number;
    from: (i: number) => string;
    spray?: true;
    agent?: string;
  },
): Scenario {
  return {
    name,
    host,
    expected: 'credential-stuffing',
    calls: (r, start) => {
      const one = r.token(10);
      const tries = Array.from({ length: o.people }, (_, i) =>
        signIn(
          start + 3 * HOUR + i * o.gapMs + r.int(0, 150),
          o.from(i),
          `${r.token(7).toLowerCase()}@club.example`,
          r.chance(o.good),
          r,
          o.agent ?? BROWSER,
          o.spray === true ? one : r.token(9),
        ),
      );
      return tell(host, [...members(r, start), ...tries], r);
    },
  };
}

function basicRaid(name: string, host: string): Scenario {
  return {
    name,
    host,
    expected: 'credential-stuffing',
    calls: (r, start) => {
      const normal = Array.from({ length: 100 }, (_, p) =>
        Array.from(
          { length: 6 },
          (): Step => ({
            at: start + r.int(0, 22) * HOUR,
            from: clientAddress(p + 90),
            method: 'GET',
            path: '/v1/mailbox',
            basic: `m${p}:${'k'.repeat(8)}${p}`,
            status: 200,
            answer: '{"unread":2}',
          }),
        ),
      ).flat();
      const tries = Array.from(
        { length: 420 },
        (_, i): Step => ({
          at: start + 6 * HOUR + i * 1200,
          from: '203.0.113.9',
          method: 'GET',
          path: '/v1/mailbox',
          basic: `${r.token(6)}:${r.token(8)}`,
          agent: 'Go-http-client/1.1',
          status: r.chance(0.015) ? 200 : 401,
          answer: '{}',
        }),
      );
      return tell(host, [...normal, ...tries], r);
    },
  };
}

function peaceful(
  name: string,
  host: string,
  steps: (r: Random, start: number) => readonly Step[],
): Scenario {
  return { name, host, expected: null, calls: (r, start) => tell(host, steps(r, start), r) };
}

const account = (id: number): string => `/accounts/${id}/statement`;

export const STREAMS: readonly Scenario[] = [
  harvest({
    name: 'a session reads consecutive statements',
    host: 'h-line.example',
    length: 380,
    gapMs: 1800,
    number: (i) => 3_100_000 + i,
    found: 1,
    otherwise: 404,
    credential: 'cookie',
    path: account,
  }),
  harvest({
    name: 'an API key reads every seventh number',
    host: 'h-seven.example',
    length: 420,
    gapMs: 1100,
    number: (i) => 3_200_000 + i * 7,
    found: 0.55,
    otherwise: 404,
    credential: 'key',
    path: (id) => `/v2/parcels/${id}`,
  }),
  harvest({
    name: 'numbers tried without credential, refused mostly',
    host: 'h-bare.example',
    length: 450,
    gapMs: 900,
    number: (i) => 3_300_000 + i,
    found: 0.04,
    otherwise: 403,
    credential: 'none',
    path: (id) => `/v2/tickets/${id}`,
  }),
  harvest({
    name: 'a block of numbers shuffled',
    host: 'h-mix.example',
    length: 500,
    gapMs: 800,
    number: (i) => 3_400_000 + ((i * 7919) % 500),
    found: 0.85,
    otherwise: 404,
    credential: 'cookie',
    path: (id) => `/members/${id}`,
  }),
  harvest({
    name: 'two addresses share a session and a range',
    host: 'h-two.example',
    length: 600,
    gapMs: 900,
    number: (i) => 3_500_000 + i,
    found: 0.9,
    otherwise: 404,
    credential: 'cookie',
    path: account,
    from: (i) => `203.0.113.${i % 2 === 0 ? 18 : 181}`,
  }),
  harvest({
    name: 'slowly, one number each 40 s',
    host: 'h-slow.example',
    length: 540,
    gapMs: 40_000,
    number: (i) => 3_600_000 + i,
    found: 0.75,
    otherwise: 404,
    credential: 'key',
    path: (id) => `/v2/policies/${id}`,
  }),
  raid('700 addresses of mail tried in 10 minutes', 'r-burst.example', {
    people: 700,
    gapMs: 850,
    good: 0.006,
    from: () => '2001:db8:aa::99',
  }),
  raid('one password sprayed over 350 people', 'r-spray.example', {
    people: 350,
    gapMs: 3000,
    good: 0.003,
    from: () => '198.51.100.240',
    spray: true,
    agent: 'axios/0.27.2',
  }),
  raid('ten neighbours of one /24 take turns', 'r-ten.example', {
    people: 900,
    gapMs: 900,
    good: 0.015,
    from: (i) => `198.51.100.${30 + (i % 10)}`,
  }),
  raid('patient, 40 an hour for ten hours', 'r-drip.example', {
    people: 400,
    gapMs: 90_000,
    good: 0.02,
    from: () => '203.0.113.231',
  }),
  basicRaid('basic credentials tried at a mailbox', 'r-basic.example'),
  peaceful('a ledger service reconciles its own list every night', 'p-ledger.example', (r, start) => [
    ...customers(r, start, account),
    ...[0, 1].flatMap((night) =>
      Array.from({ length: 6 }, (_, p) => {
        const at = start + night * 24 * HOUR + HOUR + p * 60_000;
        const ids = Array.from({ length: 30 }, () => r.int(3_000_000, 3_900_000));
        const list: Step = {
          at,
          from: '192.0.2.61',
          key: 'ledger-nightly-key-0001',
          agent: 'ledger-sync/4.0',
          method: 'GET',
          path: '/accounts',
          query: `changedOn=2026-11-0${night + 1}&cursor=${r.hex(8)}`,
          status: 200,
          answer: JSON.stringify({ accounts: ids }),
        };
        return [
          list,
          ...ids.map(
            (id, i): Step => ({
              at: at + 500 + i * 1500,
              from: '192.0.2.61',
              key: 'ledger-nightly-key-0001',
              agent: 'ledger-sync/4.0',
              method: 'GET',
              path: account(id),
              status: 200,
              answer: statement(id, r),
            }),
          ),
        ];
      }).flat(),
    ),
  ]),
  peaceful('a campus behind one address, own sessions', 'p-campus.example', (r, start) => [
    ...customers(r, start, account),
    ...Array.from({ length: 300 }, () => {
      const cookie = r.hex(28);
      const id = r.int(3_000_000, 3_900_000);
      return Array.from(
        { length: r.int(1, 4) },
        (): Step => ({
          at: start + 9 * HOUR + r.int(0, 6 * HOUR),
          from: '203.0.113.77',
          cookie,
          method: 'GET',
          path: account(id),
          status: 200,
          answer: statement(id, r),
        }),
      );
    }).flat(),
  ]),
  peaceful('meters report by their own numbers through one concentrator', 'p-meters.example', (r, start) =>
    Array.from({ length: 200 }, (_, m) =>
      Array.from(
        { length: 4 },
        (__, n): Step => ({
          at: start + n * 6 * HOUR + m * 900,
          from: '198.51.100.14',
          key: `meter-key-${m}-${m * 7919}`,
          agent: 'MeterFW/1.8',
          method: 'POST',
          path: `/meters/${880_000 + m}/readings`,
          form: `kwh=${r.int(1, 900)}&n=${n}`,
          status: 201,
          answer: '{}',
        }),
      ),
    ).flat(),
  ),
  peaceful('a clerk opens forty cases a day from her list', 'p-clerk.example', (r, start) => [
    ...customers(r, start, account),
    ...Array.from({ length: 40 }, (_, i): Step[] => {
      const id = r.int(3_000_000, 3_900_000);
      const at = start + 8 * HOUR + i * 10 * 60_000;
      return [
        {
          at,
          from: '192.0.2.203',
          cookie: 'clerk0session0value0000000001',
          method: 'GET',
          path: '/accounts',
          query: `q=${id}`,
          status: 200,
          answer: JSON.stringify({ accounts: [id] }),
        },
        {
          at: at + 4000,
          from: '192.0.2.203',
          cookie: 'clerk0session0value0000000001',
          method: 'GET',
          path: account(id),
          status: 200,
          answer: statement(id, r),
        },
      ];
    }).flat(),
  ]),
  peaceful('a school signs in at nine behind one address', 'p-school.example', (r, start) => [
    ...members(r, start),
    ...Array.from({ length: 320 }, (_, p) => {
      const at = start + 9 * HOUR + r.int(0, HOUR / 2);
      const who = `pupil${p}@school.example`;
      return [
        ...(r.chance(0.1) ? [signIn(at - 8000, '192.0.2.15', who, false, r)] : []),
        signIn(at, '192.0.2.15', who, true, r),
      ];
    }).flat(),
  ]),
  peaceful('a mail program repeats one old password', 'p-old.example', (r, start) => [
    ...members(r, start),
    ...Array.from({ length: 260 }, (_, i) =>
      signIn(
        start + 2 * HOUR + i * 20_000,
        '192.0.2.88',
        'owner@club.example',
        false,
        r,
        'MailFetch/2.2',
        'oldPassw0rd',
      ),
    ),
  ]),
  peaceful('everyone signs in again after keys were rotated', 'p-rotate.example', (r, start) => [
    ...members(r, start),
    ...Array.from({ length: 500 }, (_, p) =>
      signIn(
        start + 12 * HOUR + r.int(0, HOUR / 4),
        clientAddress(p),
        `member${p}@club.example`,
        r.chance(0.95),
        r,
        'ClubApp/9.1 (iOS 18)',
      ),
    ),
  ]),
];
