import { AssayError } from '../model/errors.ts';
import type { Report } from '../model/generated/report.ts';
import type { JobResult } from './context.ts';

/** Where a report names the gateways that were never read when it was made. */
export const UNREAD_GATEWAYS = 'unreadGateways';

/** What may yet turn out to be managed, and why. */
export interface UnsureApis {
  /** Ids of unmanaged APIs; empty when every gateway was read. */
  readonly apis: ReadonlySet<string>;
  readonly unread: readonly string[];
}

/**
 * Unmanaged APIs of a report that was made while a gateway was never read: it may serve them, and an API that is called
 * unmanaged by mistake is soon somebody's incident. No registry makes anything new for them; what it holds goes on.
 */
export function unsureApis({ run, apis }: Report): UnsureApis {
  const named = run[UNREAD_GATEWAYS];
  const unread = Array.isArray(named) ? named.map(String) : [];
  const unmanaged = unread.length === 0 ? [] : apis.filter(({ management }) => management === 'unmanaged');
  return { apis: new Set(unmanaged.map(({ id }) => id)), unread };
}

/** A run that went well and told less than it knows. */
export function withHeld(
  result: JobResult,
  registry: string,
  held: number,
  unread: readonly string[],
): JobResult {
  if (held === 0 || result.outcome !== 'succeeded') return result;
  const error = new AssayError({
    code: 'GATEWAY_NEVER_READ',
    kind: 'sourceContract',
    message: `Registry ${registry}: ${held} unmanaged ${held === 1 ? 'API waits' : 'APIs wait'}, because gateway ${unread.join(', ')} was never read and may serve them.`,
    fix: 'assay doctor says why a gateway cannot be read; one that is gone has to leave the configuration.',
  });
  return { ...result, outcome: 'partial', error };
}
