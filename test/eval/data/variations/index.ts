import { type Evidence, evidenceOf, truthOf } from '../classes.ts';
import type { LabelledEndpoint } from '../endpoints.ts';
import { type Field, fieldOf, kebab, type Place, type Scalar } from '../field.ts';
import { type Random, random } from '../random.ts';
import { KINDS } from './look-alikes.ts';
import { WEAK_KINDS } from './look-alikes-weak.ts';
import { ORDINARY_KEYS } from './ordinary-objects.ts';
import { PROSE, proseOf } from './prose.ts';
import { valueOf } from './values.ts';
import { NUMBER_WORDS } from './words-numbers.ts';
import { PEOPLE_WORDS } from './words-people.ts';
import { TRAIT_WORDS, themed } from './words-traits.ts';
import { WEAK_WORDS } from './words-weak.ts';

/**
 * Further fields of the development half, by keys in many languages, national forms, look-alikes of published formats
 * and objects of public APIs. `fit` may be looked at while tuning, of `hold-out` only the totals are.
 */
export type Part = 'fit' | 'hold-out';

const WORDS: Readonly<Record<string, string>> = joined(
  joined({ ...PEOPLE_WORDS, ...NUMBER_WORDS }, WEAK_WORDS),
  TRAIT_WORDS,
);
export const VARIED_CLASSES: readonly string[] = Object.keys(WORDS).sort();

/** Wide enough for every ordinary key to come several times, each time beside others. */
const ORDINARY_ENDPOINTS = 60;
const FIELDS_AN_OBJECT = 70;
const FIELDS_AN_ENDPOINT = 7;
const CALLS = 24;

/** More keys and sentences behind those that are there, which stay in their parts. */
function joined(
  words: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const all = { ...words };
  for (const [classId, added] of Object.entries(more)) {
    const [keys = '', says = ''] = (words[classId] ?? '').split(' ; ');
    const [moreKeys = '', moreSays = ''] = added.split(' ; ');
    all[classId] = `${keys} ${moreKeys} ; ${says}|${moreSays}`;
  }
  return all;
}

function ofPart<T>(items: readonly T[], part: Part): readonly T[] {
  return items.filter((_, index) => (index % 2 === 0) === (part === 'fit'));
}

const PLACES: readonly Place[] = [
  'response-json',
  'request-json',
  'response-json',
  'query',
  'response-json',
  'request-form',
  'response-xml',
  'request-xml',
];
/** A login, a token request or a caller's own headers carry these by design: only answers that hold them are beyond doubt. */
const ANSWERS_ONLY: ReadonlySet<string> = new Set([
  'password',
  'access-token',
  'api-secret',
  'session-id',
  'jwt',
]);
const PARENTS: readonly (readonly string[])[] = [
  [],
  ['data'],
  ['results', '*'],
  ['payload', 'attributes'],
  ['page', 'content', '*'],
];
const TEXT_KEYS: readonly string[] = ['notes', 'remark', 'logEntry', 'details', 'bodyText', 'journal'];

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('empty list');
  return item;
}

/** `card.number` under `card`, `emails.*` a list. */
function placed(
  key: string,
  classId: string,
  turn: number,
): Pick<Field, 'place' | 'parents' | 'key' | 'list'> {
  const parts = key.split('.');
  const list = parts.at(-1) === '*';
  const named = list ? parts.slice(0, -1) : parts;
  const parents = named.slice(0, -1);
  // Names of elements and forms are written in plain letters.
  const answer = ANSWERS_ONLY.has(classId) || parents.length > 0 || list || !/^[\w-]+$/.test(key);
  const place = answer ? 'response-json' : at(PLACES, turn);
  const isXml = place.endsWith('xml');
  const above = place.endsWith('json') ? at(PARENTS, turn) : [];
  return { place, parents: [...above, ...parents], key: named.at(-1) ?? '', list: list && !isXml };
}

/** Keys that no expert would trust without the value. */
const VAGUE: ReadonlySet<string> = new Set([
  'value',
  'reference',
  'identifier',
  'target',
  'state',
  'payload',
  'credential',
]);

/** `faith>denomination`: a key or sentence with the kind of values that fit it. */
function withMaker(
  text: string,
  classId: string,
): { readonly text: string; readonly make: (random: Random) => string } {
  const mark = text.indexOf('>');
  const make = mark < 0 ? null : themed(text.slice(0, mark));
  return make === null ? { text, make: valueOf(classId) } : { text: text.slice(mark + 1), make };
}

