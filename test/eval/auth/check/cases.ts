import { type AuthCase, type Credential, type Label, label, type Share } from '../auth-case.ts';
import {
  afterPreflight,
  both,
  failingWithout,
  onlyWith,
  open,
  refusedWithout,
  sometimesRefused,
  unseen,
} from '../patterns.ts';
import * as s from './secrets.ts';

const STYLES: readonly (readonly [host: string, scheme: string, style: string, credential: Credential])[] = [
  ['erp', 'basic', 'user and password', s.USER_PASSWORD],
  ['iot', 'bearer', 'opaque with underscore', s.OPAQUE_DOTTED],
  ['rooms', 'bearer', 'UUID token', s.OPAQUE_UUID],
  ['pay', 'jwt', 'ES256', s.SIGNED_EC],
  ['cards', 'jwt', 'PS256, upper-case scheme', s.SIGNED_PS],
  ['push', 'api-key', 'X-Auth-Token', s.AUTH_TOKEN_HEADER],
  ['tiles', 'api-key', 'X-Access-Key', s.ACCESS_KEY_HEADER],
  ['speech', 'api-key', 'api-key', s.AZURE_KEY_HEADER],
  ['news', 'api-key', 'X-RapidAPI-Key', s.RAPID_KEY_HEADER],
  ['branch', 'api-key', 'X-Bank-Api-Key', s.VENDOR_KEY_HEADER],
  ['geo', 'api-key', 'key in the query', s.KEY_PARAMETER],
  ['fx', 'api-key', 'access_key in the query', s.ACCESS_KEY_PARAMETER],
  ['weather', 'api-key', 'appid in the query', s.APP_ID_PARAMETER],
  ['lists', 'api-key', 'api_token in the query', s.API_TOKEN_PARAMETER],
  ['radio', 'api-key', 'X-API-KEY cookie', s.KEY_IN_COOKIE],
  ['intra', 'session-cookie', 'ASP.NET_SessionId', s.ASP_SESSION],
  ['club', 'session-cookie', 'sessionid', s.DJANGO_SESSION],
  ['store', 'session-cookie', 'laravel_session', s.LARAVEL_SESSION],
  ['bank', 'session-cookie', '_bank_session', s.RAILS_SESSION],
  ['vault', 'session-cookie', '__Host-session', s.HOST_SESSION],
  ['camera', 'digest', 'Digest SHA-256', s.DIGEST_SHA],
  ['till', 'hmac', 'hmac username', s.KONG_HMAC],
  ['fed', 'hmac', 'Signature keyId', s.CAVAGE],
  ['jobs', 'sigv4', 'SigV4 with a session token', s.SIGV4_TOKEN],
  ['bucket', 'sigv4', 'presigned', s.SIGV4_PRESIGNED],
  ['pos', 'mtls', 'forwarded by a load balancer', s.AMAZON_MTLS],
  ['mesh', 'mtls', 'X-SSL-Client-Verify', s.APACHE_MTLS],
  ['edge', 'mtls', 'Client-Cert of RFC 9440', s.RFC_MTLS],
  ['site', 'mtls', 'X-ARR-ClientCert', s.AZURE_MTLS],
];

function threeOfEach(): readonly AuthCase[] {
  return STYLES.flatMap(([host, scheme, style, credential], i): readonly AuthCase[] => {
    const at = { host: `${host}.bank.example`, labels: [label('required', scheme)] as const };
    const third = i % 2 === 0 ? failingWithout(credential) : afterPreflight(credential);
    return [
      {
        ...at,
        name: `${style}, 401 without`,
        method: 'GET',
        path: '/api/v3/entries',
        shares: refusedWithout(credential),
      },
      {
        ...at,
        name: `${style}, sometimes refused`,
        method: 'GET',
        path: '/api/v3/entries/#',
        shares: sometimesRefused(credential),
      },
      {
        ...at,
        name: style,
        method: 'GET',
        path: '/api/v3/summary',
        shares: i % 3 === 0 ? onlyWith(credential) : third,
      },
    ];
  });
}

function at(
  name: string,
  method: string,
  url: string,
  labels: readonly [Label, ...Label[]],
  shares: readonly Share[],
): AuthCase {
  const cut = url.indexOf('/');
  return { name, method, host: url.slice(0, cut), path: url.slice(cut), labels, shares };
}

