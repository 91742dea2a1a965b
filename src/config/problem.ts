/** One thing that is wrong with the configuration. Never quotes a value. */
export interface ConfigProblem {
  /** Where it is not the configuration file itself: a rules file. */
  readonly file?: string;
  /** JSON Pointer into the configuration; the empty string is the file itself. */
  readonly pointer: string;
  /** Line in the file, from 1; null when the value comes from elsewhere. */
  readonly line: number | null;
  readonly message: string;
  readonly fix: string | null;
}

/** `assay.yaml:12 /gateways/0/tokn is not a known key. Did you mean "token"?` */
export function formatProblem(file: string, problem: ConfigProblem): string {
  const name = problem.file ?? file;
  const place = problem.line === null ? name : `${name}:${problem.line}`;
  const subject = problem.pointer === '' ? '' : `${problem.pointer} `;
  const fix = problem.fix === null ? '' : ` ${problem.fix}`;
  return `${place} ${subject}${problem.message}.${fix}`;
}
