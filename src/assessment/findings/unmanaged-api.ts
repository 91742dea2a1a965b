import { type FindingRule, toDetection } from '../finding-rule.ts';

export const unmanagedApi: FindingRule = {
  type: 'unmanaged-api',
  title: 'API on no gateway',
  meaning: 'Calls are answered by an API that no gateway or definition registers: nobody governs it.',
  fix: 'Register it (`assay apis register ID --as kong|openapi`), or switch it off.',
  severity: 'medium',
  rule: 'accepted calls to an API that no registered API accounts for',
  detect: (api) => {
    if (!api.registrationKnown || api.correlated.management !== 'unmanaged') return [];
    const accepted = api.endpoints.reduce((sum, endpoint) => sum + endpoint.accepted, 0);
    if (accepted === 0) return [];
    const sensitive = api.endpoints.some((endpoint) => endpoint.sensitive.length > 0);
    return [
      toDetection(null, {
        severity: api.correlated.external && sensitive ? 'high' : 'medium',
        strength: 'proved',
        counts: { endpoints: api.endpoints.length, accepted },
      }),
    ];
  },
};
