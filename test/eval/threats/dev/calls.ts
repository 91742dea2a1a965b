import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { Random } from '../random.ts';

export function post(host: string, path: string, document: unknown, r: Random): Exchange {
  const id = r.int(1000, 99999);
  return {
    method: 'POST',
    host,
    path,
    ...body('application/json', JSON.stringify(document)),
    status: r.pick([200, 201, 201]),
    responseBody: JSON.stringify({ id, status: 'saved', createdAt: '2026-11-01T10:00:00Z' }),
  };
}

export function search(host: string, path: string, text: string, r: Random, name = 'q'): Exchange {
  const total = r.int(0, 400);
  return {
    method: 'GET',
    host,
    path,
    query: queryOf({ [name]: text, page: r.int(1, 5) }),
    status: 200,
    responseBody: JSON.stringify({
      total,
      page: 1,
      items: [{ id: r.int(1, 999), title: 'Result', score: 0.8 }],
    }),
  };
}
