import type { ThreatFacts } from '../../model/inventory.ts';
import { type FindingRule, type Sighting, toDetection } from '../finding-rule.ts';

/** Behaviour has finding types of its own. */
const BEHAVIOURS: ReadonlySet<string> = new Set(['id-enumeration', 'credential-stuffing']);

export const injectionAttempt: FindingRule = {
  type: 'injection-attempt',
  title: 'Attack attempts',
  meaning:
    'Clients sent payloads of known attacks or of scanners. It says something about them, not about the API.',
  fix: 'Block the clients or add a filter in front; check that the endpoint handles these values as data.',
  severity: 'low',
  rule: 'requests with attack payloads, whatever the answer; never lowers a grade',
  detect: (api) => {
    const atEndpoints = api.endpoints.flatMap((endpoint) =>
      sightings(endpoint.threats).map((one) => toDetection(endpoint, one)),
    );
    const elsewhere = sightings(api.noiseThreats).map((one) => toDetection(null, one));
    return [...atEndpoints, ...elsewhere];
  },
};

/** One sighting per threat type, whatever the location. */
function sightings(threats: readonly ThreatFacts[]): readonly Sighting[] {
  const byType = Map.groupBy(
    threats.filter((one) => !BEHAVIOURS.has(one.type) && one.attempts > 0),
    (one) => one.type,
  );
  return [...byType].map(([type, facts]) => ({
    subject: type,
    threat: type,
    severity: facts.some((one) => one.probable > 0) ? 'medium' : 'low',
    strength: null,
    counts: {
      attempts: facts.reduce((sum, one) => sum + one.attempts, 0),
      probable: facts.reduce((sum, one) => sum + one.probable, 0),
      clients: facts.reduce((most, one) => Math.max(most, one.clients), 0),
    },
    samples: facts.flatMap((one) => one.samples),
  }));
}
