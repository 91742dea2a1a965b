import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { AssayError } from '../model/errors.ts';
import { type LogFields, type Logger, SILENT_LOGGER } from '../model/logger.ts';
import { Secret } from '../model/secret.ts';
import { createHttpClient } from './client.ts';
import type { HttpClient, ListPage } from './http-client.ts';
import type { HttpSettings } from './settings.ts';

const BASE = 'https://kong.example:8444';
const TOKEN = 'tok-77c1-for-tests';

function setUp(settings: Partial<HttpSettings> = {}, concurrency = 4) {
  const clock = fakeClock();
  const controller = new AbortController();
  const logged: unknown[] = [];
  const log = (message: string, fields?: LogFields): number => logged.push({ message, fields });
  const logger: Logger = { ...SILENT_LOGGER, debug: log, info: log, warn: log, error: log };
  const host = { clock, logger, random: () => 0.5, signal: controller.signal };
  const secret = new Secret({ value: TOKEN, reference: '${env:T}' });
  const auth = { kind: 'header', name: 'kong-admin-token', value: secret } as const;
  const client = createHttpClient({ baseUrl: BASE, auth, ...settings }, { concurrency }, host);
  return { client, clock, controller, logged };
}

async function failure(promise: Promise<unknown>): Promise<AssayError> {
  try {
    await promise;
  } catch (error: unknown) {
    assert.ok(error instanceof AssayError, `an AssayError, not ${String(error)}`);
    assert.ok(!JSON.stringify(error).includes(TOKEN));
    return error;
  }
  throw new assert.AssertionError({ message: 'it did not fail' });
}

