import type { ChangeFacts } from '../../model/inventory.ts';
import { chanceOfNone, UNLIKELY } from './chance.ts';
import type { ComparedFacts } from './compared-facts.ts';

/** How an endpoint was called until it fell silent. */
export interface Rhythm {
  readonly calls: number;
  /** Length of the observed time, silence excluded. */
  readonly observedMs: number;
  /** Buckets with calls, of all buckets of that time. */
  readonly activeBuckets: number;
  readonly buckets: number;
}

/** A week shows the rhythm of a week; before that only the rate is known. */
const ENOUGH_BUCKETS = 7;
/** Beside the rate, which must be unlikely already, the pattern of buckets needs to be unusual only. */
const UNUSUAL = 0.1;

/**
 * True when the endpoint's own rhythm does not explain its silence: chance under one in a thousand by its rate
 * (Poisson) and, once a week was seen, by the share of buckets in which it was called at all (a weekly batch is
 * silent six days of seven).
 */
export function isVanished(rhythm: Rhythm, silentMs: number, silentBuckets: number): boolean {
  if (rhythm.calls === 0 || rhythm.observedMs <= 0) return false;
  const byRate = chanceOfNone((rhythm.calls * silentMs) / rhythm.observedMs);
  if (byRate >= UNLIKELY) return false;
  if (rhythm.buckets < ENOUGH_BUCKETS) return true;
  // Laplace: one bucket more than seen, so that "always" is not "for ever".
  const silentShare = 1 - rhythm.activeBuckets / (rhythm.buckets + 1);
  return silentShare ** silentBuckets < UNUSUAL;
}

/** The first bucket of the input yields none: everything is new there. */
export function endpointAdded(endpoint: ComparedFacts, atMs: number): ChangeFacts {
  return change(endpoint, 'endpoint-added', 'additive', atMs, null, nameOf(endpoint));
}

export function endpointVanished(endpoint: ComparedFacts, atMs: number): ChangeFacts {
  return change(endpoint, 'endpoint-vanished', 'removed', atMs, nameOf(endpoint), null);
}

function change(
  endpoint: ComparedFacts,
  type: 'endpoint-added' | 'endpoint-vanished',
  kind: 'additive' | 'removed',
  atMs: number,
  before: string | null,
  after: string | null,
): ChangeFacts {
  return { type, class: kind, endpoint: endpoint.id, atMs, subject: '', before, after };
}

function nameOf(endpoint: ComparedFacts): string {
  const operation = endpoint.operation === null ? '' : ` ${endpoint.operation}`;
  return `${endpoint.method} ${endpoint.path}${operation}`;
}
