import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';

export const verboseError: FindingRule = {
  type: 'verbose-error',
  title: 'Errors show internals',
  meaning: 'Error responses carry stack traces, statements or paths that help an attacker.',
  fix: 'Answer errors with a code and an id only (RFC 9457), and log the details on the server.',
  severity: 'low',
  rule: 'response bodies with stack traces, database errors or file paths',
  detect: atEachEndpoint((endpoint) => {
    const { verboseErrors, verboseErrorSamples } = endpoint.signals;
    if (verboseErrors === 0) return null;
    return {
      severity: 'low',
      strength: 'proved',
      counts: { responses: verboseErrors },
      samples: verboseErrorSamples,
    };
  }),
};
