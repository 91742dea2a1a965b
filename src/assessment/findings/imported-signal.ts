import type { FindingRule } from '../finding-rule.ts';
import { toDetection } from '../finding-rule.ts';

export const importedSignal: FindingRule = {
  type: 'imported-signal',
  title: 'Signal of another system',
  meaning:
    'A data lake or scanner reports this about calls of the API. Its words and its count are those of that system; nothing here recomputed them.',
  fix: 'Look at the calls in the system that reported it; what Assay finds by itself stands beside it.',
  severity: 'info',
  rule: 'the origin reports it for calls in the assessment window; it never moves the grade',
  detect: (api) =>
    api.imported.map(({ origin, key, title, severity, endpoint, calls }) => ({
      ...toDetection(api.endpoints.find(({ facts }) => facts.id === endpoint) ?? null, {
        subject: `${origin}\n${key}`,
        severity,
        strength: null,
        counts: { calls },
      }),
      title,
      origin,
    })),
};
