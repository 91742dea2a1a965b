import type { ParameterFacts } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { byKeys } from '../order.ts';
import type { ObservedEndpoint } from './estate.ts';
import { type PathSlot, pathTemplate } from './path-template.ts';
import { schemaObject } from './schema-object.ts';
import { schemaUnion, schemaUnions, typesOf } from './schema-union.ts';
import type { CredentialPlace } from './security.ts';

/** Parameters of one operation: slots in template order, then the others by place and name. */
export function parametersOf(
  slots: readonly PathSlot[],
  endpoints: readonly ObservedEndpoint[],
  credentials: readonly CredentialPlace[],
): readonly JsonObject[] {
  const isCredential = (one: ParameterFacts): boolean =>
    credentials.some((place) => place.in === one.in && place.name.toLowerCase() === one.name.toLowerCase());
  return [
    ...slots.map((slot, index) => pathParameter(slot, index, endpoints)),
    ...otherParameters(endpoints)
      .filter((one) => !isCredential(one))
      .map(parameterObject),
  ];
}

function pathParameter(slot: PathSlot, index: number, endpoints: readonly ObservedEndpoint[]): JsonObject {
  const schemas = endpoints.map(({ facts }) => {
    const { slots } = pathTemplate(facts.path, facts.slots);
    const own = slots[index] ?? slot;
    // Definitions may give two slots one name, or none: what was observed under it is nobody's then.
    const isNamed = slots.filter((one) => one.observedName === own.observedName).length === 1;
    return slotSchema(own, isNamed ? facts.schemas.parameters : []);
  });
  const why = slot.facts?.why ?? '';
  return {
    name: slot.name,
    in: 'path',
    required: true,
    ...(why === '' ? {} : { description: `A slot because: ${why}.` }),
    schema: schemaObject(schemaUnions(schemas)),
  };
}

/** Values were kept by segment: where the slot is only part of one, its type alone is known. */
function slotSchema(slot: PathSlot, parameters: readonly ParameterFacts[]): JsonObject {
  const text = { type: 'string' };
  const members = slot.facts?.enumeration ?? [];
  if (members.length > 0) return { ...text, enum: [...members] };
  if (slot.isSegment) {
    return parameters.find((one) => one.in === 'path' && one.name === slot.observedName)?.schema ?? text;
  }
  if (slot.facts?.type === 'integer') return { type: 'integer' };
  return typeof slot.facts?.format === 'string' ? { ...text, format: slot.facts.format } : text;
}

/** Order of places; a reader looks for the query first. */
const PLACES: readonly string[] = ['query', 'header', 'cookie'];

/** OpenAPI 3.1 section 4.8.12.2: these describe a message in other ways and are ignored as parameters. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

function otherParameters(endpoints: readonly ObservedEndpoint[]): readonly ParameterFacts[] {
  const found = new Map<string, ParameterFacts & { readonly seenBy: number }>();
  for (const { facts, views } of endpoints) {
    const joined = viewsAdded(
      facts.schemas.parameters,
      views.map((view) => view.schemas.parameters),
    );
    for (const parameter of joined) {
      if (parameter.in === 'path' || (parameter.in === 'header' && IGNORED_HEADERS.has(parameter.name)))
        continue;
      const key = `${parameter.in} ${parameter.name}`;
      const known = found.get(key);
      found.set(key, {
        ...parameter,
        required: parameter.required && (known?.required ?? true),
        schema: known === undefined ? parameter.schema : schemaUnion(known.schema, parameter.schema),
        seenBy: (known?.seenBy ?? 0) + 1,
      });
    }
  }
  return [...found.values()]
    .map((one) => ({ ...one, required: one.required && one.seenBy === endpoints.length }))
    .sort(
      byKeys(
        (one) => String(PLACES.indexOf(one.in)),
        (one) => one.name,
      ),
    );
}

/** A gateway adds headers on the way, so behind it only the query is still the caller's. */
function viewsAdded(
  own: readonly ParameterFacts[],
  views: readonly (readonly ParameterFacts[])[],
): readonly ParameterFacts[] {
  const added = new Map(own.map((one) => [`${one.in} ${one.name}`, one]));
  for (const parameter of views.flat()) {
    if (parameter.in !== 'query') continue;
    const key = `query ${parameter.name}`;
    const known = added.get(key);
    const schema = known === undefined ? parameter.schema : schemaUnion(known.schema, parameter.schema);
    added.set(key, { ...parameter, schema, required: known?.required ?? false });
  }
  return [...added.values()];
}

/** Values of a repeated parameter were counted, not the calls that had it: a few calls may well have had none. */
function parameterObject({ name, in: place, required, schema }: ParameterFacts): JsonObject {
  const isRepeated = typesOf(schema)?.includes('array') === true;
  return { name, in: place, required: required && !isRepeated, schema: schemaObject(schema) };
}
