import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

/**
 * What fails is what a reader of thousands of tests looks for: failures as they happen, the counts, and at the end what
 * failed once more, with the beginning of why: logs of CI are cut to their last lines.
 */
/** Of all failures together, in the repetition at the end. */
const SUMMARY_LINES = 60;
const SUMMARY_WIDTH = 400;

interface Failure {
  readonly where: string;
  readonly text: string;
}

/** The first lines, themselves cut: a counterexample may stand in one line of any length. */
function beginning(text: string, lines: number): string {
  return text
    .split('\n', lines)
    .map((line) => `    ${line.slice(0, SUMMARY_WIDTH)}`)
    .join('\n');
}

function failureOf(event: Extract<TestEvent, { type: 'test:fail' }>): Failure | null {
  const { name, file, line, details } = event.data;
  const { error } = details;
  if ('failureType' in error && error.failureType === 'subtestsFailed') return null;
  const where = `${file === undefined ? '' : `${file.replace(`${process.cwd()}/`, '')}:${line ?? 0} `}${name}`;
  return { where, text: inspect(error.cause ?? error, { depth: 4 }) };
}

/** A reporter for `node --test`: nothing for what passes, everything for what fails, then the counts of the runner. */
// oxlint-disable-next-line import/no-default-export -- the runner takes a reporter by its default export
export default async function* failuresReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: Failure[] = [];
  for await (const event of events) {
    if (event.type === 'test:fail') {
      const failure = failureOf(event);
      if (failure === null) continue;
      failures.push(failure);
      yield `✖ ${failure.where}\n${failure.text.replace(/^/gmu, '    ')}\n`;
    } else if (event.type === 'test:diagnostic' && event.data.nesting === 0) {
      yield `ℹ ${event.data.message}\n`;
    }
  }
  const lines = Math.max(1, Math.floor(SUMMARY_LINES / failures.length));
  for (const { where, text } of failures) yield `✖ FAILED ${where}\n${beginning(text, lines)}\n`;
}
