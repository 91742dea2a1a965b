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

/** Where a call stands for the counters of behaviour; null when it has no identifier, no parameter and can be no login. */
export function actorSite(exchange: Exchange, steps: readonly PathStep[], hop: Hop): ActorSite | null {
  const call = exchange.call;
  const slotValues: string[] = [];
  for (const step of steps) if (step.slot !== null) slotValues.push(step.text);
  if (slotValues.length === 0 && call.method !== 'POST' && exchange.query.length === 0) return null;
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

/** Shapes met before, step by step: a pure cache, emptied when full. */
interface ShapeNode {
  readonly literals: Map<string, ShapeNode>;
  readonly slots: Map<string, ShapeNode>;
  shape: Shape | null;
}

const METHODS = new Map<string, ShapeNode>();
const NODES_KEPT = 4096;
let nodeCount = 0;

function shapeOf(method: string, steps: readonly PathStep[]): Shape {
  // Steps beyond the shape may belong to the base path: a longer path is not told by its shape.
  if (steps.length > MAX_STEPS) return makeShape(method, steps);
  if (nodeCount >= NODES_KEPT) {
    METHODS.clear();
    nodeCount = 0;
  }
  let node = childOf(METHODS, method);
  for (const { text, slot } of steps) {
    node = slot === null ? childOf(node.literals, text) : childOf(node.slots, slot.token);
  }
  node.shape ??= makeShape(method, steps);
  return node.shape;
}

function childOf(children: Map<string, ShapeNode>, name: string): ShapeNode {
  let child = children.get(name);
  if (child === undefined) {
    child = { literals: new Map(), slots: new Map(), shape: null };
    children.set(name, child);
    nodeCount += 1;
  }
  return child;
}

function makeShape(method: string, steps: readonly PathStep[]): Shape {
  const shape = steps.slice(0, MAX_STEPS).map((step) => stepKey(step));
  return {
    shapeKey: `${method}\n${shape.join('\n')}`,
    basePathKey: basePathOf(steps.map((step) => (step.slot === null ? step.text : step.slot.token))),
  };
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
