import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, type JsonValue } from '../../model/json.ts';
import {
  contextOf,
  type ExampleCall,
  exampleExchange,
  SOME_HEADERS,
  shuffled,
} from '../threats/example-call.test.ts';
import { authFacts, decodeAuth, emptyAuth, encodeAuth, mergeAuth, observeAuth } from './auth.ts';
import { authState } from './auth-state.ts';
import { classifyCookie, classifyHeader, headerKind, isSessionCookie } from './credential-names.ts';
import { findCredentials } from './credentials.ts';
import { parseJwt, readJwt } from './jwt.ts';

const encodePart = (value: JsonValue): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (header: JsonValue, payload: JsonValue): string =>
  `${encodePart(header)}.${encodePart(payload)}.c2lnbmF0dXJl`;
const NOON_S = Date.UTC(2026, 10, 1, 12) / 1000;
const TOKEN = jwt(
  { alg: 'RS256', typ: 'JWT', kid: 'k1' },
  { iat: NOON_S, exp: NOON_S + 3600, iss: 'https://id.shop.example/' },
);
const NONE_TOKEN = jwt({ alg: 'none' }, { sub: 'x' });

function observed(examples: readonly ExampleCall[]) {
  const auth = emptyAuth();
  for (const example of examples) {
    const exchange = exampleExchange(example);
    observeAuth(auth, exchange, contextOf(exchange));
  }
  return auth;
}

const factsOf = (examples: readonly ExampleCall[]) => authFacts(observed(examples));
const withHeader = (name: string, value: string): ExampleCall => ({
  headers: { ...SOME_HEADERS, [name]: value },
});
const times = (count: number, example: ExampleCall): ExampleCall[] =>
  Array.from({ length: count }, () => example);
const schemesOf = (example: ExampleCall) => factsOf([example]).schemes;

