import { AssayError } from '../model/errors.ts';
import type { Report } from '../model/generated/report.ts';
import type { Store } from '../store/store.ts';
import type { JobResult } from './context.ts';

/** Where a report names the gateways that were never read when it was made. */
export const UNREAD_GATEWAYS = 'unreadGateways';

/** What is not told to one registry, and why. */
export interface HeldApis {
  readonly apis: ReadonlySet<string>;
  readonly unread: readonly string[];
}

/**
 * Unmanaged APIs that the registry does not know yet, as long as a gateway was never read: it may serve them, and an API
 * that is called unmanaged by mistake is soon somebody's incident. What the registry holds already goes on as before.
 */
export async function heldApis(store: Store, registry: string, report: Report): Promise<HeldApis> {
  const named = report.run[UNREAD_GATEWAYS];
  const unread = Array.isArray(named) ? named.map(String) : [];
  if (unread.length === 0) return { apis: new Set(), unread };
  const objects = await store.registryObjects(registry);
  const known = new Set(objects.filter(({ state }) => state === 'active').map(({ api }) => api));
  const held = report.apis.filter(({ id, management }) => management === 'unmanaged' && !known.has(id));
  return { apis: new Set(held.map(({ id }) => id)), unread };
}

/** A run that went well and told less than it knows. */
export function withHeld(result: JobResult, registry: string, { apis, unread }: HeldApis): JobResult {
  if (apis.size === 0 || result.outcome !== 'succeeded') return result;
  const error = new AssayError({
    code: 'GATEWAY_NEVER_READ',
    kind: 'sourceContract',
    message: `Registry ${registry}: ${apis.size} unmanaged ${apis.size === 1 ? 'API waits' : 'APIs wait'}, because gateway ${unread.join(', ')} was never read and may serve them.`,
    fix: 'assay doctor says why a gateway cannot be read; one that is gone has to leave the configuration.',
  });
  return { outcome: 'partial', counts: { ...result.counts, held: apis.size }, error };
}
