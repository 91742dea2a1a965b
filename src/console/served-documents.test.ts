import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AS_OF_MS, consoleReport, seedReport } from '../../test/support/console-estate.ts';
import { type AskOptions, type ConsoleServer, startConsole } from '../../test/support/console-server.ts';

const FILE = '/registry/catalog/catalog-info.yaml';
const TYPE = 'application/yaml; charset=utf-8';

interface Fixture {
  readonly server: ConsoleServer;
  readonly made: () => number;
  readonly get: (path: string, options?: AskOptions) => ReturnType<ConsoleServer['ask']>;
}

/** A console whose one registry fetches a file that says how often it was made. */
async function start(fails = false): Promise<Fixture> {
  let made = 0;
  const server = await startConsole({
    registryDocument: async (id, file) => {
      if (id !== 'catalog' || file !== 'catalog-info.yaml') return null;
      made += 1;
      if (fails && made === 1) throw new TypeError('secret');
      return { type: TYPE, text: `made: ${made}\n` };
    },
  });
  return {
    server,
    made: () => made,
    get: (path, options) => server.ask(path, { signedIn: false, ...options }),
  };
}

describe('documents that registries fetch', () => {
  it('come without sign-in, made once for each report, and are not sent to who has them', async () => {
    const { server, made, get } = await start();
    await using _ = server;
    assert.equal((await get(FILE)).status, 404, 'nothing was assessed yet');
    await seedReport(server.store, consoleReport());
    const first = await get(FILE);
    assert.deepEqual([first.status, first.text, first.headers['content-type']], [200, 'made: 1\n', TYPE]);
    const { etag = '' } = first.headers;
    assert.match(etag, /^"[\w-]{43}"$/);
    const again = await get(FILE, { headers: { 'if-none-match': `"other", W/${etag}` } });
    assert.deepEqual([again.status, again.text, again.headers['content-length']], [304, '', undefined]);
    assert.equal((await get(FILE, { headers: { 'if-none-match': '"other"' } })).status, 200);
    assert.equal(made(), 1);
    await seedReport(server.store, { ...consoleReport(), asOf: new Date(AS_OF_MS + 60_000).toISOString() });
    const next = await get(FILE, { headers: { 'if-none-match': etag } });
    assert.deepEqual([next.status, next.text], [200, 'made: 2\n']);
  });

  it('are served at their own address only, to a host that is ours', async () => {
    const { server, get } = await start();
    await using _ = server;
    await seedReport(server.store, consoleReport());
    for (const path of ['/registry/catalog/other.yaml', '/registry/other/catalog-info.yaml'])
      assert.equal((await get(path)).status, 404, path);
    assert.equal((await get('/registry/catalog')).status, 401, 'an unknown address asks for the token');
    assert.equal((await get(FILE, { method: 'POST' })).status, 401);
    assert.equal((await get(FILE, { headers: { host: 'rebound.example' } })).status, 421);
  });

  it('are tried again after a failure, which is not told', async () => {
    const { server, get } = await start(true);
    await using _ = server;
    await seedReport(server.store, consoleReport());
    const failed = await get(FILE);
    assert.equal(failed.status, 500);
    assert.ok(!failed.text.includes('secret'));
    assert.equal((await get(FILE)).status, 200);
  });

  it('do not exist where no registry fetches any', async () => {
    await using server = await startConsole();
    await seedReport(server.store, consoleReport());
    assert.equal((await server.ask(FILE)).status, 404);
  });
});
