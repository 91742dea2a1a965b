import type { CallRecord } from './call-record.ts';
import type { Random } from './random.ts';

/** One stream at a host of its own: what an actor did among others, or a harmless twin of it. */
export interface Scenario {
  readonly name: string;
  readonly host: string;
  /** The finding that an expert would expect; null for a harmless twin. */
  readonly expected: 'id-enumeration' | 'credential-stuffing' | null;
  readonly calls: (r: Random, startMs: number) => readonly CallRecord[];
}
