import type { SchemaNode } from '../payloads/schema-node.ts';
import type { Difference } from './bucket-cells.ts';
import { rateOf } from './chance.ts';
import {
  isAppearance,
  isDisappearance,
  type Level,
  levelOf,
  type Series,
  type Shift,
  shiftsOf,
} from './series.ts';

/** How often a parameter or member was there where it could be, bucket by bucket. */
export interface PresencePlace {
  readonly subject: string;
  readonly presence: Series;
  readonly nodes: readonly (SchemaNode | null)[];
  readonly direction: 'request' | 'response';
  /** Whether the presence is a count of messages and not only of values. */
  readonly isCounted: boolean;
}

/** Came, went, became required or optional. */
export function presenceDifferences(place: PresencePlace): Difference[] {
  const shifts = shiftsOf(place.presence);
  if (shifts.length === 0) return [];
  const came = shifts.find((shift) => isAppearance(place.presence, shift));
  const went = shifts.findLast((shift) => isDisappearance(place.presence, shift));
  const found: Difference[] = [];
  if (came !== undefined) found.push(added(place, came));
  if (went !== undefined) found.push(removed(place, went));
  if (place.direction === 'request' && place.isCounted) {
    const from = came?.after.from ?? 0;
    const to = went?.before.to ?? place.presence.length;
    found.push(...requiredDifferences(place, from, to));
  }
  return found;
}

function added({ subject, direction, nodes }: PresencePlace, { at, after }: Shift): Difference {
  if (direction === 'response') {
    const type = 'response-field-added';
    return { type, class: 'additive', subject, before: null, after: typesIn(nodes, after), at };
  }
  const isRequired = after.hits === after.trials;
  return {
    type: 'parameter-added',
    class: isRequired ? 'risky' : 'additive',
    subject,
    before: null,
    after: isRequired ? 'required' : 'optional',
    at,
  };
}

function removed({ subject, direction, nodes }: PresencePlace, { at, before }: Shift): Difference {
  if (direction === 'response') {
    const type = 'response-field-removed';
    return { type, class: 'breaking', subject, before: typesIn(nodes, before), after: null, at };
  }
  const was = before.hits === before.trials ? 'required' : 'optional';
  return { type: 'parameter-removed', class: 'risky', subject, before: was, after: null, at };
}

/** Fewer calls without it are slips of clients, not a choice. */
const CHOICE = 0.05;

function requiredDifferences({ subject, presence }: PresencePlace, from: number, to: number): Difference[] {
  // Buckets outside of its life keep their places and say nothing.
  const missing = presence.map(({ hits, trials }, at) =>
    at < from || at >= to ? { hits: 0, trials: 0 } : { hits: trials - hits, trials },
  );
  const found: Difference[] = [];
  for (const shift of shiftsOf(missing)) {
    const { before, after, at } = shift;
    if (Math.max(rateOf(before), rateOf(after)) < CHOICE) continue;
    const type = 'parameter-required';
    if (isDisappearance(missing, shift)) {
      found.push({ type, class: 'breaking', subject, before: 'optional', after: 'required', at });
    } else if (isAppearance(missing, shift) && rateOf(levelOf(presence, after.from, after.to)) > CHOICE) {
      found.push({ type, class: 'additive', subject, before: 'required', after: 'optional', at });
    }
  }
  return found;
}

const TYPES: readonly (readonly [string, (node: SchemaNode) => number])[] = [
  ['array', (node) => node.arrays],
  ['boolean', (node) => node.booleans],
  ['null', (node) => node.nulls],
  ['number', (node) => node.integers + node.numbers],
  ['object', (node) => node.objects],
  ['string', (node) => node.strings],
];

function typesIn(nodes: readonly (SchemaNode | null)[], { from, to }: Level): string {
  const here = nodes.slice(from, to);
  const seen = TYPES.filter(([, count]) => here.some((node) => node !== null && count(node) > 0));
  return seen.map(([name]) => name).join(' ');
}
