import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { challenges, exchangesCredentials, servesAnonymous } from '../proof.ts';

export const mixedAuthentication: FindingRule = {
  type: 'mixed-authentication',
  title: 'Authentication is not the same for every caller',
  meaning: 'The same endpoint serves callers with a credential and callers without one.',
  fix: 'Decide whether the endpoint is public; if it is not, require the credential on every path to it.',
  severity: 'medium',
  rule: 'anonymous calls both answered and refused with 401; where nobody was refused, a credential is the caller’s choice and costs nothing',
  detect: atEachEndpoint((endpoint) => {
    const { auth, statuses } = endpoint.facts;
    if (!servesAnonymous(endpoint) || exchangesCredentials(endpoint)) return null;
    // A declared credential is the other finding's: counting both would take the points twice for one flaw.
    if ((endpoint.correlated.declaredSecurity ?? []).length > 0) return null;
    const proved = challenges(endpoint) && auth.anonymousRefused > 0;
    if (!proved && auth.state !== 'mixed') return null;
    return {
      severity: proved ? 'medium' : 'info',
      strength: proved ? 'proved' : null,
      counts: {
        authenticatedAccepted: auth.authenticatedAccepted,
        anonymousAccepted: auth.anonymousAccepted,
        anonymousRefused: auth.anonymousRefused,
        unauthorized: statuses['401'] ?? 0,
      },
    };
  }),
};
