import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hiddenBeside, targetOf } from '../agent/hidden-file.ts';
import { unwritten } from '../agent/unwritten.ts';
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

/**
 * A file appears under its name when all of it is written: what stood there before stays when the disk is full. What is
 * no file (a device, a pipe) takes the text as it comes.
 */
async function writeOwnFile(path: string, text: string): Promise<void> {
  const target = await targetOf(path);
  const existing = await stat(target).catch(() => null);
  try {
    if (existing !== null && !(existing.isFile() && (await isReplaceable(target))))
      await writeFile(target, text);
    else await replaceFile(target, text, (existing?.mode ?? OWNER_ONLY) & PERMISSIONS);
  } catch (error) {
    throw unwritten(path, error, 'OUTPUT_NOT_WRITTEN');
  }
}

/** Somebody may write a file and not its folder. */
async function isReplaceable(target: string): Promise<boolean> {
  return access(dirname(target), constants.W_OK).then(
    () => true,
    () => false,
  );
}

const OWNER_ONLY = 0o600;
const PERMISSIONS = 0o777;

async function replaceFile(target: string, text: string, mode: number): Promise<void> {
  const hidden = hiddenBeside(target);
  try {
    await writeFile(hidden, text, { mode });
    await rename(hidden, target);
  } catch (error) {
    await rm(hidden, { force: true });
    throw error;
  }
}
