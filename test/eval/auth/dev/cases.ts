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
import * as c from './credentials.ts';

type Pattern = (credential: Credential, good?: number) => readonly Share[];

const PATTERNS: readonly (readonly [string, Pattern])[] = [
  ['always sent', onlyWith],
  ['401 without', refusedWithout],
  ['sometimes refused', sometimesRefused],
  ['after a preflight', afterPreflight],
  ['errors without', failingWithout],
];

const STYLES: readonly (readonly [string, string, Credential, number])[] = [
  ['basic', 'Basic', c.BASIC, 3],
  ['basic', 'basic in lower case', c.BASIC_LOWER, 3],
  ['bearer', 'opaque bearer', c.BEARER, 4],
  ['bearer', 'bearer in lower case', c.BEARER_HEX, 3],
  ['jwt', 'JWT HS256', c.JWT_HS, 4],
  ['jwt', 'JWT RS256', c.JWT_RS, 4],
  ['api-key', 'X-Api-Key', c.KEY_X, 4],
  ['api-key', 'Ocp-Apim-Subscription-Key', c.KEY_AZURE, 3],
  ['api-key', 'apikey header', c.KEY_PLAIN, 3],
  ['api-key', 'Authorization: ApiKey', c.KEY_SCHEME, 2],
  ['api-key', 'x-goog-api-key', c.KEY_GOOGLE, 2],
  ['api-key', 'api_key in the query', c.KEY_QUERY, 3],
  ['api-key', 'apikey in the query', c.KEY_QUERY_ONE, 2],
  ['api-key', 'subscription-key in the query', c.KEY_QUERY_AZURE, 2],
  ['api-key', 'api_key cookie', c.KEY_COOKIE, 2],
  ['session-cookie', 'JSESSIONID', c.SESSION_JAVA, 3],
  ['session-cookie', 'PHPSESSID', c.SESSION_PHP, 3],
  ['session-cookie', 'connect.sid', c.SESSION_NODE, 3],
  ['session-cookie', 'sid', c.SESSION_SID, 3],
  ['digest', 'Digest', c.DIGEST, 4],
  ['hmac', 'HMAC-SHA256', c.HMAC_AZURE, 3],
  ['hmac', 'Hawk', c.HAWK, 3],
  ['sigv4', 'SigV4', c.SIGV4, 4],
  ['sigv4', 'SigV4 in the query', c.SIGV4_QUERY, 2],
  ['mtls', 'verified by nginx', c.MTLS_NGINX, 3],
  ['mtls', 'forwarded by Envoy', c.MTLS_ENVOY, 3],
];

const NOUNS = [
  'orders',
  'invoices',
  'shipments',
  'carts',
  'payments',
  'refunds',
  'contracts',
  'devices',
  'reports',
  'alerts',
  'tickets',
  'projects',
];
/** A host a style: many like paths under one base would be one path with a slot. */
const AREAS = [
  'billing',
  'core',
  'stock',
  'pricing',
  'crm',
  'ledger',
  'fleet',
  'desk',
  'print',
  'claims',
  'events',
  'media',
  'hr',
  'travel',
  'legal',
  'sales',
  'labs',
  'plant',
  'docs',
  'cards',
  'loans',
  'risk',
  'energy',
  'retail',
  'health',
  'ports',
];

function single(): readonly AuthCase[] {
  return STYLES.flatMap(([scheme, style, credential, times], s) =>
    Array.from({ length: times }, (_, t): AuthCase => {
      const [pattern, shares] = PATTERNS[(s + t) % PATTERNS.length] ?? ['always sent', onlyWith];
      const noun = NOUNS[(s + t * 5) % NOUNS.length] ?? 'orders';
      const post = t === 1 && !style.includes('query');
      return {
        name: `${style}, ${pattern}`,
        method: post ? 'POST' : 'GET',
        host: `${AREAS[s] ?? 'x'}.shop.example`,
        path: `/v1/${noun}${t % 2 === 0 ? '/#' : ''}`,
        labels: [label('required', scheme)],
        shares: shares(credential, post ? 201 : 200),
      };
    }),
  );
}

const one = (
  name: string,
  method: string,
  where: string,
  labels: readonly [Label, ...Label[]],
  shares: readonly Share[],
): AuthCase => {
  const [host = '', ...rest] = where.split('/');
  return { name, method, host, path: `/${rest.join('/')}`, labels, shares };
};

