import type { Half } from '../capability.ts';
import { CLASS_IDS, evidenceOf, hintsOf, truthOf } from './classes.ts';
import { type Field, fieldOf, kebab, type Place, type Scalar } from './field.ts';
import type { Random } from './random.ts';
import { makerOf } from './values/index.ts';
import type { Maker } from './values/maker.ts';
import { SECRETS } from './values/secrets.ts';
import { wordsOf } from './words.ts';

/** Ten fields a class, from a clear key to a value that only its own shape gives away. */

const NEUTRAL: Readonly<Record<Half, readonly string[]>> = {
  dev: ['value', 'content', 'item', 'attribute1', 'text', 'data', 'field7', 'payloadRef'],
  check: ['val', 'entry', 'raw', 'param3', 'x1', 'element', 'input', 'custom_field_2'],
};
const MISLEADING: Readonly<Record<Half, readonly string[]>> = {
  dev: ['orderReference', 'description', 'nickname', 'externalId', 'label', 'subject'],
  check: ['ticketNo', 'remarks', 'alias', 'displayLabel', 'caption', 'batchCode'],
};
const TEXTS: Readonly<Record<Half, readonly string[]>> = {
  dev: ['note', 'message', 'comment', 'summary'],
  check: ['memo', 'logLine', 'annotation', 'freeText'],
};
const PARENTS: Readonly<Record<Half, readonly (readonly string[])[]>> = {
  dev: [
    ['data'],
    ['result', 'details'],
    ['items', '*'],
    ['data', 'entries', '*', 'attributes'],
    ['payload'],
    [],
  ],
  check: [
    ['response'],
    ['record', 'info'],
    ['rows', '*'],
    ['_embedded', 'list', '*', 'props'],
    ['envelope', 'main'],
    [],
  ],
};
const NOTHING: Readonly<Record<Half, readonly Scalar[]>> = {
  dev: [null, '', 'n/a', 'unknown'],
  check: [null, '-', 'TBD', 'none'],
};
/** Classes whose values are too long or have line breaks: bodies only. */
const BODY_ONLY: ReadonlySet<string> = new Set(['private-key', 'azure-storage-key']);
/** Values that senders also write as JSON numbers, none of which starts with a zero. */
const NUMERIC: ReadonlySet<string> = new Set([
  'imei',
  'us-npi',
  'tr-tckn',
  'de-steuer-id',
  'credit-card',
  'aadhaar',
  'nhs-number',
  'imsi',
  'card-cvv',
  'jp-my-number',
]);
/** A credential in a header or cookie may be the caller's own, which is authentication and no exposed data. */
const CREDENTIALS: ReadonlySet<string> = new Set(Object.keys(SECRETS).concat('session-id'));
const CARRIES_CREDENTIALS: ReadonlySet<Place> = new Set([
  'header',
  'cookie',
  'set-cookie',
  'response-header',
]);
/** A login or token request carries these by design; only answers and URLs that hold them are beyond doubt. */
const OWN_CREDENTIAL: ReadonlySet<string> = new Set(['password', 'access-token', 'api-secret', 'session-id']);
const ODD_PLACES: readonly Place[] = [
  'request-form',
  'header',
  'cookie',
  'path',
  'response-xml',
  'request-xml',
  'query',
  'set-cookie',
  'response-header',
];

interface Site {
  readonly classId: string;
  readonly half: Half;
  readonly index: number;
  readonly maker: Maker;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('empty list');
  return item;
}

function field(site: Site, difficulty: string, key: string, part: Partial<Field>, hinted = false): Field {
  return fieldOf({
    place: 'response-json',
    parents: at(PARENTS[site.half], site.index + difficulty.length),
    key,
    nature: 'positive',
    truth: truthOf(site.classId, hinted),
    difficulty,
    value: (random) => site.maker.make(random, site.half),
    ...part,
    ...(OWN_CREDENTIAL.has(site.classId) && part.place === 'request-json'
      ? { place: 'response-json' as const }
      : {}),
  });
}

function inSentence(site: Site, sentence: string): (random: Random) => Scalar {
  return (random) => sentence.replace('{v}', () => site.maker.make(random, site.half));
}

/** Third and fourth field: no key that names it, where an expert would still know. */
function withoutName(site: Site): Field[] {
  const { classId, half, index } = site;
  if (evidenceOf(classId) === 'strong') {
    return [
      field(site, 'neutral key', at(NEUTRAL[half], index), {}),
      field(site, 'misleading key', at(MISLEADING[half], index), { place: 'request-json' }),
    ];
  }
  const hints = hintsOf(classId, half, index);
  return [
    field(site, 'hinting key', at(hints, 0), {}, true),
    field(site, 'hinting key in a request', at(hints, 1), { place: 'request-json' }, true),
  ];
}

