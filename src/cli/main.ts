import { isNoRoom } from '../agent/unwritten.ts';
import { AssayError } from '../model/errors.ts';
import type { Command, Terminal } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { commandHelp, programHelp } from './help.ts';
import { programVersion } from './package-folder.ts';
import { parseInvocation } from './parse.ts';

/** Runs one command line and returns its exit code; everything that touches the process stands in this file. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal();
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help')
      return await help(terminal, rest);
    if (name === '--version' || name === 'version') return print(terminal, `${programVersion()}\n`);
    const command = await findCommand(name);
    if (command === null) throw unknownCommand(name);
    return await runCommand(command, rest, terminal);
  } catch (error) {
    return reportFailure(terminal, error);
  }
}

async function help(terminal: Terminal, rest: readonly string[]): Promise<ExitCode> {
  const [name] = rest;
  if (name !== undefined) {
    const command = await findCommand(name);
    if (command === null) throw unknownCommand(name);
    return print(terminal, commandHelp(command));
  }
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return print(terminal, programHelp(commands, programVersion()));
}

async function findCommand(name: string): Promise<Command | null> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return load === undefined ? null : load();
}

function unknownCommand(name: string): AssayError {
  return new AssayError({
    code: 'CLI_UNKNOWN_COMMAND',
    kind: 'config',
    message: `There is no command "${name.slice(0, 40)}".`,
    fix: 'assay --help lists the commands.',
  });
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const invocation = parseInvocation(command, args);
  if (invocation.flag('help')) return print(terminal, commandHelp(command));
  const abort = new AbortController();
  let received: ExitCode | null = null;
  const stop = (code: ExitCode) => (): void => {
    if (received !== null) process.exit(code);
    received = code;
    abort.abort(new AssayError({ code: 'INTERRUPTED', kind: 'transient', message: 'Stopped by a signal.' }));
  };
  process.on('SIGINT', stop(EXIT.interrupted));
  process.on('SIGTERM', stop(EXIT.terminated));
  try {
    const code = await command.run({
      invocation,
      terminal,
      env: process.env,
      cwd: process.cwd(),
      signal: abort.signal,
    });
    return received !== null && code !== EXIT.ok ? received : code;
  } catch (error) {
    if (received !== null) return received;
    throw error;
  }
}

/** One clear line: what, where, how to fix. The stack of a bug goes along, since nobody else can act on it. */
function reportFailure(terminal: Terminal, error: unknown): ExitCode {
  if (error instanceof AssayError) {
    terminal.stderr.write(`assay: ${error.message}${error.fix === null ? '' : ` ${error.fix}`}\n`);
    return exitCodeOf(error);
  }
  const where = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 8).join('\n') : '';
  terminal.stderr.write(
    `assay: internal error ${error instanceof Error ? error.name : ''}; please report it.\n${where}\n`,
  );
  return EXIT.internal;
}

function print(terminal: Terminal, text: string): ExitCode {
  terminal.stdout.write(text);
  return EXIT.ok;
}

function processTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  // no-color.org: any value but the empty one counts.
  const color = (env['NO_COLOR'] ?? '') === '' && (isForced(env['FORCE_COLOR']) || stdout.isTTY);
  return { stdout, stderr, stdin, interactive: stderr.isTTY, color, columns: stdout.columns ?? 120 };
}

function isForced(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe went away (`assay … | head`): nothing is left to say.
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  const why = isNoRoom(error) ? ': its disk is full' : '';
  process.stderr.write(`assay: standard output could not be written${why}; it is cut short.\n`);
  process.exit(EXIT.incomplete);
});
// A log that cannot be written (its disk is full, its reader is gone) ends no work: there is nobody to tell.
process.stderr.on('error', () => undefined);
process.exitCode = await main(process.argv.slice(2));
