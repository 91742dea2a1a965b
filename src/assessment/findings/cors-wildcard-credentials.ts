import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';

export const corsWildcardCredentials: FindingRule = {
  type: 'cors-wildcard-credentials',
  title: 'Any web site may call it with the user’s credentials',
  meaning: 'Responses allow credentials from any origin, so a foreign page can act as the signed-in user.',
  fix: 'List the origins that are allowed; never reflect the Origin header together with allow-credentials.',
  severity: 'high',
  rule: 'Access-Control-Allow-Credentials with a wildcard or reflected origin on accepted responses',
  detect: atEachEndpoint((endpoint) => {
    const { accepted, calls } = endpoint.signals.corsWildcardCredentials;
    if (accepted === 0) return null;
    return { severity: 'high', strength: 'proved', counts: { accepted, calls } };
  }),
};
