import { clientAddress } from '../call-record.ts';
import { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { login, MINUTE, missing, neighbours, order, Stream, signIns } from './actors.ts';

interface Walk {
  readonly ids: (i: number, r: Random) => number | string;
  readonly count: number;
  readonly everyMs: number;
  readonly status: (i: number, r: Random) => number;
  readonly path?: (id: number | string) => string;
  readonly query?: (id: number | string) => string;
  readonly addresses?: number;
  readonly anonymous?: boolean;
}

function walk(name: string, host: string, w: Walk): Scenario {
  return {
    name,
    host,
    expected: 'id-enumeration',
    calls: (r, startMs) => {
      const s = new Stream(host, r);
      neighbours(s, r, startMs, w.query === undefined ? w.path : undefined);
      const token = r.hex(32);
      for (let i = 0; i < w.count; i += 1) {
        const id = w.ids(i, r);
        const status = w.status(i, r);
        const actor = {
          address: `203.0.113.${200 + (i % (w.addresses ?? 1))}`,
          ...(w.anonymous === true ? {} : { token }),
        };
        s.add(startMs + 60 * MINUTE + i * w.everyMs + r.int(0, 300), actor, {
          method: 'GET',
          path: w.query === undefined ? (w.path ?? ((v) => `/v1/orders/${v}`))(id) : '/v1/orders',
          ...(w.query === undefined ? {} : { query: w.query(id) }),
          status,
          responseBody: status === 200 ? order(id, r) : missing,
        });
      }
      return s.calls;
    },
  };
}

const mostly = (main: number, share: number, other: number) => (_: number, r: Random) =>
  r.chance(share) ? main : other;

function stuffing(
  name: string,
  host: string,
  o: { count: number; everyMs: number; success: number; addresses: number; agent?: string; domain?: string },
): Scenario {
  return {
    name,
    host,
    expected: 'credential-stuffing',
    calls: (r, startMs) => {
      const s = new Stream(host, r);
      signIns(s, r, startMs);
      for (let i = 0; i < o.count; i += 1) {
        const actor = {
          address: `198.51.100.${100 + (i % o.addresses)}`,
          ...(o.agent === undefined ? {} : { agent: o.agent }),
        };
        login(
          s,
          startMs + 120 * MINUTE + i * o.everyMs + r.int(0, 200),
          actor,
          o.domain === undefined ? `u${r.hex(6)}` : `u${r.hex(6)}@${o.domain}`,
          r.chance(o.success),
          r,
        );
      }
      return s.calls;
    },
  };
}

function twin(name: string, host: string, fill: (s: Stream, r: Random, start: number) => void): Scenario {
  return {
    name,
    host,
    expected: null,
    calls: (r, startMs) => {
      const s = new Stream(host, r);
      fill(s, r, startMs);
      return s.calls;
    },
  };
}

export const SCENARIOS: readonly Scenario[] = [
  walk('one token walks order numbers upwards, all answered', 'enum-up.example', {
    ids: (i) => 20_000 + i,
    count: 400,
    everyMs: 1500,
    status: () => 200,
  }),
  walk('one token walks order numbers downwards, a third missing', 'enum-down.example', {
    ids: (i) => 40_000 - i,
    count: 350,
    everyMs: 2000,
    status: mostly(200, 0.66, 404),
  }),
  walk('an anonymous client walks numbers, nearly all missing', 'enum-miss.example', {
    ids: (i) => 100 + i,
    count: 500,
    everyMs: 700,
    status: mostly(404, 0.93, 200),
    anonymous: true,
  }),
  walk('numbers of a range in random order', 'enum-random.example', {
    ids: (_, r) => r.int(30_000, 31_500),
    count: 450,
    everyMs: 1200,
    status: mostly(200, 0.9, 404),
  }),
  walk('numbers walked and refused with 403', 'enum-refused.example', {
    ids: (i) => 51_000 + i,
    count: 300,
    everyMs: 1500,
    status: mostly(403, 0.97, 200),
  }),
  walk('numbers in a query parameter', 'enum-query.example', {
    ids: (i) => 7000 + i,
    count: 400,
    everyMs: 1000,
    status: () => 200,
    query: (id) => `orderId=${id}`,
  }),
  walk('numbers in the middle of the path', 'enum-middle.example', {
    ids: (i) => 8000 + i,
    count: 400,
    everyMs: 1000,
    status: mostly(200, 0.8, 404),
    path: (id) => `/v1/orders/${id}/invoice`,
  }),
  stuffing('one address, 500 user names, 1 % right', 'stuff-fast.example', {
    count: 500,
    everyMs: 900,
    success: 0.01,
    addresses: 1,
  }),
  stuffing('one address, 300 mail addresses, none right', 'stuff-mail.example', {
    count: 300,
    everyMs: 2500,
    success: 0,
    addresses: 1,
    domain: 'mail.example',
    agent: 'python-requests/2.31.0',
  }),
  stuffing('six addresses of one network, 600 user names', 'stuff-six.example', {
    count: 600,
    everyMs: 1000,
    success: 0.02,
    addresses: 6,
  }),
  stuffing('one address, 3 % right, eight hours', 'stuff-slow.example', {
    count: 480,
    everyMs: 60_000,
    success: 0.03,
    addresses: 1,
  }),
  twin('a batch job reads the invoices that it listed', 'twin-batch.example', (s, r, start) => {
    neighbours(s, r, start);
    const job = { address: '192.0.2.9', token: r.hex(32), agent: 'export-job/2.1' };
    for (let night = 0; night < 2; night += 1)
      for (let p = 0; p < 8; p += 1) {
        const at = start + night * 86_400_000 + 30 * MINUTE + p * 30_000;
        const ids = Array.from({ length: 20 }, (_, i) => 60_000 + night * 900 + p * 20 + i);
        s.add(at, job, {
          method: 'GET',
          path: '/v1/orders',
          query: `page=${p + 1}&size=20&updatedSince=2026-11-0${night + 1}`,
          status: 200,
          responseBody: JSON.stringify({ items: ids.map((id) => ({ id })) }),
        });
        ids.forEach((id, i) =>
          s.add(at + 1000 + i * 1000, job, {
            method: 'GET',
            path: `/v1/orders/${id}`,
            status: 200,
            responseBody: order(id, r),
          }),
        );
      }
  }),
  twin('an office behind one address, each with an own token', 'twin-nat.example', (s, r, start) => {
    neighbours(s, r, start);
    for (let p = 0; p < 220; p += 1) {
      const actor = { address: '192.0.2.44', token: r.hex(32) };
      const id = r.int(10_000, 90_000);
      for (let n = r.int(1, 3); n > 0; n -= 1)
        s.add(start + r.int(0, 420) * MINUTE, actor, {
          method: 'GET',
          path: `/v1/orders/${id}`,
          status: 200,
          responseBody: order(id, r),
        });
    }
  }),
  twin(
    'a phone fleet polls its own device numbers through a carrier address',
    'twin-fleet.example',
    (s, r, start) => {
      for (let p = 0; p < 150; p += 1) {
        const actor = {
          address: `198.51.100.${60 + (p % 3)}`,
          token: r.hex(32),
          agent: 'FleetApp/3.4 (Android 14)',
        };
        for (let n = 0; n < 5; n += 1)
          s.add(start + n * 60 * MINUTE + p * 1000, actor, {
            method: 'GET',
            path: `/v1/devices/${5000 + p}/commands`,
            status: 200,
            responseBody: '{"commands":[]}',
          });
      }
    },
  ),
  twin('a watchdog asks for the same three orders all day', 'twin-watch.example', (s, r, start) => {
    neighbours(s, r, start);
    const actor = { address: '192.0.2.77', token: r.hex(32), agent: 'watchdog/1.0' };
    for (let n = 0; n < 500; n += 1)
      s.add(start + n * 30_000, actor, {
        method: 'GET',
        path: `/v1/orders/${20_001 + (n % 3)}`,
        status: 200,
        responseBody: order(20_001, r),
      });
  }),
  twin(
    'an office of 240 signs in behind one address in the morning',
    'twin-office.example',
    (s, r, start) => {
      signIns(s, r, start);
      for (let p = 0; p < 240; p += 1) {
        const at = start + 480 * MINUTE + r.int(0, 45 * MINUTE);
        if (r.chance(0.08)) login(s, at - 15_000, { address: '203.0.113.50' }, `staff${p}`, false, r);
        login(s, at, { address: '203.0.113.50' }, `staff${p}`, true, r);
      }
    },
  ),
  twin('one service keeps sending its expired password', 'twin-expired.example', (s, r, start) => {
    signIns(s, r, start);
    for (let n = 0; n < 300; n += 1)
      login(
        s,
        start + 60 * MINUTE + n * 10_000,
        { address: '192.0.2.120', agent: 'report-service/1.9' },
        'svc-report',
        false,
        new Random(7),
      );
  }),
  twin('a phone fleet signs in again after an outage', 'twin-again.example', (s, r, start) => {
    signIns(s, r, start);
    for (let p = 0; p < 400; p += 1)
      login(
        s,
        start + 200 * MINUTE + r.int(0, 10 * MINUTE),
        { address: clientAddress(p), agent: 'FleetApp/3.4 (Android 14)' },
        `driver${p}`,
        r.chance(0.96),
        r,
      );
  }),
];
