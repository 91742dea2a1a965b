import { clientAddress } from '../call-record.ts';
import type { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { customers, HOUR, members, type Step, signIn, statement, tell } from './population.ts';
import { basicRaid, harvest, raid } from './raids.ts';

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
