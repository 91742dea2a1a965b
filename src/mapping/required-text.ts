/** Ends what can be read as a text: from here on the pattern says more than one thing. */
const OPEN = /[[(.^$|*+?{]/;

/**
 * Texts of at least two characters that stand in every match of a pattern. Empty where the pattern has a choice outside
 * of its groups. Reads the patterns of shipped mappings; what it does not understand it leaves out.
 */
export function requiredTexts(pattern: string): readonly string[] {
  const texts: string[] = [];
  let text = '';
  const end = (): void => {
    if (text.length > 1) texts.push(text);
    text = '';
  };
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at] ?? '';
    if (char === '|') return [];
    if (char === '[' || char === '(') {
      end();
      at = char === '[' ? endOfClass(pattern, at) : endOfGroup(pattern, at);
      continue;
    }
    const isEscape = char === '\\';
    const literal = isEscape ? (pattern[at + 1] ?? '') : char;
    at += isEscape ? 2 : 1;
    // An escaped letter or digit is a class or a mark; what a quantifier follows may be missing.
    const isPlain = isEscape ? !/\w/.test(literal) : !OPEN.test(literal);
    if (isPlain && !/[*+?{]/.test(pattern[at] ?? '')) text += literal;
    else end();
    if (!isEscape && literal === '{') at = pattern.indexOf('}', at) + 1 || pattern.length;
  }
  end();
  return texts;
}

/** Behind the class of characters that begins at `start`. */
function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Behind the group that begins at `start`. */
function endOfGroup(pattern: string, start: number): number {
  let at = start + 1;
  while (at < pattern.length && pattern[at] !== ')') {
    if (pattern[at] === '[') at = endOfClass(pattern, at);
    else if (pattern[at] === '(') at = endOfGroup(pattern, at);
    else at += pattern[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}
