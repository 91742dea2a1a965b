import type { Readable } from 'node:stream';
import type { ExitCode } from './exit-code.ts';

/** One option of a command, as typed and as explained by `--help`. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** Upper-case placeholder of the value: `FILE`. */
  readonly hint?: string;
  readonly multiple?: boolean;
  readonly description: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Where a command reads and writes; handed in, so that tests run commands without a process. */
export interface Terminal {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly stdin: Readable;
  /** True when standard error is a terminal: progress is drawn in place. */
  readonly interactive: boolean;
  readonly color: boolean;
  readonly columns: number;
}

/** What was typed, parsed: positionals and options by long name. */
export interface Invocation {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | null;
  texts(name: string): readonly string[];
}

export interface CommandContext {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The usage lines, without the program's name. */
  readonly usage: readonly string[];
  readonly options: OptionSpecs;
  /** How many words may follow the command; none unless said. */
  readonly words?: number;
  /** Two or three commands worth copying. */
  readonly examples: readonly string[];
  run(context: CommandContext): Promise<ExitCode>;
}

/** Options that every command understands. */
export const COMMON_OPTIONS: OptionSpecs = {
  help: { type: 'boolean', short: 'h', description: 'Show this help.' },
  quiet: { type: 'boolean', short: 'q', description: 'No progress and no summary on standard error.' },
  verbose: { type: 'boolean', short: 'v', description: 'More detail on standard error.' },
};

export const CONFIG_OPTION: OptionSpecs = {
  config: {
    type: 'string',
    short: 'c',
    hint: 'FILE',
    description: 'Configuration file (default ./assay.yaml).',
  },
};

export const JSON_OPTION: OptionSpecs = {
  json: { type: 'boolean', description: 'Print JSON on standard output.' },
};
