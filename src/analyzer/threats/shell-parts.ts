/** One simple command of a shell line, with the separator that started it. */
export interface ShellPart {
  readonly rule: 'command-separator' | 'command-pipe' | 'command-substitution' | 'command-line-break';
  readonly at: number;
  readonly end: number;
  /** `&&` and `||`: hardly ever in a list of words. */
  readonly doubled: boolean;
  /** A substitution inside a word: `file.txt$(id)`. */
  readonly attached: boolean;
}

const MAX_PARTS = 32;

/**
 * The commands behind the separators of a value, as a POSIX shell would split it; what stands before the first one
 * is not among them. Code spans of Markdown are passed over.
 */
export function shellParts(text: string): ShellPart[] {
  const parts: ShellPart[] = [];
  const spans = holdsMarkdown(text);
  let open: Opening | null = null;
  for (let at = 0; at < text.length && parts.length < MAX_PARTS; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKTICK && spans) {
      at = endOfSpan(text, at);
      continue;
    }
    const width = separatorWidth(text, at, code);
    if (width === 0 || isReference(text, at, code)) continue;
    if (open !== null) parts.push({ ...open, end: at });
    open = openingAt(text, at, width);
    at += width - 1;
  }
  if (open !== null && parts.length < MAX_PARTS) parts.push({ ...open, end: text.length });
  return parts;
}

type Opening = Omit<ShellPart, 'end'>;

const BACKTICK = 0x60;

function openingAt(text: string, at: number, width: number): Opening {
  const character = text.charAt(at);
  const rule = ruleOf(character);
  const isSubstitution = rule === 'command-substitution';
  return {
    rule,
    at: at + width,
    doubled: width === 2 && !isSubstitution,
    attached: isSubstitution && at > 0 && isWordPart(text.charCodeAt(at - 1)),
  };
}

function separatorWidth(text: string, at: number, code: number): number {
  switch (code) {
    case 0x3b:
    case BACKTICK:
    case 0x0a:
    case 0x0d:
      return 1;
    case 0x7c:
    case 0x26:
      return text.charCodeAt(at + 1) === code ? 2 : 1;
    case 0x24:
      return text.charAt(at + 1) === '(' && text.charAt(at + 2) !== '(' ? 2 : 0;
    case 0x3c:
    case 0x3e:
      return text.charAt(at + 1) === '(' ? 2 : 0;
    default:
      return 0;
  }
}

/** `&lt;`, `&#39;`: references of HTML and XML, whose ends separate nothing. */
function isReference(text: string, at: number, code: number): boolean {
  if (code === 0x26) return REFERENCE.test(text.slice(at, at + 12));
  if (code !== 0x3b) return false;
  const start = text.lastIndexOf('&', at);
  return start >= 0 && at - start < 12 && REFERENCE.test(text.slice(start, at + 1));
}

const REFERENCE =
  /^&(?:#\d{1,7}|#x[0-9a-f]{1,6}|lt|gt|amp|quot|apos|nbsp|mdash|ndash|copy|times|hellip|laquo|raquo|[aeiounc](?:acute|grave|uml|circ|tilde|cedil));/i;

/** Backticks mark code where the text around them is a sentence: white space or a line start before, words around. */
function holdsMarkdown(text: string): boolean {
  const first = text.indexOf('`');
  if (first < 0) return false;
  if (first > 0 && isWordPart(text.charCodeAt(first - 1))) return false;
  let words = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKTICK) at = endOfSpan(text, at);
    else if (isLetter(code) && !(at > 0 && isWordPart(text.charCodeAt(at - 1)))) words += 1;
    if (words >= 2) return true;
  }
  return false;
}

function endOfSpan(text: string, at: number): number {
  const end = text.indexOf('`', at + 1);
  return end < 0 ? text.length : end;
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

function isWordPart(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x5f;
}

function ruleOf(character: string): ShellPart['rule'] {
  if (character === '|') return 'command-pipe';
  if (character === '$' || character === '`' || character === '<' || character === '>')
    return 'command-substitution';
  return character === '\n' || character === '\r' ? 'command-line-break' : 'command-separator';
}

/** Words before a command that are none. */
const KEYWORD = /\s{0,4}(?:then|do|else|if|while|!)\s{1,4}(?=[a-z/])/y;

/** The first word of a part; cheap, because nearly every part of a benign text ends here. */
export function firstWord(text: string, part: Pick<ShellPart, 'at' | 'end'>): string {
  KEYWORD.lastIndex = part.at;
  let from = KEYWORD.test(text) ? Math.min(KEYWORD.lastIndex, part.end) : part.at;
  while (from < part.end && isBlank(text, from)) from += 1;
  for (const separator of ['${IFS}', '$IFS$9', '$IFS'])
    if (text.startsWith(separator, from)) from += separator.length;
  let end = from;
  while (end < part.end && end - from < 64 && !isWordEnd(text, end)) end += 1;
  return text.slice(from, end);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 0x20 || code === 0x7b || code === 0x28;
}

function isWordEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= 0x20 || code === 0x29 || code === BACKTICK || code === 0x3c || code === 0x3e) return true;
  if (code === 0x2c || code === 0x7b || code === 0x7d) return true;
  return code === 0x24 && (text.startsWith('$IFS', at) || text.startsWith('${IFS', at));
}

/** The words of a part behind its first one, at most eight. `$IFS` is white space that filters do not see. */
export function argumentsOf(text: string, part: Pick<ShellPart, 'at' | 'end'>): readonly string[] {
  const inside = text.slice(part.at, Math.min(part.end, part.at + 240));
  const spaced = inside.includes('IFS') ? inside.replace(/\$\{?IFS\}?(?:\$\d)?/g, ' ') : inside;
  return spaced
    .split(/[\s{},()`]+/, 10)
    .filter((word) => word !== '')
    .slice(1);
}
