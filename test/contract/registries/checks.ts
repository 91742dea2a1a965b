import type { RegistryBench } from './bench.ts';
import { FAULT_CHECKS } from './fault-checks.ts';
import { OWNERSHIP_CHECKS } from './ownership-checks.ts';
import { STATE_CHECKS } from './state-checks.ts';

/** One promise of the registry contract. Throws when it is broken. */
export interface RegistryCheck {
  readonly name: string;
  readonly promise: string;
  /** What the registry must have for the check to apply: a connector, a network, or a capability. */
  readonly needs: 'nothing' | 'connector' | 'wire' | 'definitions' | 'status' | 'adopt';
  readonly run: (bench: RegistryBench) => Promise<void>;
}

export const REGISTRY_CHECKS: readonly RegistryCheck[] = [
  ...STATE_CHECKS,
  ...OWNERSHIP_CHECKS,
  ...FAULT_CHECKS,
];

/** Whether the registry has what the check needs. */
export async function applies({ needs }: RegistryCheck, bench: RegistryBench): Promise<boolean> {
  if (needs === 'nothing') return true;
  if (needs === 'connector') return bench.connector !== null;
  if (needs === 'wire') return bench.running.wire !== null;
  return (await bench.open()).capabilities[needs];
}