/** The way people write it; else as a JSON number; else in an array of values. */
function written(site: Site, key: string): Field {
  const { classId, half, maker } = site;
  const formatted = maker.formatted;
  if (formatted !== undefined) {
    return field(site, 'formatted', key, { value: (random) => formatted(random, half) });
  }
  if (NUMERIC.has(classId)) return asNumber(site, key);
  return field(site, 'array of values', key, { list: true });
}

function asNumber(site: Site, key: string): Field {
  return field(site, 'JSON number', key, {
    value: (random) => Number(site.maker.make(random, site.half).replace(/^0/, '9')),
  });
}

function inOddPlace(site: Site, key: string, turn: number): Field {
  const allowed = ODD_PLACES.filter((place) => {
    if (CREDENTIALS.has(site.classId) && CARRIES_CREDENTIALS.has(place)) return false;
    if (OWN_CREDENTIAL.has(site.classId)) return place === 'query' || place === 'response-xml';
    if (BODY_ONLY.has(site.classId)) return place === 'request-form' || place.endsWith('xml');
    return place !== 'path' || evidenceOf(site.classId) !== 'context';
  });
  const place = at(allowed, site.index + turn);
  const header = place === 'header' || place === 'response-header';
  return field(site, place, header ? `x-${kebab(key)}` : key, { place, parents: [] });
}

/** The ten fields of one class in one half. */
function fieldsOf(classId: string, half: Half, index: number): readonly Field[] {
  const site: Site = { classId, half, index, maker: makerOf(classId) };
  const { clear, says } = wordsOf(classId, half);
  const mixed = at(NOTHING[half], index);
  return [
    field(site, 'clear key, nested', at(clear, 0), {}),
    field(site, 'clear key in a request', at(clear, 1), { place: 'request-json' }),
    field(site, 'clear key in an array of objects', at(clear, 2), {
      parents: [at(['list', 'records', 'hits'], index), '*'],
    }),
    ...withoutName(site),
    field(site, 'in a sentence', at(TEXTS[half], index), { value: inSentence(site, at(says, 0)) }),
    field(site, 'in a sentence of a request', at(TEXTS[half], index + 1), {
      place: 'request-json',
      value: inSentence(site, at(says, 1)),
    }),
    written(site, at(clear, half === 'dev' ? 0 : 3)),
    field(site, 'other values in 40 % of calls', at(clear, 3), {
      value: (random) => (random.chance(0.4) ? mixed : site.maker.make(random, half)),
    }),
    inOddPlace(site, at(clear, 1), half === 'dev' ? 0 : 4),
    inOddPlace(site, at(clear, 2), half === 'dev' ? 6 : 2),
  ];
}

export function positiveFields(half: Half): readonly Field[] {
  return CLASS_IDS.flatMap((classId, index) => fieldsOf(classId, half, index));
}

/** Same shape, wrong check digit, under keys that promise nothing. */
export function twinFields(half: Half): readonly Field[] {
  const keys =
    half === 'dev'
      ? ['reference', 'externalRef', 'legacyCode', 'trackingCode', 'batchRef', 'code']
      : ['docRef', 'extKey', 'oldNumber', 'itemCode', 'lotRef', 'sequence'];
  const sentence = half === 'dev' ? 'Parcel {v} left the depot' : 'Pallet {v} arrived at dock 4';
  return CLASS_IDS.flatMap((classId, index) => {
    const twin = makerOf(classId).twin;
    if (twin === undefined) return [];
    const base = {
      nature: 'twin' as const,
      difficulty: `${classId} with a wrong check`,
      parents: at(PARENTS[half], index),
      value: (random: Random) => twin(random, half),
    };
    return [
      fieldOf({ ...base, place: 'response-json', key: at(keys, index) }),
      index % 3 === 0
        ? fieldOf({ ...base, parents: [], place: 'query', key: at(keys, index + 2) })
        : fieldOf({ ...base, place: 'request-json', key: at(keys, index + 2) }),
      fieldOf({
        ...base,
        place: 'response-json',
        key: at(TEXTS[half], index + 2),
        value: (random) => sentence.replace('{v}', () => twin(random, half)),
      }),
    ];
  });
}
