/** One simple command of a shell line, with the separator that started it. */
export interface ShellPart {
  readonly rule: 'command-separator' | 'command-pipe' | 'command-substitution' | 'command-line-break';
  readonly at: number;
  readonly end: number;
}

const MAX_PARTS = 32;

/**
 * The commands behind the separators of a value, as a POSIX shell would split it; what stands before the first one
 * is not among them. Line breaks separate only where `lines` says so.
 */
export function shellParts(text: string, lines: boolean): ShellPart[] {
  const parts: ShellPart[] = [];
  let rule: ShellPart['rule'] | null = null;
  let from = 0;
  for (let at = 0; at < text.length && parts.length < MAX_PARTS; at += 1) {
    const width = separatorWidth(text, at, text.charCodeAt(at), lines);
    if (width === 0) continue;
    if (rule !== null) parts.push({ rule, at: from, end: at });
    rule = ruleOf(text.charAt(at));
    from = at + width;
    at += width - 1;
  }
  if (rule !== null) parts.push({ rule, at: from, end: text.length });
  return parts;
}

function separatorWidth(text: string, at: number, code: number, lines: boolean): number {
  switch (code) {
    case 0x3b:
      return 1;
    case 0x7c:
    case 0x26:
      return text.charCodeAt(at + 1) === code ? 2 : 1;
    case 0x24:
      return text.charAt(at + 1) === '(' && text.charAt(at + 2) !== '(' ? 2 : 0;
    case 0x3c:
      return text.charAt(at + 1) === '(' ? 2 : 0;
    case 0x60:
      return isMarkdown(text, at) ? 0 : 1;
    case 0x0a:
    case 0x0d:
      return lines ? 1 : 0;
    default:
      return 0;
  }
}

/** A backtick behind white space inside a sentence marks code in Markdown. */
function isMarkdown(text: string, at: number): boolean {
  if (at === 0) return /`\s{0,8}\S{1,200}\s{1,8}\S/.test(text.slice(Math.max(0, text.indexOf('`', 1))));
  return text.charCodeAt(at - 1) <= 0x20 || text.indexOf('`', at + 1) < 0;
}

function ruleOf(character: string): ShellPart['rule'] {
  if (character === '|') return 'command-pipe';
  if (character === '$' || character === '`' || character === '<') return 'command-substitution';
  return character === '\n' || character === '\r' ? 'command-line-break' : 'command-separator';
}

/** The first word of a part; cheap, because nearly every part of a benign text ends here. */
export function firstWord(text: string, part: ShellPart): string {
  let from = part.at;
  while (from < part.end && isBlank(text.charCodeAt(from))) from += 1;
  let end = from;
  while (end < part.end && end - from < 64 && !isWordEnd(text, end)) end += 1;
  return text.slice(from, end);
}

const isBlank = (code: number): boolean => code <= 0x20 || code === 0x7b;

function isWordEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= 0x20 || code === 0x29 || code === 0x60 || code === 0x3c || code === 0x3e) return true;
  return (
    code === 0x2c ||
    code === 0x7b ||
    code === 0x7d ||
    (code === 0x24 && text.startsWith('$IFS', at)) ||
    (code === 0x24 && text.startsWith('${IFS', at))
  );
}

/** The second word of a part, or undefined. `$IFS` is white space that filters do not see. */
export function argumentOf(text: string, part: ShellPart): string | undefined {
  const spaced = text
    .slice(part.at, Math.min(part.end, part.at + 200))
    .replaceAll('${IFS}', ' ')
    .replaceAll('$IFS$9', ' ')
    .replaceAll('$IFS', ' ');
  return spaced.split(/[\s{},)`]+/, 5).filter((word) => word !== '')[1];
}
