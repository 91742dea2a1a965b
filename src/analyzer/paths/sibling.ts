import { isVersionSegment } from './base-path.ts';
import { isExtension } from './file-extensions.ts';
import { isActionWord, isMarkedName, isPathWord, singularOf } from './path-words.ts';
import type { Profile } from './profile.ts';
import type { PathNode } from './trie.ts';

/** A literal child under judgement: is it a name, or one value of a slot? */
export interface Sibling {
  readonly text: string;
  /** The text without a literal affix such as `.json` or `:cancel`. */
  readonly stem: string;
  readonly suffix: string;
  readonly kind: SiblingKind;
  readonly look: Look;
  readonly nodes: readonly PathNode[];
  readonly profile: Profile;
  /** From -1 to 1: whether its answers name it (`echo.ts`). */
  readonly echo: number;
}

/**
 * `action` and `word` stand in the shipped vocabulary; `filler` is what faulty clients send for a missing value, `file`
 * the name of a file where files are named by people.
 */
export type SiblingKind = 'action' | 'word' | 'filler' | 'file' | 'unknown';

/** Form of a value; all but `word` are unusual for route names. */
export type Look = 'word' | 'slug' | 'short-code' | 'upper-code' | 'alphanumeric' | 'foreign';

const FILLERS: ReadonlySet<string> = new Set([
  'undefined',
  'null',
  'nan',
  'none',
  'nil',
  '-',
  '0x0',
  'true',
  'false',
]);
const VERB = /^([^:]+)(:[A-Za-z]{2,40})$/;

/** Takes a text apart where a literal affix may end it: an extension in lower case, a custom verb as it stands. */
export function splitSuffix(text: string): readonly [string, string] {
  const dot = text.lastIndexOf('.');
  if (dot > 0 && isExtension(text.slice(dot + 1))) return [text.slice(0, dot), text.slice(dot).toLowerCase()];
  const verb = text.includes(':') ? VERB.exec(text) : null;
  return verb === null ? [text, ''] : [verb[1] ?? text, verb[2] ?? ''];
}

const NUMBERED = /^\d+(?:[.-]\d+)*$/;
/** Behind these a version is one of many: `/policies/7/versions/v40`. */
const VERSION_NOUNS: ReadonlySet<string> = new Set([
  'version',
  'release',
  'tag',
  'revision',
  'edition',
  'build',
]);

export function kindOf(text: string, stem: string, parent: string | null): SiblingKind {
  if (FILLERS.has(stem.toLowerCase())) return 'filler';
  if (isVersionSegment(text) && parent !== null && VERSION_NOUNS.has(singularOf(parent.toLowerCase())))
    return 'unknown';
  if (isVersionSegment(text) || text.startsWith('.well-known') || isMarkedName(text)) return 'action';
  if (isActionWord(stem) || isActionWord(text)) return 'action';
  // A number or date is literal only where versions stand.
  if (NUMBERED.test(text)) return 'action';
  return isPathWord(stem) || isPathWord(text) ? 'word' : 'unknown';
}

export function lookOf(stem: string): Look {
  if (/^[A-Za-z]{2}$/.test(stem)) return 'short-code';
  if (/^[A-Z]{3,6}$/.test(stem)) return 'upper-code';
  if (/[^A-Za-z0-9._~-]/.test(stem)) return 'foreign';
  if (/\d/.test(stem)) return 'alphanumeric';
  return /[-_.]/.test(stem) ? 'slug' : 'word';
}
