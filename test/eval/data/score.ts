import { elementName } from './calls.ts';
import type { LabelledEndpoint } from './endpoints.ts';
import type { Field, Place } from './field.ts';

/** A class that the product reported at a place of an endpoint. */
export interface Reported {
  readonly id: string;
  readonly location: string;
  readonly path: string;
}

export interface Mistake {
  readonly kind: 'missed' | 'false';
  readonly classId: string;
  readonly nature: Field['nature'];
  readonly words: string;
}

export interface Verdict {
  /** Class ids, once a field. */
  readonly found: readonly string[];
  readonly mistakes: readonly Mistake[];
  /** Fields without any class on which one was reported. */
  readonly falseFields: readonly Field[];
}

const LOCATIONS: Readonly<Record<Place, string>> = {
  'response-json': 'response.body',
  'response-xml': 'response.body',
  'request-json': 'request.body',
  'request-form': 'request.body',
  'request-xml': 'request.body',
  query: 'request.query',
  header: 'request.header',
  cookie: 'request.cookie',
  path: 'request.path',
  'set-cookie': 'response.cookie',
  'response-header': 'response.header',
};

export function locationOf(field: Field): string {
  return LOCATIONS[field.place];
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** JSON Pointer of a field; `*` stands for array items. A value in the path has no name of its own. */
export function pointerOf(field: Field): string {
  if (field.place === 'path') return '/*';
  const keys = field.place.endsWith('xml')
    ? ['document', elementName(field.key)]
    : [...field.parents, field.key, ...(field.list && field.place.endsWith('json') ? ['*'] : [])];
  return keys.map((key) => `/${escaped(key)}`).join('');
}

/**
 * Equal pointers, whatever the notation of repetition: `*` segments may be missing (XML has no arrays) and a reported
 * `*` may stand for a key that was not shown. Header names have no case.
 */
export function samePlace(field: Field, reported: Reported): boolean {
  if (locationOf(field) !== reported.location) return false;
  if (field.place === 'path') return true;
  const fold = (text: string): string => (reported.location.endsWith('.header') ? text.toLowerCase() : text);
  const wanted = fold(pointerOf(field)).split('/').slice(1);
  const given = fold(reported.path).split('/').slice(1);
  if (wanted.length === given.length) {
    return wanted.every((segment, index) => segment === given[index] || given[index] === '*');
  }
  const plain = (segments: readonly string[]): string => segments.filter((one) => one !== '*').join('/');
  return plain(wanted) !== '' && plain(wanted) === plain(given);
}

function described(endpoint: LabelledEndpoint, field: Field): string {
  return `${locationOf(field)} ${pointerOf(field)} (${field.difficulty}) of ${endpoint.method} ${endpoint.host}${endpoint.path}`;
}

function falseAt(endpoint: LabelledEndpoint, field: Field | undefined, one: Reported): Mistake {
  return {
    kind: 'false',
    classId: one.id,
    nature: field?.nature ?? 'ordinary',
    words:
      field === undefined
        ? `false ${one.id} at ${one.location} ${one.path}, where nothing was labelled`
        : `false ${one.id}${field.truth === null ? '' : ` for ${field.truth.classId}`} at ${described(endpoint, field)}${one.path === pointerOf(field) ? '' : `, shown as ${one.path}`}`,
  };
}

function missedAt(endpoint: LabelledEndpoint, field: Field): Mistake {
  const classId = field.truth?.classId ?? '';
  return {
    kind: 'missed',
    classId,
    nature: 'positive',
    words: `missed ${classId} at ${described(endpoint, field)}`,
  };
}

/** The label that a report means: the exact place, else the place that expects the class, else any that fits. */
function meant(fields: readonly Field[], one: Reported): Field | undefined {
  const exact = fields.find((field) => locationOf(field) === one.location && pointerOf(field) === one.path);
  if (exact !== undefined) return exact;
  const fitting = fields.filter((field) => samePlace(field, one));
  return (
    fitting.find((field) => field.truth?.anyOf.includes(one.id)) ??
    fitting.find((field) => field.nature === 'ignored' || field.truth?.allowed.includes(one.id)) ??
    fitting.find((field) => field.truth === null) ??
    fitting[0]
  );
}

/** A report whose place is no label's own: its key was not shown. */
function hidden(fields: readonly Field[], one: Reported): boolean {
  return !fields.some((field) => locationOf(field) === one.location && pointerOf(field) === one.path);
}

function clearFirst(fields: readonly Field[], reported: readonly Reported[]): readonly Reported[] {
  return [
    ...reported.filter((one) => !hidden(fields, one)),
    ...reported.filter((one) => hidden(fields, one)),
  ];
}

/** A field may stand in clear and, for days of few clients, under a hidden key: that is one mistake, not two. */
function sameNews(
  held: { readonly field: Field | undefined; readonly mistake: Mistake },
  one: Reported,
): boolean {
  return held.mistake.classId === one.id && held.field !== undefined && samePlace(held.field, one);
}

/** Compares what was reported of one endpoint with its labels. A class counts once at a field. */
export function judge(endpoint: LabelledEndpoint, reported: readonly Reported[]): Verdict {
  const found = new Set<Field>();
  const wrong = new Map<string, { readonly field: Field | undefined; readonly mistake: Mistake }>();
  for (const one of clearFirst(endpoint.fields, reported)) {
    const field = meant(endpoint.fields, one);
    if (field?.nature === 'ignored') continue;
    if (field?.truth?.anyOf.includes(one.id)) {
      found.add(field);
      continue;
    }
    if (field?.truth?.allowed.includes(one.id)) continue;
    if (hidden(endpoint.fields, one) && [...wrong.values()].some((held) => sameNews(held, one))) continue;
    const at = field === undefined ? `${one.location} ${one.path}` : `${field.place} ${pointerOf(field)}`;
    wrong.set(`${one.id} ${at}`, { field, mistake: falseAt(endpoint, field, one) });
  }
  const labelled = endpoint.fields.filter((field) => field.truth !== null);
  const missed = labelled.filter((field) => !found.has(field)).map((field) => missedAt(endpoint, field));
  const errors = [...wrong.values()];
  return {
    found: [...found].map((field) => field.truth?.classId ?? ''),
    mistakes: [...errors.map(({ mistake }) => mistake), ...missed],
    falseFields: [...new Set(errors.flatMap(({ field }) => (field?.truth === null ? [field] : [])))],
  };
}
