import { type CallRecord, clientAddress, stamp } from '../call-record.ts';
import type { Random } from '../random.ts';

export const HOUR = 3_600_000;

export const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15';

export interface Step {
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

export function tell(host: string, steps: readonly Step[], r: Random): readonly CallRecord[] {
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

export const statement = (id: string | number, r: Random): string =>
  JSON.stringify({
    accountId: id,
    holder: `H${r.int(1, 9999)}`,
    balance: { amount: r.int(10, 9999), currency: 'EUR' },
    lines: [],
  });

export const NONE = JSON.stringify({ title: 'Not Found', status: 404 });

/** Customers with session cookies looking at their own one or two accounts, over a day. */
export function customers(r: Random, start: number, path: (id: number) => string): Step[] {
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

/** Members who sign in through a form; some mistype. */
export function members(r: Random, start: number): Step[] {
  return Array.from({ length: 260 }, (_, p) => {
    const at = start + r.int(0, 22) * HOUR + r.int(0, HOUR);
    const from = clientAddress(p + 150);
    const wrong = r.chance(0.12) ? [signIn(at - 9000, from, `member${p}@club.example`, false, r)] : [];
    return [...wrong, signIn(at, from, `member${p}@club.example`, true, r)];
  }).flat();
}

export function signIn(
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
