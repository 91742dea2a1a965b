import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import type { EndpointSubject } from '../subject.ts';

/** Success codes the server sent that the definition does not list (`200`, `2XX` and `default` all list 200). */
function undocumentedSuccesses(endpoint: EndpointSubject): readonly string[] {
  const listed = new Set((endpoint.operation?.statuses ?? []).map((status) => status.toUpperCase()));
  if (listed.size === 0 || listed.has('DEFAULT')) return [];
  return Object.keys(endpoint.facts.statuses)
    .filter((status) => /^2\d\d$/.test(status) && (endpoint.facts.statuses[status] ?? 0) > 0)
    .filter((status) => !listed.has(status) && !listed.has(`${status.charAt(0)}XX`))
    .sort();
}

/** Query parameters that the definition requires and that accepted calls left out. */
function requiredButAbsent(endpoint: EndpointSubject): number {
  const wanted = (endpoint.operation?.parameters ?? []).filter((one) => one.required && one.in === 'query');
  return wanted.filter((one) => {
    const seen = endpoint.facts.schemas.parameters.find(
      (parameter) => parameter.in === 'query' && parameter.name === one.name,
    );
    return endpoint.accepted > 0 && (seen === undefined || !seen.required);
  }).length;
}

export const definitionDrift: FindingRule = {
  type: 'definition-drift',
  title: 'Behaviour differs from the definition',
  meaning:
    'The server answers otherwise than its definition says, so clients and gateways rely on a wrong contract.',
  fix: 'Update the definition from the observed one (`assay apis openapi ID`), or correct the service.',
  severity: 'low',
  rule: 'success codes that the definition does not list, or accepted calls without a parameter that it requires',
  detect: atEachEndpoint((endpoint) => {
    const codes = undocumentedSuccesses(endpoint);
    const absent = requiredButAbsent(endpoint);
    if (codes.length === 0 && absent === 0) return null;
    const responses = codes.reduce((sum, code) => sum + (endpoint.facts.statuses[code] ?? 0), 0);
    return {
      severity: 'low',
      // A code is the server's own word. Whether a parameter was absent on accepted calls alone is only likely.
      strength: codes.length > 0 ? 'proved' : 'likely',
      counts: { undocumentedStatuses: codes.length, responses, absentParameters: absent },
    };
  }),
};
