import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CAPS } from '../caps.ts';
import { makeKeyedHash, PUBLISHED_KEY } from '../sketch/keyed-hash.ts';
import { levelOf } from './breadth.ts';
import { hostNode, pathNode, pathSteps, trieFamily } from './host-trie.ts';
import { emptyPathNode, leafOf, type PathNode } from './trie.ts';

const hash = makeKeyedHash(PUBLISHED_KEY);
const reserved = new Set(['registered']);
const family = trieFamily({
  hash,
  caps: DEFAULT_CAPS,
  reservedHosts: new Set(),
  reservedSegments: reserved,
  pathsPerHost: 2000,
  pathsOfAll: 4000,
});

function fill(paths: Iterable<string>): PathNode {
  const root = emptyPathNode();
  for (const path of paths)
    leafOf(pathNode(root, 'a.example', pathSteps(path.split('/').slice(1), reserved), family));
  return hostNode(root, 'a.example', family);
}

function nodes(node: PathNode): number {
  let count = 1;
  for (const child of node.literals.values()) count += nodes(child);
  for (const child of node.slots.values()) count += nodes(child);
  return count + (node.other === null ? 0 : nodes(node.other));
}

const LETTERS: string[] = [];

function letters(index: number): string {
  return (LETTERS[index] ??=
    `q${index.toString(26).replace(/\d/g, (digit) => 'zyxwvutsrp'[Number(digit)] ?? '')}`);
}

test('one node with a flood of values stays wide: its siblings keep their names', () => {
  const host = fill([
    ...Array.from({ length: 5000 }, (_, index) => `/items/${letters(index)}`),
    '/zorblat/quux',
  ]);
  assert.equal(host.breadth === null ? -1 : levelOf(host.breadth), 0);
  assert.ok(host.literals.get('zorblat')?.literals.has('quux'));
  assert.equal(host.literals.get('items')?.capped, DEFAULT_CAPS.childrenPerNode);
});

test('a server that answers everything cannot grow memory, and registered names survive it', () => {
  for (const depth of [2, 3, 6, 12]) {
    function* flood(): Generator<string> {
      let state = 1;
      for (let index = 0; index < 20_000; index += 1) {
        const steps: string[] = [];
        for (let at = 0; at < depth; at += 1) {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1;
          steps.push(letters(state % 200));
        }
        yield `/${steps.join('/')}`;
      }
      yield '/registered/registered';
    }
    const host = fill(flood());
    assert.ok(nodes(host) < 12_000, `${depth} deep: ${nodes(host)} nodes`);
    assert.ok(host.breadth !== null && levelOf(host.breadth) > 0);
    assert.ok(host.literals.get('registered')?.literals.has('registered'));
  }
});

test('listed words everywhere are narrowed too', () => {
  const words = ['orders', 'users', 'items', 'carts', 'search', 'status', 'report', 'events', 'me', 'list'];
  function* flood(): Generator<string> {
    for (let index = 0; index < 10_000; index += 1) {
      const digits = index.toString().padStart(4, '0');
      yield `/${Array.from(digits, (digit) => words[Number(digit)]).join('/')}`;
    }
  }
  const host = fill(flood());
  assert.ok(nodes(host) < 3000, `${nodes(host)} nodes`);
});

test('many hosts with a moderate number of paths each cannot grow memory, and a registered host keeps its own', () => {
  const registered = trieFamily({
    hash,
    caps: DEFAULT_CAPS,
    reservedHosts: new Set(['api.example']),
    reservedSegments: reserved,
    pathsPerHost: 2000,
    pathsOfAll: 4000,
  });
  const root = emptyPathNode();
  const send = (host: string, path: string): void => {
    leafOf(pathNode(root, host, pathSteps(path.split('/').slice(1), reserved), registered));
  };
  for (let index = 0; index < 40_000; index += 1) {
    send(`h${index % 200}.example`, `/${letters(index % 17)}/${letters(index % 200)}${letters(index % 199)}`);
    if (index < 100) send('api.example', `/${letters(index)}/list`);
  }
  assert.ok(nodes(root) < 20_000, `${nodes(root)} nodes`);
  assert.ok(root.breadth !== null && levelOf(root.breadth) > 0);
  for (let index = 0; index < 100; index += 1)
    assert.ok(root.literals.get('api.example')?.literals.get(letters(index))?.literals.has('list'));
});
