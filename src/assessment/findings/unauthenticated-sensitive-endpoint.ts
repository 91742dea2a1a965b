import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import {
  countsByClass,
  exchangesCredentials,
  samplesOf,
  sensitiveResponses,
  sensitiveToAnonymous,
  servesAnonymous,
} from '../proof.ts';

export const unauthenticatedSensitiveEndpoint: FindingRule = {
  type: 'unauthenticated-sensitive-endpoint',
  title: 'Sensitive data without authentication',
  meaning:
    'The endpoint answered callers without any credential, and its answers carry personal, financial or secret data.',
  fix: 'Require authentication at the gateway or in the service, and answer 401 without a valid credential.',
  severity: 'critical',
  rule: 'anonymous calls answered 2xx/3xx, and more accepted answers carried sensitive data than authenticated callers received',
  detect: atEachEndpoint((endpoint) => {
    if (!servesAnonymous(endpoint) || exchangesCredentials(endpoint)) return null;
    const certain = sensitiveToAnonymous(endpoint);
    const shown = certain.length > 0 ? certain : sensitiveResponses(endpoint);
    if (shown.length === 0) return null;
    return {
      severity: certain.length > 0 ? 'critical' : 'medium',
      strength: certain.length > 0 ? 'proved' : null,
      counts: {
        anonymousAccepted: endpoint.facts.auth.anonymousAccepted,
        authenticatedAccepted: endpoint.facts.auth.authenticatedAccepted,
        ...countsByClass(shown),
      },
      samples: samplesOf(shown),
    };
  }),
};
