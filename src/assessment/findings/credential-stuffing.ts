import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import { totals } from './id-enumeration.ts';

export const credentialStuffing: FindingRule = {
  type: 'credential-stuffing',
  title: 'Credential stuffing',
  meaning: 'One client tried many credentials. It says something about that client, not about the API.',
  fix: 'Limit sign-in attempts per client and account, add a second factor, and reset the accounts that were opened.',
  severity: 'medium',
  rule: 'an actor far above the endpoint baseline in refused sign-ins; never lowers a grade',
  detect: atEachEndpoint((endpoint) => {
    const found = endpoint.behaviours.filter((one) => one.type === 'credential-stuffing');
    if (found.length === 0) return null;
    const counts = totals(found);
    return {
      severity: (counts['successes'] ?? 0) > 0 ? 'high' : 'medium',
      strength: null,
      counts,
      samples: found.map((one) => one.actor),
      thresholds: found[0]?.thresholds ?? {},
    };
  }),
};
