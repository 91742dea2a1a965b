import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';

/** Threats that make the server do the caller's bidding; a scanner that finds a page is not among them. */
const PROVABLE: ReadonlySet<string> = new Set([
  'sql-injection',
  'nosql-injection',
  'xss',
  'path-traversal',
  'command-injection',
  'ssrf',
  'xxe',
  'template-injection',
  'log4j-lookup',
  'crlf-injection',
]);

export const injectionSuccess: FindingRule = {
  type: 'injection-success',
  title: 'Injection succeeded',
  meaning: 'An attack payload was executed: the response itself carries the proof.',
  fix: 'Treat it as an incident: close the hole (parameters instead of string building, allow-lists), then look for what was taken.',
  severity: 'critical',
  rule: 'an attack payload whose effect stands in the response body or headers',
  detect: atEachEndpoint((endpoint) => {
    const byType = Map.groupBy(
      endpoint.threats.filter((one) => PROVABLE.has(one.type) && one.successes > 0),
      (one) => one.type,
    );
    return [...byType].map(([type, facts]) => ({
      subject: type,
      threat: type,
      severity: 'critical' as const,
      strength: 'proved' as const,
      counts: {
        successes: facts.reduce((sum, one) => sum + one.successes, 0),
        attempts: facts.reduce((sum, one) => sum + one.attempts, 0),
        clients: facts.reduce((most, one) => Math.max(most, one.clients), 0),
      },
      samples: facts.flatMap((one) => one.samples),
    }));
  }),
};
