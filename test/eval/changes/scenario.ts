import type { JsonValue } from '../../../src/model/json.ts';
import type { ChangeClass } from '../../../src/model/vocabulary.ts';
import type { Random } from '../schemas/random.ts';

export type Body = Record<string, JsonValue>;

/** One call in the making; variations change it before it is sent. */
export interface Draft {
  status: number;
  query: Record<string, string>;
  headers: Record<string, string>;
  requestBody: Body | null;
  body: Body | null;
  latencyMs: number;
  address: string;
}

export interface Moment {
  /** Days since the start of the stream, with the fraction of the day. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly random: Random;
}

export type Variation = (draft: Draft, moment: Moment) => void;

/** A change that was made on purpose, and what may be said of it. */
export interface Planted {
  /** What it is called in the scores. */
  readonly kind: string;
  /** Event types that name it; the first is the vocabulary's own where it has one. */
  readonly types: RegExp;
  /** Classes that a careful reader could give it. */
  readonly classes: readonly ChangeClass[];
  /** Day, with fraction, from which it holds. */
  readonly from: number;
  /** Days after it until which the event may come: one, more where silence takes longer to be unlikely. */
  readonly within: number;
}

export interface Scenario {
  readonly name: string;
  readonly method: string;
  readonly host: string;
  readonly template: string;
  path(random: Random): string;
  /** Expected calls of a day. */
  rate(day: number, weekday: number): number;
  /** 24 weights. */
  hours(day: number): readonly number[];
  /** Whether a call can be at this moment at all. */
  alive(day: number): boolean;
  base(moment: Moment): Draft;
  readonly variations: readonly Variation[];
  readonly planted: readonly Planted[];
  /** Other event types that are true consequences of what was planted, in the same window. */
  readonly tolerated: RegExp | null;
}

export interface Stream {
  readonly seed: number;
  readonly startMs: number;
  readonly days: number;
  readonly scenarios: readonly Scenario[];
}

const CLASSES: Readonly<Record<string, readonly ChangeClass[]>> = {
  'endpoint-added': ['additive'],
  'endpoint-vanished': ['removed', 'breaking'],
  // That all send it from now on may say that it is asked for.
  'parameter-added': ['additive', 'risky'],
  'parameter-removed': ['removed', 'breaking', 'risky'],
  'parameter-type': ['breaking', 'risky'],
  'parameter-required': ['breaking'],
  'response-field-added': ['additive'],
  'response-field-removed': ['breaking', 'removed'],
  'response-field-type': ['breaking'],
  'status-added': ['additive', 'risky'],
  'auth-weakened': ['risky'],
  'auth-strengthened': ['breaking', 'risky'],
  'data-class-exposed': ['risky'],
  'enumeration-changed': ['additive', 'risky'],
  'format-changed': ['breaking', 'risky'],
  'latency-shift': ['risky'],
  'error-rate-shift': ['risky'],
  'access-widened': ['risky'],
};

/** Named by the analysis page in words, not by the vocabulary: any name that says it counts. */
const IN_WORDS: Readonly<Record<string, RegExp>> = {
  'latency-shift': /latency/,
  'error-rate-shift': /error/,
  'access-widened': /access/,
};

export function planted(kind: string, from: number, within = 1): Planted {
  const types = IN_WORDS[kind] ?? new RegExp(`^${kind}$`);
  return { kind, types, classes: CLASSES[kind] ?? [], from, within };
}

/** Until silence has a chance under one in a thousand by a Poisson process: ln 1000 expected calls, and a bucket's edge. */
export function vanishing(from: number, perDay: number): Planted {
  return planted('endpoint-vanished', from, 1 + Math.ceil(Math.log(1000) / perDay));
}
