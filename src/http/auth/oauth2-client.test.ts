import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { jwtVerify } from 'jose';
import { type FakeClock, fakeClock } from '../../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../../test/support/http.ts';
import { AssayError } from '../../model/errors.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { Secret } from '../../model/secret.ts';
import { createHttpClient } from '../client.ts';
import type { HttpClient } from '../http-client.ts';
import type { ClientCredential } from './oauth2-credential.ts';

const API = 'https://central.example';
const LOGIN = 'https://login.example';
const PATH = '/auth/realms/Broker/protocol/openid-connect/token';
const CLIENT = 'assay_0b1f';
const PASSPHRASE = 'pass-for-tests-91';
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const secret = (value: string): Secret => new Secret({ value, reference: '${env:KEY}' });
const KEY: ClientCredential = { kind: 'private-key', key: secret(PEM) };

interface SetUp {
  readonly client: HttpClient;
  readonly clock: FakeClock;
  readonly warned: readonly string[];
}

function setUp(credential: ClientCredential = KEY): SetUp {
  const clock = fakeClock();
  const warned: string[] = [];
  const logger = { ...SILENT_LOGGER, warn: (message: string) => void warned.push(message) };
  const host = {
    clock,
    logger: { ...logger, once: () => logger },
    random: () => 0.5,
    signal: new AbortController().signal,
  };
  const auth = { kind: 'oauth2-client', tokenUrl: LOGIN + PATH, clientId: CLIENT, credential } as const;
  return { client: createHttpClient({ baseUrl: API, auth }, { concurrency: 4 }, host), clock, warned };
}

const get = (client: HttpClient): Promise<unknown> => client.getJson({ url: '/a' }, (body) => body);

function tokens(
  value: string,
  life = 1800,
  headers: Record<string, string> = {},
): nock.Interceptor | nock.Scope {
  return nock(LOGIN)
    .post(PATH)
    .reply(200, { access_token: value, expires_in: life, token_type: 'bearer' }, headers);
}

function answers(token: string, times = 1): void {
  nock(API, { reqheaders: { authorization: `Bearer ${token}` } })
    .get('/a')
    .times(times)
    .reply(200, { ok: true });
}

