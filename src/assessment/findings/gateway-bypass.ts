import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';

export const gatewayBypass: FindingRule = {
  type: 'gateway-bypass',
  title: 'The gateway is bypassed',
  meaning: 'A managed API was called around its gateway, so its policies did not apply.',
  fix: 'Let the service accept connections from the gateway only (network policy or mutual TLS).',
  severity: 'high',
  rule: 'accepted calls to a managed API at a host or hop that is not its gateway',
  detect: atEachEndpoint((endpoint) => {
    const { bypass } = endpoint.correlated;
    const flagged = endpoint.correlated.flags.includes('bypass');
    if ((bypass === null && !flagged) || endpoint.accepted === 0) return null;
    const sure = bypass === null || bypass.confidence === 'high';
    return {
      severity: sure ? 'high' : 'medium',
      strength: sure ? 'proved' : 'indicated',
      counts: { calls: bypass?.calls ?? endpoint.facts.calls, accepted: endpoint.accepted },
    };
  }),
};
