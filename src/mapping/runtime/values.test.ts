import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toAddress, toClientAddress } from './address.ts';
import { toBase64Body, toBody, toDuration, toHost, toMethod, toName, toSize, toStatus } from './casts.ts';
import { unescapeBackslashHex, unescapeHashHex } from './escapes.ts';
import { addField, addHeader, Headers, prefixedHeaders, toHeaders } from './headers.ts';
import { BROKEN_REQUEST_LINE, BROKEN_TARGET, splitNames, splitRequestLine, splitTarget } from './targets.ts';
import { present } from './values.ts';

describe('headers', () => {
  it('keep names that objects inherit, and only those that were sent', () => {
    const headers = toHeaders(JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}'));
    assert.deepEqual(Object.entries(headers ?? {}), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['tostring', 'c'],
    ]);
    assert.equal(new Headers()['constructor'], undefined);
    assert.equal(new Headers()['__proto__'], undefined);
    assert.equal(({} as Record<string, unknown>)['a'], undefined);
  });

  it('keep repeated values in order, whatever the form', () => {
    const forms: readonly unknown[] = [
      { Accept: ['a', 'b'] },
      [
        { name: 'accept', value: 'a' },
        { name: 'ACCEPT', value: 'b' },
      ],
      [{ accept: 'a' }, { Accept: 'b' }],
    ];
    for (const form of forms)
      assert.deepEqual(Object.entries(toHeaders(form) ?? {}), [['accept', ['a', 'b']]]);
  });

  it('leave out pseudo headers, empty names and values that are no text', () => {
    const headers = new Headers();
    assert.equal(addHeader(headers, ':path', '/'), false);
    assert.equal(addHeader(headers, ' ', 'x'), false);
    assert.equal(addHeader(headers, 'x', { a: 1 }), false);
    assert.equal(addHeader(headers, 'x', [null, [1]]), false);
    assert.deepEqual(Object.keys(headers), []);
    assert.equal(toHeaders('text'), undefined);
  });

  it('come from prefixed fields; a single field does not repeat them', () => {
    const headers = prefixedHeaders({ http_user_agent: 'x', http_a: null, other: 'y' }, 'http_', present);
    assert.deepEqual(Object.entries(addField(headers, 'user-agent', 'z') ?? {}), [['user-agent', 'x']]);
    assert.equal(prefixedHeaders({ other: 'y' }, 'http_', present), null);
  });
});

describe('targets', () => {
  it('are split as sent, never normalised', () => {
    assert.deepEqual(splitTarget('/a/../b%2F?x=%zz?y'), {
      scheme: undefined,
      host: undefined,
      path: '/a/../b%2F',
      query: 'x=%zz?y',
    });
    assert.deepEqual(splitTarget('HTTPS://user:pw@h.example:8443?q#f'), {
      scheme: 'HTTPS',
      host: 'h.example:8443',
      path: '/',
      query: 'q',
    });
    assert.deepEqual(splitTarget('//h.example/a'), {
      scheme: undefined,
      host: undefined,
      path: '//h.example/a',
      query: undefined,
    });
    assert.equal(splitTarget('http://[::1]:80/a').host, '[::1]:80');
    assert.equal(splitTarget('/a?').query, '');
  });

  it('are broken where they name no resource', () => {
    for (const text of ['*', 'h.example:443', 'a/b', '', 'ftp://h.example/', 'data:,x', 7, null])
      assert.equal(splitTarget(text), BROKEN_TARGET);
    for (const text of ['', 'GET', ' /a', 'GET  HTTP/1.1', '\u0016\u0003\u0001', 7])
      assert.equal(splitRequestLine(text), BROKEN_REQUEST_LINE);
  });

  it('come out of request lines of every version, spaces included', () => {
    assert.deepEqual(splitRequestLine('GET /a b HTTP/1.1'), { method: 'GET', target: '/a b' });
    assert.deepEqual(splitRequestLine('GET /a'), { method: 'GET', target: '/a' });
    assert.deepEqual(splitRequestLine('GET /a b'), { method: 'GET', target: '/a b' });
  });

  it('splits values in the order of names, undoing escapes afterwards', () => {
    assert.deepEqual(
      { ...splitNames('a#7cb||c|d', ['x', 'y', 'z'], '|', unescapeHashHex) },
      { x: 'a|b', z: 'c' },
    );
    assert.deepEqual(Object.keys(splitNames('a', [], '|', unescapeHashHex)), []);
    assert.deepEqual(Object.keys(splitNames(undefined, ['x'], '|', unescapeHashHex)), []);
  });
});

