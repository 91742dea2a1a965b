import { writeFile } from 'node:fs/promises';
import { AssayError } from '../model/errors.ts';
import type { CommandContext, OptionSpecs } from './command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { remark } from './output.ts';

export const OUTPUT_OPTION: OptionSpecs = {
  output: {
    type: 'string',
    short: 'o',
    hint: 'FILE',
    description: 'Write to this file instead of standard output.',
  },
};

/** Writes to the file of `-o`, readable by its owner only, else to standard output. */
export async function writeOutput(context: CommandContext, text: string): Promise<ExitCode> {
  const path = context.invocation.text('output');
  if (path === null) context.terminal.stdout.write(text);
  else {
    await writeOwnFile(path, text);
    remark(context, `Wrote ${path}.`);
  }
  return EXIT.ok;
}

async function writeOwnFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (error) {
    throw new AssayError({
      code: 'OUTPUT_NOT_WRITTEN',
      kind: 'config',
      message: `${path} cannot be written.`,
      fix: 'Check the folder and its permissions.',
      cause: error,
    });
  }
}
