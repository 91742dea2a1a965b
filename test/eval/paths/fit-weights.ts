import { parseArgs } from 'node:util';
import { EVIDENCE, type Evidence } from '../../../src/analyzer/paths/evidence.ts';
import { WEIGHTS } from '../../../src/analyzer/paths/evidence-weights.ts';
import { singularOf } from '../../../src/analyzer/paths/path-words.ts';
import { designsOf } from './corpus.ts';
import { decisionsOf } from './decisions.ts';
import type { Design } from './design.ts';
import { FIT_DESIGNS, HOLD_OUT_DESIGNS, WIDE_DESIGNS } from './designs/own/dev/index.ts';
import { PUBLISHED_DESIGNS } from './designs/published/index.ts';
import { FIRST_ESTIMATES } from './first-estimates.ts';
import { groupsNow, type Observed, observed } from './observed.ts';
import { hash32 } from './random.ts';
import { type Example, examplesOf, type FitOptions, fitWeights } from './regression.ts';
import { LEVELS } from './run.ts';
import { rates, scoreGroups, stability } from './score.ts';
import { inOrder, makeTraffic, type Traffic } from './traffic.ts';

type Weights = Readonly<Record<Evidence, number>>;
type Part = 'older' | 'fit' | 'hold-out' | 'wide' | 'published';

/** A stream that shows what weights do: all of it and its first half. */
interface Trial {
  readonly design: string;
  readonly part: Part;
  readonly level: number;
  readonly traffic: Traffic;
  readonly full: Observed;
  readonly half: Observed;
}

/** Streams without bodies are every log's but few designs': they speak, but softly. */
const BODILESS_SHARE = 0.25;
const THINNED = 1 / 8;
/** Streams judged with two words in five forgotten: what is listed knows the designs here better than those out there. */
const FORGETFUL_SHARE = 0.5;
const FORGOTTEN_OF_FIVE = 2;
/** Designs are left out by fifths. */
const FOLDS = 5;
const CURVE = [-1, 0.5, 1, 2];

function partOf(design: Design): Part {
  if (FIT_DESIGNS.some(({ name }) => name === design.name)) return 'fit';
  if (WIDE_DESIGNS.some(({ name }) => name === design.name)) return 'wide';
  if (PUBLISHED_DESIGNS.includes(design)) return 'published';
  return HOLD_OUT_DESIGNS.some(({ name }) => name === design.name) ? 'hold-out' : 'older';
}

/** A word and its plural are forgotten together, on every host alike. */
function isForgotten(text: string): boolean {
  return hash32(`forgotten ${singularOf(text.toLowerCase())}`) % 5 < FORGOTTEN_OF_FIVE;
}

