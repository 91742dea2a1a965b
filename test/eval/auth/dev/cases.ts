import { type AuthCase, type Credential, label, type Share } from '../auth-case.ts';
import {
  afterPreflight,
  both,
  failingWithout,
  onlyWith,
  refusedWithout,
  sometimesRefused,
  unseen,
} from '../patterns.ts';
import * as c from './credentials.ts';
import { DECAYED } from './decayed-cases.ts';
import { one } from './one-case.ts';
import { OPEN } from './open-cases.ts';
import { SPECIAL } from './special-cases.ts';

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

export const DEV_CASES: readonly AuthCase[] = [
  ...single(),
  ...SPECIAL,
  ...OPEN,
  ...MIXED,
  ...UNDETECTED,
  ...DECAYED,
];

export const DEV_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'okhttp/4.12.0',
  'python-requests/2.32.3',
  'Shop/5.20 (iOS 18.1)',
  'axios/1.7.9',
];
