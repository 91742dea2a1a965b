import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { challenges, exchangesCredentials, servesAnonymous } from '../proof.ts';

export const mixedAuthentication: FindingRule = {
  type: 'mixed-authentication',
  title: 'Authentication is not the same for every caller',
  meaning: 'The same endpoint serves callers with a credential and callers without one.',
  fix: 'Decide whether the endpoint is public; if it is not, require the credential on every path to it.',
  severity: 'medium',
  rule: 'anonymous calls both answered and refused with 401; it costs nothing where nobody was refused, since a credential is then the caller’s choice, nor where one is declared',
  detect: atEachEndpoint((endpoint) => {
    const { auth, statuses } = endpoint.facts;
    if (!servesAnonymous(endpoint) || exchangesCredentials(endpoint)) return null;
    const uneven = challenges(endpoint) && auth.anonymousRefused > 0;
    if (!uneven && auth.state !== 'mixed') return null;
    // Where a credential is declared, `declared-auth-not-enforced` takes the points: one flaw, one deduction.
    const declared = (endpoint.correlated.declaredSecurity ?? []).length > 0;
    return {
      severity: uneven || declared ? 'medium' : 'info',
      strength: uneven && !declared ? 'proved' : null,
      counts: {
        authenticatedAccepted: auth.authenticatedAccepted,
        anonymousAccepted: auth.anonymousAccepted,
        anonymousRefused: auth.anonymousRefused,
        unauthorized: statuses['401'] ?? 0,
      },
    };
  }),
};
