import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { countsByClass, samplesOf, sensitiveResponses } from '../proof.ts';

export const sensitiveDataInResponse: FindingRule = {
  type: 'sensitive-data-in-response',
  title: 'Sensitive data in responses',
  meaning: 'Responses carry personal, financial or health data or government identifiers in clear.',
  fix: 'Return only the fields that the caller needs, and mask card numbers, account numbers and identifiers.',
  severity: 'medium',
  rule: 'sensitive data classes in responses of accepted calls; personal data alone costs no points, restricted categories do',
  detect: atEachEndpoint((endpoint, rubric) => {
    const found = sensitiveResponses(endpoint).filter((one) => one.category !== 'secret');
    if (found.length === 0) return null;
    const restricted = found.some((one) => rubric.sensitivity.restricted.includes(one.category));
    return {
      severity: restricted ? 'medium' : 'low',
      strength: restricted ? 'proved' : null,
      counts: countsByClass(found),
      samples: samplesOf(found),
    };
  }),
};
