import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../model/api-call.ts';
import { clientBehindProxies, networkMatcher } from './client-address.ts';

const callFrom = (address: string | null, forwarded: string | readonly string[] | null): ApiCall => ({
  id: null,
  timeMs: 0,
  method: 'GET',
  scheme: 'https',
  host: 'h',
  path: '/',
  query: null,
  status: 200,
  client: { address, id: null },
  latencyMs: null,
  request: {
    headers: forwarded === null ? {} : { 'x-forwarded-for': forwarded },
    body: null,
    sizeBytes: null,
  },
  response: { headers: null, body: null, sizeBytes: null },
  gateway: null,
  operation: null,
});

test('the client behind trusted proxies', () => {
  const trusted = networkMatcher(['10.0.0.0/8', '2001:db8::/32', '192.0.2.7']);
  const rows: [string | null, string | readonly string[] | null, string | null, string][] = [
    ['203.0.113.9', '198.51.100.1', '203.0.113.9', 'an untrusted peer may write any header'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1', 'one proxy'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1, 10.9.9.9', '198.51.100.1', 'what the client forged stays left'],
    ['10.0.0.1', ['6.6.6.6', '198.51.100.1'], '198.51.100.1', 'repeated headers'],
    ['10.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1', 'only proxies: the farthest'],
    ['10.0.0.1', 'unknown', '10.0.0.1', 'no address'],
    ['10.0.0.1', null, '10.0.0.1', 'no header'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1', 'mapped IPv4'],
    ['2001:db8::5', '2001:db9::1', '2001:db9::1', 'IPv6'],
    ['192.0.2.7', '198.51.100.1', '198.51.100.1', 'a single address'],
    [null, '198.51.100.1', null, 'no peer'],
  ];
  for (const [peer, header, expected, why] of rows)
    assert.equal(clientBehindProxies(callFrom(peer, header), trusted), expected, why);
});

test('a network that is none is refused', () => {
  assert.throws(() => networkMatcher(['10.0.0.0/99']), { code: 'CONFIG_NETWORK_INVALID' });
});
