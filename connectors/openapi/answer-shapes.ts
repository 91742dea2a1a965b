import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import type { RegisteredAnswer, RegisteredShape } from '../../src/model/registered-api.ts';
import { isObject, type Location } from './document-store.ts';
import type { References } from './references.ts';

/** Deeper and wider schemas say nothing beyond: a document may lead back to itself. */
const MAX_DEPTH = 8;
const MAX_SHAPES = 400;

interface Reading {
  readonly references: References;
  left: number;
}

/** The JSON bodies of documented responses: Swagger 2.0 and OpenAPI 3. */
export async function readAnswers(
  responses: JsonValue | undefined,
  at: Location,
  references: References,
): Promise<readonly RegisteredAnswer[]> {
  const answers: RegisteredAnswer[] = [];
  const reading = { references, left: MAX_SHAPES };
  for (const [status, value] of Object.entries(isObject(responses) ? responses : {})) {
    if (status.startsWith('x-')) continue;
    const response = await references.detail(value, at);
    const schema = response === null ? undefined : jsonSchema(response.node);
    const shape = response === null ? null : await readShape(schema, response.at, 0, reading);
    if (shape !== null) answers.push({ status, shape });
  }
  return answers;
}

/** Of several JSON types no one is the schema. */
function jsonSchema(response: JsonObject): JsonValue | undefined {
  const { content, schema } = response;
  if (!isObject(content)) return schema;
  const types = Object.keys(content).filter((type) => /[/+]json(?:;|$)/i.test(type.trim()));
  const [only, ...more] = types;
  const media = only === undefined || more.length > 0 ? undefined : content[only];
  return isObject(media) ? media['schema'] : undefined;
}

/** JSON types of a parameter; null where its schema allows any. */
export async function parameterTypes(
  parameter: JsonObject,
  at: Location,
  references: References,
): Promise<readonly string[] | null> {
  const schema = isObject(parameter['schema']) ? parameter['schema'] : parameter;
  const shape = await readShape(schema, at, 0, { references, left: MAX_SHAPES });
  return shape?.types ?? null;
}

/** The shape of a schema; null where it allows anything, or more than is read here. */
async function readShape(
  value: JsonValue | undefined,
  at: Location,
  depth: number,
  reading: Reading,
): Promise<RegisteredShape | null> {
  reading.left -= 1;
  if (depth > MAX_DEPTH || reading.left < 0 || !isObject(value)) return null;
  const placed = await reading.references.detail(value, at);
  if (placed === null) return null;
  const { node } = placed;
  // What these allow is not told by the members that stand beside them.
  if (['not', 'if', 'patternProperties', 'dependentSchemas', '$dynamicRef'].some((key) => key in node))
    return null;
  const parts: (RegisteredShape | null)[] = [await ownShape(node, placed.at, depth, reading)];
  for (const part of listOf(node['allOf'])) parts.push(await readShape(part, placed.at, depth + 1, reading));
  for (const key of ['oneOf', 'anyOf']) {
    const choices: (RegisteredShape | null)[] = [];
    for (const choice of listOf(node[key]))
      choices.push(await readShape(choice, placed.at, depth + 1, reading));
    if (choices.length > 0) parts.push(anyOf(choices));
  }
  return allOf(parts);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

async function ownShape(
  node: JsonObject,
  at: Location,
  depth: number,
  reading: Reading,
): Promise<RegisteredShape> {
  const members: RegisteredShape['members'][number][] = [];
  const properties = isObject(node['properties']) ? node['properties'] : {};
  for (const [name, value] of Object.entries(properties))
    members.push({ name, shape: await readShape(value, at, depth + 1, reading) });
  const more = node['additionalProperties'];
  return {
    types: typesOf(node, members.length > 0),
    members,
    required: listOf(node['required'])
      .filter((name) => typeof name === 'string')
      .filter((name) => !isWriteOnly(properties[name])),
    open: more === true || isObject(more),
    items: await readShape(node['items'], at, depth + 1, reading),
    texts: textsOf(node),
  };
}

function isWriteOnly(value: JsonValue | undefined): boolean {
  return isObject(value) && value['writeOnly'] === true;
}

const JSON_TYPES: ReadonlySet<string> = new Set([
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
]);

function typesOf(node: JsonObject, hasMembers: boolean): readonly string[] | null {
  const { type } = node;
  const given = typeof type === 'string' ? [type] : listOf(type).filter((one) => typeof one === 'string');
  if (given.length === 0) return hasMembers ? withNull(['object'], node) : null;
  return given.every((one) => JSON_TYPES.has(one)) ? withNull(given, node) : null;
}

function withNull(types: readonly string[], node: JsonObject): readonly string[] {
  const isNullable = node['nullable'] === true || node['x-nullable'] === true;
  return isNullable && !types.includes('null') ? [...types, 'null'] : types;
}

function textsOf(node: JsonObject): readonly string[] | null {
  const values = node['const'] === undefined ? node['enum'] : [node['const']];
  return isJsonArray(values) ? values.filter((value) => typeof value === 'string') : null;
}

/** All of them at once; a part that says nothing adds nothing but freedom. */
function allOf(parts: readonly (RegisteredShape | null)[]): RegisteredShape | null {
  const known = parts.filter((part) => part !== null);
  const [first, ...rest] = known;
  if (first === undefined) return null;
  const joined = rest.reduce(
    (a, b): RegisteredShape => ({
      types: a.types ?? b.types,
      members: [
        ...a.members.filter(({ name }) => !b.members.some((other) => other.name === name)),
        ...b.members,
      ],
      required: [...new Set([...a.required, ...b.required])],
      open: a.open || b.open,
      items: a.items ?? b.items,
      texts: a.texts ?? b.texts,
    }),
    first,
  );
  return known.length === parts.length ? joined : { ...joined, open: true };
}

/** One of them: what each of them allows, and what all of them require. */
function anyOf(choices: readonly (RegisteredShape | null)[]): RegisteredShape | null {
  const known = choices.filter((choice) => choice !== null);
  const [first, ...rest] = known;
  if (first === undefined || known.length < choices.length) return null;
  return rest.reduce(
    (a, b): RegisteredShape => ({
      types: a.types === null || b.types === null ? null : [...new Set([...a.types, ...b.types])],
      members: joinMembers(a.members, b.members),
      required: a.required.filter((name) => b.required.includes(name)),
      open: a.open || b.open,
      items: a.items === null || b.items === null ? null : anyOf([a.items, b.items]),
      texts: a.texts === null || b.texts === null ? null : [...new Set([...a.texts, ...b.texts])],
    }),
    first,
  );
}

function joinMembers(
  a: RegisteredShape['members'],
  b: RegisteredShape['members'],
): RegisteredShape['members'] {
  const joined = a.map((member) => {
    const other = b.find(({ name }) => name === member.name);
    return other === undefined ? member : { name: member.name, shape: anyOf([member.shape, other.shape]) };
  });
  return [...joined, ...b.filter(({ name }) => !a.some((member) => member.name === name))];
}
