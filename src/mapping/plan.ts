import type { FieldRef } from './field-path.ts';
import type {
  Escaping,
  Framing,
  HeaderTarget,
  PatternSpec,
  TimeFormat,
  ValueTarget,
} from './mapping-file.ts';

/**
 * A mapping with every name resolved and every rule checked: what both back ends (closures and generated
 * TypeScript) are made from.
 */
export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly framing: Framing;
  readonly records: RecordsPlan;
  readonly blanksAreMissing: boolean;
  readonly options: readonly string[];
  readonly parse: ParsePlan;
  readonly lets: readonly LetPlan[];
  readonly skip: readonly Condition[];
  readonly targets: readonly TargetPlan[];
  readonly headers: readonly HeadersPlan[];
  readonly unrouted: Condition | null;
  readonly endStamped: boolean;
}

export type RecordsPlan =
  | { readonly kind: 'one' }
  | { readonly kind: 'one-or-array' }
  | { readonly kind: 'path'; readonly segments: readonly string[] };

export type ParsePlan =
  | { readonly kind: 'json' }
  | {
      readonly kind: 'pairs';
      readonly fields: readonly string[];
      readonly groups: Readonly<Record<string, string>>;
      readonly addressGroup: string;
      readonly addressNames: readonly string[];
    }
  | { readonly kind: 'regex'; readonly fields: readonly string[]; readonly patterns: readonly PatternPlan[] };

export interface PatternPlan extends PatternSpec {
  /** Field -> number of its group. */
  readonly groups: Readonly<Record<string, number>>;
}

export type LetPlan = {
  readonly name: string;
  readonly refs: readonly FieldRef[];
  readonly unescape: Escaping | null;
} & (
  | { readonly split: 'url' | 'request-line' | 'headers' }
  | { readonly split: 'names'; readonly option: string; readonly separator: string }
);

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'exists'; readonly ref: FieldRef; readonly wanted: boolean }
  | { readonly kind: 'equals'; readonly ref: FieldRef; readonly word: string }
  | { readonly kind: 'in'; readonly ref: FieldRef; readonly words: readonly string[] }
  | { readonly kind: 'matches'; readonly ref: FieldRef; readonly pattern: string };

export type Cast =
  | { readonly kind: 'method' | 'path' | 'query' | 'status' | 'scheme' | 'host' | 'size' | 'name' }
  | { readonly kind: 'body'; readonly base64: boolean }
  | { readonly kind: 'duration'; readonly unitMs: number }
  | { readonly kind: 'time'; readonly format: TimeFormat; readonly zone: 'printed' | 'default' | 'utc' }
  | { readonly kind: 'address'; readonly forwarded: readonly FieldRef[] };

export interface SourcePlan {
  readonly when: Condition | null;
  readonly refs: readonly FieldRef[];
  readonly unescape: Escaping | null;
  readonly lookup: Readonly<Record<string, string>> | null;
  readonly cast: Cast;
}

export type Action =
  | { readonly kind: 'drop' | 'not-a-call' | 'null' | 'default' }
  | { readonly kind: 'value'; readonly value: string };

export interface TargetPlan {
  readonly target: ValueTarget;
  readonly sources: readonly SourcePlan[];
  readonly missing: Action;
  readonly invalid: Action;
  readonly nullable: boolean;
}

export interface HeadersPlan {
  readonly target: HeaderTarget;
  readonly refs: readonly FieldRef[];
  /** The map that `refs` name holds only headers that somebody chose. */
  readonly chosen: boolean;
  readonly prefix: string | null;
  readonly fields: readonly { readonly name: string; readonly refs: readonly FieldRef[] }[];
}
