import type { Command, CommandContext } from './command.ts';
import { usage } from './parse.ts';

/** The value of an option that takes one of a few words; null when it is not given. Throws AssayError naming them. */
export function choice<T extends string>(
  command: Pick<Command, 'name'>,
  { invocation }: CommandContext,
  option: string,
  words: readonly T[],
): T | null {
  const typed = invocation.text(option);
  if (typed === null) return null;
  const found = words.find((word) => word.toLowerCase() === typed.toLowerCase());
  if (found === undefined) throw usage(command, `Write --${option} as one of ${words.join(', ')}.`);
  return found;
}
