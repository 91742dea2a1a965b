import type { DataCategory, Location, ThreatType } from '../model/vocabulary.ts';

/** A pattern of a person, in an engine that runs in linear time. */
export interface SitePattern {
  /** The first match at or after `from`. */
  find(text: string, from: number): { readonly from: number; readonly to: number } | null;
  matchesWhole(text: string): boolean;
}

/**
 * Rules of this site that work while calls are observed. What they count is kept under a key that holds a fingerprint
 * of the rule: equal keys mean equal rules, so summaries made under different rules merge, and a changed rule begins
 * anew. The view shows what was counted under the keys in force.
 */
export interface SiteRules {
  readonly classes: readonly SiteClass[];
  readonly schemes: readonly SiteScheme[];
  readonly threats: readonly SiteThreat[];
}

export interface SiteClass {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly category: DataCategory;
  readonly locations?: readonly Location[];
  readonly pattern: SitePattern;
  readonly validate: (candidate: string) => boolean;
  /** Word sequences of a key, in lower case. */
  readonly keyWords: readonly (readonly string[])[];
  readonly chanceRate: number;
  /** Only whole values under a key with such words count. */
  readonly needsContext: boolean;
}

export interface SiteScheme {
  readonly key: string;
  readonly scheme: `custom:${string}`;
  readonly place: 'header' | 'query' | 'cookie';
  /** Lower-case for headers. */
  readonly name: string;
  /** null: any value that is not empty. */
  readonly pattern: SitePattern | null;
}

export interface SiteThreat {
  readonly key: string;
  /** As shown: `site:` and the id of the rule. */
  readonly rule: string;
  readonly type: ThreatType;
  readonly locations: ReadonlySet<Location>;
  readonly pattern: SitePattern;
}
