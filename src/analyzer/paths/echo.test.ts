import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { createSummary, observe } from '../index.ts';
import { echoOf } from './echo.ts';
import type { PathNode } from './trie.ts';

function call(path: string, body: string | null, index: number): ApiCall {
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5, 9) + index * 1000,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path,
    query: null,
    status: 200,
    client: { address: `192.0.2.${index}`, id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: { headers: { 'content-type': 'application/json' }, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

/** What the answers to calls of `/brands/TEXT` say of TEXT. */
function echo(text: string, bodies: readonly (object | null)[]): number {
  const summary = createSummary();
  bodies.forEach((body, index) =>
    observe(summary, call(`/brands/${text}`, body === null ? null : JSON.stringify(body), index), 'edge'),
  );
  let node: PathNode | undefined = summary.tries.accepted;
  for (const name of ['api.shop.example', 'brands', text]) node = node?.literals.get(name);
  const leaf = node?.leaf;
  assert.ok(leaf !== null && leaf !== undefined);
  return echoOf(text, [leaf], summary.hash);
}

test('a thing names itself: in a member, further down, in every item of a list', () => {
  assert.equal(echo('kettleby', [{ slug: 'kettleby', stock: 4 }, { slug: 'kettleby' }]), 1);
  assert.equal(echo('kettleby', [{ data: { key: 'kettleby' } }]), 1);
  assert.equal(
    echo('kettleby', [
      [
        { brand: 'kettleby', id: 1 },
        { brand: 'kettleby', id: 2 },
      ],
    ]),
    1,
  );
});

test('a member that is the text now and then, or another one, names something else', () => {
  assert.equal(echo('kettleby', [{ next: 'kettleby' }, { next: 'harrow' }]), -1);
  assert.equal(echo('kettleby', [{ title: 'Sales by month', rows: 3 }]), -1);
});

test('answers without texts, without bodies, and texts that are not kept say nothing', () => {
  assert.equal(echo('kettleby', [{ rows: 3, done: true }]), 0);
  assert.equal(echo('kettleby', [null]), 0);
  assert.equal(echo('a-sentence-of-many-words-and-more-than-is-kept', [{ slug: 'other' }]), 0);
});
