import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';
import { consoleReport, seedReport } from '../../test/support/console-estate.ts';
import { READY } from '../../test/support/console-server.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { AssayError } from '../model/errors.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { type ListenOptions, listenConsole } from './listen.ts';

function options(): ListenOptions {
  return {
    store: openSqliteStore(':memory:'),
    clock: fakeClock(),
    port: 0,
    hosts: [],
    token: null,
    version: '0.0.0',
    rubrics: [ASSAY_1],
    registries: [],
    rules: () => [],
    plan: () => Promise.reject(new Error('nobody plans here')),
    estate: () => Promise.reject(new Error('nobody asks for a definition here')),
    health: async () => READY,
    nextRuns: () => new Map(),
    logger: SILENT_LOGGER,
  };
}

it('binds loopback, prints an address that signs in, and has another token each time', async () => {
  const one = options();
  await seedReport(one.store, consoleReport());
  const [first, second] = [await listenConsole(one), await listenConsole(options())];
  const url = new URL(first.url);
  assert.deepEqual([url.hostname, Number(url.port)], ['127.0.0.1', first.port]);
  const token = url.searchParams.get('token') ?? '';
  assert.ok(token.length >= 43 && token !== new URL(second.url).searchParams.get('token'));
  const answer = await fetch(first.url, { redirect: 'manual' });
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/']);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.equal(
    (await fetch(`http://localhost:${first.port}/inventory`, { headers: { cookie } })).status,
    200,
  );
  // The second console lives on the same host: its cookie has another name and its token is no key here.
  const other =
    (await fetch(second.url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.notEqual(other.split('=')[0], cookie.split('=')[0]);
  assert.equal((await fetch(`http://127.0.0.1:${first.port}/`, { headers: { cookie: other } })).status, 401);
  await Promise.all([first.close(), second.close()]);
  await assert.rejects(fetch(first.url));
});

it('says in one sentence that the address is taken', async () => {
  const first = await listenConsole(options());
  await assert.rejects(listenConsole({ ...options(), port: first.port }), (error: unknown) => {
    assert.ok(error instanceof AssayError);
    assert.deepEqual([error.code, error.kind], ['CONSOLE_ADDRESS', 'config']);
    assert.ok(error.fix !== null);
    return true;
  });
  await first.close();
});
