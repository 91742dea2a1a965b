import type { Location, ThreatType } from '../../model/vocabulary.ts';

/** Where a detector found what: the rule that fired and the position in the decoded text. */
export interface Hit {
  readonly rule: string;
  readonly at: number;
}

/** A decoded value and where it stood. */
export interface Probe {
  readonly text: string;
  /** As it came; differs from `text` when an encoding was undone. */
  readonly raw: string;
  readonly location: Location;
  /** Field name as sent, `''` where there is none. */
  readonly name: string;
}

/** One family of attacks: a necessary shape (see `text-shape.ts`) and a detector that says which rule fired. */
export interface ContentRule {
  readonly type: ThreatType;
  /** Any of these bits must be in the shape of the decoded text. */
  readonly needs: number;
  readonly detect: (probe: Probe) => Hit | null;
}

export type ThreatOutcome = 'attempt' | 'probable' | 'success';
