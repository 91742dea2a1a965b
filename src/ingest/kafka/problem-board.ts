import type { AssayError } from '../../model/errors.ts';

/** What keeps a topic from being read, by who met it; one of them at a time is shown. */
export class ProblemBoard {
  readonly #problems = new Map<string, AssayError>();
  readonly #onChange: (problem: AssayError | null) => void;
  #shown: AssayError | null = null;

  constructor(onChange: (problem: AssayError | null) => void) {
    this.#onChange = onChange;
  }

  /** The first by name, so that which is shown does not depend on which came first. */
  get shown(): AssayError | null {
    return this.#shown;
  }

  of(who: string): AssayError | null {
    return this.#problems.get(who) ?? null;
  }

  set(who: string, problem: AssayError | null): void {
    if (problem === null) this.#problems.delete(who);
    else this.#problems.set(who, problem);
    const first = [...this.#problems].sort(([a], [b]) => (a < b ? -1 : 1))[0]?.[1] ?? null;
    if (first?.code === this.#shown?.code) return;
    this.#shown = first;
    this.#onChange(first);
  }
}