async function failure(promise: Promise<unknown>): Promise<AssayError> {
  try {
    await promise;
  } catch (error: unknown) {
    assert.ok(error instanceof AssayError, `an AssayError, not ${String(error)}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'it did not fail' });
}

describe('OAuth 2.0 client credentials', () => {
  mockHttp();

  it('signs an assertion with the key, and sends the token to the API only', async () => {
    const { client, clock } = setUp();
    let form = new URLSearchParams();
    nock(LOGIN, { badheaders: ['authorization'] })
      .post(PATH, (body: Record<string, string>) => {
        form = new URLSearchParams(body);
        return true;
      })
      .reply(200, { access_token: 't1', expires_in: 1800 });
    answers('t1');

    await get(client);

    assert.equal(form.get('grant_type'), 'client_credentials');
    assert.equal(form.get('client_assertion_type'), 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', KEYS.publicKey, {
      issuer: CLIENT,
      subject: CLIENT,
      audience: LOGIN + PATH,
      currentDate: new Date(clock.nowMs()),
    });
    const der = KEYS.publicKey.export({ type: 'spki', format: 'der' });
    assert.equal(protectedHeader.kid, createHash('sha256').update(der).digest('base64url'));
    assert.equal(protectedHeader.alg, 'RS256');
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 60);
    assert.match(payload.jti ?? '', /^[0-9a-f-]{36}$/);
  });

  it('takes issuer, audience, a passphrase and the older form of keys', async () => {
    const pem = KEYS.privateKey
      .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
      .toString();
    const { client, clock } = setUp({
      kind: 'private-key',
      key: secret(pem),
      passphrase: secret(PASSPHRASE),
      issuer: `urn:client:${CLIENT}`,
      audience: `${LOGIN}/auth/realms/Broker`,
      lifeS: 300,
    });
    let assertion = '';
    nock(LOGIN)
      .post(PATH, (body: Record<string, string>) => {
        assertion = body['client_assertion'] ?? '';
        return true;
      })
      .reply(200, { access_token: 't1', expires_in: 1800 });
    answers('t1');

    await get(client);

    const { payload } = await jwtVerify(assertion, createPublicKey(KEYS.privateKey), {
      issuer: `urn:client:${CLIENT}`,
      audience: `${LOGIN}/auth/realms/Broker`,
      currentDate: new Date(clock.nowMs()),
    });
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 300);
  });

  it('sends a client secret as Basic', async () => {
    const { client } = setUp({ kind: 'secret', secret: secret('s3cr3t/9') });
    const basic = `Basic ${Buffer.from(`${CLIENT}:s3cr3t/9`).toString('base64')}`;
    nock(LOGIN, { reqheaders: { authorization: basic } })
      .post(PATH, 'grant_type=client_credentials')
      .reply(200, { access_token: 't1', expires_in: 1800 });
    answers('t1');

    await get(client);
  });

  it('fetches one token for requests that start together, and keeps it for 80 % of its life', async () => {
    const { client, clock } = setUp();
    tokens('t1');
    answers('t1', 4);
    await Promise.all([get(client), get(client), get(client)]);
    clock.advance(1_439_000);
    await get(client);

    clock.advance(2000);
    tokens('t2');
    answers('t2');
    await get(client);
  });

  it('drops a token that is refused, fetches another, and tries again once', async () => {
    const { client } = setUp();
    tokens('t1');
    nock(API, { reqheaders: { authorization: 'Bearer t1' } })
      .get('/a')
      .reply(401);
    tokens('t2');
    answers('t2');
    assert.deepEqual(await get(client), { ok: true });

    tokens('t3');
    nock(API).get('/a').times(2).reply(401);
    assert.equal((await failure(get(client))).code, 'HTTP_AUTH_REJECTED');
  });

  it('fetches one token for requests that are refused together, also where one hears of it late', async () => {
    const { client } = setUp();
    tokens('t1');
    // Any further request gets the same token, as from a provider that holds it for its whole life.
    nock(LOGIN).post(PATH).optionally().times(2).reply(200, { access_token: 't2', expires_in: 1800 });
    const refused = nock(API, { reqheaders: { authorization: 'Bearer t1' } });
    refused.get('/early').reply(401);
    refused.get('/late').delay(100).reply(401);
    const renewed = nock(API, { reqheaders: { authorization: 'Bearer t2' } });
    renewed.get('/early').reply(200, 'early');
    renewed.get('/late').reply(200, 'late');

    const [early, late] = await Promise.all(['/early', '/late'].map((url) => client.send({ url })));

    assert.deepEqual([early?.text, late?.text], ['early', 'late']);
  });

  it('tries again with a token that was granted anew, though it is the same text', async () => {
    const { client } = setUp();
    tokens('t1');
    nock(API).get('/a').reply(401);
    tokens('t1');
    answers('t1');

    assert.deepEqual(await get(client), { ok: true });
  });

  it('reads the key again when the token is refused: it may have been rotated', async () => {
    const rotated = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = new Secret({
      value: PEM,
      reference: '${file:key.pem}',
      reload: () => Promise.resolve(rotated.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    });
    const { client } = setUp({ kind: 'private-key', key });
    tokens('t1');
    nock(API, { reqheaders: { authorization: 'Bearer t1' } })
      .get('/a')
      .reply(401);
    let assertion = '';
    nock(LOGIN)
      .post(PATH, (body: Record<string, string>) => {
        assertion = body['client_assertion'] ?? '';
        return true;
      })
      .reply(200, { access_token: 't2', expires_in: 1800 });
    answers('t2');

    await get(client);

    await jwtVerify(assertion, rotated.publicKey, { currentDate: new Date(Date.UTC(2026, 0, 15, 12)) });
  });

  it('names a clock that is off, and by how much', async () => {
    for (const [aheadMs, said] of [
      [3_600_000, /3600 s ahead of/],
      [-600_000, /600 s behind/],
    ] as const) {
      const { client, clock } = setUp();
      const date = new Date(clock.nowMs() - aheadMs).toUTCString();
      nock(LOGIN).post(PATH).reply(400, { error: 'invalid_client' }, { date });
      const error = await failure(get(client));
      assert.equal(error.code, 'OAUTH_CLOCK_SKEW');
      assert.match(error.message, said);
      assert.match(error.fix ?? '', /NTP/);
    }
    const { client, clock, warned } = setUp();
    tokens('t1', 1800, { date: new Date(clock.nowMs() - 90_000).toUTCString() });
    answers('t1');
    await get(client);
    assert.equal(warned.length, 1, 'a clock that is off is told even where the token was given');
  });

  it('says that the client was refused, without a word of the answer', async () => {
    const { client } = setUp();
    nock(LOGIN)
      .post(PATH)
      .reply(401, { error: 'invalid_client', error_description: `no client ${CLIENT} here` });
    const error = await failure(get(client));
    assert.equal(error.code, 'OAUTH_CLIENT_REJECTED');
    assert.equal(error.kind, 'auth');
    assert.ok(!JSON.stringify([error.message, error.fix, error.context]).includes(CLIENT));
  });

  it('waits for a token endpoint that fails for a moment', async () => {
    const { client, clock } = setUp();
    nock(LOGIN).post(PATH).reply(503);
    nock(LOGIN).post(PATH).reply(429, '', { 'retry-after': '7' });
    tokens('t1');
    answers('t1');
    await get(client);
    assert.equal(clock.waits.length, 2);
    assert.equal(clock.waits[1], 7000);
  });

  it('names the token endpoint when it cannot be reached', async () => {
    const { client } = setUp();
    nock(LOGIN)
      .post(PATH)
      .times(4)
      .replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const error = await failure(get(client));
    assert.equal(error.code, 'HTTP_HOST_UNREACHABLE');
    assert.equal(error.context['url'], LOGIN + PATH);
  });

  it('refuses an answer without a token, and a key that is none', async () => {
    const { client } = setUp();
    nock(LOGIN).post(PATH).reply(200, { access_token: '', expires_in: 1800 });
    assert.equal((await failure(get(client))).code, 'OAUTH_TOKEN_INVALID');

    const broken = setUp({ kind: 'private-key', key: secret('-----BEGIN PRIVATE KEY-----\nAAAA\n') });
    const error = await failure(get(broken.client));
    assert.equal(error.code, 'OAUTH_KEY_INVALID');
    assert.equal(error.kind, 'config');
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const other = setUp({
      kind: 'private-key',
      key: secret(ec.export({ type: 'pkcs8', format: 'pem' }).toString()),
    });
    assert.equal((await failure(get(other.client))).code, 'OAUTH_KEY_INVALID');
  });
});