describe('schemes', () => {
  const cases: readonly (readonly [string, ExampleCall, readonly string[]])[] = [
    ['basic', withHeader('authorization', 'Basic dXNlcjpwYXNz'), ['basic']],
    ['opaque bearer', withHeader('authorization', 'Bearer 2YotnFZFEjr1zCsicMWpAA'), ['bearer']],
    ['jwt as bearer', withHeader('authorization', `Bearer ${TOKEN}`), ['jwt']],
    ['masked bearer keeps its scheme', withHeader('authorization', 'Bearer REDACTED'), ['bearer']],
    ['masked whole loses it', withHeader('authorization', 'REDACTED'), []],
    ['digest', withHeader('authorization', 'Digest username="x", nonce="y"'), ['digest']],
    ['hawk', withHeader('authorization', 'Hawk id="a", mac="b"'), ['hmac']],
    ['kong hmac', withHeader('authorization', 'hmac username="a", signature="b"'), ['hmac']],
    ['sigv4', withHeader('authorization', 'AWS4-HMAC-SHA256 Credential=x'), ['sigv4']],
    ['sigv4 presigned', { target: '/b/o?X-Amz-Signature=abc&X-Amz-Expires=60' }, ['sigv4']],
    ['api key header', withHeader('x-api-key', 'k'), ['api-key']],
    ['kong key', withHeader('apikey', 'k'), ['api-key']],
    ['vendor key', withHeader('x-functions-key', 'k'), ['api-key']],
    ['idempotency key is none', withHeader('idempotency-key', 'k'), []],
    ['routing key is none', withHeader('x-routing-key', 'k'), []],
    ['csrf token is none', withHeader('x-csrf-token', 'k'), []],
    ['access token header', withHeader('x-access-token', 'k'), ['bearer']],
    ['session cookie', withHeader('cookie', 'ADMINSID=0123; theme=dark'), ['session-cookie']],
    ['analytics cookie is none', withHeader('cookie', '_hjSession_12=a; _ga=GA1.2.3; _uetsid=1'), []],
    ['jwt in a cookie', withHeader('cookie', `id=${TOKEN}`), ['jwt']],
    ['mtls', withHeader('x-ssl-client-verify', 'SUCCESS'), ['mtls']],
    ['no client certificate', withHeader('x-ssl-client-verify', 'NONE'), []],
    ['nginx ingress certificate', withHeader('ssl-client-verify', 'SUCCESS'), ['mtls']],
    ['nginx ingress without one', withHeader('ssl-client-verify', 'NONE'), []],
    ['traefik certificate', withHeader('x-forwarded-tls-client-cert', 'MIIB'), ['mtls']],
    ['certificate of RFC 9440', withHeader('client-cert', ':MIIB:'), ['mtls']],
    ['key cookie', withHeader('cookie', 'api_key=abc; theme=dark'), ['api-key']],
    ['shop signature', withHeader('x-shopify-hmac-sha256', 'a'), ['hmac']],
    ['shared key', withHeader('authorization', 'SharedKey account:abc='), ['hmac']],
    ['api token', withHeader('x-api-token', 'k'), ['api-key']],
    ['public key is none', withHeader('x-public-key', 'k'), []],
    ['fraud cookie is none', withHeader('cookie', '__stripe_sid=a; s_sess=b; dtCookie=c'), []],
    ['envoy certificate', withHeader('x-forwarded-client-cert', 'Hash=1'), ['mtls']],
    ['query key', { target: '/a?api_key=1234' }, ['api-key']],
    ['query jwt under any name', { target: `/a?zz=${TOKEN}` }, ['jwt']],
    ['sort key is none', { target: '/a?key=name&token=abc' }, []],
    [
      'body token',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: '*/*' },
        body: '{"api_key":"x"}',
      },
      ['api-key'],
    ],
    [
      'oauth2 token endpoint',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' },
        body: 'grant_type=client_credentials&client_id=a&client_secret=b',
      },
      ['oauth2'],
    ],
  ];
  for (const [name, example, expected] of cases) {
    it(name, () => assert.deepEqual(schemesOf(example), expected));
  }

  it('a client that the gateway authenticated counts as authenticated', () => {
    const facts = factsOf([{ clientId: 'mobile-app' }]);
    assert.equal(facts.authenticatedAccepted, 1);
    assert.deepEqual(facts.schemes, []);
  });
});

