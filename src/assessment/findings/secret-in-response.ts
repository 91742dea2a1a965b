import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { countsByClass, exchangesCredentials, samplesOf, sensitiveResponses } from '../proof.ts';

export const secretInResponse: FindingRule = {
  type: 'secret-in-response',
  title: 'Secret in responses',
  meaning: 'Responses carry keys, passwords or other secrets that no client should receive.',
  fix: 'Remove the field, replace the secret everywhere, and search the logs for copies.',
  severity: 'critical',
  rule: 'secrets in responses of accepted calls, sign-in and token endpoints apart',
  detect: atEachEndpoint((endpoint) => {
    if (exchangesCredentials(endpoint)) return null;
    const found = sensitiveResponses(endpoint).filter((one) => one.category === 'secret');
    if (found.length === 0) return null;
    return {
      severity: 'critical',
      strength: 'proved',
      counts: countsByClass(found),
      samples: samplesOf(found),
    };
  }),
};
