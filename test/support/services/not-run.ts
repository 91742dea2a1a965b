/** A service that could not be had on this machine: its suite prints the reason and is counted, never passed over. */
export class NotRun {
  /** One clause, lower case, no stop: `PostgreSQL is not installed (Debian: apt install postgresql)`. */
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The line that `test/services/run.ts` looks for in the output of a suite. */
export const NOT_RUN = 'not run: ';

/** Says why a suite (or a part of it) is not run; the runner counts the line. */
export function printNotRun(what: NotRun): void {
  process.stdout.write(`${NOT_RUN}${what.reason.replaceAll('\n', ' ')}\n`);
}
