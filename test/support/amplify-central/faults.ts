/** What a test makes go wrong; every switch may be turned while the server runs. */
export interface Faults {
  /** The next requests of a kind are answered so, without effect. */
  readonly next: Map<'read' | 'write', PlannedFault>;
  /** Share of requests that fail by chance: 503, 429 and resets, before and after their effect. */
  random: { readonly share: number; readonly next: () => number } | null;
  /** Before every answer. */
  delayMs: number;
  /** After so many further requests every token given so far is refused. */
  tokensDieAfter: number | null;
  /** Compliance results are refused: the organisation lacks the entitlement. */
  entitlementMissing: boolean;
  /** Compliance results may be read and not written: all of them, or the one of this name. */
  resultsReadOnly: boolean | string;
  /** The kind ComplianceRuntimeResult does not exist yet. */
  hasNoResults: boolean;
  /** Nothing may be written: the role of the account only reads. */
  readsOnly: boolean;
  /** Environments in which nothing may be written. */
  readonly lockedEnvironments: Set<string>;
  /** `plural/name` of a resource whose writes are refused with 400. */
  refused: string | null;
  readonly servedVersions: Set<string>;
  /** The clock of the token endpoint is off by so much. */
  skewMs: number;
  /** Called after each journal entry; for tests that kill at a point. */
  onEntry: (index: number) => void;
}

export interface PlannedFault {
  readonly times: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export function noFaults(): Faults {
  return {
    next: new Map(),
    random: null,
    delayMs: 0,
    tokensDieAfter: null,
    entitlementMissing: false,
    resultsReadOnly: false,
    hasNoResults: false,
    readsOnly: false,
    lockedEnvironments: new Set(),
    refused: null,
    servedVersions: new Set(['v1', 'v1alpha1']),
    skewMs: 0,
    onEntry: () => undefined,
  };
}

export type Chance = 'none' | '503' | '429' | 'reset-before' | 'reset-after';

/** What happens to one request by chance. */
export function chance({ random }: Faults): Chance {
  if (random === null || random.next() >= random.share) return 'none';
  const kinds: readonly Chance[] = ['503', '429', 'reset-before', 'reset-after'];
  return kinds[Math.floor(random.next() * kinds.length)] ?? '503';
}
