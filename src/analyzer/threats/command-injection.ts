import type { ContentRule, Hit, Probe } from './rule.ts';
import { argumentOf, firstWord, type ShellPart, shellParts } from './shell-parts.ts';
import { SHAPE } from './text-shape.ts';

/**
 * A value that a shell would split into a second command. The word behind the separator must be a program, and what
 * follows it must look like arguments: `Tom; cat and mouse` and `a|b|c` are no commands.
 */
export const commandInjection: ContentRule = {
  type: 'command-injection',
  needs:
    SHAPE.semicolon |
    SHAPE.pipe |
    SHAPE.ampersand |
    SHAPE.backtick |
    SHAPE.dollar |
    SHAPE.lineBreak |
    SHAPE.call,
  detect,
};

/** Programs whose names are no English words. */
const PROGRAMS = new Set(
  'ls whoami uname wget curl nc ncat netcat bash zsh ksh ping ping6 sleep echo python python3 perl php ruby node powershell pwsh cmd cmd.exe powershell.exe ifconfig ipconfig nslookup dig chmod chown netstat tftp telnet busybox xxd sudo printenv tasklist systeminfo certutil bitsadmin mknod mkfifo lsof crontab passwd rm cat pwd'.split(
    ' ',
  ),
);
/** Programs whose names are also words or field names: `fields=name;id` is a list. */
const AMBIGUOUS = new Set(
  'id env ps dir type net find more less head tail touch host date set sh w who kill export awk sed grep base64 od sort cp mv'.split(
    ' ',
  ),
);

const ARGUMENT =
  /^(?:-{1,2}[a-z]|\/(?:[a-z]|$)|[a-z]:\\|\d|~|\*|\.{1,2}\/|\$|https?:|[\w-]{1,60}\.[a-z]{2,6}(?:$|[/:])|['"<>`&|])/i;

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (text.length > 2048) return null;
  const bash = text.includes('()') ? /\(\)\s{0,8}\{\s{0,8}:;?\s{0,8}\};?/.exec(text) : null;
  if (bash !== null) return { rule: 'command-shellshock', at: bash.index };
  // Header values are full of `;` and `|`; a shell meets them only through shellshock.
  if (probe.location === 'request.header') return null;
  const isFreeText = probe.location === 'request.body';
  for (const part of shellParts(text, !isFreeText)) {
    const written = firstWord(text, part);
    const program = programOf(written);
    if (!PROGRAMS.has(program) && !AMBIGUOUS.has(program)) continue;
    if (isScript(text, isFreeText)) return null;
    if (isCommand(text, part, written, program)) return { rule: part.rule, at: part.at };
  }
  return null;
}

/** A text that starts as a command is a script that someone stores, not a value that breaks out. */
function isScript(text: string, isFreeText: boolean): boolean {
  const word = /^\s{0,8}([^\s;|&]{0,64})/.exec(text)?.[1] ?? '';
  if (word.startsWith('#!') || SCRIPT_STARTS.has(word)) return true;
  return isFreeText && ((word.startsWith('$') && !word.startsWith('$(')) || PROGRAMS.has(word));
}
const SCRIPT_STARTS = new Set(
  'npm yarn git docker make cd apt apt-get pip sh sudo kubectl go cargo mvn'.split(' '),
);

function isCommand(text: string, part: ShellPart, written: string, program: string): boolean {
  if (written.startsWith('/')) return true;
  const known = PROGRAMS.has(program);
  const argument = argumentOf(text, part);
  const lead = leadOf(text);
  if (part.rule === 'command-substitution') {
    return known || argument !== undefined || (lead === '' && NO_ARGUMENTS.has(program));
  }
  if (argument !== undefined) return ARGUMENT.test(argument) && (known || isValue(lead));
  return NO_ARGUMENTS.has(program) && isValue(lead);
}

/** What stands before the first separator. */
function leadOf(text: string): string {
  const end = text.search(/[;|&`\r\n]|\$\(|<\(/);
  return (end < 0 ? text : text.slice(0, end)).trim();
}

const NO_ARGUMENTS = new Set(
  'ls whoami uname ifconfig ipconfig netstat pwd printenv tasklist systeminfo id env ps dir set w who'.split(
    ' ',
  ),
);

/** `/bin/cat`, `c\at`, `c''at`: the program behind the disguise. */
function programOf(word: string): string {
  if (word.length < 2 || word.length > 40) return '';
  const plain = (/['"\\]/.test(word) ? word.replace(/['"\\]/g, '') : word).toLowerCase();
  return plain.slice(plain.lastIndexOf('/') + 1);
}

/** What stands before the separator is a value of its own (number, address, file, nothing), not a name in a list. */
function isValue(lead: string): boolean {
  return lead === '' || /^[\d.:/\\'"-]+$/.test(lead) || /^[\w-]{1,60}\.[\w.-]{1,60}['"]?$/.test(lead);
}
