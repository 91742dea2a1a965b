/**
 * Synthetic persons and secrets for the leak test. Every value is made from the person's number, so that each is
 * unique, valid in form, and found again wherever it turns up. Nothing here belongs to anybody: reserved domains and
 * telephone ranges, the well-known test card prefix, the specimen range of the SSA; credentials are built from parts.
 */

export type PlantedKind =
  | 'name'
  | 'email'
  | 'phone'
  | 'card'
  | 'iban'
  | 'ssn'
  | 'jwt'
  | 'stripe-key'
  | 'aws-key'
  | 'github-token'
  | 'password';

/** Values whose form says nothing: only a key, a noun or a place gives them away. */
export const FORMLESS_KINDS: ReadonlySet<PlantedKind> = new Set(['name', 'password']);

export type PlantedPerson = Readonly<Record<PlantedKind, string>>;

export const PLANTED_KINDS: readonly PlantedKind[] = [
  'name',
  'email',
  'phone',
  'card',
  'iban',
  'ssn',
  'jwt',
  'stripe-key',
  'aws-key',
  'github-token',
  'password',
];

const FIRST_NAMES = [
  'Maria',
  'Johann',
  'Amelie',
  'Farid',
  'Yuki',
  'Olena',
  'Tomas',
  'Ngozi',
  'Lucia',
  'Erik',
];
const STEMS = ['brax', 'clun', 'dwem', 'fjor', 'grev', 'hvol', 'kwim', 'pryn', 'skeb', 'zlat'];
const ENDS = ['ovich', 'endal', 'ington', 'hofer', 'escu', 'aribe', 'qvist', 'uzzo', 'awara', 'iotis'];

/** Up to 1,000 persons: the telephone range has no more numbers. */
export function plantedPeople(count: number): readonly PlantedPerson[] {
  return Array.from({ length: count }, (_, index) => person(index));
}

function person(index: number): PlantedPerson {
  const digits = (length: number): string => String(index).padStart(length, '0');
  const first = FIRST_NAMES[index % 10] ?? '';
  const surname = `${STEMS[index % 10] ?? ''}${STEMS[Math.floor(index / 10) % 10] ?? ''}${ENDS[Math.floor(index / 100) % 10] ?? ''}`;
  const email = `px${mixed(index, 9).toLowerCase()}@mail.example`;
  return {
    name: `${first} ${surname.charAt(0).toUpperCase()}${surname.slice(1)}`,
    email,
    phone: `+442079460${digits(3)}`,
    card: luhn(`411111${mixedDigits(index, 9)}`),
    iban: iban(`37040044${mixedDigits(index, 10)}`),
    ssn: `219-09-${String(8999 - index).padStart(4, '0')}`,
    jwt: jwt(email, index),
    'stripe-key': `sk_${'live'}_${mixed(index + 20_000, 24)}`,
    'aws-key': `AK${'IA'}${base32(index, 16)}`,
    'github-token': `gh${'p'}_${mixed(index + 30_000, 36)}`,
    password: `Pw!${mixed(index + 40_000, 10)}z`,
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Pseudo-random text that a seed fixes; the multiplier is Knuth's. */
function mixed(seed: number, length: number, alphabet = ALPHABET): string {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    text += alphabet.charAt((state >>> 8) % alphabet.length);
  }
  return text;
}

const mixedDigits = (seed: number, length: number): string => mixed(seed + 10_000, length, '0123456789');
const base32 = (seed: number, length: number): string =>
  mixed(seed, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');

function luhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** ISO 13616: the country letters as numbers (D = 13, E = 14) behind the account, modulo 97. */
function iban(account: string): string {
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}

function jwt(subject: string, index: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: subject, iat: 1_760_000_000 + index })}.${mixed(index + 50_000, 43)}`;
}
