import { type AuthCase, type Credential, label } from '../auth-case.ts';
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
import { at } from './at.ts';
import { DECAYED } from './decayed-cases.ts';
import { PARTICULAR } from './particular-cases.ts';
import { quiet } from './public-cases.ts';
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
    // Whether an opaque token outside Authorization is a key or a bearer token is a matter of naming.
    const named = style.includes('oken') && scheme === 'api-key';
    const at = {
      host: `${host}.bank.example`,
      labels: (named
        ? [label('required', scheme), label('required', 'bearer')]
        : [label('required', scheme)]) as AuthCase['labels'],
    };
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
  ...DECAYED,
];

export const CHECK_AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'Apache-HttpClient/5.3.1 (Java/21.0.4)',
  'BankApp/812 CFNetwork/1568',
  'aiohttp/3.10.5',
  'Dart/3.5 (dart:io)',
];
