import type { KeyedHash } from '../exchange.ts';
import { trieLeaves } from '../paths/infer.ts';
import { isPathWord } from '../paths/path-words.ts';
import type { PathToken } from '../paths/template-tree.ts';
import type { PathNode } from '../paths/trie.ts';
import { BODY_KEYS, bodyKeysOf, hashesOf, type KeyNames } from '../payloads/body-keys.ts';
import { type HashSet, mergeHashSet } from '../sketch/bottom-k.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { Leaf } from './leaf.ts';

/** What stands in an error and beside it. */
const BESIDE: KeyNames = Object.fromEntries(
  (
    'code message msg status statusCode status_code success ok title detail details description type reason path ' +
    'instance timestamp request_id requestId traceId data'
  )
    .split(' ')
    .map((name) => [name, null]),
);
/** Keys of which one alone says that the answer is an error. */
const ERROR: KeyNames = {
  error: BESIDE,
  errors: BESIDE,
  fault: BESIDE,
  exception: BESIDE,
  error_description: null,
  errorMessage: null,
  error_message: null,
  errorCode: null,
  error_code: null,
};

/** Paths that answer one page, from which on it is believed to be the page for "nothing here". */
const TELLING_PATHS = 2;
/** The same where the page does not call itself an error, or where pages are all that the host has. */
const UNTOLD_PATHS = 3;
/** From so many on it is the answer to everything: whatever the paths are called, and to writes as well as to reads. */
const CATCH_ALL_PATHS = 8;
const CATCH_ALL_PARENTS = 4;
/** Of the host's paths that answer with a body, the share of pages up to which a page is unusual. */
const UNUSUAL_PAGES = 0.5;

/**
 * Leaves whose every answer is the host's page for "nothing here", given under a status of success: one and the same
 * page, or one error, at several paths that share nothing, whose names are no words of APIs, and asked for by reads only.
 */
export function softNotFound(host: PathNode | null, hash: KeyedHash): ReadonlySet<Leaf> {
  const soft = new Set<Leaf>();
  if (host === null) return soft;
  const answers: Answer[] = [];
  for (const { tokens, leaf } of trieLeaves(host)) {
    const answer = answerOf(tokens, leaf, hash);
    if (answer !== null) answers.push(answer);
  }
  if (answers.length === 0) return soft;
  const words = errorWords(hash);
  const pages = answers.filter((answer) => answer.isPage).length;
  const pagesAreUnusual = pages <= answers.length * UNUSUAL_PAGES;
  for (const group of Map.groupBy(answers, (answer) => signatureOf(answer, words)).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const told = first.isPage ? pagesAreUnusual : isError(first.keys, words);
    if (!first.isPage && !told && !isEnvelope(first.keys, words)) continue;
    if (isScattered(group, told ? TELLING_PATHS : UNTOLD_PATHS)) for (const { leaf } of group) soft.add(leaf);
  }
  for (const leaf of catchAll(answers)) soft.add(leaf);
  return soft;
}

/** Leaves of a site that answers everything with one page: an interface of a single page, or a trap for scanners. */
function catchAll(answers: readonly Answer[]): readonly Leaf[] {
  const pages = answers.filter(({ isPage, bytes }) => isPage && bytes !== null);
  return [...Map.groupBy(pages, ({ bytes }) => bytes).values()].flatMap((group) =>
    isSpread(group, CATCH_ALL_PATHS, CATCH_ALL_PARENTS) ? group.map(({ leaf }) => leaf) : [],
  );
}

/** All that a leaf ever answered. */
interface Answer {
  readonly tokens: readonly PathToken[];
  readonly leaf: Leaf;
  readonly isPage: boolean;
  readonly keys: HashSet;
  /** The one size of all answers, or null where it varies or is not known. */
  readonly bytes: number | null;
  readonly readOnly: boolean;
}

