import { bare, type DataClass, insideText, joined, under } from './data-class.ts';
import { PASSWORD } from './password-class.ts';
import { DOT } from './value-scan.ts';

/** RFC 7519: three base64url parts, the first a JSON object with `alg`. */
const JWT: DataClass = {
  id: 'jwt',
  title: 'JSON Web Token',
  category: 'auth',
  prefilter: { bits: DOT, minRun: 10, anyOf: ['eyJ'] },
  pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{0,1400}/g,
  contextWords: ['jwt', 'access token', 'id token', 'token', 'authorization', 'bearer'],
  chanceRate: 1e-9,
  needsContext: false,
  positives: bare(
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.${'sig-nature'.repeat(4)}`,
    `Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.`,
  ),
  nearMisses: bare(
    'eyJhbGciOiJIUzI1NiJ9',
    'eyJhbGciOiJIUzI1NiJ9.abc.def',
    'a.b.c',
    'xeyJhbGciOiJIUzI1NiJ9.eyJ.x',
  ),
};

const PRIVATE_KEY: DataClass = {
  id: 'private-key',
  title: 'Private key (PEM)',
  category: 'secret',
  prefilter: { minLength: 27, anyOf: ['-----BEGIN'] },
  pattern: /-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g,
  contextWords: ['private key', 'pem', 'key'],
  chanceRate: 1e-9,
  needsContext: false,
  positives: bare(
    joined('-----BEGIN ', 'RSA PRIVATE KEY-----\nMIIB'),
    joined('-----BEGIN ', 'PRIVATE KEY-----'),
  ),
  nearMisses: bare('-----BEGIN PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----', 'BEGIN PRIVATE KEY'),
};

/** Bits per character of the text's own distribution, times its length: random tokens exceed words of the same length. */
function looksRandom(text: string): boolean {
  if (text.length < 16 || !/^[A-Za-z0-9_+/=.:~|-]{16,512}$/.test(text)) return false;
  if (/^(?:urn:|[a-z]{3,12}:[a-z]|[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/|\d{4}-\d\d-\d\d(?:[T ]|$))/.test(text))
    return false;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  const hasDigit = /\d/.test(text);
  const hasLetter = /[A-Za-z]/.test(text);
  return hasDigit && hasLetter && entropy >= 3;
}

/** Addresses and hashes of Ethereum: a `token` is a contract there. */
const ON_CHAIN = /^0x(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/;

/** Opaque or not, it opens a session: an API that hands it out by design is no leak, hence its own class. */
const ACCESS_TOKEN: DataClass = {
  id: 'access-token',
  title: 'Access, refresh or session token',
  category: 'auth',
  prefilter: { minLength: 16 },
  pattern: /^(?:Bearer )?[A-Za-z0-9_+/=.:~|-]{16,4096}$/,
  validate: (candidate) =>
    !ON_CHAIN.test(candidate) && looksRandom(candidate.replace('Bearer ', '').slice(0, 512)),
  contextWords: [
    'access token',
    'accesstoken',
    'refresh token',
    'refreshtoken',
    'id token',
    'auth token',
    'authtoken',
    'bearer token',
    'session token',
    'token',
    'bearer',
    'oauth token',
    'user token',
    'api token',
    'authentication token',
    'authorization token',
    'bearer credential',
  ],
  contextNot: [
    'page token',
    'next token',
    'token type',
    'csrf',
    'xsrf',
    'continuation token',
    'token id',
    'token count',
    'sync token',
    'idempotency token',
    'cancel token',
    'cancellation token',
    'resume token',
    'change token',
    'version token',
    'lock token',
    'paging token',
    'pagination token',
    'delta token',
    'skip token',
    'token symbol',
    'token address',
    'device token',
    'push token',
    'token name',
  ],
  inText: [
    {
      words: [
        'access token',
        'refresh token',
        'id token',
        'auth token',
        'bearer token',
        'session token',
        'oauth token',
        'token',
        'bearer',
        'user token',
        'api token',
        'authentication token',
        'authorization token',
      ],
      form: insideText(/^[A-Za-z0-9_+/=.:~|-]{16,4096}$/),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('access_token', 'a8f5f167f44f4964e6c998dee827110c', '2YotnFZFEjr1zCsicMWpAA'),
    ...under('note', 'Use access token a8f5f167f44f4964e6c998dee827110c for the next call'),
  ],
  nearMisses: [
    ...under('id', 'a8f5f167f44f4964e6c998dee827110c'),
    ...under('nextPageToken', 'a8f5f167f44f4964e6c998dee827110c'),
    ...under('token', 'bearer', 'short1', 'aaaaaaaaaaaaaaaaaaaaaaa1'),
    ...under('tokenContract', '0x52908400098527886e0f7030069857d2e4169ee7'),
    ...under('note', 'etag a8f5f167f44f4964e6c998dee827110c'),
  ],
};

/** Security identifiers of Windows, and the ids of things that some services call SIDs. */
const NO_SESSION = /^(?:S-1-[\d-]+|[A-Z]{2}[0-9a-f]{32})$/;

const SESSION_ID: DataClass = {
  id: 'session-id',
  title: 'Session identifier',
  category: 'auth',
  prefilter: { minLength: 16 },
  pattern: /^[A-Za-z0-9_+/=.:~%-]{16,512}$/,
  validate: (candidate) => looksRandom(candidate) && !NO_SESSION.test(candidate),
  contextWords: [
    'session id',
    'sessionid',
    'session',
    'sid',
    'jsessionid',
    'phpsessid',
    'connect sid',
    'sess id',
    'sess',
    'sessid',
    'session key',
    'session cookie',
    'aspsessionid',
    'session token',
  ],
  contextNot: [
    'session count',
    'session name',
    'message sid',
    'account sid',
    'call sid',
    'service sid',
    'session type',
    'checkout session',
    'call session',
    'payment session',
    'legislative session',
    'training session',
    'session title',
  ],
  inText: [
    {
      words: [
        'session id',
        'session',
        'sid',
        'jsessionid',
        'phpsessid',
        'sessionid',
        'session cookie',
        'session key',
        'sess id',
        'sessid',
        'aspsessionid',
        'session token',
      ],
      form: insideText(/^[A-Za-z0-9_+/=.:~%-]{16,512}$/),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('sessionId', 'b1946ac92492d2347c6235b4d2611184'),
    ...under('PHPSESSID', 'r2t5uvjq435r4q7ib3vtdjq120'),
    ...under('note', 'invalidated JSESSIONID=b1946ac92492d2347c6235b4d2611184 on logout'),
  ],
  nearMisses: [
    ...under('sessionCreatedAt', '2024-06-19T00:43:09Z'),
    ...under('session', 'https://shop.example/s/26492'),
    ...under('id', 'b1946ac92492d2347c6235b4d2611184'),
    ...under('session', 'morning', '20250101'),
    ...under('sid', 'S-1-5-21-2083424470-1893017325-1469799231-71366'),
    ...under('note', 'request b1946ac92492d2347c6235b4d2611184 done'),
  ],
};

const SECRET_WORDS: ReadonlySet<string> = new Set(
  'secret secrets api apikey encryption signing private hmac shared client consumer webhook auth credential'.split(
    ' ',
  ),
);

/** Many things have a key; under a word that names no secret it is one only if it is long and begins with no kind. */
function fitsSecretKey(candidate: string, words: readonly string[]): boolean {
  if (words.some((word) => SECRET_WORDS.has(word))) return true;
  return candidate.length >= 24 && !/^[a-z]{2,8}[_-]/.test(candidate);
}

const GENERIC_SECRET: DataClass = {
  id: 'api-secret',
  title: 'API key or shared secret',
  category: 'secret',
  prefilter: { minLength: 16 },
  pattern: /^[A-Za-z0-9_+/=.:~-]{16,512}$/,
  validate: (candidate) => looksRandom(candidate),
  fitsKey: fitsSecretKey,
  contextWords: [
    'api key',
    'apikey',
    'api secret',
    'client secret',
    'secret key',
    'secret',
    'signing secret',
    'webhook secret',
    'shared secret',
    'encryption key',
    'private token',
    'app secret',
    'consumer secret',
    'signing key',
    'access key',
    'master key',
    'license key',
    'service key',
    'subscription key',
    'integration key',
    'shared key',
    'hmac key',
    'hmac secret',
    'auth key',
    'server key',
    'app key',
    'partner key',
    'merchant key',
    'token secret',
    'key secret',
    'api credential',
  ],
  contextNot: ['secret id', 'secret name', 'access key id', 'api key id', 'key id', 'secret version'],
  inText: [
    {
      words: [
        'api key',
        'apikey',
        'api secret',
        'client secret',
        'secret key',
        'secret',
        'signing secret',
        'webhook secret',
        'shared secret',
        'encryption key',
        'private token',
        'app secret',
        'consumer secret',
        'signing key',
        'access key',
        'master key',
        'license key',
        'service key',
        'subscription key',
        'integration key',
        'shared key',
        'hmac key',
        'hmac secret',
        'auth key',
        'app key',
        'token secret',
      ],
      form: insideText(/^[A-Za-z0-9_+/=.:~-]{16,512}$/),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('client_secret', 'q7w9e8r1t2y3u4i5o6p0a1s2', 'ZGVtby1rZXktMTIzNDU2Nzg5MA=='),
    ...under('note', 'The API key is q7w9e8r1t2y3u4i5o6p0a1s2 and expires soon'),
  ],
  nearMisses: [
    ...under('licenseKey', 'lic_Bi92E3lQU6DItR'),
    ...under('etag', 'q7w9e8r1t2y3u4i5o6p0a1s2'),
    ...under('apiKey', 'aaaaaaaaaaaaaaaaaaaa', 'short', 'not-set-in-this-environment'),
    ...under('note', 'digest q7w9e8r1t2y3u4i5o6p0a1s2'),
  ],
};

export const CREDENTIAL_CLASSES: readonly DataClass[] = [
  JWT,
  PRIVATE_KEY,
  PASSWORD,
  ACCESS_TOKEN,
  SESSION_ID,
  GENERIC_SECRET,
];
