import { answersAlike, byCalls, mean, pathsAlike, sharesMethod } from './likeness.ts';
import { isPathWord, isVerb, wordParts } from './path-words.ts';
import type { Profile } from './profile.ts';
import { isListed, type Sibling } from './sibling.ts';

/** The best known siblings that each one is compared with. */
const REFERENCES = 16;
/** Where counts say no more: a set that is called more often is not another one. */
const MOST_CALLS_EACH = 1.5;
const MOST_SETTLED = 3;
/** From so many siblings on they are not few. */
const FEW = 6;
/** From so many siblings on they are a crowd, whatever else is known; twenty times as many are no greater one. */
const CROWD = 16;
const MOST_CROWD = 3;

/** Share of the listed words in a text; 1 where it begins with a verb. */
function likeName(each: Sibling): number {
  const parts = wordParts(each.stem);
  return isVerb(each.stem) ? 1 : parts.filter(isPathWord).length / Math.max(1, parts.length);
}

/** How few siblings are that were called often enough to be more: from 0 to 1. */
function fewness(size: number, calls: number): number {
  if (size === 0) return 0;
  const settled = Math.min(MOST_SETTLED, Math.log(Math.max(1, calls) / size)) / MOST_SETTLED;
  return Math.max(0, 1 - (size - 1) / FEW) * settled;
}

/** What is true of a set as a whole. */
export type SiblingSet = ReturnType<typeof setOf>;

export function setOf(siblings: readonly Sibling[]) {
  const open = siblings.filter((each) => !isListed(each));
  const size = open.length;
  const calls = open.reduce((sum, each) => sum + each.profile.calls, 0);
  const share = (test: (each: Sibling) => boolean): number => open.filter(test).length / Math.max(1, size);
  const references = byCalls(open).slice(0, REFERENCES);
  const pairs = references.flatMap((a, index) =>
    references.slice(index + 1).map((b) => answersAlike(a.profile, b.profile)),
  );
  const many = Math.log1p(size);
  // One text is no crowd: what is said of all of them tells nothing of it.
  const crowd = size === 0 ? 0 : 1 - 1 / size;
  const once = crowd * share((each) => each.profile.calls === 1);
  const actions = siblings.filter((each) => each.kind === 'action').length;
  return {
    open,
    size,
    calls,
    share,
    references,
    listed: byCalls(siblings.filter(isListed)).slice(0, REFERENCES),
    evidence: {
      many,
      once,
      manyOnce: many * once,
      // How often the next call would bring a new text (Good, 1953), and how far beyond doubt the texts are known.
      openRate: crowd * (open.filter((each) => each.profile.calls === 1).length / Math.max(1, calls)),
      settled: Math.max(
        0,
        Math.min(MOST_SETTLED, Math.log(Math.max(1, calls) / Math.max(1, size))) - MOST_CALLS_EACH,
      ),
      echoSet: mean(open.map((each) => Math.max(0, each.echo))),
      noEchoSet: mean(open.map((each) => Math.max(0, -each.echo))),
      few: fewness(size, calls),
      callsEach: Math.min(MOST_CALLS_EACH, Math.log(Math.max(1, calls) / Math.max(1, size))),
      unlisted: (crowd * size) / Math.max(1, siblings.length),
      recursSet: crowd * mean(open.map((each) => Math.min(1, each.elsewhere))),
      crowd: Math.min(MOST_CROWD, Math.log(Math.max(CROWD, size) / CROWD)) * (1 - mean(open.map(likeName))),
      slugShare: share((each) => each.look === 'slug'),
      actionShare: actions / Math.max(1, siblings.length),
      setOwn: mean(pairs.filter((pair) => pair !== null)),
      setDeep: share((each) => each.profile.shape.size > 0),
    },
  };
}

/** Share of other endpoints' answers that are alike without an envelope: the same things read in other ways. */
const BY_CHANCE = 0.25;

/** Share of what the host answers elsewhere that is like the answers here: an envelope that everything comes in. */
export function genericOf(here: readonly Sibling[], elsewhere: readonly Profile[]): number {
  const shares = here.slice(0, 4).map(({ profile }) => {
    const alike = elsewhere.map((other) => answersAlike(profile, other)).filter((value) => value !== null);
    return alike.filter((value) => value > 0.5).length / Math.max(1, alike.length);
  });
  return Math.max(0, mean(shares) - BY_CHANCE) / (1 - BY_CHANCE);
}

export interface Likeness {
  readonly mean: number;
  readonly known: number;
  readonly same: number;
  readonly listed: number;
  readonly otherMethods: number;
}

export function likenessOf(each: Sibling, set: SiblingSet): Likeness {
  const others = set.references.filter((other) => other !== each);
  const alike = (them: readonly Sibling[]): number[] =>
    them.map((other) => answersAlike(each.profile, other.profile)).filter((value) => value !== null);
  const own = alike(others);
  const apart = others.filter((other) => !sharesMethod(each.profile, other.profile)).length;
  return {
    mean: mean(own),
    known: own.length / Math.max(1, others.length),
    same: own.filter((value) => value > 0.5).length,
    listed: mean(alike(set.listed.filter((other) => other !== each))),
    otherMethods: apart / Math.max(1, others.length),
  };
}

/** Query keys that no other sibling is asked with: how many, as a logarithm. */
export function queryAlone(each: Sibling, references: readonly Sibling[], slot: Profile | null): number {
  const others = references.filter((other) => other !== each).map(({ profile }) => profile);
  if (slot !== null) others.push(slot);
  if (others.length === 0) return 0;
  const alone = each.profile.query.filter((key) => !others.some(({ query }) => query.includes(key)));
  return Math.log1p(alone.length);
}

/** How like the self-evident slot beside it one sibling is. */
export function slotLikeness({ profile }: Sibling, slot: Profile | null) {
  if (slot === null) return { own: null, slotOwn: 0, slotCommon: 0, slotDiffers: 0, slotMethods: 0 };
  const own = answersAlike(profile, slot);
  const { common, differ } = pathsAlike(profile, slot);
  return {
    own,
    slotOwn: own ?? 0,
    slotCommon: differ ? 0 : Math.log1p(common),
    slotDiffers: differ ? 1 : 0,
    slotMethods: sharesMethod(profile, slot) ? 1 : -1,
  };
}