const token = { responseBody: '{"access_token":"opaque","token_type":"Bearer","expires_in":600}' };
const cookies =
  (values: Readonly<Record<string, number>>): Credential =>
  (own) => ({
    cookies: Object.fromEntries(Object.entries(values).map(([name, length]) => [name, own.token(length)])),
  });

const PARTICULAR: readonly AuthCase[] = [
  at(
    'key in a form',
    'POST',
    'sms.press.example/gateway/send',
    [label('required', 'api-key')],
    [
      { count: 34, status: 200, credential: s.KEY_IN_FORM },
      { count: 6, status: 403, credential: null },
    ],
  ),
  at(
    'payment events signed',
    'POST',
    'in.press.example/events/payments',
    [label('required', 'hmac')],
    [
      { count: 34, status: 200, credential: s.SIGNED_EVENT },
      { count: 5, status: 400, credential: null },
    ],
  ),
  at(
    'shop events signed',
    'POST',
    'in.press.example/events/shop',
    [label('required', 'hmac')],
    onlyWith(s.SHOP_EVENT),
  ),
  at(
    'code exchanged',
    'POST',
    'sso.bank.example/oauth2/v1/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      { count: 32, status: 200, credential: s.GRANT_CODE, ...token },
      { count: 5, status: 400, credential: s.GRANT_CODE },
    ],
  ),
  at(
    'token refreshed',
    'POST',
    'sso.press.example/realms/press/protocol/openid-connect/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [{ count: 36, status: 200, credential: s.GRANT_REFRESH, ...token }],
  ),
  at(
    'key or session',
    'GET',
    'studio.press.example/api/tracks',
    [label('required', 'api-key', 'session-cookie')],
    refusedWithout(s.oneOf(s.AUTH_TOKEN_HEADER, s.DJANGO_SESSION)),
  ),
  at(
    'JWT or mTLS',
    'GET',
    'studio.bank.example/api/positions',
    [label('required', 'jwt', 'mtls')],
    refusedWithout(s.oneOf(s.SIGNED_EC, s.APACHE_MTLS)),
  ),
  at(
    'three ways',
    'GET',
    'open.bank.example/api/balances/#',
    [label('required', 'api-key', 'basic', 'bearer')],
    onlyWith(s.oneOf(s.USER_PASSWORD, s.OPAQUE_UUID, s.AZURE_KEY_HEADER)),
  ),
  at(
    'key and signature',
    'POST',
    'trade.bank.example/api/orders',
    [label('required', 'api-key', 'hmac'), label('required', 'hmac')],
    onlyWith(s.allOf(s.VENDOR_KEY_HEADER, s.KONG_HMAC), 201),
  ),
  at(
    'subscription key and JWT',
    'GET',
    'open.press.example/api/feeds',
    [label('required', 'api-key', 'jwt')],
    refusedWithout(s.allOf(s.AZURE_KEY_HEADER, s.SIGNED_PS)),
  ),
  at(
    'JWT in X-Access-Token',
    'GET',
    'open.health.example/api/visits',
    [label('required', 'jwt'), label('required', 'api-key', 'jwt'), label('required', 'api-key')],
    refusedWithout(s.JWT_IN_OWN_HEADER),
  ),
  at(
    'to sign-in without a session',
    'GET',
    'desk.health.example/board',
    [label('required', 'session-cookie')],
    [
      { count: 30, status: 200, credential: s.ASP_SESSION },
      {
        count: 10,
        status: 303,
        credential: null,
        responseHeaders: { location: 'https://sso.health.example/authorize?client_id=desk' },
        responseBody: '',
      },
    ],
  ),
  at(
    'a third of the calls without recorded headers',
    'GET',
    'desk.health.example/patients/summary',
    [label('required', 'jwt')],
    [
      { count: 30, status: 200, credential: s.SIGNED_EC },
      { count: 15, status: 200, credential: s.SIGNED_EC, captured: false },
      { count: 5, status: 401, credential: null },
    ],
  ),
  at(
    'session beside an antiforgery cookie',
    'POST',
    'desk.health.example/forms',
    [label('required', 'session-cookie')],
    [
      {
        count: 34,
        status: 201,
        credential: s.ASP_SESSION,
        noise: (own) => ({
          headers: { 'X-XSRF-TOKEN': own.token(60) },
          cookies: { 'XSRF-TOKEN': own.token(60) },
        }),
      },
      { count: 4, status: 401, credential: null },
    ],
  ),
];

