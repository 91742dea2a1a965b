/** Development half: may be looked at while tuning. Check half: opened by the evaluation only. */
export type Half = 'dev' | 'check';

/** What one capability scored on one half; metrics are ratios or means, rounded to four digits. */
export interface CapabilityResult {
  readonly capability: string;
  readonly half: Half;
  readonly counts: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** The ten worst mistakes in words. */
  readonly worst: readonly string[];
}

/** Equal runs give equal results: everything a capability makes up is seeded. */
export interface Capability {
  readonly name: string;
  evaluate(half: Half): Promise<CapabilityResult>;
}
