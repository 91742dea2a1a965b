import type { ThreatType } from '../../../src/model/vocabulary.ts';
import type { LabelledAttack, Payload, Spot, Writing } from './attack.ts';
import type { Exchange } from './call-record.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';

/** Families whose payload is a text that any spot of an API may carry. */
export interface PlacedFamily {
  readonly family: ThreatType;
  readonly payload: (r: Random) => Payload;
  readonly spots: readonly Spot[];
  /** How many different payloads; default: as many as every family has. */
  readonly attempts?: number;
}

/** Families that shape the whole request. */
export interface ShapedFamily {
  readonly family: ThreatType;
  readonly attack: (r: Random) => LabelledAttack;
  readonly attempts?: number;
}

/** Attempts and proofs: a payload together with a reply that shows, or seems to show, that it worked. */
export interface ReplyCase {
  readonly family: ThreatType;
  readonly attack: (r: Random) => LabelledAttack;
  readonly count: number;
}

export interface BenignSource {
  readonly name: string;
  readonly exchange: (r: Random) => Exchange;
  readonly count: number;
}

/** All that one half consists of; the halves share nothing but transport syntax. */
export interface HalfCorpus {
  readonly seed: number;
  readonly agents: readonly string[];
  readonly writings: readonly Writing[];
  readonly placed: readonly PlacedFamily[];
  readonly shaped: readonly ShapedFamily[];
  readonly replies: readonly ReplyCase[];
  readonly benign: readonly BenignSource[];
  readonly scenarios: readonly Scenario[];
  /** Replies of the half's APIs to a request they refuse or do not understand. */
  readonly refusal: (r: Random) => Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders'>;
}
