import { join, resolve } from 'node:path';
import { formatProblem } from '../config/index.ts';
import { AssayError } from '../model/errors.ts';
import type { PlacedRule } from '../rules/index.ts';
import type { CommandContext } from './command.ts';

/** The rules of a folder, or every problem on standard error and AssayError `config`. */
export async function requireRules(context: CommandContext, folder: string): Promise<readonly PlacedRule[]> {
  const { loadRules } = await import('../rules/index.ts');
  const loaded = await loadRules(resolve(context.cwd, folder));
  if (loaded.ok) return loaded.rules;
  for (const problem of loaded.problems) {
    const file = join(folder, problem.file);
    context.terminal.stderr.write(`${formatProblem(file, { ...problem, file })}\n`);
  }
  const count = loaded.problems.length;
  throw new AssayError({
    code: 'RULES_INVALID',
    kind: 'config',
    message: `The rules have ${count} problem${count === 1 ? '' : 's'}; nothing was done.`,
  });
}
