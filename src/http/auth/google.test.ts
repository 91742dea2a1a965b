import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { mockHttp, nock } from '../../../test/support/http.ts';
import { AssayError } from '../../model/errors.ts';
import { Secret } from '../../model/secret.ts';
import { googleAuth } from './google.ts';

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const keyFile = (own: Readonly<Record<string, string>>): Secret =>
  new Secret({ value: JSON.stringify(own), reference: '${file:/run/secrets/sa.json}' });
const SERVICE_ACCOUNT = keyFile({
  type: 'service_account',
  client_email: 'lake@shop.iam.example',
  private_key: privateKey,
});
const REQUEST = { method: 'GET', url: new URL('https://storage.googleapis.com/'), headers: {}, body: null };

describe('Google credentials', () => {
  mockHttp();

  it('exchanges the key of a service account for a token, and keeps it', async () => {
    const asked: string[] = [];
    nock('https://oauth2.googleapis.com')
      .post('/token', (body: Record<string, string>) => {
        asked.push(Buffer.from((body['assertion'] ?? '').split('.')[1] ?? '', 'base64url').toString());
        return true;
      })
      .reply(200, { access_token: 'ya29.first', expires_in: 3600, token_type: 'Bearer' });
    const auth = googleAuth({ serviceAccount: SERVICE_ACCOUNT, scope: SCOPE });

    const first = await auth.headers(REQUEST);
    const second = await auth.headers(REQUEST);

    assert.deepEqual(
      [first, second],
      [{ authorization: 'Bearer ya29.first' }, { authorization: 'Bearer ya29.first' }],
    );
    assert.equal(asked.length, 1);
    const claims = JSON.parse(asked[0] ?? '{}') as { readonly iss: string; readonly scope: string };
    assert.equal(claims.iss, 'lake@shop.iam.example');
    assert.equal(claims.scope, SCOPE);
  });

  it('fails as a problem of credentials when no token is given, without a word of the key', async () => {
    nock('https://oauth2.googleapis.com').post('/token').reply(400, { error: 'invalid_grant' });
    const auth = googleAuth({ serviceAccount: SERVICE_ACCOUNT, scope: SCOPE });

    await assert.rejects(auth.headers(REQUEST), (error: unknown) => {
      assert.ok(error instanceof AssayError);
      assert.equal(error.kind, 'auth');
      assert.equal(error.code, 'HTTP_CREDENTIALS_UNAVAILABLE');
      assert.ok(!`${error.message} ${error.fix ?? ''} ${inspect(error.context)}`.includes('PRIVATE'));
      return true;
    });
  });

  for (const [what, secret] of [
    ['text', new Secret({ value: 'not json', reference: '${env:SA}' })],
    ['a key file that names URLs', keyFile({ type: 'external_account', token_url: 'https://evil.example' })],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const auth = googleAuth({ serviceAccount: secret, scope: SCOPE });

      await assert.rejects(auth.headers(REQUEST), { code: 'HTTP_KEY_FILE_INVALID', kind: 'config' });
    });
  }
});
