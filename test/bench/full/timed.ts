import { rounded } from '../figures.ts';

/** Processor time of this thread, microseconds. Collection on other threads is not in it. */
export function threadMicros(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** Adds up the processor time of named steps. */
export class StepTimes {
  readonly #micros = new Map<string, number>();

  run<T>(step: string, work: () => T): T {
    const before = threadMicros();
    const result = work();
    this.#micros.set(step, (this.#micros.get(step) ?? 0) + threadMicros() - before);
    return result;
  }

  total(): number {
    return [...this.#micros.values()].reduce((sum, one) => sum + one, 0);
  }

  /** Microseconds divided by `by`, in the order in which the steps came first. */
  per(by: number): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#micros].map(([step, micros]) => [step, rounded(micros / by, 2)]));
  }
}
