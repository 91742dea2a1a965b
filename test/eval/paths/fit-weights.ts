import { parseArgs } from 'node:util';
import { EVIDENCE, type Evidence } from '../../../src/analyzer/paths/evidence.ts';
import { WEIGHTS } from '../../../src/analyzer/paths/evidence-weights.ts';
import { designsOf } from './corpus.ts';
import { decisionsOf } from './decisions.ts';
import type { Design } from './design.ts';
import { FIT_DESIGNS, HOLD_OUT_DESIGNS } from './designs/own/dev/index.ts';
import { FIRST_ESTIMATES } from './first-estimates.ts';
import { groupsNow, type Observed, observed } from './observed.ts';
import { type Example, examplesOf, fitWeights } from './regression.ts';
import { LEVELS } from './run.ts';
import { rates, scoreGroups, stability } from './score.ts';
import { inOrder, makeTraffic, type Traffic } from './traffic.ts';

type Weights = Readonly<Record<Evidence, number>>;
type Part = 'older' | 'fit' | 'hold-out';

/** A stream that shows what weights do: all of it and its first half. */
interface Trial {
  readonly part: Part;
  readonly level: number;
  readonly traffic: Traffic;
  readonly full: Observed;
  readonly half: Observed;
}

/** Streams without bodies are every log's but few designs': they speak, but softly. */
const BODILESS_SHARE = 0.25;
const THINNED = 1 / 8;
const CURVE = [-1, 0.5, 1, 2];

function partOf(design: Design): Part {
  if (FIT_DESIGNS.some(({ name }) => name === design.name)) return 'fit';
  return HOLD_OUT_DESIGNS.some(({ name }) => name === design.name) ? 'hold-out' : 'older';
}

/** The streams of the designs at all levels, and the decisions of those that may be fitted on. */
function gather(designs: readonly Design[]): {
  readonly trials: readonly Trial[];
  readonly examples: readonly Example[];
} {
  const trials: Trial[] = [];
  const examples: Example[] = [];
  for (const design of designs) {
    const part = partOf(design);
    for (const { calls: level, templates } of LEVELS) {
      const traffic = makeTraffic(design, level, templates);
      const calls = inOrder(traffic, 0, design.name);
      const learn = (stream: Observed, share: number): void => {
        if (part === 'hold-out') return;
        for (const set of decisionsOf(stream, traffic.truth, design.host))
          examples.push(...examplesOf(set, share));
      };
      const full = observed(calls);
      const half = observed(calls.slice(0, calls.length / 2));
      trials.push({ part, level, traffic, full, half });
      learn(full, 1);
      learn(half, 1);
      if (level === 20) learn(observed(calls.slice(0, calls.length * THINNED)), 1);
      if (level !== 100) learn(observed(calls, false), BODILESS_SHARE);
    }
  }
  return { trials, examples };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** One line a part: what the weights in force lead to. */
function told(trials: readonly Trial[]): string {
  return [...Map.groupBy(trials, ({ part }) => part)]
    .map(([part, own]) => {
      const levels = [...Map.groupBy(own, ({ level }) => level)].map(([level, streams]) => {
        const each = streams.map(({ full, half, traffic }) => {
          const whole = scoreGroups(full.calls, groupsNow(full), traffic.truth);
          const early = scoreGroups(half.calls, groupsNow(half), traffic.truth);
          return { ...rates([whole]), stable: stability(early, whole) };
        });
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cost: { type: 'string', default: '3' },
      pull: { type: 'string', default: '10' },
      tell: { type: 'boolean', default: false },
      curve: { type: 'boolean', default: false },
    },
  });
  const tells = values.tell || values.curve;
  const designs = (await designsOf('dev')).filter((design) => tells || partOf(design) !== 'hold-out');
  const { trials, examples } = gather(designs);
  const options = { cost: Number(values.cost), pull: Number(values.pull) };
  const weights = fitWeights(examples, options, FIRST_ESTIMATES);
  process.stdout.write(EVIDENCE.map((name) => `  ${name}: ${weights[name]},\n`).join(''));
  if (!tells) return;
  process.stderr.write(`weights in force\n${told(trials)}`);
  putInForce(weights);
  process.stderr.write(`fitted, cost ${options.cost}, pull ${options.pull}\n${told(trials)}`);
  for (const shift of values.curve ? CURVE : []) {
    putInForce({ ...weights, bias: weights.bias - shift });
    process.stderr.write(`fitted, values from ${shift} on\n${told(trials)}`);
  }
}

/**
 * `node test/eval/paths/fit-weights.ts [--cost 3] [--pull 10] [--tell] [--curve]` prints the lines of
 * `src/analyzer/paths/evidence-weights.ts`, fitted on the development designs but the hold-out ones. `--tell` says on
 * standard error what they lead to on each part, `--curve` what a higher or lower threshold would. Takes some minutes; equal runs print equal lines.
 */
if (import.meta.main) await main();
