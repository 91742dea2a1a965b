import type { ContentRule, Hit, Probe } from './rule.ts';
import { argumentsOf, firstWord, type ShellPart, shellParts } from './shell-parts.ts';
import {
  ENGLISH,
  hasShellArguments,
  isProgram,
  type Program,
  programOf,
  STANDALONE,
  STANDALONE_SHORT,
  STANDALONE_WORDS,
} from './shell-words.ts';
import { SHAPE } from './text-shape.ts';

/**
 * A value that a shell would split into a second command. What is weighed: how unusual the separator is, whether a
 * program stands behind it with what a shell takes for arguments, and whether what stands before it is a value (a number,
 * host or file) and no sentence. `Tom; cat and mouse` and `a|b|c` are no commands, and whole scripts, logs and pages
 * about shells are texts that someone stores, not values that break out.
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
    SHAPE.systemPath |
    SHAPE.call,
  detect,
};

/** Longer values are documents; a reverse shell fits. */
const LONGEST_VALUE = 1024;
/** Evidence that makes a command of a part. */
const ENOUGH = 4;
/** Weight of a program with arguments that only a shell takes. */
const PROVEN = 3;

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (text.length > LONGEST_VALUE) return null;
  const bash = text.includes('()') ? /\(\)\s{0,8}\{\s{0,8}[^}]{0,40};?\s{0,8}\}\s{0,8};/.exec(text) : null;
  if (bash !== null) return { rule: 'command-shellshock', at: bash.index };
  const braces = bracedCommand(text);
  if (braces !== null) return braces;
  if (RUN_BY_NAME.test(probe.name)) {
    const whole = wholeCommand(probe);
    if (whole !== null) return whole;
  }
  return behindSeparator(probe);
}

/** `{cat,/etc/passwd}`: a command without a blank in it. */
function bracedCommand(text: string): Hit | null {
  const match = /^\s{0,4}\{([\w/.-]{1,40}),([^{}\s]{1,200})\}\s{0,4}$/.exec(text);
  if (match === null) return null;
  const program = programOf(match[1] ?? '');
  const following = (match[2] ?? '').split(',');
  return program !== null && hasShellArguments(program.name, following, following.join(' '))
    ? { rule: 'command-substitution', at: 0 }
    : null;
}

/** Fields of secrets, where generated ones hold every sign. */
const TAKES_SECRET = /pass(?:word|wd|phrase)?$|pwd$|secret$|^(?:current|new|confirm|old)$/i;

function behindSeparator(probe: Probe): Hit | null {
  if (TAKES_SECRET.test(probe.name) && !/[\s/]/.test(probe.text)) return null;
  const text = probe.text.includes('$()') ? probe.text.replaceAll('$()', '') : probe.text;
  let lead: Lead | null = null;
  for (const part of shellParts(text)) {
    const program = programOf(firstWord(text, part)) ?? expansionAt(text, part);
    if (program === null) continue;
    lead ??= readLead(probe);
    if (lead.excludes) return null;
    const command = weightOfCommand(text, part, program);
    if (command === 0) continue;
    const isListed = lead.isList && command < PROVEN;
    const weight =
      weightOfSeparator(part, probe) + command + lead.weight + weightOfEnd(text, part) - (isListed ? 1 : 0);
    if (weight >= ENOUGH) return { rule: part.rule, at: part.at };
  }
  return null;
}

