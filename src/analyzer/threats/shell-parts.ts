/** One simple command of a shell line, with the separator that started it. */
export interface ShellPart {
  readonly rule: 'command-separator' | 'command-pipe' | 'command-substitution' | 'command-line-break';
  readonly at: number;
  /** Words as written, at most four. */
  readonly words: readonly string[];
}

const MAX_PARTS = 16;

/** Splits a value as a POSIX shell would; line breaks separate only where `lines` says so. */
export function shellParts(text: string, lines: boolean): ShellPart[] {
  const parts: ShellPart[] = [];
  let rule: ShellPart['rule'] = 'command-separator';
  let from = 0;
  for (let at = 0; at < text.length && parts.length < MAX_PARTS; at += 1) {
    const width = separatorWidth(text, at, lines);
    if (width === 0) continue;
    parts.push({ rule, at: from, words: wordsOf(text.slice(from, at)) });
    rule = ruleOf(text, at);
    from = at + width;
    at += width - 1;
  }
  parts.push({ rule, at: from, words: wordsOf(text.slice(from)) });
  return parts;
}

function separatorWidth(text: string, at: number, lines: boolean): number {
  const character = text.charAt(at);
  const next = text.charAt(at + 1);
  if (character === ';') return 1;
  if (character === '|' || character === '&') return next === character ? 2 : 1;
  if (character === '$' && next === '(' && text.charAt(at + 2) !== '(') return 2;
  if (character === '<' && next === '(') return 2;
  if (character === '`') return isMarkdown(text, at) ? 0 : 1;
  return lines && (character === '\n' || character === '\r') ? 1 : 0;
}

/** A backtick behind white space inside a sentence marks code in Markdown. */
function isMarkdown(text: string, at: number): boolean {
  if (at === 0) return /`\s*\S+\s+\S/.test(text.slice(text.indexOf('`', 1)));
  return /\s/.test(text.charAt(at - 1)) || text.indexOf('`', at + 1) < 0;
}

function ruleOf(text: string, at: number): ShellPart['rule'] {
  const character = text.charAt(at);
  if (character === '|') return 'command-pipe';
  if (character === '$' || character === '`' || character === '<') return 'command-substitution';
  return character === '\n' || character === '\r' ? 'command-line-break' : 'command-separator';
}

function wordsOf(text: string): string[] {
  const spaced = text
    .slice(0, 200)
    .replaceAll('${IFS}', ' ')
    .replaceAll('$IFS$9', ' ')
    .replaceAll('$IFS', ' ');
  return spaced
    .replace(/[)`]+$/, '')
    .trim()
    .split(/[\s<>{},]+/, 5)
    .filter((word) => word !== '')
    .slice(0, 4);
}
