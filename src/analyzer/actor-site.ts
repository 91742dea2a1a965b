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
  const shape = steps.slice(0, MAX_STEPS).map((step) => stepKey(step));
  return {
    host: call.host,
    basePathKey: basePathOf(steps.map((step) => (step.slot === null ? step.text : step.slot.token))),
    shapeKey: `${call.method}\n${shape.join('\n')}`,
    slotValues,
    bucketHourMs: Math.floor(call.timeMs / HOUR_MS) * HOUR_MS,
    hop,
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
