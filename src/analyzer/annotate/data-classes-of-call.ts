import type { DataClassFacts } from '../../model/inventory.ts';
import type { Exchange, ObserveContext } from '../exchange.ts';
import { ClassCollector } from '../payloads/class-facts.ts';
import { emptyPayloads, observePayloads } from '../payloads/index.ts';
import { nameRule } from '../payloads/name-rule.ts';
import { collectClasses } from '../payloads/payload-facts.ts';
import type { DataClassAnnotation } from './call-annotation.ts';

/** A field of an endpoint that was decided to hold a class. */
type DecidedField = Pick<DataClassFacts, 'id' | 'location' | 'path'>;

/** What is known of the endpoints that a call is counted at. */
export interface CallPlace {
  readonly decided: readonly DecidedField[];
  /** Name of the slot at a path segment; null where the segment is a literal. */
  readonly slotName: (segment: number) => string | null;
}

/**
 * The classes whose values stand in this very call. At an endpoint the fields are decided on all its calls, so a number
 * that passes a checksum by chance says nothing; elsewhere the one call has to do.
 */
export function dataClassesOf(
  exchange: Exchange,
  context: ObserveContext,
  place: CallPlace | null,
): readonly DataClassAnnotation[] {
  // Most endpoints hold no class at all: then no call of theirs needs to be read.
  if (place !== null && place.decided.length === 0) return [];
  const payloads = emptyPayloads();
  observePayloads(payloads, exchange, context);
  const { clientsPerString, samples } = context.caps;
  // Names of this call are compared with what the endpoint shows and go nowhere else.
  const names = nameRule(() => place !== null, clientsPerString);
  const collector = new ClassCollector(names, samples, context.site ?? null);
  collectClasses(collector, payloads, { slotName: place?.slotName ?? (() => '*') });
  return place === null
    ? collector.facts().map(({ id, location, path }) => ({ id, location, path }))
    : decidedOf(collector.passed(), place.decided);
}

function decidedOf(passed: readonly DecidedField[], decided: readonly DecidedField[]): DataClassAnnotation[] {
  const found = new Map<string, DataClassAnnotation>();
  for (const field of passed) {
    const same = decided.filter(({ id, location }) => id === field.id && location === field.location);
    const shown =
      same.find(({ path }) => path === field.path) ?? same.find(({ path }) => covers(path, field.path));
    if (shown === undefined) continue;
    const { id, location, path } = shown;
    found.set(`${location} ${path} ${id}`, { id, location, path });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, annotation]) => annotation);
}

/** Whether a pointer with `*` stands for the other one. */
function covers(shown: string, path: string): boolean {
  const steps = shown.split('/');
  const own = path.split('/');
  return steps.length === own.length && steps.every((step, index) => step === '*' || step === own[index]);
}
