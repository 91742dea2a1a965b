import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CAPS } from '../caps.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { contextOf, exampleExchange } from '../threats/example-call.test.ts';
import { emptyActors, observeActors } from './actors.ts';

test('the hash of a site that was met before is that of its hop, host and base path, and of the key', () => {
  const exchange = exampleExchange({});
  const context = contextOf(exchange, DEFAULT_CAPS);
  const keys = [1, 2].map((fill) => makeKeyedHash(new Uint8Array(16).fill(fill)));
  const sites = ['edge', 'mesh'].flatMap((hop) =>
    ['/v1', '/v2'].map((basePathKey) => ({ hop, basePathKey })),
  );
  for (const hash of [...keys, ...keys]) {
    for (const { hop, basePathKey } of sites.flatMap((site) => sites.flatMap((other) => [site, other]))) {
      const actors = emptyActors();
      const site = {
        host: 'api.shop.example',
        hop,
        basePathKey,
        shapeKey: 'GET\nsx',
        slotValues: ['7'],
        bucketHourMs: 0,
      };
      observeActors(actors, exchange, { ...context, hash }, site);
      assert.deepEqual(actors.sites?.hashes, [hash(`${hop}\napi.shop.example\n${basePathKey}`)]);
    }
  }
});
