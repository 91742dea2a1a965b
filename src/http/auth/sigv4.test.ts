import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../../../test/support/fake-clock.ts';
import { Secret } from '../../model/secret.ts';
import { type SigV4Settings, sigV4Auth } from './sigv4.ts';

/** Keys, time and results of "Signature Calculations for the Authorization Header" in the Amazon S3 API reference. */
const EXAMPLE_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const CLOCK = fakeClock(Date.UTC(2013, 4, 24));
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function settings(keys: Partial<NonNullable<SigV4Settings['keys']>> = {}): SigV4Settings {
  return {
    service: 's3',
    region: 'us-east-1',
    keys: {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: new Secret({ value: EXAMPLE_KEY, reference: '${env:KEY}' }),
      sessionToken: null,
      ...keys,
    },
  };
}

function request(url: string, headers: Readonly<Record<string, string>> = {}) {
  return { method: 'GET', url: new URL(url), headers, body: null };
}

function signatureOf(headers: Readonly<Record<string, string>>): string {
  return /Signature=([0-9a-f]{64})$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
}

describe('SigV4', () => {
  it('signs the listing of the vendor’s example as the vendor does', async () => {
    const auth = sigV4Auth(settings(), { clock: CLOCK });

    const headers = await auth.headers(
      request('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J'),
    );

    assert.equal(signatureOf(headers), '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
    assert.equal(headers['x-amz-date'], '20130524T000000Z');
    assert.equal(headers['x-amz-content-sha256'], EMPTY_SHA256);
    assert.match(headers['authorization'] ?? '', /SignedHeaders=host;x-amz-content-sha256;x-amz-date,/);
  });

  it('signs a parameter without a value as the vendor does', async () => {
    const auth = sigV4Auth(settings(), { clock: CLOCK });

    const headers = await auth.headers(request('https://examplebucket.s3.amazonaws.com/?lifecycle'));

    assert.equal(signatureOf(headers), 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543');
  });

  it('signs x-amz headers and no others', async () => {
    const auth = sigV4Auth(settings(), { clock: CLOCK });
    const url = 'https://examplebucket.s3.amazonaws.com/test.txt';

    const bare = await auth.headers(request(url));
    const same = await auth.headers(request(url, { accept: '*/*', range: 'bytes=0-9', 'if-match': '"a"' }));
    const other = await auth.headers(request(url, { 'x-amz-request-payer': 'requester' }));

    assert.equal(signatureOf(same), signatureOf(bare));
    assert.notEqual(signatureOf(other), signatureOf(bare));
  });

  it('signs the path as it is sent, port and encoded characters included', async () => {
    const auth = sigV4Auth(settings(), { clock: CLOCK });

    const plain = await auth.headers(request('http://127.0.0.1:9000/logs/a%20b.txt'));
    const port = await auth.headers(request('http://127.0.0.1:9001/logs/a%20b.txt'));
    const path = await auth.headers(request('http://127.0.0.1:9000/logs/a%2520b.txt'));

    assert.equal(new Set([plain, port, path].map(signatureOf)).size, 3);
  });

  it('sends the token of temporary keys, and none for others', async () => {
    const sessionToken = new Secret({ value: 'token-of-a-session', reference: '${env:TOKEN}' });

    const headers = await sigV4Auth(settings({ sessionToken }), { clock: CLOCK }).headers(
      request('https://examplebucket.s3.amazonaws.com/'),
    );

    assert.equal(headers['x-amz-security-token'], 'token-of-a-session');
    assert.match(headers['authorization'] ?? '', /x-amz-security-token/);
  });

  it('has something new to try only where the key was rotated', async () => {
    let current = EXAMPLE_KEY;
    const reload = (): Promise<string> => Promise.resolve(current);
    const secretAccessKey = new Secret({ value: current, reference: '${file:/run/secrets/key}', reload });
    const auth = sigV4Auth(settings({ secretAccessKey }), { clock: CLOCK });
    const before = signatureOf(await auth.headers(request('https://examplebucket.s3.amazonaws.com/')));

    assert.equal(await auth.refresh(), false);
    current = 'another/key';
    assert.equal(await auth.refresh(), true);
    assert.notEqual(
      signatureOf(await auth.headers(request('https://examplebucket.s3.amazonaws.com/'))),
      before,
    );
  });

  it('takes the keys of the environment where it has none', async () => {
    const saved = { id: process.env['AWS_ACCESS_KEY_ID'], key: process.env['AWS_SECRET_ACCESS_KEY'] };
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAIOSFODNN7EXAMPLE';
    process.env['AWS_SECRET_ACCESS_KEY'] = EXAMPLE_KEY;
    try {
      const auth = sigV4Auth({ ...settings(), keys: null }, { clock: CLOCK });
      const headers = await auth.headers(
        request('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J'),
      );
      assert.equal(signatureOf(headers), '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
    } finally {
      restore('AWS_ACCESS_KEY_ID', saved.id);
      restore('AWS_SECRET_ACCESS_KEY', saved.key);
    }
  });
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
