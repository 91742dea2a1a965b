import type { JsonValue } from '../../../src/model/json.ts';
import type { Random } from './random.ts';
import type { ObjectShape, Shape } from './shape.ts';

/** What is true of one pointer by its schema, and how much of it the documents showed. */
export interface Observed {
  readonly pointer: string;
  readonly parent: string | null;
  /** By schema. null: an item, a map value or the root, where the word means nothing. */
  required: boolean | null;
  nullable: boolean;
  kinds: Set<'leaf' | 'object' | 'array' | 'map'>;
  /** JSON types by schema, without null. */
  readonly types: Set<string>;
  readonly formats: Set<string>;
  readonly tolerated: Set<string>;
  members: readonly string[] | 'open' | 'unknown' | null;
  /** Seen. */
  count: number;
  nulls: number;
  fractions: number;
  objects: number;
  strings: number;
  readonly seenTypes: Set<string>;
  readonly clients: Set<string>;
  readonly keys: Set<string>;
  readonly values: Map<string, Set<string>>;
}

const VALUES_KEPT = 64;

/** Everything seen at one place: a request or response body of one status class and content type, or the query. */
export class Site {
  readonly nodes = new Map<string, Observed>();
  documents = 0;

  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  /** Makes a document of the shape and notes what it showed. */
  document(shape: Shape, random: Random, client: string): JsonValue {
    this.documents += 1;
    return this.#make(shape, '', null, random, client, null);
  }

  /** Notes one value that was made elsewhere (query parameters). */
  note(pointer: string, shape: Shape, required: boolean, random: Random, client: string): JsonValue {
    const node = this.#node(pointer, '');
    node.required = required;
    return this.#make(shape, pointer, '', random, client, null);
  }

  #node(pointer: string, parent: string | null): Observed {
    const known = this.nodes.get(pointer);
    if (known !== undefined) return known;
    const made: Observed = {
      pointer,
      parent,
      required: null,
      nullable: false,
      kinds: new Set(),
      types: new Set(),
      formats: new Set(),
      tolerated: new Set(),
      members: null,
      count: 0,
      nulls: 0,
      fractions: 0,
      objects: 0,
      strings: 0,
      seenTypes: new Set(),
      clients: new Set(),
      keys: new Set(),
      values: new Map(),
    };
    this.nodes.set(pointer, made);
    return made;
  }

  #make(
    shape: Shape,
    pointer: string,
    parent: string | null,
    random: Random,
    client: string,
    requiredOfAll: ReadonlySet<string> | null,
  ): JsonValue {
    if (shape.kind === 'union') return this.#union(shape.options, pointer, parent, random, client);
    const node = this.#node(pointer, parent);
    node.kinds.add(shape.kind);
    node.count += 1;
    node.clients.add(client);
    if (shape.kind === 'object') return this.#object(shape, node, random, client, requiredOfAll);
    if (shape.kind === 'array') {
      node.types.add('array');
      node.seenTypes.add('array');
      const length = random.int(shape.shortest, shape.longest);
      return Array.from({ length }, () =>
        this.#make(shape.items, `${pointer}/*`, pointer, random, client, null),
      );
    }
    if (shape.kind === 'map') {
      node.types.add('object');
      node.seenTypes.add('object');
      const entries: Record<string, JsonValue> = {};
      for (let left = random.int(shape.smallest, shape.largest); left > 0; left -= 1) {
        const key = shape.key(random);
        if (Object.hasOwn(entries, key)) continue;
        node.keys.add(key);
        entries[key] = this.#make(shape.values, `${pointer}/*`, pointer, random, client, null);
      }
      return entries;
    }
    node.types.add(shape.type);
    if (shape.format !== null) node.formats.add(shape.format);
    for (const name of shape.tolerated) node.tolerated.add(name);
    node.members = node.members === null || node.members === shape.members ? shape.members : 'unknown';
    const value = shape.make(random);
    noteScalar(node, shape.type, value, client);
    return value;
  }

  #object(
    shape: ObjectShape,
    node: Observed,
    random: Random,
    client: string,
    requiredOfAll: ReadonlySet<string> | null,
  ): JsonValue {
    node.types.add('object');
    node.seenTypes.add('object');
    node.objects += 1;
    const made: Record<string, JsonValue> = {};
    for (const field of shape.fields) {
      if (!random.chance(field.presence)) continue;
      const pointer = `${node.pointer}/${field.name}`;
      const child = this.#node(pointer, node.pointer);
      const required = field.presence === 1 && (requiredOfAll === null || requiredOfAll.has(field.name));
      child.required = required && child.required !== false;
      if (field.nulls > 0) child.nullable = true;
      if (field.nulls > 0 && random.chance(field.nulls)) {
        child.count += 1;
        child.nulls += 1;
        child.clients.add(client);
        made[field.name] = null;
      } else {
        made[field.name] = this.#make(field.shape, pointer, node.pointer, random, client, null);
      }
    }
    return made;
  }

  #union(
    options: readonly Shape[],
    pointer: string,
    parent: string | null,
    random: Random,
    client: string,
  ): JsonValue {
    const objects = options.filter((option) => option.kind === 'object');
    const names = objects.map((option) =>
      option.fields.filter((field) => field.presence === 1).map((field) => field.name),
    );
    const shared = new Set((names[0] ?? []).filter((name) => names.every((list) => list.includes(name))));
    const node = this.#node(pointer, parent);
    for (const option of options) {
      if (option.kind === 'leaf') node.types.add(option.type);
      else if (option.kind === 'array') node.types.add('array');
      else node.types.add('object');
    }
    return this.#make(random.pick(options), pointer, parent, random, client, shared);
  }
}

function noteScalar(node: Observed, type: string, value: JsonValue, client: string): void {
  node.seenTypes.add(type);
  if (typeof value === 'number' && !Number.isInteger(value)) node.fractions += 1;
  if (typeof value !== 'string') return;
  node.strings += 1;
  const known = node.values.get(value);
  if (known !== undefined) known.add(client);
  else if (node.values.size < VALUES_KEPT) node.values.set(value, new Set([client]));
}
