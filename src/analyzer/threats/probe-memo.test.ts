import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ApiCall } from '../../model/api-call.ts';
import { parseExchange } from '../exchange-parser.ts';
import { asksForProbe, mayBeProbe, probePath } from './scanner.ts';

const callOf = (path: string, status: number): ApiCall => ({
  id: null,
  timeMs: 0,
  method: 'GET',
  scheme: null,
  host: 'api.shop.example',
  path,
  query: null,
  status,
  client: { address: null, id: null },
  latencyMs: null,
  request: { headers: null, body: null, sizeBytes: null },
  response: { headers: null, body: null, sizeBytes: null },
  gateway: null,
  operation: null,
});

const probes =
  '.env .ENV.local wp-login.php Wp-Cron.php env heapdump actuator Actuator admin etc passwd solr'.split(' ');
const leftovers =
  'config.php.bak users.sql backup.zip nmaplowercheck1700000000 nikto-test-x orders v1 7 00 1.php'.split(' ');
const segment = fc.oneof(
  fc.constantFrom(...probes, ...leftovers),
  fc.stringMatching(/^[a-z0-9.~_-]{1,40}$/),
  fc.stringMatching(/^[0-9]{1,40}$/),
);

test('what is remembered of a segment is what its text says', () => {
  let asked = 0;
  fc.assert(
    fc.property(segment, (text) => {
      const wanted = mayBeProbe(text.toLowerCase());
      if (wanted) asked += 1;
      assert.equal(asksForProbe(text), wanted);
      assert.equal(asksForProbe(text), wanted);
      assert.ok(!(wanted && /^\d+$/.test(text)), 'no number is a probe');
    }),
    { numRuns: 5000 },
  );
  assert.ok(asked > 200, `${asked} may be probes`);
});

test('a probe is found whatever was asked for before, and only behind what makes it one', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['/actuator/env', true],
    ['/Actuator/ENV', true],
    ['/orders/env', false],
    ['/actuator/7/env', false],
    ['/etc/passwd', true],
    ['/orders/passwd', false],
    ['/.env', true],
    ['/v1/orders/7', false],
    ['/files/WP-Login.PHP', true],
  ];
  for (const [path, wanted] of [...cases, ...cases.toReversed(), ...cases])
    assert.equal(probePath(parseExchange(callOf(path, 404))) !== null, wanted, path);
});
