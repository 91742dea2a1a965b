import type { BehaviourFacts } from '../../model/inventory.ts';
import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { sensitiveResponses } from '../proof.ts';
import type { EndpointSubject } from '../subject.ts';

/** One actor read many objects and was given sensitive data: nothing checked whose objects they are. */
function provesMissingAuthorization(
  endpoint: EndpointSubject,
  behaviours: readonly BehaviourFacts[],
  enumeratedObjects: number,
): boolean {
  return (
    sensitiveResponses(endpoint).length > 0 &&
    behaviours.some((one) => Math.min(one.successes, one.distinct) >= enumeratedObjects)
  );
}

export const idEnumeration: FindingRule = {
  type: 'id-enumeration',
  title: 'Identifiers were enumerated',
  meaning: 'One client walked through many identifiers, far above what others do at this endpoint.',
  fix: 'Check on every call that the object belongs to the caller, use identifiers that cannot be guessed, and limit the rate.',
  severity: 'medium',
  rule: 'an actor far above the endpoint baseline in distinct identifiers; it costs points where the server answered with sensitive data',
  detect: atEachEndpoint((endpoint, rubric) => {
    const found = endpoint.behaviours.filter((one) => one.type === 'id-enumeration');
    if (found.length === 0) return null;
    const { enumeratedObjects } = rubric.thresholds;
    const proved = provesMissingAuthorization(endpoint, found, enumeratedObjects);
    return {
      severity: proved ? 'critical' : 'medium',
      strength: proved ? 'proved' : null,
      counts: totals(found),
      samples: found.map((one) => one.actor),
      thresholds: { ...found[0]?.thresholds, enumeratedObjects },
    };
  }),
};

/** Attempts and answers add up over actors; distinct identifiers are the largest of one actor. */
export function totals(found: readonly BehaviourFacts[]): Readonly<Record<string, number>> {
  return {
    actors: new Set(found.map((one) => one.actor)).size,
    attempts: found.reduce((sum, one) => sum + one.attempts, 0),
    successes: found.reduce((sum, one) => sum + one.successes, 0),
    distinct: found.reduce((most, one) => Math.max(most, one.distinct), 0),
  };
}
