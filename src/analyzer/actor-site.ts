import type { Hop } from '../model/api-call.ts';
import type { ActorSite } from './actors/actors.ts';
import type { Exchange } from './exchange.ts';
import { basePathOf } from './paths/base-path.ts';
import type { PathStep } from './paths/host-trie.ts';
import { pathToken } from './paths/infer.ts';
import type { PathToken } from './paths/template-tree.ts';
import { HOUR_MS } from './settings.ts';

const LITERAL = 'l';
const SLOT = 's';
/** Deeper steps say nothing about whom a call belongs to. */
const MAX_STEPS = 12;

/** Where a call stands for the counters of behaviour; null when it has no identifier and can be no login. */
export function actorSite(exchange: Exchange, steps: readonly PathStep[], hop: Hop): ActorSite | null {
  const call = exchange.call;
  const slotValues: string[] = [];
  for (const step of steps) if (step.slot !== null) slotValues.push(step.text);
  if (slotValues.length === 0 && call.method !== 'POST') return null;
  const { shapeKey, basePathKey } = shapeOf(call.method, steps);
  return {
    host: call.host,
    basePathKey,
    shapeKey,
    slotValues,
    bucketHourMs: Math.floor(call.timeMs / HOUR_MS) * HOUR_MS,
    hop,
  };
}

interface Shape {
  readonly shapeKey: string;
  readonly basePathKey: string;
}

/** Shapes met before: a pure cache, emptied when full. */
const SHAPES = new Map<string, Shape>();
const SHAPES_KEPT = 4096;

function shapeOf(method: string, steps: readonly PathStep[]): Shape {
  let shapeKey = `${method}\n`;
  for (let at = 0; at < steps.length && at < MAX_STEPS; at += 1) {
    const step = steps[at];
    if (step !== undefined) shapeKey += at === 0 ? stepKey(step) : `\n${stepKey(step)}`;
  }
  // Steps beyond the shape may belong to the base path: a longer path is not told by its shape.
  const isWhole = steps.length <= MAX_STEPS;
  const known = isWhole ? SHAPES.get(shapeKey) : undefined;
  if (known !== undefined) return known;
  const basePathKey = basePathOf(steps.map((step) => (step.slot === null ? step.text : step.slot.token)));
  const shape = { shapeKey, basePathKey };
  if (!isWhole) return shape;
  if (SHAPES.size >= SHAPES_KEPT) SHAPES.clear();
  SHAPES.set(shapeKey, shape);
  return shape;
}

/** Literals hold no line break: a segment with a control character is a value, never a name. */
function stepKey(step: PathStep): string {
  return step.slot === null ? `${LITERAL}${step.text}` : `${SLOT}${step.slot.token}`;
}

/** Reads back a `shapeKey`. */
export function readShape(shapeKey: string): { readonly method: string; readonly tokens: PathToken[] } {
  const [method = '', ...steps] = shapeKey.split('\n');
  const tokens = steps
    .filter((step) => step !== '')
    .map((step) => pathToken(step.slice(1), step.startsWith(SLOT) ? 'slot' : 'literal'));
  return { method, tokens };
}
