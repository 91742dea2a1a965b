import { parseArgs } from 'node:util';
import { AssayError } from '../model/errors.ts';
import { COMMON_OPTIONS, type Command, type Invocation, type OptionSpecs } from './command.ts';

/** Parses what was typed after the command's name. Throws AssayError `config` naming the option. */
export function parseInvocation(command: Command, args: readonly string[]): Invocation {
  const specs: OptionSpecs = { ...COMMON_OPTIONS, ...command.options };
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      {
        type: spec.type,
        multiple: spec.multiple ?? false,
        ...(spec.short === undefined ? {} : { short: spec.short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') addOption(command, specs, values, token.name, token.rawName, token.value);
  }
  const stray = positionals[command.words ?? 0];
  if (stray !== undefined) throw usage(command, `"${stray.slice(0, 40)}" is not understood here.`);
  return invocation(positionals, values);
}

function addOption(
  command: Command,
  specs: OptionSpecs,
  values: Map<string, string[]>,
  name: string,
  rawName: string,
  value: string | undefined,
): void {
  const spec = specs[name];
  if (spec === undefined) throw usage(command, `Unknown option ${rawName}.`);
  if (spec.type === 'string' && (value === undefined || (value.startsWith('-') && value !== '-'))) {
    throw usage(
      command,
      `Option ${rawName} needs a value${spec.hint === undefined ? '' : ` (${spec.hint})`}.`,
    );
  }
  if (spec.type === 'boolean' && value !== undefined)
    throw usage(command, `Option ${rawName} takes no value.`);
  const before = values.get(name) ?? [];
  if (before.length > 0 && spec.type === 'string' && spec.multiple !== true)
    throw usage(command, `Option ${rawName} is given twice.`);
  values.set(name, [...before, value ?? 'true']);
}

function invocation(
  positionals: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
): Invocation {
  return {
    positionals,
    flag: (name) => values.has(name),
    text: (name) => values.get(name)?.at(-1) ?? null,
    texts: (name) => values.get(name) ?? [],
  };
}

/** A mistake of the person who typed: exit 2, with the command's help as the fix. */
export function usage(command: Pick<Command, 'name'>, message: string): AssayError {
  return new AssayError({
    code: 'CLI_USAGE',
    kind: 'config',
    message,
    fix: `See: assay ${command.name} --help`,
  });
}
