import { singularOf } from '../../../src/analyzer/paths/path-words.ts';
import { decisionsOf } from './decisions.ts';
import type { Design } from './design.ts';
import { groupsNow, type Observed, observed } from './observed.ts';
import { hash32 } from './random.ts';
import { type Example, examplesOf } from './regression.ts';
import { LEVELS } from './run.ts';
import { rates, scoreGroups, stability } from './score.ts';
import { inOrder, makeTraffic, type Traffic } from './traffic.ts';

/** Where a design comes from, and what one level of traffic of it shows: all of it and its first half. */
export interface Trial {
  readonly design: Design;
  readonly level: number;
  readonly traffic: Traffic;
  readonly full: Observed;
  readonly half: Observed;
  /** Streams that say less, and how much each speaks. */
  readonly lesser: readonly (readonly [Observed, number])[];
}

/** Streams without bodies are every log's but few designs': they speak, but softly. */
const BODILESS_SHARE = 0.25;
const THINNED = 1 / 8;
/** Streams of own designs judged with two words in five forgotten: who lists words knows them better than those out there. */
const FORGETFUL_SHARE = 0.5;
const FORGOTTEN_OF_FIVE = 2;

export function trialsOf(design: Design): readonly Trial[] {
  return LEVELS.map(({ calls: level, templates }) => {
    const traffic = makeTraffic(design, level, templates);
    const calls = inOrder(traffic, 0, design.name);
    const lesser: [Observed, number][] = [];
    if (level === 20) lesser.push([observed(calls.slice(0, calls.length * THINNED)), 1]);
    if (level !== 100) lesser.push([observed(calls, false), BODILESS_SHARE]);
    const half = observed(calls.slice(0, calls.length / 2));
    return { design, level, traffic, full: observed(calls), half, lesser };
  });
}

/** A word and its plural are forgotten together, on every host alike. */
function isForgotten(text: string): boolean {
  return hash32(`forgotten ${singularOf(text.toLowerCase())}`) % 5 < FORGOTTEN_OF_FIVE;
}

/** The decisions in the streams of one level, and in streams that say less. */
export function examplesIn({ design, traffic, full, half, lesser }: Trial): readonly Example[] {
  const learnt = (stream: Observed, share: number, forgotten?: (text: string) => boolean): Example[] =>
    decisionsOf(stream, traffic.truth, design.host, forgotten).flatMap((set) => examplesOf(set, share));
  const examples = [full, half].flatMap((stream) => [
    ...learnt(stream, 1),
    ...(design.source === 'own' ? learnt(stream, FORGETFUL_SHARE, isForgotten) : []),
  ]);
  for (const [stream, share] of lesser) examples.push(...learnt(stream, share));
  return examples;
}

/** What weights lead to on one stream. */
export interface Judged {
  readonly design: string;
  readonly level: number;
  readonly f1: number;
  readonly overMerge: number;
  readonly explosion: number;
  readonly stable: number;
}

/** What the weights in force lead to. */
export function judge({ design, level, traffic, full, half }: Trial): Judged {
  const whole = scoreGroups(full.calls, groupsNow(full), traffic.truth);
  const early = scoreGroups(half.calls, groupsNow(half), traffic.truth);
  const { f1, overMerge, explosion } = rates([whole]);
  return { design: design.name, level, f1, overMerge, explosion, stable: stability(early, whole) };
}