const quiet: readonly (readonly [string, string, string, Credential | undefined])[] = [
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

const halves: readonly (readonly [string, string, Credential, number, number])[] = [
  ['team', 'bearer', s.OPAQUE_DOTTED, 18, 24],
  ['deals', 'jwt', s.SIGNED_EC, 26, 18],
  ['atlas', 'api-key', s.ACCESS_KEY_PARAMETER, 25, 15],
  ['voice', 'api-key', s.AZURE_KEY_HEADER, 14, 28],
  ['fans', 'session-cookie', s.DJANGO_SESSION, 16, 30],
  ['mart', 'session-cookie', s.LARAVEL_SESSION, 30, 10],
  ['crew', 'basic', s.USER_PASSWORD, 22, 18],
  ['lens', 'digest', s.DIGEST_SHA, 20, 16],
  ['kiosk', 'hmac', s.KONG_HMAC, 22, 14],
  ['queue', 'sigv4', s.SIGV4_TOKEN, 24, 10],
  ['relay', 'mtls', s.AMAZON_MTLS, 25, 12],
  ['lapse', 'jwt', s.SIGNED_PS, 70, 2],
];

const hidden =
  (name: string, value: string): Credential =>
  () => ({ headers: { [name]: value } });
const FOLDERS = ['cases', 'letters', 'stamps', 'roles', 'quotes', 'routes', 'shifts', 'meals'];

const UNKNOWN: readonly AuthCase[] = [
  ...FOLDERS.slice(0, 6).map((folder, i) =>
    at(
      'headers not captured',
      i % 3 === 0 ? 'POST' : 'GET',
      `tap${'abcdef'[i]}.press.example/rest/${folder}${i % 2 === 0 ? '' : '/#'}`,
      [label('undetected')],
      [
        ...unseen(null, i % 3 === 0 ? 201 : 200),
        { count: i, status: 401, credential: null, captured: false },
      ],
    ),
  ),
  ...['****', '[redacted]', 'XXXXXXXX', '***REDACTED***', '<hidden>', '[MASKED]'].map((value, i) =>
    at(
      `Authorization reads ${value}`,
      'GET',
      `mask${'abcdef'[i]}.press.example/rest/${FOLDERS[i]}`,
      [label('undetected')],
      onlyWith(hidden('authorization', value)),
    ),
  ),
  ...[
    ['Bearer ***', 'bearer'],
    ['Basic [REDACTED]', 'basic'],
    ['bearer <redacted>', 'bearer'],
  ].map(([value = '', scheme = ''], i) =>
    at(
      `Authorization reads ${value}`,
      'GET',
      `veil${'abc'[i]}.press.example/rest/${FOLDERS[i]}`,
      [label('undetected'), label('undetected', scheme), label('required', scheme)],
      onlyWith(hidden('Authorization', value)),
    ),
  ),
  ...['****', '<redacted>'].map((value, i) =>
    at(
      `api-key reads ${value}`,
      'GET',
      `cover${'ab'[i]}.press.example/rest/${FOLDERS[i]}`,
      [label('undetected'), label('undetected', 'api-key'), label('required', 'api-key')],
      onlyWith(hidden('api-key', value)),
    ),
  ),
  at(
    'cookie header masked',
    'GET',
    'cloak.press.example/rest/meals',
    [label('undetected'), label('undetected', 'session-cookie'), label('required', 'session-cookie')],
    onlyWith(hidden('cookie', '[REDACTED]')),
  ),
];

export const CHECK_CASES: readonly AuthCase[] = [
  ...threeOfEach(),
  ...PARTICULAR,
  ...quiet.map(([name, method, url, noise]) =>
    at(`public: ${name}`, method, url, [label('none')], open(noise, method === 'POST' ? 201 : 200)),
  ),
  ...halves.map(([host, scheme, credential, withOne, withNone]) =>
    at(
      `answered either way: ${scheme}`,
      'GET',
      `${host}.health.example/api/items${withOne % 2 === 0 ? '' : '/#'}`,
      [label('mixed', scheme)],
      both(credential, withOne, withNone),
    ),
  ),
  ...UNKNOWN,
];
export const CHECK_AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'Apache-HttpClient/5.3.1 (Java/21.0.4)',
  'BankApp/812 CFNetwork/1568',
  'aiohttp/3.10.5',
  'Dart/3.5 (dart:io)',
];
