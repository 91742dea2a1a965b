/** One thing that is wrong with a rules file. Never quotes a value of it. */
export interface RuleProblem {
  /** Relative to the folder; the folder itself when empty. */
  readonly file: string;
  /** JSON Pointer into the file; empty for the file itself. */
  readonly pointer: string;
  readonly line: number | null;
  readonly message: string;
  readonly fix: string | null;
}
