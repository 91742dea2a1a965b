import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall, HeaderMap } from '../../model/api-call.ts';
import { parseExchange } from '../exchange-parser.ts';
import { contentThreats } from './content-threats.ts';

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
