import type { Credential } from '../auth-case.ts';

const cookies =
  (values: Readonly<Record<string, number>>): Credential =>
  (own) => ({
    cookies: Object.fromEntries(Object.entries(values).map(([name, length]) => [name, own.token(length)])),
  });

export const quiet: readonly (readonly [string, string, string, Credential | undefined])[] = [
  ['plain', 'GET', 'www.press.example/api/headlines', undefined],
  ['version', 'GET', 'www.press.example/version', undefined],
  [
    'request and span ids',
    'GET',
    'www.press.example/api/weather',
    (_, call) => ({
      headers: {
        'X-Request-ID': call.hex(40),
        'X-Datadog-Trace-Id': String(call.int(1e9, 9e9)),
        'X-Cloud-Trace-Context': `${call.hex(32)}/${call.int(1, 9e6)};o=1`,
      },
    }),
  ],
  [
    'Matomo and Hotjar cookies',
    'GET',
    'www.press.example/api/polls',
    cookies({ '_pk_id.1.1fff': 22, _hjSessionUser_123: 90, _hjid: 36 }),
  ],
  [
    'bot cookies of an edge',
    'GET',
    'www.press.example/api/videos',
    cookies({ __cf_bm: 140, _abck: 160, bm_sz: 90, incap_ses_1: 40, visid_incap_1: 60 }),
  ],
  [
    'XSRF header and cookie',
    'POST',
    'www.press.example/api/polls/#/votes',
    (own) => ({ headers: { 'X-XSRF-TOKEN': own.token(48) }, cookies: { 'XSRF-TOKEN': own.token(48) } }),
  ],
  [
    'idempotency',
    'POST',
    'www.press.example/api/subscriptions',
    (_, call) => ({ headers: { 'Idempotency-Key': call.token(36) } }),
  ],
  [
    'captcha',
    'POST',
    'www.press.example/api/letters',
    (_, call) => ({ body: { captchaToken: call.token(200), text: 'Dear editors' } }),
  ],
  [
    'conditional',
    'GET',
    'www.press.example/api/authors/#',
    (own) => ({
      headers: { 'If-None-Match': `"${own.hex(40)}"`, 'If-Modified-Since': 'Sun, 01 Nov 2026 00:00:00 GMT' },
    }),
  ],
  [
    'load balancer cookies',
    'GET',
    'www.press.example/api/sections',
    cookies({ SERVERID: 8, BIGipServerpool_web: 22, ARRAffinity: 64 }),
  ],
  [
    'continuation',
    'GET',
    'www.press.example/api/archive',
    (_, call) => ({ query: { continuationToken: call.token(80), top: '50' } }),
  ],
  [
    'next token and state',
    'GET',
    'www.press.example/api/tags',
    (_, call) => ({ query: { nextToken: call.token(64), state: 'open' } }),
  ],
  [
    'installation id',
    'GET',
    'app.press.example/v2/config',
    (own) => ({
      headers: { 'X-Installation-Id': own.uuid(), 'X-Client-Version': '9.1.0', 'X-Platform': 'ios' },
    }),
  ],
  [
    'storage key',
    'GET',
    'app.press.example/v2/settings',
    (_, call) => ({ query: { key: call.pick(['theme', 'fontSize', 'locale']) } }),
  ],
  [
    'content hash',
    'GET',
    'app.press.example/v2/assets',
    (own) => ({ query: { v: own.hex(20), integrity: `sha384-${own.token(64)}` } }),
  ],
  [
    'no client certificate',
    'GET',
    'app.press.example/v2/status',
    () => ({ headers: { 'ssl-client-verify': 'NONE', 'x-forwarded-proto': 'https' } }),
  ],
  [
    'shared link id',
    'GET',
    'app.press.example/v2/crosswords',
    (_, call) => ({ query: { puzzle: call.token(22), hint: '1' } }),
  ],
  [
    'sign-in',
    'POST',
    'sso.press.example/api/sign-in',
    (own) => ({ body: { email: `r${own.hex(5)}@mail.example`, password: `Kq-${own.hex(9)}`, keep: true } }),
  ],
  [
    'sign-in by form',
    'POST',
    'bank.bank.example/session/new',
    (own) => ({
      form: true,
      body: { user: own.token(8), passcode: own.token(12), authenticity_token: own.token(88) },
    }),
  ],
  [
    'password forgotten',
    'POST',
    'sso.press.example/api/forgotten',
    (own) => ({ body: { email: `r${own.hex(5)}@mail.example` } }),
  ],
  [
    'web socket handshake noise',
    'GET',
    'app.press.example/v2/ticker',
    (_, call) => ({
      headers: {
        'Sec-Fetch-Site': 'same-site',
        'Sec-CH-UA': '"Chromium";v="130"',
        'X-Requested-With': 'XMLHttpRequest',
        Referer: `https://www.press.example/?utm_id=${call.token(20)}`,
      },
    }),
  ],
];
