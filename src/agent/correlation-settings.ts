import type { AssayConfig } from '../config/assay-config.ts';
import type { CorrelationSettings } from '../model/correlation.ts';
import { compileRegex } from './compile-regex.ts';

/** How this installation correlates: its grouping and labels, and the hops that are stale now. */
export function correlationSettings(config: AssayConfig, staleHops: readonly string[]): CorrelationSettings {
  return {
    compileRegex,
    grouping: config.grouping,
    hostRules: config.labels.map((label) => ({ ...label, external: null })),
    staleHops,
  };
}
