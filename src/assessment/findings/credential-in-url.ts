import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { reliesOnCredentials } from '../proof.ts';

type CredentialKind = 'api-key' | 'token' | 'basic';

/** Credentials of these kinds in the URL. Without proof that the server uses them it is only a hint. */
export function detectInUrl(kinds: readonly CredentialKind[]): FindingRule['detect'] {
  return atEachEndpoint((endpoint) => {
    const found = endpoint.facts.auth.inUrl.filter(
      (one) => kinds.includes(one.kind) && one.evidence.accepted > 0,
    );
    if (found.length === 0) return null;
    const proved = reliesOnCredentials(endpoint);
    return {
      severity: proved ? 'high' : 'low',
      strength: proved ? 'proved' : null,
      counts: {
        accepted: found.reduce((sum, one) => sum + one.evidence.accepted, 0),
        calls: found.reduce((sum, one) => sum + one.evidence.calls, 0),
        parameters: found.length,
      },
    };
  });
}
