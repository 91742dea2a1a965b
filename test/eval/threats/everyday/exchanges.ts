import { body } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { drawn } from './slots.ts';

/** JSON sent; the answer is short, or the resource as it was stored, as REST APIs do. */
export function sent(r: Random, method: string, host: string, path: string, document: unknown): Exchange {
  const text = r.chance(0.15) ? JSON.stringify(document, null, 2) : JSON.stringify(document);
  const stored = { id: r.uuid(), createdAt: '2026-11-02T08:00:00Z', data: document };
  return {
    method,
    host,
    path,
    ...body('application/json', text),
    status: method === 'POST' ? r.pick([200, 201, 201, 202]) : 200,
    responseBody: JSON.stringify(r.chance(0.4) ? stored : { id: r.int(1, 99_999), ok: true }),
  };
}

/** Parameters in the query, encoded in one of the ways clients do. */
export function asked(
  r: Random,
  host: string,
  path: string,
  values: Readonly<Record<string, string | number>>,
): Exchange {
  const total = r.int(0, 60);
  return {
    method: 'GET',
    host,
    path,
    query: encoded(r, values),
    status: 200,
    responseBody: JSON.stringify({
      total,
      items: total === 0 ? [] : [{ id: r.int(1, 9999), name: 'Result' }],
    }),
  };
}

export function filled(
  r: Random,
  host: string,
  path: string,
  values: Readonly<Record<string, string | number>>,
): Exchange {
  return {
    method: 'POST',
    host,
    path,
    ...body('application/x-www-form-urlencoded', new URLSearchParams(textValues(values)).toString()),
    status: r.pick([200, 302, 303]),
    responseBody: '{"ok":true}',
  };
}

export function raw(
  r: Random,
  method: string,
  host: string,
  path: string,
  type: string,
  text: string,
): Exchange {
  return {
    method,
    host,
    path,
    ...body(type, text),
    status: r.pick([200, 201, 202, 204]),
    responseBody: JSON.stringify({ accepted: true, ref: r.hex(10) }),
  };
}

function encoded(r: Random, values: Readonly<Record<string, string | number>>): string {
  const roll = r.next();
  if (roll < 0.3) return new URLSearchParams(textValues(values)).toString();
  const value =
    roll < 0.75
      ? encodeURIComponent
      : (text: string) => encodeURI(text).replaceAll(/[&#+]/g, encodeURIComponent);
  return Object.entries(values)
    .map(([name, text]) => `${roll < 0.5 ? encodeURIComponent(name) : name}=${value(String(text))}`)
    .join('&');
}

function textValues(values: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** A source that draws one text of a bank for each call. */
export function texts(
  name: string,
  count: number,
  bank: readonly string[],
  carry: (r: Random, text: string) => Exchange,
): BenignSource {
  return { name, count, exchange: (r) => carry(r, drawn(r, bank)) };
}
