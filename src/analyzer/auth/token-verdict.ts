import { isOfMachine } from '../actors/actors.ts';
import type { Exchange } from '../exchange.ts';
import { boundedMemo } from '../sketch/bounded-memo.ts';
import { isLongLived } from './auth.ts';
import { findCredentials } from './credentials.ts';

/** Texts remembered, and the longest of them: those of one session come again. */
const TOKENS_KEPT = 8192;
const LONGEST_TOKEN = 1024;

/**
 * All that counting makes of the value of a header that carries a token: equal for values that are counted alike,
 * null for one that programs send, which is told from others, and for one whose count depends on the time of its call.
 * `authorization` is read by the words before the token.
 */
export function tokenVerdict(name: string, value: string): string | null {
  return name === 'authorization' ? ofAuthorization(value) : ofToken(value);
}

const ofAuthorization = boundedMemo((value) => verdictOf('authorization', value), TOKENS_KEPT, LONGEST_TOKEN);
const ofToken = boundedMemo((value) => verdictOf('x-token', value), TOKENS_KEPT, LONGEST_TOKEN);

function verdictOf(name: string, value: string): string | null {
  if (name === 'authorization' && isOfMachine(value)) return null;
  const { schemes, present, masked, readable, observable, jwt } = findCredentials(carrying(name, value));
  const seen = [schemes, present, masked, readable, observable].join(' ');
  if (jwt === null) return seen;
  if (jwt.expiresAtS === null) return `${seen} ${jwt.algNone} for ever`;
  return jwt.issuedAtS === null ? null : `${seen} ${jwt.algNone} ${isLongLived(jwt, jwt.issuedAtS)}`;
}

/** A call that has this header and nothing else that could be a credential. */
function carrying(name: string, value: string): Exchange {
  const nothing = { headers: null, body: null, sizeBytes: null };
  return {
    call: {
      id: null,
      timeMs: 0,
      method: 'GET',
      scheme: null,
      host: '',
      path: '/',
      query: null,
      status: null,
      client: { address: null, id: null },
      latencyMs: null,
      request: nothing,
      response: nothing,
      gateway: null,
      operation: null,
    },
    segments: [],
    query: [],
    requestHeaders: [{ name, value }],
    responseHeaders: null,
    cookies: [],
    requestBody: { kind: 'not-captured' },
    responseBody: { kind: 'not-captured' },
  };
}