function positivesOf(classId: string, part: Part, turn: number): readonly Field[] {
  const [keys = '', says = ''] = (WORDS[classId] ?? '').split(' ; ');
  const evidence: Evidence = evidenceOf(classId);
  const base = { nature: 'positive' as const, truth: truthOf(classId, true) };
  const named = ofPart(keys.split(' '), part).map((written, index) => {
    const { text: key, make } = withMaker(written, classId);
    return fieldOf({
      ...base,
      ...placed(key, classId, turn + index),
      difficulty: VAGUE.has(key) ? `${evidence}, vague key` : evidence,
      value: make,
    });
  });
  const told = ofPart(says.split('|'), part).map((written, index) => {
    const { text: sentence, make } = withMaker(written, classId);
    return fieldOf({
      ...base,
      place: index % 2 === 0 || ANSWERS_ONLY.has(classId) ? 'response-json' : 'request-json',
      parents: at(PARENTS, turn + index),
      key: at(TEXT_KEYS, turn + index),
      difficulty: `in a sentence: ${sentence}`,
      value: (draw: Random): Scalar => sentence.replace('{v}', () => make(draw)),
    });
  });
  return [...named, ...told];
}

function lookAlikesOf(part: Part): readonly Field[] {
  return ofPart([...KINDS, ...WEAK_KINDS], part).flatMap((kind, turn) =>
    kind.keys.split(' ').flatMap((key, index) => {
      const value = (draw: Random): Scalar => kind.value(draw);
      const base = { nature: 'look-alike' as const, difficulty: kind.what, value };
      const field = fieldOf({ ...base, place: at(PLACES, turn + index), parents: at(PARENTS, turn), key });
      const flat = field.place.endsWith('json') ? field : { ...field, parents: [] };
      if (index > 0) return [flat];
      const sentence = fieldOf({
        ...base,
        place: 'response-json',
        parents: at(PARENTS, turn + 1),
        key: at(TEXT_KEYS, turn),
        value: (draw) => `Row for ${String(value(draw))} was written again`,
      });
      return [
        flat,
        { ...flat, place: 'response-json', parents: [...at(PARENTS, turn + 2), 'extra'], list: true },
        sentence,
      ];
    }),
  );
}

function prose(part: Part): readonly Field[] {
  return ofPart(PROSE, part).map((sentence, index) =>
    fieldOf({
      place: index % 3 === 0 ? 'request-json' : 'response-json',
      parents: at(PARENTS, index),
      key: at(TEXT_KEYS, index),
      nature: 'ordinary',
      difficulty: `prose: ${sentence}`,
      value: (draw) => proseOf(sentence, draw),
    }),
  );
}

function clashes(held: readonly Field[], field: Field): boolean {
  const bodies: readonly Place[] = ['request-json', 'request-form', 'request-xml'];
  const answers: readonly Place[] = ['response-json', 'response-xml'];
  return held.some(
    (other) =>
      (other.place === field.place &&
        [...other.parents, other.key].join('/') === [...field.parents, field.key].join('/')) ||
      // A key cannot be both an object and a value.
      (other.place === field.place &&
        [other, field].some((one) => [...other.parents, ...field.parents].includes(one.key))) ||
      [bodies, answers].some(
        (kinds) => kinds.includes(other.place) && kinds.includes(field.place) && other.place !== field.place,
      ),
  );
}

function grouped(fields: readonly Field[]): readonly (readonly Field[])[] {
  const open: Field[][] = [];
  const full: Field[][] = [];
  for (const field of fields) {
    const group = open.find((held) => !clashes(held, field));
    if (group === undefined) open.push([field]);
    else if (group.push(field) >= FIELDS_AN_ENDPOINT) full.push(...open.splice(open.indexOf(group), 1));
  }
  return [...full, ...open];
}

function ordinaryEndpoints(part: Part): readonly (readonly Field[])[] {
  const keys = ofPart(ORDINARY_KEYS, part);
  return Array.from({ length: ORDINARY_ENDPOINTS }, (_, number) =>
    random(`${part}/objects/${number}`)
      .shuffle(keys)
      .slice(0, FIELDS_AN_OBJECT)
      .map((ordinary, index) =>
        fieldOf({
          place: 'response-json',
          parents: at(
            [[ordinary.object], ['items', '*', ordinary.object], ['meta', `${ordinary.object}Info`]],
            index,
          ),
          key: ordinary.key,
          difficulty: `${ordinary.object}.${ordinary.key}`,
          value: (draw) => ordinary.value(draw),
        }),
      ),
  );
}

/** Every endpoint of a part; equal on every run. */
export function variationsOf(part: Part): readonly LabelledEndpoint[] {
  const fields = random(`${part}/variations`).shuffle([
    ...VARIED_CLASSES.flatMap((classId, turn) => positivesOf(classId, part, turn)),
    ...lookAlikesOf(part),
    ...prose(part),
  ]);
  return [...grouped(fields), ...ordinaryEndpoints(part)].map((group, number) => ({
    host: `${part === 'fit' ? 'f' : 'h'}${Math.floor(number / 3)}-svc.variation.example`,
    path: at(['/v1/entries', '/v1/lookup/rows/page', '/v1/jobs/load'], number),
    method: group.some(({ place }) => place.startsWith('request-')) ? 'POST' : 'GET',
    calls: CALLS,
    fields: group.map((field) =>
      field.place === 'header' ? { ...field, key: `x-${kebab(field.key)}` } : field,
    ),
  }));
}
