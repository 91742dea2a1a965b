import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalizeHost } from './host.ts';
import { endpointId, managedApiId } from './ids.ts';
import { canonicalJson } from './json.ts';
import { sha256 } from './sha256.ts';

test('sha256 equals the platform digest for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(
        Buffer.from(sha256(bytes)).toString('hex'),
        createHash('sha256').update(bytes).digest('hex'),
      );
    }),
  );
});

test('ids are the first 26 base32 characters of the digest', () => {
  const bytes = createHash('sha256').update('["kong-prod","svc"]').digest();
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const expected = Array.from(
    { length: 26 },
    (_, i) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)],
  ).join('');
  assert.equal(managedApiId('kong-prod', 'svc'), `api_${expected}`);
});

test('renaming a slot keeps the endpoint id, another shape does not', () => {
  assert.equal(endpointId('GET', 'h', '/a/{x}', null), endpointId('GET', 'h', '/a/{y}', null));
  assert.notEqual(endpointId('GET', 'h', '/a/{x}', null), endpointId('GET', 'h', '/a/b', null));
});

test('canonical JSON sorts members by code unit and drops undefined', () => {
  assert.equal(canonicalJson({ b: 1, a: [true, null, 'é'], B: undefined }), '{"a":[true,null,"é"],"b":1}');
  assert.throws(() => canonicalJson(Number.NaN), RangeError);
  assert.throws(() => canonicalJson({ b: 1, a: [Number.NaN] }), RangeError);
  assert.throws(() => canonicalJson([Number.POSITIVE_INFINITY]), RangeError);
  // Objects keep integer-like members first in numeric order, whatever order they were given in.
  assert.equal(canonicalJson([{ '9': 1, '10': { z: 1, a: undefined } }]), '[{"10":{"z":1},"9":1}]');
  assert.equal(canonicalJson([{ a: -0, b: '\ud800' }]), '[{"a":0,"b":"\\ud800"}]');
});

test('host identity', () => {
  const rows: [string, 'http' | 'https' | null, string][] = [
    ['API.Shop.Example.', 'https', 'api.shop.example'],
    ['api.shop.example:443', 'https', 'api.shop.example'],
    ['api.shop.example:443', 'http', 'api.shop.example:443'],
    ['api.shop.example:8443', 'https', 'api.shop.example:8443'],
    ['api.shop.example:80', null, 'api.shop.example'],
    ['[2001:db8::1]:8080', null, '[2001:db8::1]:8080'],
    ['[2001:db8::1]', null, '[2001:db8::1]'],
    ['2001:db8::1', null, '2001:db8::1'],
  ];
  for (const [host, scheme, expected] of rows) assert.equal(normalizeHost(host, scheme), expected, host);
});
