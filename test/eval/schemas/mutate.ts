import type { JsonValue } from '../../../src/model/json.ts';
import type { Label, SiteLabels } from './labels.ts';
import type { Random } from './random.ts';

export const MUTATIONS = ['required', 'type', 'enum', 'null'] as const;
export type Mutation = (typeof MUTATIONS)[number];

export interface Mutant {
  readonly mutation: Mutation;
  readonly pointer: string;
  readonly value: JsonValue;
}

/** What a schema says of a pointer decides which change of a document it must refuse. */
function mutationOf(label: Label): Mutation | null {
  if (label.pointer === '') return null;
  if (label.attribute === 'required') return label.expected.length > 0 ? 'required' : null;
  if (label.attribute === 'type') return 'type';
  if (label.attribute === 'enum') return label.expected.length > 0 ? 'enum' : null;
  if (label.attribute === 'nullable') return label.expected.length === 0 ? 'null' : null;
  return null;
}

/** A mutant for each thing the site's schema is known to forbid, where the document has the place. */
export function mutantsOf(document: JsonValue, site: SiteLabels, random: Random): Mutant[] {
  const mutants: Mutant[] = [];
  for (const label of site.labels) {
    const mutation = mutationOf(label);
    if (mutation === null) continue;
    const copy = structuredClone(document) as Mutable;
    const places = placesOf(copy, label.pointer.split('/').slice(1));
    if (places.length === 0) continue;
    const { holder, key } = random.pick(places);
    if (mutation === 'required') delete holder[key];
    else if (mutation === 'null') holder[key] = null;
    else if (mutation === 'enum') holder[key] = 'zz_never_seen';
    else holder[key] = otherType(label.expected);
    mutants.push({ mutation, pointer: label.pointer, value: copy });
  }
  return mutants;
}

type Mutable = null | boolean | number | string | Mutable[] | { [key: string]: Mutable };

interface Place {
  readonly holder: { [key: string]: Mutable };
  readonly key: string;
}

/** Every place of a document that a pointer names. */
function placesOf(value: Mutable, parts: readonly string[]): Place[] {
  const [part, ...rest] = parts;
  if (part === undefined || value === null || typeof value !== 'object') return [];
  const holder = value as { [key: string]: Mutable };
  const keys = part === '*' ? Object.keys(holder) : Object.hasOwn(holder, part) ? [part] : [];
  if (part !== '*' && Array.isArray(value)) return [];
  if (rest.length === 0) return keys.map((key) => ({ holder, key }));
  return keys.flatMap((key) => placesOf(holder[key] ?? null, rest));
}

const SUBSTITUTES: readonly (readonly [string, Mutable])[] = [
  ['string', 'some text'],
  ['integer', 41],
  ['object', { unexpected: true }],
  ['array', [1]],
  ['boolean', true],
];

/** A value of a type that is none of these: text for numbers, a number for text. */
function otherType(types: readonly string[]): Mutable {
  const found = SUBSTITUTES.find(
    ([type]) => !types.includes(type) && !(type === 'integer' && types.includes('number')),
  );
  return structuredClone(found?.[1] ?? true);
}