const loginBody =
  (form: boolean): Credential =>
  (own) => ({
    ...(form ? { form: true as const } : {}),
    body: { username: `u${own.hex(5)}`, password: `pw-${own.hex(8)}` },
  });

const SPECIAL: readonly AuthCase[] = [
  one(
    'key in the JSON body',
    'POST',
    'partner.shop.example/legacy/quote',
    [label('required', 'api-key')],
    [
      { count: 36, status: 200, credential: c.KEY_BODY },
      { count: 6, status: 401, credential: null },
    ],
  ),
  one(
    'key in the JSON body, always',
    'POST',
    'partner.shop.example/legacy/submit',
    [label('required', 'api-key')],
    onlyWith(c.KEY_BODY, 201),
  ),
  one(
    'web hook signed',
    'POST',
    'hooks.office.example/in/github',
    [label('required', 'hmac')],
    [
      { count: 34, status: 202, credential: c.HUB },
      { count: 5, status: 401, credential: null },
    ],
  ),
  one(
    'web hook signed, always',
    'POST',
    'hooks.office.example/in/forge',
    [label('required', 'hmac')],
    onlyWith(c.HUB, 202),
  ),
  one(
    'token endpoint, secret in the form',
    'POST',
    'id.shop.example/oauth/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      {
        count: 34,
        status: 200,
        credential: c.CLIENT_SECRET,
        responseBody: '{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}',
      },
      { count: 6, status: [400, 401], credential: c.CLIENT_SECRET },
    ],
  ),
  one(
    'token endpoint under connect',
    'POST',
    'id.office.example/connect/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      {
        count: 36,
        status: 200,
        credential: c.CLIENT_SECRET,
        responseBody: '{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}',
      },
    ],
  ),
  one(
    'token endpoint, Basic client',
    'POST',
    'id.bank.example/oauth2/token',
    [label('required', 'basic', 'oauth2'), label('required', 'oauth2'), label('required', 'basic')],
    [
      {
        count: 36,
        status: 200,
        credential: (own, call) => ({
          ...c.BASIC(own, call),
          form: true,
          body: { grant_type: 'client_credentials', scope: 'accounts' },
        }),
        responseBody: '{"token_type":"Bearer","expires_in":300,"access_token":"opaque"}',
      },
    ],
  ),
  one(
    'bearer or key',
    'GET',
    'api.shop.example/v1/stock/#',
    [label('required', 'api-key', 'bearer')],
    refusedWithout(c.either(c.BEARER, c.KEY_X)),
  ),
  one(
    'JWT or session',
    'GET',
    'core.office.example/v1/profile',
    [label('required', 'jwt', 'session-cookie')],
    refusedWithout(c.either(c.JWT_RS, c.SESSION_SID)),
  ),
  one(
    'basic or bearer',
    'GET',
    'core.office.example/v1/exports',
    [label('required', 'basic', 'bearer')],
    onlyWith(c.either(c.BASIC, c.BEARER)),
  ),
  one(
    'key and bearer together',
    'GET',
    'api.shop.example/v1/prices',
    [label('required', 'api-key', 'bearer')],
    refusedWithout(c.together(c.BEARER, c.KEY_AZURE)),
  ),
  one(
    'mTLS and JWT together',
    'GET',
    'partner.shop.example/v1/ledger',
    [label('required', 'jwt', 'mtls')],
    onlyWith(c.together(c.JWT_HS, c.MTLS_NGINX)),
  ),
  one(
    'JWT in a cookie',
    'GET',
    'core.office.example/v1/inbox',
    [
      label('required', 'jwt'),
      label('required', 'jwt', 'session-cookie'),
      label('required', 'session-cookie'),
    ],
    refusedWithout(c.JWT_COOKIE),
  ),
  one(
    'Authorization: Token',
    'GET',
    'core.office.example/v1/tasks',
    [label('required', 'bearer'), label('required', 'api-key')],
    refusedWithout(c.TOKEN_SCHEME),
  ),
  one(
    'to the sign-in page without session',
    'GET',
    'app.office.example/dashboard/data',
    [label('required', 'session-cookie')],
    [
      { count: 32, status: 200, credential: c.SESSION_JAVA },
      {
        count: 9,
        status: 302,
        credential: null,
        responseHeaders: { location: '/login?returnTo=%2Fdashboard' },
        responseBody: '',
      },
    ],
  ),
  one(
    'half of the calls without recorded headers',
    'GET',
    'api.shop.example/v1/returns/#',
    [label('required', 'bearer')],
    [
      { count: 24, status: 200, credential: c.BEARER },
      { count: 24, status: 200, credential: c.BEARER, captured: false },
      { count: 4, status: 401, credential: null },
    ],
  ),
  one(
    'bearer beside tracking cookies',
    'GET',
    'api.shop.example/v1/wishlist',
    [label('required', 'bearer')],
    [
      {
        count: 36,
        status: 200,
        credential: c.BEARER,
        noise: (own) => ({
          cookies: {
            _ga: `GA1.2.${own.int(1e8, 9e8)}.1793490000`,
            _fbp: `fb.1.1793490000.${own.int(1e8, 9e8)}`,
            theme: 'dark',
          },
        }),
      },
      { count: 5, status: 401, credential: null },
    ],
  ),
  one(
    'session beside a CSRF token',
    'POST',
    'app.office.example/settings',
    [label('required', 'session-cookie')],
    [
      {
        count: 34,
        status: 200,
        credential: c.SESSION_PHP,
        noise: (own) => ({
          headers: { 'X-CSRF-Token': own.token(40) },
          cookies: { csrftoken: own.token(40) },
        }),
      },
      { count: 6, status: 403, credential: null },
    ],
  ),
];

