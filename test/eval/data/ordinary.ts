import type { Half } from '../capability.ts';
import { type Field, fieldOf, type Scalar } from './field.ts';
import { ALNUM, padded, type Random, random, UPPER } from './random.ts';
import { uuid } from './values/health-and-devices.ts';

/** Ordinary business fields by the thousand: a noun, an attribute, and a value of that attribute's kind. */

const NOUNS: Readonly<Record<Half, string>> = {
  dev: 'order invoice shipment basket catalog category discount supplier warehouse stock carton pallet route vehicle trip campaign banner article feed report project task sprint ticket queue job worker cluster bucket volume quota plan meter tariff sensor reading alarm recipe menu table booking room floor event venue seat course lesson grade quiz forum thread poll badge',
  check:
    'claim policy quote contract tender parcel freight berth vessel crane flight gate slot roster shift audit asset license template layout widget panel dashboard metric alert rule pipeline stage deploy branch commit schema index cache shard node replica tenant workspace channel topic digest segment cohort funnel survey question answer theme palette font locale market bid auction lot harvest field crop silo',
};
/** Keys that mention something sensitive and hold nothing of it. */
const HARD_KEYS: Readonly<Record<Half, readonly (readonly [string, readonly Scalar[]])[]>> = {
  dev: [
    ['passwordPolicy', ['strong', 'medium', 'weak']],
    ['tokenType', ['Bearer', 'MAC']],
    ['emailVerified', [true, false]],
    ['addressType', ['billing', 'shipping']],
    ['phoneCount', [0, 1, 2, 3]],
    ['cardType', ['visa', 'amex', 'mastercard']],
    ['expiresIn', [3600, 7200, 900]],
    ['sessionCount', [4, 18, 230, 77]],
    ['passwordChangedAt', ['2025-03-01T10:00:00Z', '2025-04-11T08:30:00Z', '2024-12-24T00:00:00Z']],
    ['ibanRequired', [true, false]],
    ['fileName', ['export.csv', 'prices.xlsx', 'report-q3.pdf', 'readme.md']],
    ['phoneModel', ['Aquila 7', 'Nexo Mini', 'Tern 3 Pro']],
    ['ipVersion', ['v4', 'v6']],
    ['conditionCode', ['NEW', 'USED', 'REFURBISHED']],
    ['healthCheck', ['ok', 'degraded', 'failing']],
    ['taxRate', [0.2, 0.1, 0.07]],
    ['coordinateSystem', ['WGS84', 'ETRS89', 'EPSG:3857']],
    ['licenceType', ['MIT', 'Apache-2.0', 'GPL-3.0-only']],
    ['apiKeyStatus', ['active', 'revoked', 'pending']],
    ['birthdayPromo', [true, false]],
    ['emailTemplate', ['welcome-v2', 'invoice-reminder', 'reset-notice']],
    ['secretSantaBudget', [10, 15, 25]],
    ['accountType', ['savings', 'checking', 'credit']],
    ['positionIndex', [1, 2, 3, 14]],
    ['namespace', ['default', 'billing', 'edge']],
    ['hostName', ['web-01', 'db-primary', 'cache-eu-2']],
  ],
  check: [
    ['password_hint_enabled', [true, false]],
    ['token_count', [128, 512, 2048, 90]],
    ['phoneVerified', [true, false]],
    ['address_line_count', [2, 3, 4]],
    ['card_brand_label', ['debit', 'prepaid', 'charge']],
    ['sessionTtl', [600, 1800, 86400]],
    ['passport_required', [true, false]],
    ['mail_format', ['html', 'text', 'mjml']],
    ['nameLength', [8, 12, 31]],
    ['diagnosticMode', ['full', 'quick', 'off']],
    ['ipFamily', ['inet', 'inet6']],
    ['health', ['green', 'yellow', 'red']],
    ['condition', ['used', 'like new', 'for parts']],
    ['gpsEnabled', [true, false]],
    ['taxCategory', ['STD', 'RED', 'EXE']],
    ['private_key_algorithm', ['ed25519', 'rsa-4096', 'ecdsa-p256']],
    ['secretRotationDays', [30, 60, 90]],
    ['birthCountryMandatory', [true, false]],
    ['vinyl_color', ['black', 'red marbled', 'clear']],
    ['pinMode', ['input', 'output', 'pwm']],
    ['authorization_mode', ['rbac', 'abac', 'none']],
    ['religion_filter', [true, false]],
    ['account_tier', ['basic', 'plus', 'premium']],
    ['plateThicknessMm', [2, 3, 5]],
    ['schemaName', ['public', 'reporting', 'staging']],
    ['macro', ['sum', 'rollup', 'expand']],
  ],
};
const WORDS =
  'quarterly stock update for north region autumn price list draft review weekly summary pending approval spare parts delivery window revised layout final version internal use spring offer standard box winter range limited edition new colour large size'.split(
    ' ',
  );

function sentence(random: Random): string {
  const text = Array.from({ length: random.int(3, 8) }, () => random.pick(WORDS)).join(' ');
  return text[0]?.toUpperCase() + text.slice(1);
}

