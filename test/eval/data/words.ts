import type { Half } from '../capability.ts';
import { WORDS_CHECK } from './words-check.ts';
import { WORDS_DEV } from './words-dev.ts';

/** How one half writes about a class: keys that name it, keys that hint at it, and sentences around a value. */
export interface Words {
  readonly clear: readonly string[];
  /** Empty where the shared hints of the kind serve. */
  readonly hints: readonly string[];
  /** Sentences; `{v}` is the value. */
  readonly says: readonly string[];
}

function parse(line: string): Words {
  const [clear = '', hints = '', says = ''] = line.split(' ; ');
  return {
    clear: clear.trim().split(' '),
    hints: hints.trim() === '' ? [] : hints.trim().split(' '),
    says: says.split('|').map((sentence) => sentence.trim()),
  };
}

export function wordsOf(classId: string, half: Half): Words {
  const line = (half === 'dev' ? WORDS_DEV : WORDS_CHECK)[classId];
  if (line === undefined) throw new RangeError(`no words for ${classId}`);
  return parse(line);
}