describe('state', () => {
  it('not captured, picked by an access log, or masked cookies: undetected, never none', () => {
    for (const example of [
      { headers: null },
      { headers: { 'user-agent': 'curl/8', referer: 'https://shop.example/' } },
      { headers: { ...SOME_HEADERS, cookie: '[FILTERED]' } },
    ]) {
      const facts = factsOf(times(50, example));
      assert.equal(facts.state, 'undetected');
      assert.equal(facts.unobservable, 50);
    }
  });

  it('a masked credential proves nothing by itself: undetected; refusals and anonymous calls beside it do', () => {
    for (const value of [
      'REDACTED',
      '***',
      '*',
      '[secure]',
      'Bearer ****',
      'Bearer abcd***',
      'Basic <hidden>',
    ]) {
      const masked = times(5, withHeader('authorization', value));
      assert.equal(factsOf(masked).state, 'undetected', value);
      assert.equal(factsOf([...masked, { status: 401 }]).state, 'required', value);
      assert.equal(factsOf([...masked, ...times(5, {})]).state, 'mixed', value);
    }
  });

  it('what a client sends that forgot to log in is no credential', () => {
    for (const value of ['Bearer null', 'Bearer undefined', 'Bearer ', 'null', 'Basic Og=='])
      assert.equal(factsOf(times(5, withHeader('authorization', value))).state, 'none', value);
    assert.equal(factsOf(times(5, withHeader('authorization', 'Bearer nullable-1234'))).state, 'required');
  });

  it('a redirect to a login refuses; other redirects, and those of the login itself, answer', () => {
    const redirect = (location: string, target = '/dashboard'): ExampleCall => ({
      target,
      status: 302,
      responseHeaders: { location },
    });
    for (const location of [
      '/login?next=%2Fx',
      'https://sso.shop.example/a',
      'https://a.example/users/sign_in',
    ])
      assert.equal(factsOf(times(5, redirect(location))).state, 'required', location);
    for (const location of ['/welcome?from=/login', 'https://shop.example/blogin', '/items/7'])
      assert.equal(factsOf(times(5, redirect(location))).state, 'none', location);
    assert.equal(factsOf(times(5, redirect('/login', '/oauth2/authorize'))).state, 'none');
  });

  it('anonymous accepted alone is none', () => assert.equal(factsOf([{}]).state, 'none'));

  it('a refusal alone is required', () => assert.equal(factsOf([{ status: 401 }]).state, 'required'));

  it('errors and 404 prove nothing', () => {
    assert.equal(factsOf([{ status: 404 }, { status: 500 }, { status: null }]).state, 'undetected');
  });

  const proof = (authenticatedAccepted: number, anonymousAccepted: number, anonymousRefused = 0) =>
    authState({
      authenticatedAccepted,
      anonymousAccepted,
      anonymousRefused,
      authenticatedRefused: 0,
      maskedAccepted: 0,
    });

  it('mixed needs a real count on both sides', () => {
    assert.equal(proof(100, 2, 50), 'required');
    assert.equal(proof(100, 3, 50), 'mixed');
    assert.equal(proof(1000, 9), 'required');
    assert.equal(proof(1000, 11), 'mixed');
    assert.equal(proof(100_000, 20), 'mixed');
    assert.equal(proof(2, 1000), 'none');
    assert.equal(proof(1, 1), 'undetected');
  });
});

describe('weaknesses', () => {
  const bearer = (token: string): ExampleCall => withHeader('authorization', `Bearer ${token}`);

  it('alg none, no expiry, long life count where the server consented', () => {
    const facts = factsOf([
      bearer(NONE_TOKEN),
      { ...bearer(NONE_TOKEN), status: 401 },
      bearer(jwt({ alg: 'HS256' }, { iat: NOON_S, exp: NOON_S + 86_401 })),
      bearer(jwt({ alg: 'HS256' }, { exp: NOON_S + 86_400 })),
      bearer(TOKEN),
    ]);
    assert.deepEqual(facts.jwtAlgNone, { calls: 2, accepted: 1 });
    assert.deepEqual(facts.jwtNoExpiry, { calls: 2, accepted: 1 });
    assert.deepEqual(facts.jwtLongLived, { calls: 1, accepted: 1 });
  });

  it('forged tokens sent to an open endpoint prove nothing about it', () => {
    const facts = factsOf([...times(1000, {}), ...times(5, bearer(NONE_TOKEN))]);
    assert.equal(facts.state, 'none');
    assert.deepEqual(facts.jwtAlgNone, { calls: 5, accepted: 0 });
  });

  it('credentials in the URL by kind and name; names of the traffic are not shown', () => {
    const facts = factsOf([
      { target: '/a?API_KEY=1' },
      { target: `/a?access_token=${TOKEN}`, status: 403 },
      { target: `/a?jane.doe=${TOKEN}` },
      { target: '/a?password=x' },
    ]);
    assert.deepEqual(facts.inUrl, [
      { kind: 'api-key', name: 'api_key', evidence: { calls: 1, accepted: 1 } },
      { kind: 'basic', name: 'password', evidence: { calls: 1, accepted: 1 } },
      { kind: 'token', name: '*', evidence: { calls: 1, accepted: 1 } },
      { kind: 'token', name: 'access_token', evidence: { calls: 1, accepted: 0 } },
    ]);
  });

  it('credentials over plaintext', () => {
    const plain: ExampleCall = { ...withHeader('authorization', 'Basic eDp5'), scheme: 'http' };
    const facts = factsOf([plain, { scheme: 'http' }, withHeader('authorization', 'Basic eDp5')]);
    assert.deepEqual(facts.plaintextCredentials, { calls: 1, accepted: 1 });
  });

  it('login and token endpoints are known as such, with and without bodies', () => {
    const json = { 'content-type': 'application/json', accept: '*/*' };
    const login: ExampleCall = { method: 'POST', target: '/auth/v1/login', headers: json };
    assert.equal(
      factsOf([{ ...login, body: '{"email":"a@b.example","password":"p"}' }]).credentialEndpoint,
      true,
    );
    assert.equal(factsOf([login]).credentialEndpoint, true);
    assert.equal(factsOf([{ ...login, body: '{"name":"x"}' }]).credentialEndpoint, false);
    assert.equal(
      factsOf([{ ...login, method: 'PUT', body: '{"email":"a","password":"p"}' }]).credentialEndpoint,
      false,
    );
    assert.equal(factsOf([{ method: 'POST', target: '/orders' }]).credentialEndpoint, false);
  });
});

