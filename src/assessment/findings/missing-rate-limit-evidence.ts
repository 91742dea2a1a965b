import { type FindingRule, toDetection } from '../finding-rule.ts';
import { exchangesCredentials } from '../proof.ts';

export const missingRateLimitEvidence: FindingRule = {
  type: 'missing-rate-limit-evidence',
  title: 'No sign of a rate limit',
  meaning: 'No response carried rate-limit headers and none was 429. The limit may exist; nothing shows it.',
  fix: 'Limit calls per client at the gateway and send the RateLimit headers.',
  severity: 'low',
  rule: 'no rate-limit header and no 429 in any response of the API; absence is no proof, so it costs no points',
  detect: (api, rubric) => {
    const observed = api.endpoints.reduce((sum, { responseHeaders }) => sum + responseHeaders, 0);
    const { rateLimitSample } = rubric.thresholds;
    const seen = api.endpoints.some(
      ({ signals }) => signals.rateLimitHeaders > 0 || signals.tooManyRequests > 0,
    );
    if (seen || observed < rateLimitSample) return [];
    return [
      toDetection(null, {
        severity: api.endpoints.some(exchangesCredentials) ? 'medium' : 'low',
        strength: null,
        counts: { responses: observed },
        thresholds: { rateLimitSample },
      }),
    ];
  },
};
