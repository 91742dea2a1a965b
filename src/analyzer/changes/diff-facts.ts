import type { AuthFacts, ChangeFacts } from '../../model/inventory.ts';
import type { AuthState } from '../../model/vocabulary.ts';
import { isNewlySeen } from './chance.ts';
import type { ComparedFacts } from './compared-facts.ts';
import {
  type Difference,
  ENOUGH_CALLS,
  parameterDifferences,
  responseDifferences,
} from './schema-changes.ts';

/** Fewer are a slip. */
const ENOUGH_OF_A_STATUS = 3;
/** Calls whose credentials could be seen, on each side, before a state is compared. */
const ENOUGH_FOR_AUTH = 10;

/**
 * What changed at one endpoint between two consecutive buckets, sorted by type and subject. Only what chance does not
 * explain: a rare field, a quiet day or a single error is no event.
 */
export function diffFacts(before: ComparedFacts, after: ComparedFacts, atMs: number): ChangeFacts[] {
  const differences = [
    ...parameterDifferences(before, after),
    ...responseDifferences(before, after),
    ...statusDifferences(before, after),
    ...authDifferences(before.auth, after.auth),
    ...dataClassDifferences(before, after),
  ];
  return differences
    .map((difference): ChangeFacts => ({ ...difference, endpoint: after.id, atMs }))
    .sort((a, b) => compare(a.type, b.type) || compare(a.subject, b.subject));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function statusDifferences(before: ComparedFacts, after: ComparedFacts): Difference[] {
  const found: Difference[] = [];
  const calls = sumOf(after.statuses);
  const callsBefore = sumOf(before.statuses);
  for (const status of Object.keys(after.statuses)) {
    const count = after.statuses[status] ?? 0;
    if ((before.statuses[status] ?? 0) > 0 || count < ENOUGH_OF_A_STATUS) continue;
    if (callsBefore < ENOUGH_CALLS || !isNewlySeen(count, calls, callsBefore)) continue;
    const isError = status.startsWith('4') || status.startsWith('5');
    found.push({
      type: 'status-added',
      class: isError ? 'risky' : 'additive',
      subject: status,
      before: null,
      after: status,
    });
  }
  return found;
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

const STRENGTH: ReadonlyMap<AuthState, number> = new Map([
  ['none', 0],
  ['mixed', 1],
  ['required', 2],
]);

/** A state that could not be seen is no change of it. */
function authDifferences(before: AuthFacts, after: AuthFacts): Difference[] {
  const old = STRENGTH.get(before.state);
  const now = STRENGTH.get(after.state);
  if (old === undefined || now === undefined || old === now) return [];
  if (observable(before) < ENOUGH_FOR_AUTH || observable(after) < ENOUGH_FOR_AUTH) return [];
  const isWeaker = now < old;
  return [
    {
      type: isWeaker ? 'auth-weakened' : 'auth-strengthened',
      class: isWeaker ? 'risky' : 'breaking',
      subject: 'auth',
      before: before.state,
      after: after.state,
    },
  ];
}

function observable(auth: AuthFacts): number {
  return (
    auth.authenticatedAccepted + auth.anonymousAccepted + auth.anonymousRefused + auth.authenticatedRefused
  );
}

function dataClassDifferences(before: ComparedFacts, after: ComparedFacts): Difference[] {
  if (before.coverage.responseBodies < ENOUGH_CALLS) return [];
  const known = new Set(before.dataClasses.map((fact) => `${fact.id} ${fact.location} ${fact.path}`));
  const found: Difference[] = [];
  for (const fact of after.dataClasses) {
    const subject = `${fact.id} ${fact.location} ${fact.path}`;
    if (known.has(subject) || !fact.location.startsWith('response.') || fact.accepted === 0) continue;
    if (!isNewlySeen(fact.accepted, after.calls, before.calls)) continue;
    found.push({ type: 'data-class-exposed', class: 'risky', subject, before: null, after: fact.id });
  }
  return found;
}
