import { type FindingRule, toDetection } from '../finding-rule.ts';

export const zombieApi: FindingRule = {
  type: 'zombie-api',
  title: 'Retired API still answers',
  meaning: 'The API or operation is deprecated or past its sunset date, and calls to it are still answered.',
  fix: 'Move the remaining consumers to the successor, then take it off the gateway and the service.',
  severity: 'medium',
  rule: 'accepted calls to an API or operation that is retired, deprecated or past its sunset',
  detect: (api) => {
    const whole = api.correlated.flags.includes('zombie');
    const retired = api.endpoints.filter(
      (endpoint) => endpoint.accepted > 0 && (whole || endpoint.correlated.flags.includes('zombie')),
    );
    const accepted = retired.reduce((sum, endpoint) => sum + endpoint.accepted, 0);
    if (retired.length === 0) return [];
    if (whole) {
      const counts = { endpoints: retired.length, accepted };
      return [toDetection(null, { severity: 'medium', strength: 'proved', counts })];
    }
    return retired.map((endpoint) =>
      toDetection(endpoint, {
        severity: 'medium',
        strength: 'proved',
        counts: { accepted: endpoint.accepted, calls: endpoint.facts.calls },
      }),
    );
  },
};
