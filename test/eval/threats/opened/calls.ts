import { body } from '../attack.ts';
import type { Exchange } from '../call-record.ts';

export function send(
  method: string,
  host: string,
  path: string,
  document: unknown,
  answer: unknown,
  status = 200,
): Exchange {
  return {
    method,
    host,
    path,
    ...body('application/json;charset=UTF-8', JSON.stringify(document)),
    status,
    responseBody: JSON.stringify(answer),
  };
}
