import type { DataCategory, FindingType, Letter, Severity } from './vocabulary.ts';

/** Letters that a score can have; `U` has no score. */
export type RatedLetter = Exclude<Letter, 'U'>;

/** How sure the evidence is. It says what kind of proof there is, never how often: volume changes no grade. */
export type Strength = 'proved' | 'likely' | 'indicated';

/** What has to have been captured before a rule may say "pass". */
export type Observation =
  | 'calls'
  | 'schemes'
  | 'client-addresses'
  | 'response-headers'
  | 'response-bodies'
  | 'authentication'
  | 'authentication-and-response-bodies'
  | 'registration'
  | 'operations';

/** What must hold at an affected endpoint for a cap: closed vocabulary. */
export type CapCondition = 'failed' | 'proved' | 'external' | 'sensitive-or-credentials';

export interface RubricBand {
  readonly letter: RatedLetter;
  /** Lowest score of the band, inclusive. */
  readonly from: number;
  /** Highest score of the band: what a cap at this letter leaves. */
  readonly top: number;
}

export interface RubricCategory {
  readonly id: string;
  readonly title: string;
  /** The most that all rules of the category may take together. */
  readonly floor: number;
}

export interface RubricRule {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly points: number;
  readonly severity: Severity;
  readonly findings: readonly FindingType[];
  readonly evidence: {
    readonly observes: Observation;
    /** Observed calls over the whole API under which the rule is "not evaluated". */
    readonly minimum: number;
  };
  /** Whether an endpoint that is neither external nor sensitive lightens the deduction. */
  readonly exposure: boolean;
  readonly fix: string;
}

export interface RubricCap {
  readonly rule: string;
  readonly letter: RatedLetter;
  readonly when: CapCondition;
  /** Positive evidence: the cap's letter stands even where there is too little evidence for a grade. */
  readonly stands: boolean;
  readonly text: string;
}

/** Numbers inside detectors; each stands in the evidence of the findings that it decides. */
export interface RubricThresholds {
  /** Accepted anonymous calls over an API below which a header lost in a log explains them. */
  readonly anonymousCalls: number;
  /** Distinct identifiers read by one actor from an endpoint with sensitive data that prove missing object authorization. */
  readonly enumeratedObjects: number;
  /** Response header samples under which missing rate-limit headers say nothing. */
  readonly rateLimitSample: number;
}

/** The grading rubric: data, loaded by the caller. */
export interface Rubric {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly minimum: { readonly calls: number; readonly coverage: number };
  /** Points by which a score must pass a band's edge before a shown letter moves. */
  readonly margin: number;
  readonly bands: readonly RubricBand[];
  readonly strengths: Readonly<Record<Strength, number>>;
  readonly exposure: { readonly exposed: number; readonly internal: number };
  readonly sensitivity: {
    /** Categories whose presence makes an endpoint sensitive. */
    readonly categories: readonly DataCategory[];
    /** Categories that should hardly ever stand in clear in a response. */
    readonly restricted: readonly DataCategory[];
  };
  readonly thresholds: RubricThresholds;
  readonly categories: readonly RubricCategory[];
  readonly rules: readonly RubricRule[];
  readonly caps: readonly RubricCap[];
}

/** One compliance framework: which of its controls a finding is evidence for. */
export interface ControlSet {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly source: string;
  /** Titles of every control that a row names. */
  readonly controls: Readonly<Record<string, string>>;
  readonly rows: readonly ControlRow[];
}

export interface ControlRow {
  readonly finding: FindingType;
  readonly controls: readonly string[];
  /** Only where one of these data classes was seen at the endpoint; absent: always. */
  readonly whenDataClass?: readonly string[];
  /** Only for these threat types (injection findings); absent: always. */
  readonly whenThreat?: readonly string[];
}

/** A registry's own scale for the six letters: `value` where only a letter is known. */
export interface GradeScale {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly decimals: number;
  readonly bands: readonly {
    readonly letter: RatedLetter;
    /** Inclusive. */
    readonly from: number;
    /** Exclusive; equal to `from` for a band that is one value. */
    readonly below: number;
    readonly middle: number;
  }[];
}
