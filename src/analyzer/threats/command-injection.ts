import type { ContentRule, Hit, Probe } from './rule.ts';
import { type ShellPart, shellParts } from './shell-parts.ts';
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
    SHAPE.paren,
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
  const bash = /\(\)\s{0,8}\{\s{0,8}:;?\s{0,8}\};?/.exec(text);
  if (bash !== null) return { rule: 'command-shellshock', at: bash.index };
  if (isHeader(probe)) return null;
  const isFreeText = probe.location === 'request.body';
  const [first, ...rest] = shellParts(text, !isFreeText);
  if (first === undefined || isScript(first, isFreeText)) return null;
  const lead = first.words.join(' ');
  for (const part of rest) {
    if (isCommand(part, lead)) return { rule: part.rule, at: part.at };
  }
  return null;
}

/** Header values are full of `;` and `|`; a shell meets them only through shellshock. */
function isHeader(probe: Probe): boolean {
  return probe.location === 'request.header';
}

/** A text that starts as a command is a script that someone stores, not a value that breaks out. */
function isScript(first: ShellPart, isFreeText: boolean): boolean {
  const word = first.words[0] ?? '';
  if (word.startsWith('#!') || SCRIPT_STARTS.has(word)) return true;
  return isFreeText && (word.startsWith('$') || PROGRAMS.has(word));
}
const SCRIPT_STARTS = new Set(
  'npm yarn git docker make cd apt apt-get pip sh sudo kubectl go cargo mvn'.split(' '),
);

function isCommand(part: ShellPart, lead: string): boolean {
  const word = programOf(part.words[0] ?? '');
  const known = PROGRAMS.has(word);
  if (!known && !AMBIGUOUS.has(word)) return false;
  const argument = part.words[1];
  if (part.words[0]?.startsWith('/') === true) return true;
  if (part.rule === 'command-substitution') {
    return known || argument !== undefined || (lead === '' && NO_ARGUMENTS.has(word));
  }
  if (argument !== undefined) return ARGUMENT.test(argument) && (known || isValue(lead));
  return known ? NO_ARGUMENTS.has(word) && isValue(lead) : isValue(lead) && NO_ARGUMENTS.has(word);
}

const NO_ARGUMENTS = new Set(
  'ls whoami uname ifconfig ipconfig netstat pwd printenv tasklist systeminfo id env ps dir set w who'.split(
    ' ',
  ),
);

/** `/bin/cat`, `c\at`, `c''at`: the program behind the disguise. */
function programOf(word: string): string {
  const plain = word.replace(/['"\\]/g, '').toLowerCase();
  return plain.slice(plain.lastIndexOf('/') + 1);
}

/** What stands before the separator is a value of its own (number, address, file, nothing), not a name in a list. */
function isValue(lead: string): boolean {
  return lead === '' || /^[\d.:/\\'"-]+$/.test(lead) || /^[\w-]{1,60}\.[\w.-]{1,60}['"]?$/.test(lead);
}
