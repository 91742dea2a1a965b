import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Evidence } from '../../../src/analyzer/paths/evidence-kinds.ts';
import type { Design } from './design.ts';
import type { Answer, Question } from './fit-thread.ts';
import { addSums, noSums, type Sums } from './regression.ts';
import type { Judged } from './streams.ts';

/** Always as many, so that sums are added in one order on every machine. */
const THREADS = 4;
const MOST_MEGABYTES = 6144;

export type Weights = Readonly<Record<Evidence, number>>;

/** Threads among which the designs are divided: each gathers, adds up and judges its own. */
export class FitTeam {
  readonly #threads: readonly Worker[] = Array.from(
    { length: THREADS },
    () =>
      new Worker(new URL('./fit-thread.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
      }),
  );

  /** @param judging whether streams are kept to be judged: some 50 MB a design */
  async gather(designs: readonly Design[], judging: boolean): Promise<void> {
    await Promise.all(
      this.#threads.map((thread, at) =>
        ask(thread, {
          kind: 'gather',
          designs: designs.filter((_, index) => index % THREADS === at),
          judging,
        }),
      ),
    );
  }

  async sumsAt(weights: Float64Array, cost: number, without: ReadonlySet<string>): Promise<Sums> {
    const all = noSums();
    for (const answer of await this.#askAll({ kind: 'sums', weights, cost, without }))
      if (answer !== null && 'sums' in answer) addSums(all, answer.sums);
    return all;
  }

  /** What weights lead to on the designs of the names. */
  async judge(weights: Weights, names: ReadonlySet<string>): Promise<Judged[]> {
    const answers = await this.#askAll({ kind: 'judge', weights, names });
    return answers.flatMap((answer) => (answer !== null && 'judged' in answer ? answer.judged : []));
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #askAll(question: Question): Promise<Answer[]> {
    return Promise.all(this.#threads.map((thread) => ask(thread, question)));
  }
}

async function ask(thread: Worker, question: Question): Promise<Answer> {
  const answered = once(thread, 'message');
  thread.postMessage(question);
  const [answer]: Answer[] = await answered;
  return answer ?? null;
}