function instant(random: Random): string {
  const date = `${random.int(2023, 2026)}-${padded(random.int(1, 12), 2)}-${padded(random.int(1, 28), 2)}`;
  return `${date}T${padded(random.int(0, 23), 2)}:${padded(random.int(0, 59), 2)}:${padded(random.int(0, 59), 2)}Z`;
}

type Attribute = readonly [suffix: string, value: (random: Random) => Scalar];

const ATTRIBUTES: Readonly<Record<Half, readonly Attribute[]>> = {
  dev: [
    ['Count', (random) => random.int(0, 5000)],
    ['Total', (random) => Number((random.next() * 10_000).toFixed(2))],
    ['Price', (random) => Number((random.next() * 900).toFixed(2))],
    ['Status', (random) => random.pick(['open', 'closed', 'pending', 'failed'])],
    ['CreatedAt', instant],
    ['UpdatedMs', (random) => random.int(1_700_000_000_000, 1_790_000_000_000)],
    ['Title', sentence],
    ['Description', (random) => `${sentence(random)}. ${sentence(random)}.`],
    ['Sku', (random) => `${random.text(UPPER, 3)}-${random.int(1000, 99999)}`],
    ['Id', (random) => random.int(1, 9_999_999)],
    ['Uuid', uuid],
    ['Key', (random) => `${random.pick(['ord', 'inv', 'shp'])}_${random.text(ALNUM, 14)}`],
    ['Enabled', (random) => random.chance(0.5)],
    ['Currency', (random) => random.pick(['EUR', 'GBP', 'USD', 'CHF'])],
    ['Percent', (random) => Number((random.next() * 100).toFixed(1))],
    ['Url', (random) => `https://shop.example/${random.pick(['c', 'p', 'i'])}/${random.int(100, 99999)}`],
    ['Version', (random) => `${random.int(0, 9)}.${random.int(0, 20)}.${random.int(0, 40)}`],
    ['Language', (random) => random.pick(['en', 'de', 'fr', 'pt-BR'])],
    ['Unit', (random) => random.pick(['kg', 'pcs', 'm', 'l'])],
    ['Rank', (random) => random.int(1, 100)],
  ],
  check: [
    ['_qty', (random) => random.int(0, 900)],
    ['_amount', (random) => (random.next() * 25_000).toFixed(2)],
    ['_fee', (random) => Number((random.next() * 40).toFixed(2))],
    ['_state', (random) => random.pick(['ACTIVE', 'PAUSED', 'DRAFT', 'EXPIRED', 'IN_REVIEW'])],
    ['_modified', (random) => instant(random).replace('Z', '+01:00')],
    ['_epoch', (random) => random.int(1_700_000_000, 1_790_000_000)],
    ['_headline', sentence],
    ['_body', (random) => `${sentence(random)}; ${sentence(random)}; ${sentence(random)}`],
    ['_code', (random) => `${random.text(UPPER, 2)}${random.int(10, 99)}/${random.int(100, 999)}`],
    ['_no', (random) => String(random.int(10_000, 99_999_999))],
    ['_guid', (random) => uuid(random).toUpperCase()],
    ['_slug', (random) => sentence(random).toLowerCase().replaceAll(' ', '-')],
    ['_active', (random) => (random.chance(0.5) ? 'Y' : 'N')],
    ['_ccy', (random) => random.pick(['SEK', 'NOK', 'JPY', 'CAD'])],
    ['_ratio', (random) => Number(random.next().toFixed(4))],
    ['_href', (random) => `/v2/${random.pick(['a', 'b', 'c'])}/${random.int(100, 99999)}?expand=all`],
    ['_rev', (random) => `r${random.int(1, 4000)}`],
    ['_locale', (random) => random.pick(['sv_SE', 'en_IE', 'pt_PT', 'ja_JP'])],
    ['_size', (random) => `${random.int(1, 400)}x${random.int(1, 400)} mm`],
    ['_priority', (random) => random.int(1, 5)],
  ],
};

function hardField(half: Half, index: number): Field {
  const kinds = HARD_KEYS[half];
  const [key, values] = kinds[index % kinds.length] ?? ['', ['']];
  return fieldOf({
    place: 'response-json',
    key,
    difficulty: 'key names something sensitive, value does not',
    value: (random) => random.pick(values),
  });
}

/** `count` ordinary fields for the `n`-th endpoint of a half; one in twenty has a key that misleads. */
export function ordinaryFields(half: Half, n: number, count: number): readonly Field[] {
  const nouns = random(`${half}/nouns/${n}`).shuffle(NOUNS[half].split(' '));
  const attributes = ATTRIBUTES[half];
  const pairs = nouns.flatMap((noun) => attributes.map((attribute) => ({ noun, attribute })));
  const chosen = random(`${half}/pairs/${n}`).shuffle(pairs).slice(0, count);
  return chosen.map(({ noun, attribute: [suffix, value] }, index) =>
    index % 20 === 19
      ? hardField(half, n * 7 + index)
      : fieldOf({ place: 'response-json', key: `${noun}${suffix}`, value }),
  );
}