/** The streams of one design at all levels, and the decisions in them. */
function gather(design: Design): {
  readonly trials: readonly Trial[];
  readonly examples: readonly Example[];
} {
  const trials: Trial[] = [];
  const examples: Example[] = [];
  const part = partOf(design);
  for (const { calls: level, templates } of LEVELS) {
    const traffic = makeTraffic(design, level, templates);
    const calls = inOrder(traffic, 0, design.name);
    const learn = (stream: Observed, share: number, forgotten?: (text: string) => boolean): void => {
      for (const set of decisionsOf(stream, traffic.truth, design.host, forgotten))
        examples.push(...examplesOf(set, share));
    };
    const full = observed(calls);
    const half = observed(calls.slice(0, calls.length / 2));
    trials.push({ design: design.name, part, level, traffic, full, half });
    for (const stream of [full, half]) {
      learn(stream, 1);
      learn(stream, FORGETFUL_SHARE, isForgotten);
    }
    if (level === 20) learn(observed(calls.slice(0, calls.length * THINNED)), 1);
    if (level !== 100) learn(observed(calls, false), BODILESS_SHARE);
  }
  return { trials, examples };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

interface Judged {
  readonly part: Part;
  readonly level: number;
  readonly f1: number;
  readonly overMerge: number;
  readonly explosion: number;
  readonly stable: number;
}

/** What the weights in force lead to on one stream. */
function judge({ part, level, traffic, full, half }: Trial): Judged {
  const whole = scoreGroups(full.calls, groupsNow(full), traffic.truth);
  const early = scoreGroups(half.calls, groupsNow(half), traffic.truth);
  const { f1, overMerge, explosion } = rates([whole]);
  return { part, level, f1, overMerge, explosion, stable: stability(early, whole) };
}

/** One line for all and one a part. */
function told(judged: readonly Judged[]): string {
  return [['all', judged] as const, ...Map.groupBy(judged, ({ part }) => part)]
    .map(([part, own]) => {
      const levels = [...Map.groupBy(own, ({ level }) => level)].map(([level, each]) => {
        const of = (name: 'f1' | 'overMerge' | 'explosion' | 'stable'): string =>
          mean(each.map((rate) => rate[name])).toFixed(3);
        return `${level}: F1 ${of('f1')} over-merge ${of('overMerge')} explosion ${of('explosion')} unchanged ${of('stable')}`;
      });
      return `  ${part.padEnd(8)} ${levels.join(' | ')}\n`;
    })
    .join('');
}

/** The weights decide in this process from now on. */
function putInForce(weights: Weights): void {
  Object.assign(WEIGHTS, weights);
}

type Gathered = ReturnType<typeof gather>;

function fitted(from: readonly Gathered[], options: FitOptions): Record<Evidence, number> {
  return fitWeights(
    from.flatMap(({ examples }) => examples),
    options,
    FIRST_ESTIMATES,
  );
}

/** Every design judged by weights that were fitted without it and a fifth of the others. */
function crossJudged(designs: readonly Gathered[], options: FitOptions): Judged[] {
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    putInForce(
      fitted(
        designs.filter((_, index) => index % FOLDS !== fold),
        options,
      ),
    );
    for (const [index, { trials }] of designs.entries())
      if (index % FOLDS === fold) judged.push(...trials.map(judge));
  }
  return judged;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cost: { type: 'string', default: '2.5' },
      pull: { type: 'string', default: '6' },
      tell: { type: 'boolean', default: false },
      cross: { type: 'boolean', default: false },
      curve: { type: 'boolean', default: false },
    },
  });
  const designs = [...(await designsOf('dev')), ...PUBLISHED_DESIGNS].map(gather);
  const trials = designs.flatMap((each) => each.trials);
  const options = { cost: Number(values.cost), pull: Number(values.pull) };
  const weights = fitted(designs, options);
  process.stdout.write(EVIDENCE.map((name) => `  ${name}: ${weights[name]},\n`).join(''));
  const tell = (what: string, judged: readonly Judged[]): boolean =>
    process.stderr.write(`${what}\n${told(judged)}`);
  if (values.tell) tell('weights in force', trials.map(judge));
  if (values.cross) tell('each design judged by weights fitted without it', crossJudged(designs, options));
  putInForce(weights);
  if (values.tell) tell(`fitted, cost ${options.cost}, pull ${options.pull}`, trials.map(judge));
  for (const shift of values.curve ? CURVE : []) {
    putInForce({ ...weights, bias: weights.bias - shift });
    tell(`fitted, values from ${shift} on`, trials.map(judge));
  }
}

/**
 * `node test/eval/paths/fit-weights.ts [--cost 2.5] [--pull 6] [--tell] [--cross] [--curve]` prints the lines of
 * `src/analyzer/paths/evidence-weights.ts`, fitted on the development designs and the published ones. `--tell` says on standard error what
 * they lead to on each part, `--cross` what weights lead to on designs that they have not seen, `--curve` what a
 * higher or lower threshold would. Takes some minutes; equal runs print equal lines.
 */
if (import.meta.main) await main();
