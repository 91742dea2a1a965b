import type { Half } from '../capability.ts';
import { type Field, fieldOf, kebab } from './field.ts';
import { lookAlikeFields } from './look-alikes.ts';
import { ordinaryFields } from './ordinary.ts';
import { positiveFields, twinFields } from './positives.ts';
import { ALNUM, random } from './random.ts';

/** One endpoint of the corpus with everything that its calls carry. */
export interface LabelledEndpoint {
  readonly host: string;
  /** Literal path; a value in the path follows it. */
  readonly path: string;
  readonly method: string;
  readonly calls: number;
  readonly fields: readonly Field[];
}

const WIDE_ENDPOINTS = 102;
const WIDE_FIELDS = 100;
const FIELDS_AN_ENDPOINT = 6;
const HOSTS: Readonly<Record<Half, readonly [readonly string[], readonly string[], string]>> = {
  dev: [
    [
      'orders',
      'people',
      'billing',
      'care',
      'fleet',
      'media',
      'intake',
      'ledger',
      'claims',
      'portal',
      'partner',
      'notify',
    ],
    ['api', 'svc', 'gateway', 'backend', 'edge', 'core', 'apps', 'hub', 'data', 'ops', 'public', 'cloud'],
    'harbour.example',
  ],
  check: [
    [
      'freight',
      'members',
      'treasury',
      'clinic',
      'telecom',
      'archive',
      'signup',
      'wallets',
      'permits',
      'studio',
      'vendors',
      'alerts',
    ],
    ['rest', 'node', 'front', 'proxy', 'live', 'main', 'stack', 'farm', 'store', 'desk', 'open', 'grid'],
    'meridian.example',
  ],
};
/** Three endpoints a host, of different depth, so that siblings cannot be taken for values of one slot. */
const PATHS: Readonly<Record<Half, readonly string[]>> = {
  dev: ['/v1/records', '/v1/search/advanced/results', '/v1/batch/import'],
  check: ['/api/v2/documents', '/api/v2/lookup/full/entries', '/api/v2/jobs/run'],
};

function hostOf(half: Half, number: number): string {
  const [first, second, domain] = HOSTS[half];
  return `${first[number % first.length]}-${second[Math.floor(number / first.length) % second.length]}.${domain}`;
}

function placeOf(field: Field): string {
  return `${field.place}/${field.parents.join('/')}/${field.key}`;
}

/** What two fields of one endpoint may not share: a place, the path, and the media type of a body. */
function clash(held: readonly Field[], field: Field): boolean {
  const bodies: readonly string[] = ['request-json', 'request-form', 'request-xml'];
  const answers: readonly string[] = ['response-json', 'response-xml'];
  return held.some(
    (other) =>
      placeOf(other) === placeOf(field) ||
      (other.place === 'path' && field.place === 'path') ||
      (other.truth !== null && other.truth.classId === field.truth?.classId) ||
      [bodies, answers].some(
        (kinds) => kinds.includes(other.place) && kinds.includes(field.place) && other.place !== field.place,
      ),
  );
}

/** Puts every field into the first open endpoint that takes it. */
function grouped(fields: readonly Field[]): Field[][] {
  const open: Field[][] = [];
  const full: Field[][] = [];
  for (const field of fields) {
    const group = open.find((held) => !clash(held, field));
    if (group === undefined) {
      open.push([field]);
      continue;
    }
    group.push(field);
    if (group.length >= FIELDS_AN_ENDPOINT) full.push(...open.splice(open.indexOf(group), 1));
  }
  return [...full, ...open];
}

/** Fields that every client sends. An opaque credential is sent to half of the endpoints and is not counted. */
function ambient(half: Half, number: number): readonly Field[] {
  const common = [
    fieldOf({ place: 'query', key: half === 'dev' ? 'page' : 'offset', value: (r) => r.int(1, 400) }),
    fieldOf({ place: 'header', key: 'x-request-id', value: (r) => r.text(ALNUM, 20) }),
    fieldOf({
      place: 'cookie',
      key: half === 'dev' ? 'lang' : 'theme',
      value: (r) => r.pick(['en', 'de', 'dark', 'light']),
    }),
    fieldOf({ place: 'response-header', key: 'etag', value: (r) => `"${r.text(ALNUM, 16)}"` }),
  ];
  if (number % 2 === 0) return common;
  return [
    ...common,
    fieldOf({
      place: 'header',
      key: 'authorization',
      nature: 'ignored',
      value: (r) => `Bearer ${r.text(ALNUM, 40)}`,
    }),
  ];
}

function withCompany(half: Half, fields: readonly Field[], number: number): readonly Field[] {
  const xml = fields.some((field) => field.place === 'response-xml');
  const others = ordinaryFields(half, 1000 + number, 5).map((field) => ({
    ...field,
    place: xml ? ('response-xml' as const) : ('response-json' as const),
  }));
  return [...fields, ...others, ...ambient(half, number)];
}

function methodOf(fields: readonly Field[], number: number): string {
  const sends = fields.some((field) => field.place.startsWith('request-'));
  if (!sends) return 'GET';
  return number % 3 === 0 ? 'PUT' : 'POST';
}

function endpoint(half: Half, number: number, fields: readonly Field[], calls: number): LabelledEndpoint {
  const variant = number % 3;
  const inPath = fields.find((field) => field.place === 'path');
  const base = PATHS[half][variant] ?? '';
  return {
    host: hostOf(half, Math.floor(number / 3)),
    path: inPath === undefined ? base : `${base}/by-${kebab(inPath.key)}`,
    method: methodOf(fields, number),
    calls,
    fields,
  };
}

/** Objects whose name speaks of persons or money, though the fields in them do not. */
const TOUCHY: Readonly<Record<Half, readonly string[]>> = {
  dev: ['customer', 'patient', 'payment', 'account', 'device', 'employee'],
  check: ['member', 'insured', 'billing', 'wallet', 'vehicle', 'applicant'],
};

/** Wide answers in four groups: one of them an array, one under a name that may mislead. */
function wide(half: Half, number: number): readonly Field[] {
  const touchy = TOUCHY[half][number % 6] ?? '';
  const groups =
    half === 'dev'
      ? [['summary'], ['data', 'rows', '*'], ['meta', 'totals'], [touchy]]
      : [['head'], ['content', 'elements', '*'], ['foot', 'figures'], [touchy, 'info']];
  return ordinaryFields(half, number, WIDE_FIELDS).map((field, index) => ({
    ...field,
    parents: groups[Math.floor((index * groups.length) / WIDE_FIELDS)] ?? [],
  }));
}

/** Every endpoint of a half; equal on every run. */
export function endpointsOf(half: Half): readonly LabelledEndpoint[] {
  const draw = random(`${half}/endpoints`);
  const fields = draw.shuffle([...positiveFields(half), ...twinFields(half), ...lookAlikeFields(half)]);
  const labelled = grouped(fields).map((group, number) =>
    endpoint(half, number, withCompany(half, group, number), draw.int(12, 40)),
  );
  const plain = Array.from({ length: WIDE_ENDPOINTS }, (_, index) => {
    const number = labelled.length + index;
    return endpoint(half, number, [...wide(half, index), ...ambient(half, number)], draw.int(10, 14));
  });
  return [...labelled, ...plain];
}