/** null for a leaf whose answers are of several kinds, or bodies of no kind that matters here. */
function answerOf(tokens: readonly PathToken[], leaf: Leaf, hash: KeyedHash): Answer | null {
  let [calls, pages, json] = [0, 0, 0];
  let size: number = SIZE.none;
  let readOnly = true;
  const keys: HashSet = [];
  for (const { cells, protocol } of leaf.operations.values()) {
    if (protocol !== 'rest') return null;
    for (const [method, hops] of cells) {
      if (method !== 'GET' && method !== 'HEAD') readOnly = false;
      for (const buckets of hops.values()) {
        for (const { traffic, payloads, lean } of buckets.values()) {
          calls += answeredCalls(traffic);
          pages += traffic.htmlResponses;
          json += traffic.jsonResponses;
          mergeHashSet(keys, lean?.facts?.keys ?? bodyKeysOf(payloads, hash), BODY_KEYS);
          size = commonSize(size, lean?.facts?.size ?? answerSize(traffic));
        }
      }
    }
  }
  const isPage = pages === calls;
  if (calls === 0 || !(isPage || (json === calls && keys.length > 0))) return null;
  return { tokens, leaf, isPage, keys, bytes: size === SIZE.varies ? null : size, readOnly };
}

/** In place of the one size of all answers. */
const SIZE = { none: -1, varies: -2 } as const;

/** The one size of all answers of a cell, as far as its histogram tells sizes apart; one of `SIZE` where it has none. */
export function answerSize(traffic: Traffic): number {
  const answered = answeredCalls(traffic);
  if (answered === 0) return SIZE.none;
  const { buckets, total, max } = traffic.responseBytes;
  return buckets.length === 1 && total === answered ? max : SIZE.varies;
}

/** The one size of two sets of answers. */
export function commonSize(one: number, two: number): number {
  if (one === SIZE.none || one === two) return two;
  return two === SIZE.none ? one : SIZE.varies;
}

function answeredCalls({ operations, statuses }: Traffic): number {
  return operations - movedCalls(statuses);
}

/** Sent elsewhere for good: that is no answer of its own. */
function movedCalls(statuses: ReadonlyMap<number, number>): number {
  return (statuses.get(301) ?? 0) + (statuses.get(308) ?? 0);
}

interface ErrorWords {
  readonly told: ReadonlySet<number>;
  readonly any: ReadonlySet<number>;
}

function errorWords(hash: KeyedHash): ErrorWords {
  const told = hashesOf(ERROR, hash);
  return { told, any: told.union(hashesOf(BESIDE, hash)) };
}

/** Nothing but an error: its words and what stands beside them. */
function isError(keys: HashSet, words: ErrorWords): boolean {
  return keys.some((key) => words.told.has(key)) && keys.every((key) => words.any.has(key));
}

function isEnvelope(keys: HashSet, words: ErrorWords): boolean {
  return keys.every((key) => words.any.has(key));
}

/** Errors may repeat the path that was asked for, so their size says nothing; pages and other envelopes must be one. */
function signatureOf({ isPage, keys, bytes, readOnly, leaf }: Answer, words: ErrorWords): unknown {
  if (!readOnly) return leaf;
  if (!isPage && isError(keys, words)) return keys.join();
  return bytes === null ? leaf : `${isPage ? 'page' : keys.join()} ${bytes}`;
}

/** Enough paths, and hardly a word of APIs among their last names. */
function isScattered(group: readonly Answer[], needed: number): boolean {
  const literals = group.map(({ tokens }) => nameOf(tokens)).filter((name) => name !== null);
  const listed = literals.filter(isPathWord).length;
  return isSpread(group, needed, needed) && listed * 2 <= Math.max(1, literals.length);
}

/** Not below one parent, nor under one last name, nor all of one depth. */
function isSpread(group: readonly Answer[], neededNames: number, neededParents: number): boolean {
  const parents = new Set(group.map(({ tokens }) => tokens.slice(0, -1).map(textOf).join('/')));
  const depths = new Set(group.map(({ tokens }) => tokens.length));
  const names = group.map(({ tokens }) => nameOf(tokens));
  const literals = names.filter((name) => name !== null);
  const distinct = new Set(literals).size + names.length - literals.length;
  return parents.size >= neededParents && distinct >= neededNames && depths.size > 1;
}

const textOf = ({ kind, prefix, suffix, text }: PathToken): string =>
  kind === 'literal' ? text : `${prefix}{}${suffix}`;

/** The last name of a path, or null where it ends in a value. */
function nameOf(tokens: readonly PathToken[]): string | null {
  const last = tokens.at(-1);
  return last?.kind === 'literal' ? last.text : null;
}
