import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { exchangesCredentials, servesAnonymous } from '../proof.ts';

export const declaredAuthNotEnforced: FindingRule = {
  type: 'declared-auth-not-enforced',
  title: 'Declared authentication is not enforced',
  meaning:
    'The gateway or a definition says that a credential is required, yet anonymous calls were answered.',
  fix: 'Enable the declared authentication on the route, or correct the declaration if the operation is meant to be public.',
  severity: 'high',
  rule: 'a security requirement is declared, and anonymous calls were answered 2xx/3xx',
  detect: atEachEndpoint((endpoint) => {
    const declared = endpoint.correlated.declaredSecurity ?? [];
    if (declared.length === 0 || !servesAnonymous(endpoint) || exchangesCredentials(endpoint)) return null;
    return {
      severity: 'high',
      strength: 'proved',
      counts: {
        anonymousAccepted: endpoint.facts.auth.anonymousAccepted,
        anonymousRefused: endpoint.facts.auth.anonymousRefused,
        declaredSchemes: declared.length,
      },
    };
  }),
};
