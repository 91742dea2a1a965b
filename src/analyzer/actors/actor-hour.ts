import { type BottomK, emptyBottomK, keptItem, mergeBottomK, offer } from '../sketch/bottom-k.ts';

/** Shapes that one actor touches in one hour; an attacker's own are among its few. */
export const SHAPES_PER_ACTOR = 64;

/**
 * What one actor did in one hour of one API, by keyed hash of the shape. Most actors touch one shape: it stands here
 * without a set, which is made for the second one and then holds both.
 */
export interface ActorHour<T> {
  readonly network: string;
  shape: number;
  tally: T | null;
  shapes: BottomK<T> | null;
}

const forget = (): void => undefined;

export function emptyActorHour<T>(network: string): ActorHour<T> {
  return { network, shape: 0, tally: null, shapes: null };
}

/** The tally kept for a shape, made on first sight; null beyond the cap. */
export function tallyOf<T>(actor: ActorHour<T>, shape: number, make: () => T): T | null {
  if (actor.tally !== null && actor.shape === shape) return actor.tally;
  if (actor.tally === null && actor.shapes === null) {
    actor.shape = shape;
    actor.tally = make();
    return actor.tally;
  }
  const shapes = setOf(actor);
  return keptItem(shapes, shape) ?? offer(shapes, shape, make, forget);
}

function setOf<T>(actor: ActorHour<T>): BottomK<T> {
  if (actor.shapes !== null) return actor.shapes;
  const shapes = emptyBottomK<T>(SHAPES_PER_ACTOR);
  if (actor.tally !== null) {
    shapes.hashes = [actor.shape];
    shapes.items = [actor.tally];
  }
  actor.shapes = shapes;
  actor.tally = null;
  return shapes;
}

/** Adds `from` to `into`. `copy` makes a tally of `from` one of `into`. */
export function mergeActorHour<T>(
  into: ActorHour<T>,
  from: ActorHour<T>,
  add: (into: T, from: T) => void,
  copy: (tally: T) => T,
): void {
  const { tally } = from;
  if (tally === null) {
    if (from.shapes !== null) mergeBottomK(setOf(into), from.shapes, add, copy, forget);
    return;
  }
  let isNew = false;
  const known = tallyOf(into, from.shape, () => {
    isNew = true;
    return copy(tally);
  });
  if (known !== null && !isNew) add(known, tally);
}

/** The tallies in the order of their shapes' hashes. */
export function talliesOf<T>(actor: ActorHour<T>): readonly T[] {
  return actor.tally === null ? (actor.shapes?.items ?? []) : [actor.tally];
}

export function shapesOverflowed<T>(actor: ActorHour<T>): boolean {
  return actor.shapes?.overflowed === true;
}
