import { type CallRecord, clientAddress, type Exchange, stamp } from '../call-record.ts';
import type { Random } from '../random.ts';

const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

export const MINUTE = 60_000;

interface Actor {
  readonly address: string;
  readonly token?: string;
  readonly agent?: string;
}

/** Collects the calls of one host; ids are unique over the half since hosts are. */
export class Stream {
  readonly calls: CallRecord[] = [];
  readonly #host: string;
  readonly #r: Random;

  constructor(host: string, r: Random) {
    this.#host = host;
    this.#r = r;
  }

  add(at: number, actor: Actor, part: Omit<Exchange, 'host' | 'address'>): void {
    const headers = {
      ...(actor.token === undefined ? {} : { authorization: `Bearer ${actor.token}` }),
      ...part.requestHeaders,
    };
    const exchange = { ...part, host: this.#host, address: actor.address, requestHeaders: headers };
    this.calls.push(
      stamp(exchange, at, `${this.#host.split('.')[0]}-${this.calls.length}`, actor.agent ?? AGENT, this.#r),
    );
  }
}

export const order = (id: number | string, r: Random) =>
  JSON.stringify({
    id,
    status: r.pick(['open', 'paid']),
    total: r.int(5, 900),
    customer: `c${r.int(1, 9999)}`,
  });

export const missing = '{"error":"not_found"}';

/** Ninety people, each reading a few orders of their own several times over six hours. */
export function neighbours(
  s: Stream,
  r: Random,
  start: number,
  path = (id: number) => `/v1/orders/${id}`,
): void {
  for (let p = 0; p < 90; p += 1) {
    const actor = { address: clientAddress(p + 20), token: r.hex(32) };
    const own = Array.from({ length: r.int(1, 4) }, () => r.int(10_000, 99_000));
    for (let n = r.int(3, 9); n > 0; n -= 1) {
      const id = r.pick(own);
      s.add(start + r.int(0, 360) * MINUTE, actor, {
        method: 'GET',
        path: path(id),
        status: 200,
        responseBody: order(id, r),
      });
    }
  }
}

export function login(s: Stream, at: number, actor: Actor, user: string, ok: boolean, r: Random): void {
  s.add(at, actor, {
    method: 'POST',
    path: '/v1/login',
    requestHeaders: { 'content-type': 'application/json' },
    requestBody: JSON.stringify({ username: user, password: `pw-${r.hex(5)}`, client: 'web' }),
    status: ok ? 200 : 401,
    responseBody: ok
      ? JSON.stringify({ token: r.hex(32), expiresIn: 3600 })
      : '{"error":"invalid_credentials"}',
  });
}

/** Two hundred people who sign in once or twice a day, one in ten with a typing error first. */
export function signIns(s: Stream, r: Random, start: number): void {
  for (let p = 0; p < 200; p += 1) {
    const actor = { address: clientAddress(p + 10) };
    const at = start + r.int(0, 600) * MINUTE;
    if (r.chance(0.1)) login(s, at, actor, `person${p}`, false, r);
    login(s, at + 20_000, actor, `person${p}`, true, r);
    s.add(
      at + 40_000,
      { ...actor, token: r.hex(32) },
      {
        method: 'GET',
        path: '/v1/profile',
        status: 200,
        responseBody: JSON.stringify({ id: p, plan: 'free' }),
      },
    );
  }
}
