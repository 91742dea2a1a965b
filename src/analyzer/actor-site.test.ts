import assert from 'node:assert/strict';
import { it } from 'node:test';
import { actorSite } from './actor-site.ts';
import { pathSteps } from './paths/host-trie.ts';
import { exampleExchange } from './threats/example-call.test.ts';

function basePathKey(path: string): string | undefined {
  const exchange = exampleExchange({ method: 'POST', target: path });
  return actorSite(exchange, pathSteps(exchange.segments, new Set()), 'edge')?.basePathKey;
}

it('a path longer than its shape keeps its own base path, whatever was met before', () => {
  const generic = '/api'.repeat(12);
  assert.equal(basePathKey(generic), generic);
  assert.equal(basePathKey(`${generic}/api`), `${generic}/api`);
  assert.equal(basePathKey(generic), generic);
});