/** `;${PATH:0:1}bin`, `;a=id;$a`: a command put together by the shell. */
function expansionAt(text: string, part: ShellPart): Program | null {
  const inside = text.slice(part.at, Math.min(part.end, part.at + 60));
  const isBuilt = /^\s{0,4}\$\{[A-Z]{2,12}:\d/.test(inside) || /^\s{0,4}\$[a-z]\w{0,8}\s{0,4}$/.test(inside);
  return isBuilt && (inside.includes('{') || /[;&\s]\w{1,9}=\w/.test(text.slice(0, part.at)))
    ? { name: '', disguised: true, absolute: false }
    : null;
}

function weightOfSeparator(part: ShellPart, { raw, text }: Probe): number {
  if (part.doubled || part.attached) return 3;
  // A break that was encoded once more than its transport asks for.
  if (part.rule === 'command-line-break' && raw !== text && /%(?:25)?0[ad]/i.test(raw)) return 2;
  return part.rule === 'command-substitution' ? 2 : 1;
}

/** Zero where the words behind the program are none of its arguments. */
function weightOfCommand(text: string, part: ShellPart, program: Program): number {
  const { name } = program;
  if (name === '') return 3;
  const command = { at: part.at, end: endOfCommand(text, part) };
  const rest = text.slice(command.at, Math.min(command.end, command.at + 240));
  const following = withoutComment(argumentsOf(text, command)).filter((word) => !/^["'#]+$/.test(word));
  if (hasShellArguments(name, following, rest)) return isTraceLine(part, name, following) ? 0 : 3;
  if (following.length > 0) {
    if (following.length > 1 || !/^[\w.-]{1,40}["']?$/.test(following[0] ?? '')) return 0;
    return program.disguised || program.absolute ? 3 : ECHOES.has(name) ? 1 : 0;
  }
  if (program.disguised || program.absolute || STANDALONE.has(name)) return 3;
  if (STANDALONE_SHORT.has(name)) return 2;
  return STANDALONE_WORDS.has(name) ? 1 : 0;
}

/** `whoami # the rest`: from there on the shell reads nothing. */
function withoutComment(following: readonly string[]): readonly string[] {
  const at = following.findIndex((word) => word.startsWith('#'));
  return at < 0 ? following : following.slice(0, at);
}

/** `\tat app.Main.run(...)`, `file src.main`: on a line of its own an English word before a dotted name is a log or a list. */
function isTraceLine(part: ShellPart, name: string, following: readonly string[]): boolean {
  return (
    part.rule === 'command-line-break' &&
    ENGLISH.has(name) &&
    following.every((word) => DOTTED_NAME.test(word) || PLAIN_WORD.test(word))
  );
}

/** `$(whoami).evil.example`: what follows the bracket is no argument. */
function endOfCommand(text: string, part: ShellPart): number {
  if (part.rule !== 'command-substitution' || text.charAt(part.at - 1) !== '(') return part.end;
  const close = text.indexOf(')', part.at);
  return close < 0 || close > part.end ? part.end : close;
}

const PLAIN_WORD = /^[\w-]{1,40}[.,;:!?]?$/i;
const DOTTED_NAME = /^[\w$<>@-]{1,60}(?:\.[\w$<>@-]{1,60}){1,12}(?::\d{1,6})?[,;:]?$|^[\w.-]{1,60}:\d{1,6}$/;

const ECHOES: ReadonlySet<string> = new Set(['echo', 'nslookup', 'eval']);

/** A separator or comment behind the command, with nothing of the value left: `; id;`, `& env &`, `; id #`. */
function weightOfEnd(text: string, part: ShellPart): number {
  if (part.rule === 'command-substitution') return 0;
  const tail = text.slice(part.end).trim();
  if (part.end < text.length && /^[;&|#'"\s]{1,6}$/.test(tail)) return 1;
  return /\s#\s{0,4}$/.test(text) ? 2 : 0;
}

interface Lead {
  readonly weight: number;
  /** The place takes names with separators between them: there a lone word is one of them. */
  readonly isList: boolean;
  /** A script, a sentence or a document: nothing in it breaks out. */
  readonly excludes: boolean;
}

const NO_VALUE: Lead = { weight: 0, isList: false, excludes: true };

/** What stands before the first separator, and where the whole stands. */
function readLead(probe: Probe): Lead {
  const { text, name } = probe;
  const end = text.search(/[;|&`\r\n]|[$<>]\(/);
  const lead = (end < 0 ? text : text.slice(0, end)).trim();
  const words = lead === '' ? 0 : lead.split(/\s+/).length;
  if (words > MOST_LEAD_WORDS || isDocument(probe, words)) return NO_VALUE;
  if (lead !== '' && probe.location === 'request.body' && STORES_CODE.test(name)) return NO_VALUE;
  const place = TAKES_NAME_ONLY.test(name) && !/\s/.test(lead) ? 2 : TAKES_VALUE.test(name) ? 1 : 0;
  const isList = place === 0 && TAKES_LIST.test(name);
  return { weight: weightOfLead(lead, words) + place, isList, excludes: false };
}

const MOST_LEAD_WORDS = 3;
/** Places of a value that ends up on a command line. */
const TAKES_NAME_ONLY =
  /^(?:host(?:name)?|domain|server|ip|ip_?addr(?:ess)?|file_?name|printer|device|zone|interface)$/i;
const TAKES_VALUE =
  /(?:host|domain|server|^ip|addr|file|path|folder|dir|printer|device|target|queue|interface|port|url|uri|repo|branch|archive|image|command|cmd|exec|client-?name|format|name)$/i;
const TAKES_LIST =
  /^(?:fields?|select|columns?|cols|sort|order|orderby|include|expand|keys|tags?|labels?|embed)$/i;
/** Fields that hold scripts on purpose. */
const STORES_CODE =
  /^(?:(?:before|after|pre|post|build|start|startup|stop|init|user|health|install|deploy)?[_-]?(?:scripts?|commands?|cmds?|code|hooks?)|run|args?|arguments|entrypoint|shell|exec|snippet|source|content|contents|body|markdown|text\/plain|patch|diff|logs?|trace|output|std(?:out|err)|dockerfile|user_?data|cloud_?init|steps?|test|example|usage|query)$/i;

/** A number, address or file by itself, nothing, or a value that closes its quotes; then an id; then a word. */
function weightOfLead(lead: string, words: number): number {
  if (lead === '' || /^[\d.:/\\'")-]+$/.test(lead) || /['")]$/.test(lead)) return 2;
  if (/^[\w.-]{1,60}\.[\w-]{1,60}$/.test(lead)) return 2;
  if (/^[\w:/.-]{1,60}$/.test(lead) && /\d/.test(lead)) return 1;
  return words === 1 ? 0 : -1;
}

const MOST_LINES = 3;
const SHELL_START =
  /^(?:npm|npx|yarn|pnpm|git|docker|podman|make|cd|apt|apt-get|yum|apk|pip3?|sh|sudo|kubectl|helm|terraform|go|cargo|mvn|gradle|if|then|for|while|until|case|export|source|set|trap|\[\[?|exec|function|RUN|CMD|FROM|ENTRYPOINT|\.{1,2}\/\S*|[A-Z_][A-Z0-9_]*=\S*)$/;

/** Many lines, a script by its first word, a prompt. */
function isDocument(probe: Probe, leadWords: number): boolean {
  const { text } = probe;
  if (lineCount(text) > MOST_LINES || text.includes('```')) return true;
  if (probe.location === 'request.body' && CLOSED_TAG.test(text)) return true;
  const word = /^[ \t]{0,8}([^\s;|&]{0,64})/.exec(text)?.[1] ?? '';
  if (word.startsWith('#!') || SHELL_START.test(word)) return true;
  if (probe.location !== 'request.body' && !ASKS.test(probe.name)) return false;
  const isCommand = isProgram(word) && (leadWords > 1 || STANDALONE_SHORT.has(word));
  return isCommand || (word.startsWith('$') && !word.startsWith('$(')) || word.startsWith('#');
}

/** Markup, where `&amp; more</p>` is a sentence. */
const CLOSED_TAG = /<\/[a-z][a-z0-9]{0,12}>/i;

/** Searches: a line that starts with a program is one that somebody wants explained. */
const ASKS = /^(?:q|query|search|s|k|term|terms|keywords?|text)$/i;

/** Line breaks at the ends make no lines. */
function lineCount(text: string): number {
  let count = 1;
  const trimmed = text.trim();
  for (let at = trimmed.indexOf('\n'); at >= 0; at = trimmed.indexOf('\n', at + 1)) count += 1;
  return count;
}

const RUN_BY_NAME = /^(?:cmd|command|exec|execute|run|shell|system|ping|do)$/i;

/** `?cmd=cat /etc/passwd`: a page that runs what it is told, or a search for one. */
function wholeCommand(probe: Probe): Hit | null {
  if (probe.location !== 'request.query') return null;
  const { text } = probe;
  const whole = { at: 0, end: text.length };
  const program = programOf(firstWord(text, whole));
  if (program === null) return null;
  const following = argumentsOf(text, whole);
  const isCommand = following.length === 0 ? STANDALONE.has(program.name) : /[/\\$<>|;&-]/.test(text);
  return isCommand && (following.length === 0 || hasShellArguments(program.name, following, text))
    ? { rule: 'command-parameter', at: 0 }
    : null;
}
