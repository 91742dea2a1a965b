import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { countsByClass, judgesAccess, samplesOf } from '../proof.ts';

const IN_URL: ReadonlySet<string> = new Set(['request.path', 'request.query']);

export const personalDataInUrl: FindingRule = {
  type: 'personal-data-in-url',
  title: 'Personal data in the URL',
  meaning: 'URLs carry personal, financial or health data, which logs, browsers and proxies keep.',
  fix: 'Move the value into the request body or a header, or use an opaque identifier.',
  severity: 'medium',
  rule: 'sensitive data classes in the path or query of accepted calls',
  detect: atEachEndpoint((endpoint, rubric) => {
    if (!judgesAccess(endpoint)) return null;
    const found = endpoint.facts.dataClasses.filter(
      (one) =>
        one.accepted > 0 &&
        IN_URL.has(one.location) &&
        one.category !== 'secret' &&
        rubric.sensitivity.categories.includes(one.category),
    );
    if (found.length === 0) return null;
    return {
      severity: 'medium',
      strength: 'proved',
      counts: countsByClass(found),
      samples: samplesOf(found),
    };
  }),
};
