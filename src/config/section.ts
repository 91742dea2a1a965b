import { AssayError } from '../model/errors.ts';
import type { Secret } from '../model/secret.ts';
import { parseDurationMs, pointerTo } from '../schema/index.ts';
import { type Branch, isTree, type Tree } from './value-tree.ts';

/** Typed reading of a part of the tree that has passed its schema and got its defaults; a surprise is a bug. */
export interface Section {
  readonly pointer: string;
  readonly tree: Tree;
  text(key: string): string;
  textOrNull(key: string): string | null;
  /** One of the words that the schema allows. */
  word<T extends string>(key: string, words: readonly T[]): T;
  wordOrNull<T extends string>(key: string, words: readonly T[]): T | null;
  number(key: string): number;
  flag(key: string): boolean;
  flagOrNull(key: string): boolean | null;
  durationMs(key: string): number;
  texts(key: string): readonly string[];
  /** Lists of texts under keys that the reader chose. */
  textLists(key: string): Readonly<Record<string, readonly string[]>>;
  secret(key: string): Secret | null;
  section(key: string): Section;
  sections(key: string): readonly Section[];
}

export function readSection(tree: Tree, secrets: ReadonlyMap<string, Secret>, pointer = ''): Section {
  const optional = <T>(key: string, is: (value: Branch) => value is Branch & T): T | null => {
    const value = tree[key];
    if (value === undefined) return null;
    return is(value) ? value : bug(pointerTo(pointer, key));
  };
  const present = <T>(value: T | null, key: string): T => value ?? bug(pointerTo(pointer, key));
  const textOrNull = (key: string): string | null => optional(key, isText);
  const wordOrNull = <T extends string>(key: string, words: readonly T[]): T | null => {
    const text = textOrNull(key);
    return text === null ? null : present(words.find((word) => word === text) ?? null, key);
  };
  const child = (value: Tree, at: string): Section => readSection(value, secrets, at);
  return {
    pointer,
    tree,
    textOrNull,
    wordOrNull,
    text: (key) => present(textOrNull(key), key),
    word: (key, words) => present(wordOrNull(key, words), key),
    number: (key) => present(optional(key, isNumber), key),
    flag: (key) => present(optional(key, isBoolean), key),
    flagOrNull: (key) => optional(key, isBoolean),
    durationMs: (key) => present(parseDurationMs(present(textOrNull(key), key)), key),
    texts: (key) => present(optional(key, isTexts), key),
    textLists: (key) => {
      const lists: Record<string, readonly string[]> = {};
      for (const [name, list] of Object.entries(present(optional(key, isTree), key))) {
        lists[name] = isTexts(list) ? list : bug(pointerTo(pointer, key));
      }
      return lists;
    },
    secret: (key) => secrets.get(pointerTo(pointer, key)) ?? null,
    section: (key) => child(present(optional(key, isTree), key), pointerTo(pointer, key)),
    sections: (key) =>
      present(optional(key, isTrees), key).map((item, index) =>
        child(item, pointerTo(pointerTo(pointer, key), index)),
      ),
  };
}

function bug(pointer: string): never {
  throw new AssayError({
    code: 'CONFIG_SCHEMA_GAP',
    kind: 'bug',
    message: 'A configuration value passed its schema with an unexpected type.',
    context: { pointer },
  });
}

function isText(value: Branch): value is string {
  return typeof value === 'string';
}

function isNumber(value: Branch): value is number {
  return typeof value === 'number';
}

function isBoolean(value: Branch): value is boolean {
  return typeof value === 'boolean';
}

function isTexts(value: Branch): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isTrees(value: Branch): value is Tree[] {
  return Array.isArray(value) && value.every(isTree);
}
