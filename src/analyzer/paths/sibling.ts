import { isVersionSegment } from './base-path.ts';
import { isExtension } from './file-extensions.ts';
import { isActionWord, isMarkedName, isOneself, isPathWord, singularOf } from './path-words.ts';
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
  /** At how many other kinds of places of the host an unlisted text stands. */
  readonly elsewhere: number;
  /** Whether the host has a literal that differs in number only: `gene` beside `genes`. */
  readonly otherForm: boolean;
}

/**
 * `action` and `word` stand in the shipped vocabulary; `filler` is what faulty clients send for a missing value, `file`
 * the name of a file where files are named by people, `numbered` one of more versions, numbers or dates than an API has, or
 * letters and digits in turns.
 */
export type SiblingKind = 'action' | 'word' | 'filler' | 'file' | 'numbered' | 'unknown';

export function isListed(sibling: Sibling): boolean {
  return sibling.kind === 'word' || sibling.kind === 'action';
}

/** Whoever asks; two letters among codes are a code. */
export function isSelf({ text, kind }: Sibling): boolean {
  return kind !== 'unknown' && isOneself(text.startsWith('@') ? text.slice(1) : text);
}

/** A name whatever it answers: a word for oneself, or a listed word behind a mark that no value has (`_search`, `$match`). */
export function isSureName(sibling: Sibling): boolean {
  return isSelf(sibling) || (isMarkedName(sibling.text) && isPathWord(sibling.text.slice(1)));
}

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
  if (isPathWord(stem) || isPathWord(text)) return 'word';
  return isScrambled(stem) ? 'numbered' : 'unknown';
}

/** Letters and digits in turns that no name has: `1ubez3wokzgk3vsu`. */
const SCRAMBLED = /^[a-z0-9]{10,}$/i;
const TURNS = /\d(?=[a-z])|[a-z](?=\d)/gi;
const MOST_TURNS = 4;

function isScrambled(text: string): boolean {
  return SCRAMBLED.test(text) && (text.match(TURNS)?.length ?? 0) >= MOST_TURNS;
}

/** So many versions of one API may stand side by side; elsewhere a version is part of what is kept there. */
const VERSIONS_AT_BASE = 10;
const VERSIONS_ELSEWHERE = 4;
/** From so many codes of two letters on `me` and `my` are codes, too: Montenegro and Malaysia. */
const SHORT_CODES = 8;
/** The same in capitals, which names of two letters seldom have. */
const CAPITAL_CODES = 3;
const CAPITALS = /^[A-Z]+$/;
const SHORT = /^[A-Za-z]{2}$/;
/** Three numbers, or a day: releases and dates have them, versions of an API seldom. */
const RELEASE = /^(?:v?\d{1,4}\.\d{1,4}\.\d{1,4}|\d{4}-\d{2}-\d{2})$/i;

/** What the texts of one place say together of each of them. */
export interface TextCrowd {
  readonly versions: number;
  readonly releases: number;
  readonly shortCodes: number;
  /** Those of them in capitals. */
  readonly capitals: number;
}

export function crowdOf(texts: Iterable<string>): TextCrowd {
  let [versions, releases, shortCodes, capitals] = [0, 0, 0, 0];
  for (const text of texts) {
    if (isNumbered(text)) versions += 1;
    if (RELEASE.test(text)) releases += 1;
    if (!SHORT.test(text) || kindOf(text, text, null) !== 'unknown') continue;
    shortCodes += 1;
    if (CAPITALS.test(text)) capitals += 1;
  }
  return { versions, releases, shortCodes, capitals };
}

/** The kind of a text in its crowd: where versions, numbers, dates or codes are many they are values. */
export function kindAmong(kind: SiblingKind, text: string, crowd: TextCrowd, atBase: boolean): SiblingKind {
  if (kind === 'action' && isNumbered(text)) {
    if (RELEASE.test(text) && crowd.releases > VERSIONS_ELSEWHERE) return 'numbered';
    return crowd.versions > (atBase ? VERSIONS_AT_BASE : VERSIONS_ELSEWHERE) ? 'numbered' : kind;
  }
  const isCode = SHORT.test(text) && (kind === 'action' || kind === 'word');
  const isCrowd = crowd.shortCodes >= SHORT_CODES || (CAPITALS.test(text) && crowd.capitals >= CAPITAL_CODES);
  return isCode && isCrowd ? 'unknown' : kind;
}

function isNumbered(text: string): boolean {
  return isVersionSegment(text) || NUMBERED.test(text);
}

export function lookOf(stem: string): Look {
  if (/^[A-Za-z]{2}$/.test(stem)) return 'short-code';
  if (/^[A-Z]{3,6}$/.test(stem)) return 'upper-code';
  if (/[^A-Za-z0-9._~-]/.test(stem)) return 'foreign';
  if (/\d/.test(stem)) return 'alphanumeric';
  return /[-_.]/.test(stem) ? 'slug' : 'word';
}
