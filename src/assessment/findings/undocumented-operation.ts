import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';

export const undocumentedOperation: FindingRule = {
  type: 'undocumented-operation',
  title: 'Operation not in the definition',
  meaning: 'A managed API answers an operation that its definition does not contain.',
  fix: 'Add the operation to the definition, or take it off the service.',
  severity: 'medium',
  rule: 'accepted calls to an operation that no definition of the API contains',
  detect: atEachEndpoint((endpoint) => {
    const { flags, management } = endpoint.correlated;
    const undocumented = flags.includes('undocumented-operation') || flags.includes('method-not-registered');
    if (management !== 'managed' || !undocumented || endpoint.accepted === 0) return null;
    return {
      severity: endpoint.exposed ? 'medium' : 'low',
      strength: 'proved',
      counts: { accepted: endpoint.accepted, calls: endpoint.facts.calls },
    };
  }),
};
