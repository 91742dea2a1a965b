import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';

/** Methods that servers answer by themselves for any resource (RFC 9110 sections 9.3.2 and 9.3.7); nobody documents them. */
const IMPLIED: ReadonlySet<string> = new Set(['OPTIONS', 'HEAD']);

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
    if (IMPLIED.has(endpoint.facts.method)) return null;
    return {
      severity: endpoint.exposed ? 'medium' : 'low',
      strength: 'proved',
      counts: { accepted: endpoint.accepted, calls: endpoint.facts.calls },
    };
  }),
};