describe('tokens', () => {
  it('hostile tokens are no tokens and never throw', () => {
    for (const text of [
      'eyJ.eyJ.x',
      'ey..',
      'eyJhbGciOiJIUzI1NiJ9.%%%.x',
      `ey${'J'.repeat(99_999)}.a.b`,
      'eyJhbGciOjF9.e30.x\ud800',
      'eyJhbGciOiJIUzI1NiJ9.W10.x',
    ]) {
      assert.equal(readJwt(text), null);
    }
  });

  it('the memos change nothing', () => {
    for (const name of [
      'x-shop-api-key',
      'x-routing-key',
      'x-device-token',
      'x-user-token',
      'x-ssl-client-dn',
      'etag',
    ]) {
      assert.equal(headerKind(name), classifyHeader(name));
      assert.equal(headerKind(name), classifyHeader(name));
    }
    for (const name of ['ADMINSID', '_ga', '__Host-session', 'csrf_session', 'theme']) {
      assert.equal(isSessionCookie(name), classifyCookie(name));
      assert.equal(isSessionCookie(name), classifyCookie(name));
    }
    assert.deepEqual(readJwt(TOKEN), parseJwt(TOKEN));
    assert.deepEqual(readJwt(TOKEN), parseJwt(TOKEN));
  });
});

describe('laws', () => {
  const kinds: ExampleCall[] = [
    {},
    { status: 401 },
    { headers: null },
    withHeader('authorization', `Bearer ${TOKEN}`),
    { ...withHeader('authorization', `Bearer ${NONE_TOKEN}`), scheme: 'http' },
    withHeader('x-api-key', 'k'),
    { target: '/a?api_key=1&access_token=zz' },
    { target: `/a?q\ud800=${TOKEN}`, status: 500 },
    { method: 'POST', target: '/login' },
  ];
  const mixture = kinds.flatMap((example, index) => times(index + 1, example));
  const whole = canonicalJson(encodeAuth(observed(mixture)));

  it('order and split change nothing', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const calls = shuffled(mixture, seed);
      const at = seed % calls.length;
      const left = observed(calls.slice(0, at));
      mergeAuth(left, observed(calls.slice(at)));
      assert.equal(canonicalJson(encodeAuth(left)), whole);
    }
  });

  it('the encoded form comes back whole', () => {
    const auth = observed(mixture);
    assert.deepEqual(decodeAuth(encodeAuth(auth)), auth);
    assert.deepEqual(decodeAuth(encodeAuth(emptyAuth())), emptyAuth());
    assert.throws(() => decodeAuth({}), RangeError);
  });

  it('nothing of a credential is kept', () => {
    const text = whole + JSON.stringify(authFacts(observed(mixture)));
    for (const secret of [TOKEN, 'c2ln', 'k1', 'id.shop']) assert.ok(!text.includes(secret), secret);
    assert.ok(findCredentials(exampleExchange({ target: '/a?api_key=1' })).present);
  });
});
