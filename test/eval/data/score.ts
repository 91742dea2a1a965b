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

/** Compares what was reported of one endpoint with its labels. */
export function judge(endpoint: LabelledEndpoint, reported: readonly Reported[]): Verdict {
  const found: string[] = [];
  const mistakes: Mistake[] = [];
  const falseFields = new Set<Field>();
  const got = new Map<Field, Set<string>>();
  for (const one of reported) {
    const exact = endpoint.fields.find(
      (field) => locationOf(field) === one.location && pointerOf(field) === one.path,
    );
    const candidates =
      exact === undefined ? endpoint.fields.filter((field) => samePlace(field, one)) : [exact];
    const field = candidates.find((held) => held.truth?.anyOf.includes(one.id)) ?? candidates[0];
    if (field?.nature === 'ignored') continue;
    if (field?.truth?.anyOf.includes(one.id)) {
      got.set(field, (got.get(field) ?? new Set()).add(one.id));
      continue;
    }
    if (field?.truth?.allowed.includes(one.id)) continue;
    mistakes.push(falseAt(endpoint, field, one));
    if (field !== undefined && field.truth === null) falseFields.add(field);
  }
  for (const field of endpoint.fields) {
    if (field.truth === null) continue;
    if (got.has(field)) found.push(field.truth.classId);
    else {
      mistakes.push({
        kind: 'missed',
        classId: field.truth.classId,
        nature: 'positive',
        words: `missed ${field.truth.classId} at ${described(endpoint, field)}`,
      });
    }
  }
  return { found, mistakes, falseFields: [...falseFields] };
}
