/** Lower-case words of a key: `billingAddress_line1` is `billing address line1`, `HTTPServer` is `http server`. */
export function keyWords(key: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    const isUpper = code >= 65 && code <= 90;
    if (!isUpper && !(code >= 97 && code <= 122) && !(code >= 48 && code <= 57) && code < 128) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (isUpper && word !== '' && startsWord(key, at)) {
      words.push(word);
      word = '';
    }
    word += isUpper ? String.fromCharCode(code + 32) : key.charAt(at);
  }
  if (word !== '') words.push(word);
  return words;
}

/** An upper-case letter starts a word after a lower-case one or a digit, or before a lower-case one. */
function startsWord(key: string, at: number): boolean {
  const before = key.charCodeAt(at - 1);
  if (!(before >= 65 && before <= 90)) return true;
  const after = key.charCodeAt(at + 1);
  return after >= 97 && after <= 122;
}

/** Good enough for API nouns: `addresses`, `companies`, `users`; `status` and `address` stay. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses') || word.endsWith('xes')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

const SAME_WORD: ReadonlyMap<string, string> = new Map([
  ...['no', 'nr', 'num', 'nbr', 'nummer', 'numero', 'numer', 'numara', 'numarasi', 'nro'].map(
    (word) => [word, 'number'] as const,
  ),
  ['license', 'licence'],
  ['identifier', 'id'],
]);

/** `kontonummer`, `cprnr`, `cardnumber`: two words written in one. */
const NUMBER_ENDINGS: readonly (readonly [string, number])[] = [
  ['nummer', 2],
  ['number', 2],
  ['numero', 2],
  ['nr', 3],
];

/** Words as phrases compare them: singular, one spelling for each, `number` apart from what it numbers. */
export function phraseWords(words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const word of words) addPhraseWord(found, word);
  return found;
}

function addPhraseWord(words: string[], word: string): void {
  const one = singular(word);
  const same = SAME_WORD.get(one);
  if (same !== undefined) {
    words.push(same);
    return;
  }
  for (const [ending, shortest] of NUMBER_ENDINGS) {
    const stem = one.length - ending.length;
    if (stem < shortest || !one.endsWith(ending)) continue;
    words.push(singular(one.slice(0, stem)), 'number');
    return;
  }
  words.push(one);
}

const SHIPPED = new Map<string, readonly string[]>();

/** The words of a shipped phrase, which several indexes are made of while a thread starts; only for these, none is let go. */
export function shippedPhrase(phrase: string): readonly string[] {
  let words = SHIPPED.get(phrase);
  if (words === undefined) {
    words = phraseWords(phrase.split(' '));
    SHIPPED.set(phrase, words);
  }
  return words;
}
