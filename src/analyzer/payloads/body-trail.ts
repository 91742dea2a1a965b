import type { BodyPlan, PlanBudget, PlanObject, PlanPlace } from './body-plan.ts';
import { TOKEN } from './token.ts';

/**
 * The way that a body took through its plan: which values it has, and the text between them. Bodies of one sender mostly
 * take the way of the one before, and along it nothing is looked for. A cache of a plan.
 */
export interface BodyTrail {
  /** Values, objects and lists included, as they stand on the tape. */
  readonly places: readonly PlanPlace[];
  /** What each was last; of objects and lists always. */
  readonly kinds: Uint8Array;
  /** Of lists their length. */
  readonly numbers: Float64Array;
  /** Objects that the way leads through: once one became a map, no body may take it. */
  readonly objects: readonly PlanObject[];
  /**
   * By values that are no objects or lists, `TRAIL_STEP` numbers each: which one it is, where the text before it stands in
   * `texts`, and how long that is. Then the same of the text behind the last.
   */
  readonly steps: Int32Array;
  readonly texts: DataView;
}

export const TRAIL_STEP = 3;

/** A body as it was read. */
export interface BodyRead {
  readonly places: readonly PlanPlace[];
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array;
  readonly count: number;
  /** Start and end of each value that is no object or list, in pairs. */
  readonly bounds: Int32Array;
  readonly units: Uint8Array;
  /** Where the outermost value ends. */
  readonly end: number;
}

/** A body that leaves the trail costs as much as is spared by some that keep to it. */
const MISS_COSTS = 8;
const FIRST_TRUST = 32;
const MOST_TRUST = 64;
/** Bodies read without a trail after one that few kept to. */
const REST = 512;

/** A body kept to the trail. */
export function praiseTrail(plan: BodyPlan): void {
  if (plan.trust < MOST_TRUST) plan.trust += 1;
}

/** A body left the trail: it goes where too many do. */
export function blameTrail(plan: BodyPlan, budget: PlanBudget): void {
  plan.trust -= MISS_COSTS;
  if (plan.trust > 0 || plan.trail === null) return;
  budget.places += plan.trail.places.length;
  plan.trail = null;
  plan.trust = -REST;
}

/** Of a plan without a trail the way of a body that was read; once bodies keep coming, and while there is room. */
export function learnTrail(plan: BodyPlan, read: BodyRead, budget: PlanBudget): void {
  plan.trust += 1;
  if (plan.trust < 0 || budget.places < read.count) return;
  budget.places -= read.count;
  plan.trail = trailOf(read);
  plan.trust = FIRST_TRUST;
}

function trailOf({ places, kinds, numbers, count, bounds, units, end }: BodyRead): BodyTrail {
  const objects = new Set<PlanObject>();
  const steps: number[] = [];
  const texts: number[] = [];
  let from = 0;
  const addText = (token: number, until: number): void => {
    steps.push(token, texts.length, until - from);
    for (const unit of units.subarray(from, until)) texts.push(unit);
  };
  for (let token = 0; token < count; token += 1) {
    const object = places[token]?.object ?? null;
    if (kinds[token] === TOKEN.object) {
      if (object !== null) objects.add(object);
    } else if (kinds[token] !== TOKEN.list) {
      addText(token, bounds[2 * token] ?? 0);
      from = bounds[2 * token + 1] ?? 0;
    }
  }
  addText(count, end);
  return {
    places: places.slice(0, count),
    kinds: kinds.slice(0, count),
    numbers: numbers.slice(0, count),
    objects: [...objects],
    steps: Int32Array.from(steps),
    texts: new DataView(Uint8Array.from(texts).buffer),
  };
}

/** Whether the objects of the trail are what they were. */
export function isOpen({ objects }: BodyTrail): boolean {
  for (let at = 0; at < objects.length; at += 1) {
    const object = objects[at];
    if (object === undefined || object.stats.properties !== object.known) return false;
  }
  return true;
}