async function untilUnderWay(asked: { isDone(): boolean }): Promise<void> {
  for (let turn = 0; turn < 5000 && !asked.isDone(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
  assert.ok(asked.isDone(), 'it was asked');
}

const get = (client: HttpClient, url = '/a'): Promise<unknown> => client.getJson({ url }, (body) => body);

describe('http client', () => {
  mockHttp();

  it('asks below the base URL, with credentials, and reads JSON', async () => {
    const { client } = setUp({ baseUrl: `${BASE}/admin/` });
    nock(BASE, { reqheaders: { 'kong-admin-token': TOKEN, accept: 'application/json' } })
      .get('/admin/services')
      .query({ size: '100' })
      .reply(200, { data: [] });

    const body = await client.getJson(
      { url: '/services', query: { size: 100, offset: null } },
      (json) => json,
    );

    assert.deepEqual(body, { data: [] });
  });

  it('sends basic and bearer credentials as their standards say', async () => {
    const password = new Secret({ value: 'pä:ss', reference: '${env:P}' });
    nock(BASE).get('/a').matchHeader('authorization', 'Basic YWdlbnQ6cMOkOnNz').reply(200, '1');
    nock(BASE).get('/b').matchHeader('authorization', 'Bearer pä:ss').reply(200, '2');

    await get(setUp({ auth: { kind: 'basic', username: 'agent', password } }).client);
    await get(setUp({ auth: { kind: 'bearer', token: password } }).client, '/b');
  });

  it('knows the clock of its host by its answers, whatever their status, but not by cached ones', async () => {
    const { client, clock } = setUp();
    assert.equal(client.serverNowMs(), null);
    const date = (aheadMs: number): string => new Date(clock.nowMs() + aheadMs).toUTCString();
    const startMs = Math.floor(clock.nowMs() / 1000) * 1000;
    nock(BASE)
      .get('/a')
      .reply(404, '', { date: date(-300_000) });
    await client.send({ url: '/a', accept: [404] });
    clock.advance(10_000);
    assert.equal(client.serverNowMs(), startMs - 290_000);
    nock(BASE)
      .get('/a')
      .reply(200, '{}', { date: date(-900_000), age: '600' });
    nock(BASE).get('/a').reply(200, '{}', { date: '7' });
    await get(client);
    await get(client);
    assert.equal(client.serverNowMs(), startMs - 290_000);
  });

  it('waits as long as a request says, where it says so', async () => {
    const { client } = setUp({ attempts: 1, timeoutMs: 60_000 });
    nock(BASE).post('/long').delay(5000).reply(200, {});
    const error = await failure(client.send({ method: 'POST', url: '/long', timeoutMs: 50 }));
    assert.deepEqual([error.code, error.context['timeoutMs']], ['HTTP_TIMEOUT', 50]);
  });

  it('sends a farewell once, also after the run was stopped', async () => {
    const { client, controller, clock } = setUp({}, 1);
    const asked = nock(BASE).get('/slow').delay(60_000).reply(200, {});
    nock(BASE).delete('/query').reply(503);
    const slow = client.send({ url: '/slow' }).catch((error: unknown) => error);
    await untilUnderWay(asked);
    const stopped = new Error('stopped');
    controller.abort(stopped);

    const error = await failure(client.send({ method: 'DELETE', url: '/query', isFarewell: true }));

    assert.equal(error.code, 'HTTP_UNAVAILABLE');
    assert.equal(await slow, stopped);
    assert.deepEqual(clock.waits, []);
    await assert.rejects(client.send({ method: 'DELETE', url: '/query' }), stopped);
  });

  const statuses: readonly (readonly [number, string, string])[] = [
    [302, 'sourceContract', 'HTTP_REDIRECT_REFUSED'],
    [400, 'rejected', 'HTTP_REJECTED'],
    [401, 'auth', 'HTTP_AUTH_REJECTED'],
    [403, 'auth', 'HTTP_PERMISSION_MISSING'],
    [404, 'sourceContract', 'HTTP_NOT_FOUND'],
    [409, 'conflict', 'HTTP_CONFLICT'],
    [418, 'sourceContract', 'HTTP_STATUS_UNEXPECTED'],
  ];
  for (const [status, kind, code] of statuses) {
    it(`takes ${status} as ${kind} and does not try again`, async () => {
      const { client, clock } = setUp();
      nock(BASE).get('/a').reply(status, { secret: TOKEN }, { location: 'https://evil.example/' });

      const error = await failure(get(client));

      assert.deepEqual([error.kind, error.code], [kind, code]);
      assert.deepEqual(error.context, { status, url: `${BASE}/a` });
      assert.deepEqual(clock.waits, []);
    });
  }

  it('waits as long as Retry-After says, in seconds or as a date', async () => {
    const { client, clock } = setUp();
    nock(BASE).get('/a').reply(429, '', { 'retry-after': '7' });
    nock(BASE)
      .get('/a')
      .reply(503, '', { 'retry-after': new Date(clock.nowMs() + 18_000).toUTCString() });
    nock(BASE).get('/a').reply(200, '{}');

    await get(client);

    assert.deepEqual(clock.waits, [7_000, 11_000]);
  });

  it('does not wait for a Retry-After beyond its bound', async () => {
    const { client, clock } = setUp({ maxRetryAfterMs: 60_000 });
    nock(BASE).get('/a').reply(429, '', { 'retry-after': '61' });

    const error = await failure(get(client));

    assert.deepEqual([error.kind, error.retryAfterMs], ['rateLimited', 61_000]);
    assert.deepEqual(clock.waits, []);

    nock(BASE).get('/a').reply(429, '', { 'retry-after': '99999999999' });
    await failure(get(client));
    assert.deepEqual(clock.waits, [], 'nor for one of many digits');
  });

  it('tries a failing host again with growing, spread waits, then gives up as transient', async () => {
    const { client, clock } = setUp({ attempts: 4 });
    nock(BASE).get('/a').times(4).reply(503, TOKEN);

    const error = await failure(get(client));

    assert.deepEqual([error.kind, error.code], ['transient', 'HTTP_UNAVAILABLE']);
    assert.deepEqual(clock.waits, [375, 750, 1500]);
  });

  it('takes a broken connection as transient and never shows the foreign error', async () => {
    const { client } = setUp({ attempts: 2 });
    nock(BASE)
      .get('/a')
      .times(2)
      .replyWithError(Object.assign(new Error(`reset ${TOKEN}`), { code: 'ECONNRESET' }));

    const error = await failure(get(client));

    assert.deepEqual([error.kind, error.code, error.cause], ['transient', 'HTTP_CONNECTION_LOST', undefined]);
    assert.deepEqual(error.context, { cause: 'ECONNRESET', url: `${BASE}/a` });
  });

  it('does not repeat a POST unless it only reads', async () => {
    const { client } = setUp();
    nock(BASE).post('/a', { q: 1 }).reply(503);
    await failure(client.send({ method: 'POST', url: '/a', json: { q: 1 } }));
    nock(BASE).post('/a').reply(503);
    nock(BASE).post('/a').reply(200);

    const response = await client.send({ method: 'POST', url: '/a', json: {}, isSafeToRepeat: true });

    assert.equal(response.status, 200);
  });

  it('reads rotated credentials again on 401, once', async () => {
    let stored = TOKEN;
    const reload = (): Promise<string> => Promise.resolve(stored);
    const value = new Secret({ value: TOKEN, reference: '${file:t}', reload });
    const { client } = setUp({ auth: { kind: 'header', name: 'kong-admin-token', value } });
    stored = 'rotated-value';
    nock(BASE).get('/a').matchHeader('kong-admin-token', TOKEN).reply(401);
    nock(BASE).get('/a').matchHeader('kong-admin-token', 'rotated-value').reply(200, '{}');
    await get(client);

    stored = 'rotated-again';
    nock(BASE).get('/a').times(2).reply(401);
    const error = await failure(get(client));

    assert.equal(error.kind, 'auth');
  });

  it('gives up on a host that does not answer within the deadline', async () => {
    const { client } = setUp({ timeoutMs: 20, attempts: 1 });
    nock(BASE).get('/a').delay(2_000).reply(200, '{}');

    const error = await failure(get(client));

    assert.deepEqual([error.kind, error.code], ['transient', 'HTTP_TIMEOUT']);
  });

  it('refuses a response beyond the size cap, unpacked', async () => {
    const { client } = setUp({ maxBytes: 1_000 });
    const packed = gzipSync('x'.repeat(100_000));
    nock(BASE).get('/a').reply(200, packed, { 'content-encoding': 'gzip' });

    const error = await failure(get(client));

    assert.equal(error.code, 'HTTP_RESPONSE_TOO_LARGE');
  });

  it('says of a body that is not JSON only how long it is', async () => {
    const { client } = setUp();
    nock(BASE).get('/a').reply(200, `<html>${TOKEN}</html>`);

    const error = await failure(get(client));

    assert.equal(error.code, 'HTTP_BODY_NOT_JSON');
    assert.deepEqual(error.context, { url: `${BASE}/a`, chars: 31 });
  });

  it('leaves no timer behind when a download does not begin', async () => {
    const { client } = setUp({ attempts: 1 });
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    nock(BASE)
      .get('/a')
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    const before = timers();

    await failure(client.download({ url: '/a' }));

    assert.ok(timers() <= before, `${timers()} timers, ${before} before`);
  });

  it('sends nothing to another origin, and no credentials to an allowed one', async () => {
    const { client } = setUp({ origins: ['https://docs.example'] });
    for (const url of [
      'https://evil.example/a',
      '//evil.example/a',
      'http://kong.example:8444/',
      'file:///etc/passwd',
    ]) {
      const error = await failure(client.send({ url }));
      assert.ok(['HTTP_ORIGIN_REFUSED', 'HTTP_URL_INVALID'].includes(error.code), url);
    }
    nock('https://docs.example', { badheaders: ['kong-admin-token', 'authorization'] })
      .get('/x')
      .reply(200, '{}');
    await client.send({ url: 'https://docs.example/x' });
  });

  it('rejects at once when the run is aborted, while it waits in the queue and while it is under way', async () => {
    const { client, controller } = setUp({}, 1);
    const asked = nock(BASE).get('/a').delay(60_000).reply(200, '{}');
    const underWay = get(client);
    const waiting = get(client, '/b');
    await untilUnderWay(asked);

    controller.abort(new Error('stopped'));

    await assert.rejects(underWay, /stopped/);
    await assert.rejects(waiting, /stopped/);
    await assert.rejects(get(client, '/c'), /stopped/);
  });

  it('keeps to the number of requests allowed at once', async () => {
    const { client } = setUp({}, 2);
    let open = 0;
    let most = 0;
    nock(BASE)
      .get('/a')
      .times(6)
      .reply(async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        return [200, '{}'];
      });

    await Promise.all(Array.from({ length: 6 }, () => get(client)));

    assert.equal(most, 2);
  });
});

describe('listing', () => {
  mockHttp();

  const decode = (body: unknown): ListPage<number> => body as ListPage<number>;
  async function list(client: HttpClient): Promise<readonly number[]> {
    const items: number[] = [];
    for await (const page of client.paginate({ url: '/list', query: { size: 2 } }, decode))
      items.push(...page);
    return items;
  }

  it('follows relative and absolute links to the end', async () => {
    nock(BASE)
      .get('/list?size=2')
      .reply(200, { items: [1, 2], next: '/list?size=2&offset=x' });
    nock(BASE)
      .get('/list?size=2&offset=x')
      .reply(200, { items: [3], next: `${BASE}/list?offset=y` });
    nock(BASE).get('/list?offset=y').reply(200, { items: [], next: null });

    assert.deepEqual(await list(setUp().client), [1, 2, 3]);
  });

  it('refuses a link to another origin, even an allowed one', async () => {
    const { client } = setUp({ origins: ['https://docs.example'] });
    nock(BASE)
      .get('/list?size=2')
      .reply(200, { items: [1], next: 'https://evil.example/list' });
    assert.equal((await failure(list(client))).code, 'HTTP_ORIGIN_REFUSED');
    nock(BASE)
      .get('/list?size=2')
      .reply(200, { items: [1], next: 'https://docs.example/list' });
    assert.equal((await failure(list(client))).code, 'HTTP_NEXT_LINK_REFUSED');
  });

  it('refuses a listing that goes round in circles or has no end', async () => {
    nock(BASE)
      .get('/list?size=2')
      .reply(200, { items: [1], next: '/list?offset=a' });
    nock(BASE)
      .get('/list?offset=a')
      .reply(200, { items: [2], next: '/list?offset=a' });
    assert.equal((await failure(list(setUp().client))).code, 'HTTP_PAGES_LOOP');

    nock(BASE)
      .get('/list?size=2')
      .reply(200, { items: [1], next: '/list?offset=1' });
    nock(BASE)
      .get('/list?offset=1')
      .reply(200, { items: [2], next: '/list?offset=2' });
    assert.equal((await failure(list(setUp({ maxPages: 2 }).client))).code, 'HTTP_PAGES_TOO_MANY');
  });
});
