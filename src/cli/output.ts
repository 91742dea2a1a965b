import { once } from 'node:events';
import type { CommandContext } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';
import { jsonPieces } from './json-pieces.ts';

/** Pretty JSON and a newline on standard output. */
export function writeJson({ terminal }: CommandContext, value: unknown): ExitCode {
  terminal.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  return EXIT.ok;
}

/** The same for a document that may be long: in pieces, no faster than they are taken. */
export async function writeDocument({ terminal }: CommandContext, document: object): Promise<void> {
  const { stdout } = terminal;
  for (const piece of jsonPieces(document)) if (!stdout.write(piece)) await once(stdout, 'drain');
  stdout.write('\n');
}

export function writeLine({ terminal }: CommandContext, line: string): void {
  terminal.stdout.write(`${line}\n`);
}

/** A remark for the person, not part of the data; silent under `--quiet`. */
export function remark({ terminal, invocation }: CommandContext, line: string): void {
  if (!invocation.flag('quiet')) terminal.stderr.write(`${line}\n`);
}
