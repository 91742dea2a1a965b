import type { DataCategory, Location, ThreatType } from './vocabulary.ts';

/**
 * What people tell the analyzer, as plain data: one entry of a rules file (`schemas/rules.schema.json`). Every rule
 * carries examples that it must reach and near misses that it must leave alone.
 */
interface RuleBase<Kind extends string, Item> {
  readonly kind: Kind;
  /** Unique in the folder. */
  readonly id: string;
  /** Why a person wanted it. */
  readonly because?: string;
  readonly positives: readonly Item[];
  readonly nearMisses: readonly Item[];
}

/** Calls that fit take this template whatever statistics say. Examples are `[METHOD ]URL` or `[METHOD ]/path`. */
export interface PinRule extends RuleBase<'pin', string> {
  readonly host?: string;
  readonly template: string;
  /** Methods that it holds for; all when absent. */
  readonly methods?: readonly string[];
}

/** Literals below a place that stay names beside the slot. */
export interface SplitRule extends RuleBase<'split', string> {
  readonly host?: string;
  readonly below: string;
  readonly literals: readonly string[];
}

/** Literals below a place that are values of one slot. */
export interface MergeRule extends RuleBase<'merge', string> {
  readonly host?: string;
  readonly below: string;
  /** All literals when absent. */
  readonly literals?: readonly string[];
  /** Name of the slot. */
  readonly slot?: string;
}

/** The slots of this template, and of all that begin with it, are called so. */
export interface RenameRule extends RuleBase<'rename', string> {
  readonly host?: string;
  readonly template: string;
}

export interface FieldExample {
  readonly url: string;
  readonly location: Location;
  readonly pointer: string;
}

/** "Not this class here": the class is taken away at these fields, and the report says so. */
export interface NotHereRule extends RuleBase<'not-here', FieldExample> {
  readonly class: string;
  readonly host?: string;
  /** Template, or the start of templates with a final `/**`. */
  readonly path?: string;
  readonly location?: Location;
  /** JSON Pointer; `*` stands for any one token. */
  readonly pointer?: string;
}

export const CHECKSUMS = ['luhn', 'verhoeff', 'iban', 'mod97-10', 'mod11-10'] as const;
export type Checksum = (typeof CHECKSUMS)[number];

export interface ValueExample {
  readonly key: string;
  readonly value: string;
}

export interface DataClassRule extends RuleBase<'data-class', string | ValueExample> {
  readonly title: string;
  readonly category: DataCategory;
  /** RE2 syntax; found inside longer texts. */
  readonly pattern: string;
  readonly checksum?: Checksum;
  /** Word sequences of a key that speak for the class: `badge number` is met by `badgeNumber`. */
  readonly keyWords?: readonly string[];
  /** Only values under a key with such words count, and the whole value must have the form. */
  readonly needsKey?: boolean;
  readonly locations?: readonly Location[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** A credential of one's own: the scheme `custom:ID`. Exactly one of `header`, `query`, `cookie` says where it travels. */
export interface AuthSchemeRule extends RuleBase<'auth-scheme', NamedValue> {
  readonly header?: string;
  readonly query?: string;
  readonly cookie?: string;
  /** RE2 syntax; the whole value must have the form. */
  readonly pattern?: string;
}

export interface PlacedValue {
  readonly location: Location;
  readonly value: string;
}

export interface ThreatRule extends RuleBase<'threat', string | PlacedValue> {
  readonly type: ThreatType;
  /** RE2 syntax; looked for in the decoded value. */
  readonly pattern: string;
  /** Where it is looked for; everywhere in requests when absent. */
  readonly locations?: readonly Location[];
}

/** Segments that are names wherever they stand: never values, and they may be shown. Examples are segments. */
export interface PathWordsRule extends RuleBase<'path-words', string> {
  readonly host?: string;
  readonly words: readonly string[];
}

export type CorrectionRule =
  | PinRule
  | SplitRule
  | MergeRule
  | RenameRule
  | NotHereRule
  | DataClassRule
  | AuthSchemeRule
  | ThreatRule
  | PathWordsRule;

/** A rule and the file that it stands in, relative to its folder. */
export interface FiledRule {
  readonly file: string;
  readonly rule: CorrectionRule;
}