const OPEN: readonly AuthCase[] = (
  [
    ['nothing at all', 'GET', 'api.shop.example/public/products', undefined],
    ['health', 'GET', 'api.shop.example/health', undefined],
    [
      'random request id',
      'GET',
      'api.shop.example/public/stores',
      (_, call) => ({ headers: { 'X-Request-Id': call.token(32) } }),
    ],
    [
      'trace context',
      'GET',
      'api.shop.example/public/stores/#',
      (_, call) => ({
        headers: { traceparent: `00-${call.hex(32)}-${call.hex(16)}-01`, 'x-b3-traceid': call.hex(32) },
      }),
    ],
    [
      'tracking cookies',
      'GET',
      'api.shop.example/public/categories',
      (own) => ({
        cookies: {
          _ga: `GA1.2.${own.int(1e8, 9e8)}.1793490000`,
          _gid: `GA1.2.${own.int(1e8, 9e8)}.1`,
          ab_test: 'B',
        },
      }),
    ],
    [
      'CSRF token and cookie',
      'POST',
      'www.shop.example/newsletter',
      (own) => ({ headers: { 'X-CSRF-Token': own.token(40) }, cookies: { csrftoken: own.token(40) } }),
    ],
    [
      'idempotency key',
      'POST',
      'api.shop.example/public/quotes',
      (_, call) => ({ headers: { 'Idempotency-Key': call.uuid() } }),
    ],
    [
      'entity tags',
      'GET',
      'api.shop.example/public/catalogue',
      (own) => ({ headers: { 'If-None-Match': `W/"${own.hex(32)}"` } }),
    ],
    [
      'stickiness cookies',
      'GET',
      'api.shop.example/public/offers',
      (own) => ({ cookies: { AWSALB: `${own.token(100)}`, AWSALBCORS: own.token(100) } }),
    ],
    [
      'cursor',
      'GET',
      'api.shop.example/public/reviews',
      (_, call) => ({
        query: { cursor: btoa(`{"id":${call.int(1, 9e6)},"t":${call.int(1, 9e6)}}`), limit: '20' },
      }),
    ],
    [
      'page token',
      'GET',
      'api.shop.example/public/brands',
      (_, call) => ({ query: { pageToken: call.token(48) } }),
    ],
    [
      'device id',
      'GET',
      'api.shop.example/public/banners',
      (own) => ({ headers: { 'X-Device-Id': own.uuid(), 'X-App-Version': '5.20.1' } }),
    ],
    [
      'sort key',
      'GET',
      'api.shop.example/public/lists',
      (_, call) => ({ query: { key: call.pick(['name', 'price', 'date']), order: 'asc' } }),
    ],
    [
      'consent cookie',
      'GET',
      'www.shop.example/api/teasers',
      (own) => ({ cookies: { OptanonConsent: `isGpcEnabled=0&consentId=${own.uuid()}`, locale: 'de' } }),
    ],
    [
      'correlation id',
      'GET',
      'api.shop.example/public/rates',
      (_, call) => ({
        headers: {
          'X-Correlation-ID': call.uuid(),
          'X-Amzn-Trace-Id': `Root=1-${call.hex(8)}-${call.hex(24)}`,
        },
      }),
    ],
    [
      'verification field of a form',
      'POST',
      'www.shop.example/feedback',
      (own) => ({ form: true, body: { __RequestVerificationToken: own.token(92), text: 'Nice' } }),
    ],
    ['sign-in with JSON', 'POST', 'id.shop.example/v1/login', loginBody(false)],
    ['sign-in with a form', 'POST', 'id.office.example/signin', loginBody(true)],
    [
      'registration',
      'POST',
      'id.shop.example/v1/register',
      (own) => ({
        body: { email: `n${own.hex(5)}@mail.example`, password: `pw-${own.hex(8)}`, terms: true },
      }),
    ],
    [
      'voucher code',
      'GET',
      'api.shop.example/public/vouchers',
      (_, call) => ({ query: { code: call.text(10, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789') } }),
    ],
  ] as const satisfies readonly (readonly [string, string, string, Credential | undefined])[]
).map(([name, method, where, noise]) =>
  one(`open: ${name}`, method, where, [label('none')], open(noise, method === 'POST' ? [200, 201] : 200)),
);

const MIXED: readonly AuthCase[] = (
  [
    ['bearer', c.BEARER, 20, 24],
    ['jwt', c.JWT_HS, 30, 12],
    ['jwt', c.JWT_RS, 12, 34],
    ['api-key', c.KEY_X, 22, 20],
    ['api-key', c.KEY_QUERY, 24, 18],
    ['session-cookie', c.SESSION_JAVA, 18, 26],
    ['session-cookie', c.SESSION_SID, 30, 14],
    ['basic', c.BASIC, 26, 16],
    ['digest', c.DIGEST, 24, 12],
    ['hmac', c.HAWK, 24, 12],
    ['sigv4', c.SIGV4, 24, 14],
    ['mtls', c.MTLS_ENVOY, 26, 12],
    ['bearer', c.BEARER_HEX, 60, 3],
  ] as const
).map(([scheme, credential, withOne, withNone], i) =>
  one(
    `both answered: ${scheme} ${withOne} of ${withOne + withNone}`,
    'GET',
    `${AREAS[i]}.mixed.example/v2/${NOUNS[i % NOUNS.length]}${i % 2 === 0 ? '/#' : ''}`,
    [label('mixed', scheme)],
    both(credential, withOne, withNone),
  ),
);

const mask =
  (name: string, value: string): Credential =>
  () => ({ headers: { [name]: value } });
const UNDETECTED: readonly AuthCase[] = [
  ...NOUNS.slice(0, 6).map((noun, i) =>
    one(
      'request headers not recorded',
      i % 2 === 0 ? 'GET' : 'POST',
      `lake.shop.example/v1/${noun}${i % 3 === 0 ? '/#' : ''}`,
      [label('undetected')],
      unseen(null, i % 2 === 0 ? 200 : 201),
    ),
  ),
  ...['***', '[REDACTED]', '********', '<redacted>', '*', '[FILTERED]'].map((value, i) =>
    one(
      `Authorization is ${value}`,
      'GET',
      `lakea.office.example/api/${NOUNS[i]}`,
      [label('undetected')],
      onlyWith(mask('Authorization', value)),
    ),
  ),
  ...['Bearer ****', 'Bearer [REDACTED]', 'Basic ***'].map((value, i) => {
    const scheme = value.split(' ')[0]?.toLowerCase() ?? '';
    return one(
      `Authorization is ${value}`,
      'GET',
      `lakeb.office.example/api/${NOUNS[i]}`,
      [label('undetected'), label('undetected', scheme), label('required', scheme)],
      onlyWith(mask('Authorization', value)),
    );
  }),
  ...['***', '[REDACTED]'].map((value, i) =>
    one(
      `X-Api-Key is ${value}`,
      'GET',
      `lakec.office.example/api/${NOUNS[i]}`,
      [label('undetected'), label('undetected', 'api-key'), label('required', 'api-key')],
      onlyWith(mask('X-Api-Key', value)),
    ),
  ),
  one(
    'all cookies masked',
    'GET',
    'laked.office.example/api/inbox',
    [label('undetected'), label('undetected', 'session-cookie'), label('required', 'session-cookie')],
    onlyWith(mask('Cookie', '***')),
  ),
];

export const DEV_CASES: readonly AuthCase[] = [...single(), ...SPECIAL, ...OPEN, ...MIXED, ...UNDETECTED];
export const DEV_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'okhttp/4.12.0',
  'python-requests/2.32.3',
  'Shop/5.20 (iOS 18.1)',
  'axios/1.7.9',
];
