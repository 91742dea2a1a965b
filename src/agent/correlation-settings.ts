import type { AssayConfig } from '../config/assay-config.ts';
import type { CorrelationSettings } from '../model/correlation.ts';
import { compileRegex } from './compile-regex.ts';

/** How this installation correlates: its grouping and labels, the hops that are stale now, the gateways not yet read. */
export function correlationSettings(
  config: AssayConfig,
  staleHops: readonly string[],
  unread: readonly string[],
): CorrelationSettings {
  return {
    compileRegex,
    grouping: config.grouping,
    hostRules: config.labels.map((label) => ({ ...label, external: null })),
    staleHops,
    unreadGateways: unread,
  };
}
