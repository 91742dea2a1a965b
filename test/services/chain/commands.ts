import { type CliRun, runCli } from '../../support/cli.ts';
import { heading, type Print, shortened } from './printed.ts';

/** Lines of one registry's plan, and of any other output. */
const KEPT = { plan: 16, other: 60 };

export interface Commands {
  /** Runs `assay …` as a user would, and prints what it says under a heading. */
  readonly show: (...args: readonly string[]) => Promise<void>;
  /** The same with its progress alone: its tables stand above already. */
  readonly repeat: (...args: readonly string[]) => Promise<void>;
  /** Runs it and gives back the JSON that it answers. */
  readonly ask: <T>(...args: readonly string[]) => Promise<T>;
  /** Command lines that did not end with 0. */
  readonly failed: readonly string[];
}

export function createCommands(
  print: Print,
  folder: string,
  env: Readonly<Record<string, string>>,
): Commands {
  const failed: string[] = [];
  const run = async (args: readonly string[]): Promise<CliRun> => {
    const ended = await runCli(args, { cwd: folder, env });
    if (ended.code !== 0) failed.push(`assay ${args.join(' ')} ended with ${ended.code}`);
    return ended;
  };
  const timed = async (args: readonly string[]): Promise<CliRun> => {
    const started = Date.now();
    const ended = await run(args);
    print(heading(`assay ${args.join(' ')} (${((Date.now() - started) / 1000).toFixed(1)} s)`));
    return ended;
  };
  return {
    failed,
    show: async (...args) => {
      const { stdout, stderr } = await timed(args);
      const kept = args[0] === 'plan' ? KEPT.plan : KEPT.other;
      for (const text of [stdout, stderr]) if (text.trim() !== '') print(shortened(text, /^Registry /, kept));
    },
    repeat: async (...args) => {
      const { stderr } = await timed(args);
      print(shortened(stderr, /^Registry /, KEPT.other));
    },
    ask: async <T>(...args: readonly string[]) => {
      const ended = await run(args);
      if (ended.code !== 0) throw new Error(`assay ${args.join(' ')}\n${ended.stderr}`);
      return JSON.parse(ended.stdout) as T;
    },
  };
}