describe('casts', () => {
  it('read statuses as logs print them', () => {
    const cases: readonly (readonly [unknown, number | null | undefined])[] = [
      [200, 200],
      ['200', 200],
      ['200 OK', 200],
      ['+200', 200],
      ['000', null],
      [0, null],
      ['-1', null],
      [-1, null],
      [99, undefined],
      [1000, undefined],
      ['2000', undefined],
      [200.5, undefined],
      ['x', undefined],
      [null, undefined],
      [true, undefined],
    ];
    for (const [value, wanted] of cases) assert.equal(toStatus(value), wanted, String(value));
  });

  it('read amounts and units', () => {
    assert.equal(toDuration('0.034', 1000), 34);
    assert.equal(toDuration(1500, 0.001), 1.5);
    assert.equal(toDuration('+44', 1), 44);
    assert.equal(toDuration(-1, 1), null);
    assert.equal(toDuration('1e5', 1), undefined);
    assert.equal(toDuration(604_800_001, 1), undefined);
    assert.equal(toSize('12'), 12);
    assert.equal(toSize(1.5), undefined);
    assert.equal(toSize('-'), undefined);
  });

  it('read methods, names, bodies', () => {
    assert.deepEqual(['get', 'M-SEARCH', 'GET /', '', 'A'.repeat(33), 7].map(toMethod), [
      'GET',
      'M-SEARCH',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual([7, ' ', 'a\u0000', 'a b', null].map(toName), [
      '7',
      undefined,
      undefined,
      'a b',
      undefined,
    ]);
    assert.deepEqual([{ a: 1 }, '', 7, true].map(toBody), ['{"a":1}', '', undefined, undefined]);
    assert.deepEqual(['eyJpZCI6N30=', 'w6k', '%%%', 7].map(toBase64Body), [
      '{"id":7}',
      'é',
      undefined,
      undefined,
    ]);
  });

  it('read hosts, each scheme for itself', () => {
    assert.equal(toHost('API.example.:443', 'https'), 'api.example');
    assert.equal(toHost('API.example.:443', 'http'), 'api.example:443');
    assert.equal(toHost('[::1]:8443', 'https'), '[::1]:8443');
    for (const value of ['_', '', '-a', 'a b', 'a/b', '<x>', 'a\u0000', 'x'.repeat(300), 7])
      assert.equal(toHost(value, null), undefined, String(value));
  });

  it('undo escapes of single bytes', () => {
    assert.equal(unescapeBackslashHex('/caf\\xC3\\xA9\\x2'), '/café\\x2');
    assert.equal(unescapeHashHex('/a#22#zz'), '/a"#zz');
    assert.equal(unescapeHashHex(7), 7);
  });
});

describe('addresses', () => {
  it('lose port, brackets, zone id and the IPv4 mapping', () => {
    const cases: readonly (readonly [unknown, string | undefined])[] = [
      ['203.0.113.9', '203.0.113.9'],
      ['203.0.113.9:443', '203.0.113.9'],
      ['[2001:DB8::9]:443', '2001:db8::9'],
      ['2001:db8::9', '2001:db8::9'],
      ['::ffff:203.0.113.9', '203.0.113.9'],
      ['fe80::1%eth0', 'fe80::1'],
      ['203.0.113.999', undefined],
      ['unknown', undefined],
      ['', undefined],
      [7, undefined],
    ];
    for (const [value, wanted] of cases) assert.equal(toAddress(value), wanted, String(value));
  });

  it('of the client: the peer, and only without one the last entry of the list', () => {
    assert.equal(toClientAddress('203.0.113.1', '198.51.100.1'), '203.0.113.1');
    assert.equal(toClientAddress(undefined, '198.51.100.1, 203.0.113.2'), '203.0.113.2');
    assert.equal(toClientAddress(undefined, ['198.51.100.1', '203.0.113.2']), '203.0.113.2');
    assert.equal(toClientAddress('unix:', '203.0.113.2'), '203.0.113.2');
    assert.equal(toClientAddress(undefined, undefined), undefined);
  });
});
