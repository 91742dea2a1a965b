import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { reliesOnCredentials } from '../proof.ts';

export const jwtAlgNone: FindingRule = {
  type: 'jwt-alg-none',
  title: 'Unsigned JWT accepted',
  meaning:
    'A JWT whose header says `alg: none` was accepted: anyone can write such a token (RFC 8725 section 3.1).',
  fix: 'Allow only the algorithms that you issue, and refuse `none` before anything else is read.',
  severity: 'critical',
  rule: 'a JWT with alg none on a call answered 2xx/3xx, where credentials decide',
  detect: atEachEndpoint((endpoint) => {
    const evidence = endpoint.facts.auth.jwtAlgNone;
    if (evidence.accepted === 0) return null;
    const proved = reliesOnCredentials(endpoint);
    return {
      severity: proved ? 'critical' : 'low',
      strength: proved ? 'proved' : null,
      counts: { accepted: evidence.accepted, calls: evidence.calls },
    };
  }),
};
