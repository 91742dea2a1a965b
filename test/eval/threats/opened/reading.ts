import { type Exchange, queryOf } from '../call-record.ts';
import type { Random } from '../random.ts';

export const ok = (r: Random) => ({ ok: true, revision: r.int(1, 900) });

export const read = (
  host: string,
  path: string,
  query: Readonly<Record<string, string | number>>,
  answer: unknown,
): Exchange => ({
  method: 'GET',
  host,
  path,
  query: queryOf(query),
  status: 200,
  responseBody: JSON.stringify(answer),
});
