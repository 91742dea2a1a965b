import { clientAddress } from '../call-record.ts';
import type { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { BROWSER, customers, HOUR, members, NONE, type Step, signIn, statement, tell } from './population.ts';

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

export function harvest(h: Harvest): Scenario {
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

export function raid(
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

export function basicRaid(name: string, host: string): Scenario {
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
