import { type KeyContext, keyContext } from '../data-classes/key-context.ts';
import { type BodyPiece, bodyPiece } from './body-piece.ts';
import type { BodyStats } from './body-set.ts';
import { jsonShape, type ListShape, type ObjectShape } from './json-shape.ts';
import type { ObjectStats, Property, SchemaNode } from './schema-node.ts';

/**
 * Where the values of bodies like those seen are counted, found once: the places of a JSON body with the texts that
 * stand between them. A body that fits is counted without being parsed. A pure cache of a body's schema; whatever it
 * does not know is parsed.
 */
export interface BodyPlan {
  readonly stats: BodyStats;
  readonly root: PlanPlace;
  /** The vendor's name of the type; null where it has none. */
  readonly vendor: string | null;
  /** Greatest depth of containers that are no leaves. */
  readonly maxDepth: number;
  readonly rules: PlanRules;
  /** Some object at the root has a key that says of an error. */
  mayHoldError: boolean;
  /** Bodies in a row that did not fit. */
  misses: number;
}

/** Which keys a plan leaves to the parser. */
export interface PlanRules {
  /** Keys of the outermost objects that decide about more than their own counts. */
  readonly isDeciding: (key: string) => boolean;
  readonly isOdd: (key: string) => boolean;
  readonly saysError: (key: string) => boolean;
}

/** A value: any scalar, one of the objects, or a list. */
export interface PlanPlace {
  readonly node: SchemaNode;
  readonly context: KeyContext;
  readonly objects: PlanObject[];
  list: PlanList | null;
}

export interface PlanObject {
  /** What stands before each value, and behind the last. */
  readonly pieces: readonly BodyPiece[];
  readonly places: readonly PlanPlace[];
  readonly properties: readonly Property[];
  readonly stats: ObjectStats;
  /** The properties of `stats`: once it became a map, the object fits no more. */
  readonly known: ReadonlyMap<string, Property>;
  /** No client from here on changes the client list of a property; it only falls. */
  closedFrom: number;
}

export interface PlanList {
  readonly open: BodyPiece;
  readonly between: BodyPiece;
  readonly close: BodyPiece;
  readonly items: PlanPlace;
}

/** Places of all plans of one cache: what a plan may still take. */
export interface PlanBudget {
  places: number;
}

/** Forms of one object: optional members make several. */
const OBJECTS_PER_PLACE = 6;
/** Items of one list that are looked at. */
const ITEMS_LEARNT = 64;

export function emptyPlan(
  stats: BodyStats,
  vendor: string | null,
  context: KeyContext,
  maxDepth: number,
  rules: PlanRules,
): BodyPlan {
  return {
    stats,
    vendor,
    root: { node: stats.root, context, objects: [], list: null },
    maxDepth,
    rules,
    mayHoldError: false,
    misses: 0,
  };
}

/** Takes the shape of a body over, as far as its schema already has it; false where the body fits all the same not. */
export function learnBody(plan: BodyPlan, text: string, budget: PlanBudget): boolean {
  const shape = jsonShape(text);
  if (shape === null || shape.kind === 'scalar') return false;
  const learning: Learning = { plan, budget };
  return shape.kind === 'object'
    ? learnObject(learning, plan.root, shape, 0, true)
    : learnList(learning, plan.root, shape, 0);
}

interface Learning {
  readonly plan: BodyPlan;
  readonly budget: PlanBudget;
}

function learnObject(
  learning: Learning,
  place: PlanPlace,
  shape: ObjectShape,
  depth: number,
  isOutermost: boolean,
): boolean {
  const known = place.objects.find(({ pieces }) => haveSamePieces(pieces, shape.pieces));
  const object = known ?? newObject(learning, place, shape, depth, isOutermost);
  if (object === null) return false;
  if (known === undefined) place.objects.push(object);
  return shape.values.every((value, at) => {
    const below = object.places[at];
    if (below === undefined || value.kind === 'scalar') return below !== undefined;
    return value.kind === 'object'
      ? learnObject(learning, below, value, depth + 1, false)
      : learnList(learning, below, value, depth + 1);
  });
}

function haveSamePieces(a: readonly BodyPiece[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(({ text }, at) => text === b[at]);
}

/** null where the schema does not have all of it as properties. */
function newObject(
  { plan, budget }: Learning,
  { node, context, objects }: PlanPlace,
  { keys, pieces }: ObjectShape,
  depth: number,
  isOutermost: boolean,
): PlanObject | null {
  const stats = node.object;
  const known = stats?.properties ?? null;
  if (stats === null || known === null || depth >= plan.maxDepth || depth >= plan.stats.breadth.mapDepth)
    return null;
  if (objects.length >= OBJECTS_PER_PLACE || budget.places < keys.length + 1) return null;
  if (new Set(keys).size < keys.length || keys.some(plan.rules.isOdd)) return null;
  if (isOutermost && keys.some(plan.rules.isDeciding)) return null;
  const properties: Property[] = [];
  for (const key of keys) {
    const property = known.get(key);
    if (property === undefined) return null;
    properties.push(property);
  }
  if (isOutermost && keys.some(plan.rules.saysError)) plan.mayHoldError = true;
  budget.places -= keys.length + 1;
  const places = properties.map((property, at): PlanPlace => {
    const own = keyContext(context.noun, keys[at] ?? '');
    return { node: property.node, context: own, objects: [], list: null };
  });
  return {
    pieces: pieces.map(bodyPiece),
    places,
    properties,
    stats,
    known,
    closedFrom: Number.POSITIVE_INFINITY,
  };
}

function learnList(learning: Learning, place: PlanPlace, shape: ListShape, depth: number): boolean {
  const list = place.node.list;
  if (list === null || depth >= learning.plan.maxDepth) return false;
  const { open, between, close } = shape;
  const isKnown =
    place.list !== null &&
    (shape.values.length === 0 ||
      (place.list.open.text === open &&
        place.list.close.text === close &&
        place.list.between.text === between));
  if (!isKnown) {
    const items = place.list?.items ?? { node: list.items, context: place.context, objects: [], list: null };
    place.list = { open: bodyPiece(open), between: bodyPiece(between), close: bodyPiece(close), items };
  }
  const items = place.list?.items;
  if (items === undefined) return false;
  return shape.values.slice(0, ITEMS_LEARNT).every((value) => {
    if (value.kind === 'scalar') return true;
    // Of a list at the root each item may be a message of its own.
    return value.kind === 'object'
      ? learnObject(learning, items, value, depth + 1, depth === 0)
      : learnList(learning, items, value, depth + 1);
  });
}
