import { parentPort } from 'node:worker_threads';
import { EVIDENCE, type Evidence } from '../../../src/analyzer/paths/evidence-kinds.ts';
import { WEIGHTS } from '../../../src/analyzer/paths/evidence-weights.ts';
import type { Design } from './design.ts';
import { addSums, type Example, noSums, type Sums, sumsOf } from './regression.ts';
import { examplesIn, type Judged, judge, type Trial, trialsOf } from './streams.ts';

/** What a thread is asked; it answers each question once, in order. */
export type Question =
  | { readonly kind: 'gather'; readonly designs: readonly Design[]; readonly judging: boolean }
  | {
      readonly kind: 'sums';
      readonly weights: Float64Array;
      readonly cost: number;
      readonly without: ReadonlySet<string>;
    }
  | {
      readonly kind: 'judge';
      readonly weights: Readonly<Record<Evidence, number>>;
      readonly names: ReadonlySet<string>;
    };
export type Answer = { readonly sums: Sums } | { readonly judged: readonly Judged[] } | null;

interface Gathered {
  readonly name: string;
  readonly examples: readonly Example[];
  /** What all of its examples weigh together. */
  readonly weight: number;
  readonly trials: readonly Trial[];
}

/** What the examples of a design weigh together on average; one of four times as many counts twice as much. */
const USUAL_WEIGHT = 300;
const LEAST_WEIGHT = 30;

const gathered: Gathered[] = [];

function gather(designs: readonly Design[], judging: boolean): void {
  for (const design of designs) {
    const trials = trialsOf(design);
    const examples = trials.flatMap(examplesIn);
    const weight = examples.reduce((sum, example) => sum + example.weight, 0);
    gathered.push({ name: design.name, examples, weight, trials: judging ? trials : [] });
  }
}

function sumsAt(weights: Float64Array, cost: number, without: ReadonlySet<string>): Sums {
  const sums = noSums();
  for (const { name, examples, weight } of gathered)
    if (!without.has(name))
      addSums(
        sums,
        sumsOf(examples, weights, cost),
        Math.sqrt(USUAL_WEIGHT / Math.max(LEAST_WEIGHT, weight)),
      );
  return sums;
}

function answer(question: Question): Answer {
  if (question.kind === 'gather') gather(question.designs, question.judging);
  if (question.kind === 'sums') return { sums: sumsAt(question.weights, question.cost, question.without) };
  if (question.kind !== 'judge') return null;
  const { weights, names } = question;
  for (const name of EVIDENCE) Object.assign(WEIGHTS, { [name]: weights[name] });
  const trials = gathered.flatMap((each) => (names.has(each.name) ? each.trials : []));
  return { judged: trials.map(judge) };
}

const port = parentPort;
port?.on('message', (question: Question) => port.postMessage(answer(question)));
