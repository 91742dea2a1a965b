import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

/** Of all failures together, in the repetition at the end. */
const SUMMARY_LINES = 60;
const SUMMARY_WIDTH = 400;
/** Who runs for so long is named, again and again: should it be stopped from outside, the log says what hung. */
const LONG_MS = 120_000;
const LOOK_MS = 30_000;

/**
 * What fails is what a reader of thousands of tests looks for: failures as they happen, the counts, and at the end what
 * failed once more, with the beginning of why: logs of CI are cut to their last lines.
 */
interface Failure {
  readonly where: string;
  readonly text: string;
}

interface Place {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

function whereOf({ name, file, line }: Place): string {
  return `${file === undefined ? '' : `${file.replace(`${process.cwd()}/`, '')}:${line ?? 0} `}${name}`;
}

/** The first lines, themselves cut: a counterexample may stand in one line of any length. */
function beginning(text: string, lines: number): string {
  return text
    .split('\n', lines)
    .map((line) => `    ${line.slice(0, SUMMARY_WIDTH)}`)
    .join('\n');
}

function failureOf(event: Extract<TestEvent, { type: 'test:fail' }>): Failure | null {
  const { error } = event.data.details;
  if ('failureType' in error && error.failureType === 'subtestsFailed') return null;
  return { where: whereOf(event.data), text: inspect(error.cause ?? error, { depth: 4 }) };
}

/** Names on standard error, from time to time, what has been running for long. */
class LongRunning {
  readonly #sinceMs = new Map<string, number>();
  readonly #timer = setInterval(() => this.#tell(), LOOK_MS).unref();

  see(event: TestEvent): void {
    if (event.type === 'test:dequeue') this.#sinceMs.set(whereOf(event.data), performance.now());
    else if (event.type === 'test:complete') this.#sinceMs.delete(whereOf(event.data));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The one that began last: what it stands in has been running for longer, of course. */
  #tell(): void {
    const [where, sinceMs] = [...this.#sinceMs].at(-1) ?? ['', performance.now()];
    const ms = performance.now() - sinceMs;
    if (ms > LONG_MS) process.stderr.write(`… running for ${Math.round(ms / 1000)} s: ${where}\n`);
  }
}

/** A reporter for `node --test`: nothing for what passes, everything for what fails, then the counts of the runner. */
// oxlint-disable-next-line import/no-default-export -- the runner takes a reporter by its default export
export default async function* failuresReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: Failure[] = [];
  const running = new LongRunning();
  for await (const event of events) {
    running.see(event);
    if (event.type === 'test:fail') {
      const failure = failureOf(event);
      if (failure === null) continue;
      failures.push(failure);
      yield `✖ ${failure.where}\n${failure.text.replace(/^/gmu, '    ')}\n`;
    } else if (event.type === 'test:diagnostic' && event.data.nesting === 0) {
      yield `ℹ ${event.data.message}\n`;
    }
  }
  running.stop();
  const lines = Math.max(1, Math.floor(SUMMARY_LINES / failures.length));
  for (const { where, text } of failures) yield `✖ FAILED ${where}\n${beginning(text, lines)}\n`;
}
