import { type KeyContext, keyContext } from '../data-classes/key-context.ts';
import type { BodyPiece, BodyPieces } from './body-piece.ts';
import type { BodyStats } from './body-set.ts';
import type { BodyTrail } from './body-trail.ts';
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
  /** Depth of containers that are leaves. */
  readonly maxDepth: number;
  readonly rules: PlanRules;
  /** Some object at the root has a key that says of an error. */
  mayHoldError: boolean;
  /** Bodies in a row that did not fit. */
  misses: number;
  /** The way that bodies take, once it is known. */
  trail: BodyTrail | null;
  /** How far the trail may be trusted; without one, below zero, how many bodies come before one is learnt. */
  trust: number;
}

/** Which keys a plan leaves to the parser. */
export interface PlanRules {
  /** Keys of the outermost objects that decide about more than their own counts. */
  readonly isDeciding: (key: string) => boolean;
  readonly isOdd: (key: string) => boolean;
  readonly saysError: (key: string) => boolean;
}

/** A value: any scalar, an object, or a list. */
export interface PlanPlace {
  readonly node: SchemaNode;
  readonly context: KeyContext;
  /** Of which this is the value; null at the root and in lists. */
  readonly property: Property | null;
  /** No client from here on changes the client list of the property; it only falls. */
  closedFrom: number;
  object: PlanObject | null;
  list: PlanList | null;
}

/** Objects of one place. Members may be missing: each knows which others came behind it. */
export interface PlanObject {
  readonly stats: ObjectStats;
  /** The properties of `stats`: once it became a map, no object fits any more. */
  readonly known: ReadonlyMap<string, Property>;
  readonly members: Map<string, PlanMember>;
  readonly first: PlanStep[];
  /** Objects read so far: tells a member that comes twice. */
  reading: number;
}

export interface PlanMember {
  readonly place: PlanPlace;
  readonly next: PlanStep[];
  /** The object in which it was met last, as `reading` counts them. */
  met: number;
}

/** What stands before a member, its key included, or at the end of an object. */
export interface PlanStep {
  readonly piece: BodyPiece;
  /** null at the end. */
  readonly member: PlanMember | null;
}

/** Lists of one place, of any length, written in one way. */
export interface PlanList {
  readonly open: string;
  readonly between: string;
  readonly close: string;
  readonly items: PlanPlace;
  /** The first item, behind which there may come more. */
  readonly first: readonly PlanStep[];
}

/** The plans of one cache. */
export interface PlanBudget {
  /** Places that they may still take, those of their trails too. */
  places: number;
  /** Bodies of a plan before it learns a trail. */
  readonly beforeTrail: number;
  /** By what they count in: forms that differ in their headers share one. */
  known: WeakMap<BodyStats, BodyPlan>;
  readonly pieces: BodyPieces;
}

/** Members that may follow one: trying them takes time. */
const STEPS_LEARNT = 12;
/** Items of one list that are looked at. */
const ITEMS_LEARNT = 64;

export function emptyPlan(
  stats: BodyStats,
  vendor: string | null,
  context: KeyContext,
  maxDepth: number,
  rules: PlanRules,
  { beforeTrail }: PlanBudget,
): BodyPlan {
  const root = emptyPlace(stats.root, context, null);
  return {
    stats,
    vendor,
    root,
    maxDepth,
    rules,
    mayHoldError: false,
    misses: 0,
    trail: null,
    trust: -beforeTrail,
  };
}

function emptyPlace(node: SchemaNode, context: KeyContext, property: Property | null): PlanPlace {
  return { node, context, property, closedFrom: Number.POSITIVE_INFINITY, object: null, list: null };
}

/** Takes the shape of a body over, as far as its schema already has it; false where the body does not fit all the same. */
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
  const object = objectOf(learning.plan, place, depth);
  if (object === null || new Set(shape.keys).size < shape.keys.length) return false;
  let steps = object.first;
  for (const [at, value] of shape.values.entries()) {
    const member = memberOf(learning, object, place.context, shape.keys[at] ?? '', isOutermost);
    if (member === null || !learnStep(learning, steps, shape.pieces[at] ?? '', member)) return false;
    const isLearnt =
      value.kind === 'scalar' ||
      (value.kind === 'object'
        ? learnObject(learning, member.place, value, depth + 1, false)
        : learnList(learning, member.place, value, depth + 1));
    if (!isLearnt) return false;
    steps = member.next;
  }
  return learnStep(learning, steps, shape.pieces.at(-1) ?? '', null);
}

/** null where the schema has no properties there. */
function objectOf(plan: BodyPlan, place: PlanPlace, depth: number): PlanObject | null {
  const stats = place.node.object;
  const known = stats?.properties ?? null;
  if (stats === null || known === null || depth >= plan.maxDepth || depth >= plan.stats.breadth.mapDepth)
    return null;
  if (place.object?.known !== known)
    place.object = { stats, known, members: new Map(), first: [], reading: 0 };
  return place.object;
}

/** null where the key is no property, or the parser must see it. */
function memberOf(
  { plan, budget }: Learning,
  object: PlanObject,
  context: KeyContext,
  key: string,
  isOutermost: boolean,
): PlanMember | null {
  const met = object.members.get(key);
  if (met !== undefined) return met;
  const property = object.known.get(key);
  if (property === undefined || budget.places <= 0 || plan.rules.isOdd(key)) return null;
  if (isOutermost && plan.rules.isDeciding(key)) return null;
  if (isOutermost && plan.rules.saysError(key)) plan.mayHoldError = true;
  budget.places -= 1;
  const place = emptyPlace(property.node, keyContext(context.noun, key), property);
  const member: PlanMember = { place, next: [], met: 0 };
  object.members.set(key, member);
  return member;
}

/** False where too many others are known there, or there is no room. */
function learnStep(
  { budget }: Learning,
  steps: PlanStep[],
  text: string,
  member: PlanMember | null,
): boolean {
  if (steps.some(({ piece }) => piece.text === text)) return true;
  if (steps.length >= STEPS_LEARNT) return false;
  const piece = budget.pieces.of(text);
  if (piece === null) return false;
  steps.push({ piece, member });
  return true;
}

function learnList(learning: Learning, place: PlanPlace, shape: ListShape, depth: number): boolean {
  const list = place.node.list;
  if (list === null || depth >= learning.plan.maxDepth) return false;
  if (place.list === null || (shape.values.length > 0 && !isWrittenAs(place.list, shape))) {
    const items = place.list?.items ?? emptyPlace(list.items, place.context, null);
    place.list = planList(learning, items, shape);
  }
  if (place.list === null) return false;
  const { items } = place.list;
  return shape.values.slice(0, ITEMS_LEARNT).every((value) => {
    if (value.kind === 'scalar') return true;
    // Of a list at the root each item may be a message of its own.
    return value.kind === 'object'
      ? learnObject(learning, items, value, depth + 1, depth === 0)
      : learnList(learning, items, value, depth + 1);
  });
}

/** null where there is no room. */
function planList(
  learning: Learning,
  items: PlanPlace,
  { open, between, close }: ListShape,
): PlanList | null {
  const first: PlanStep[] = [];
  const item: PlanMember = { place: items, next: [], met: 0 };
  const isLearnt =
    learnStep(learning, first, open, item) &&
    learnStep(learning, item.next, between, item) &&
    learnStep(learning, item.next, close, null);
  return isLearnt ? { open, between, close, items, first } : null;
}

function isWrittenAs({ open, between, close }: PlanList, shape: ListShape): boolean {
  return open === shape.open && between === shape.between && close === shape.close;
}
