import { estimateDistinct } from '../sketch/hyper-log-log.ts';
import { isVersionSegment } from './base-path.ts';
import { BASE_WORDS, isCollectionNoun, isPeopleNoun } from './path-words.ts';
import { compareProfiles, emptyProfile, joinProfiles, mergeProfile, type Profile } from './profile.ts';
import type { Sibling } from './sibling.ts';

/** What stands around the siblings. */
export interface Surroundings {
  /** The literal before, or null at the root and behind a slot. */
  readonly parent: string | null;
  readonly behindSlot: boolean;
  /** Profile of the self-evident slot beside them, if any, and its distinct values. */
  readonly slot: Profile | null;
  readonly slotValues: number;
  /** Distinct literals that the cap sent to `other`; 0 when it was not reached. */
  readonly overflow: number;
}

/** The siblings that are values of one slot; the others are names. */
export interface Decision {
  readonly values: ReadonlySet<string>;
  readonly why: string;
}

const NONE: Decision = { values: new Set(), why: '' };

/** Distinct values from which evidence is believed; each was chosen on the scenario tables beside this file. */
const ALIKE_IN_COLLECTION = 2;
const UNJUDGED_WORDS_IN_COLLECTION = 3;
const ALIKE_ELSEWHERE = 3;
const UNJUDGED_CODES_ELSEWHERE = 8;
const UNJUDGED_ELSEWHERE = 24;
const ALIKE_LISTED_WORDS = 4;
/** Share of unlisted names among the siblings below which word statistics say nothing. */
const UNLISTED_SHARE = 0.6;
/** A name called this often and this much more than a slot's average value is a route of its own. */
const BUSY_CALLS = 20;
const BUSY_FACTOR = 5;
const PROVEN_CLIENTS = 5;

/** Decides which of the siblings (sorted by text) are values. Pure; grows only with evidence. */
export function decideSlots(siblings: readonly Sibling[], around: Surroundings): Decision {
  const open = siblings.filter((sibling) => sibling.kind === 'unknown' || sibling.kind === 'filler');
  if (around.overflow > 0) return afterOverflow(open, siblings, around);
  if (around.slot !== null) return besideSlot(open, siblings, around, around.slot);
  if (around.parent !== null && isPeopleNoun(around.parent)) return belowPeople(open, siblings, around);
  const collection = isCollection(around.parent);
  const cluster = largestCluster(open);
  const words = cluster.members.length;
  if (words > 0 && words >= needed(cluster, around, collection, siblings.length)) {
    const why = `${words} distinct values, ${cluster.alike ? 'alike in answers or sub-paths' : 'no listed names'}`;
    return withAlikeWords(cluster, siblings, collection, why);
  }
  return collection ? alikeWords(siblings) : NONE;
}

function isCollection(parent: string | null): boolean {
  if (parent === null || BASE_WORDS.has(parent.toLowerCase()) || isVersionSegment(parent)) return false;
  return isCollectionNoun(parent);
}

interface Cluster {
  readonly members: readonly Sibling[];
  readonly profile: Profile;
  /** At least one pair proved alike, and more pairs so than otherwise. */
  readonly alike: boolean;
}

/** The largest group in which nobody differs from the group; undecided members go with the largest. */
function largestCluster(siblings: readonly Sibling[]): Cluster {
  const clusters: { members: Sibling[]; profile: Profile; alike: boolean }[] = [];
  const undecided: Sibling[] = [];
  for (const sibling of byWeight(siblings)) {
    const verdicts = clusters.map((cluster) => compareProfiles(sibling.profile, cluster.profile));
    const same = verdicts.indexOf('same');
    const target = clusters[same];
    if (target !== undefined) {
      target.members.push(sibling);
      mergeProfile(target.profile, sibling.profile);
      target.alike = true;
    } else if (verdicts.includes('unknown')) undecided.push(sibling);
    else clusters.push({ members: [sibling], profile: joinProfiles([sibling.profile]), alike: false });
  }
  const [largest] = clusters.sort((a, b) => b.members.length - a.members.length);
  if (largest === undefined) return { members: [], profile: emptyProfile(), alike: false };
  for (const sibling of undecided) {
    if (compareProfiles(sibling.profile, largest.profile) === 'different') continue;
    largest.members.push(sibling);
  }
  const proven = largest.alike && largest.members.length >= undecided.length;
  return { members: largest.members, profile: largest.profile, alike: proven };
}

/** Best known first, so that clusters form around evidence; ties by text. */
function byWeight(siblings: readonly Sibling[]): Sibling[] {
  return [...siblings].sort(
    (a, b) => b.profile.calls - a.profile.calls || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
}

function needed(cluster: Cluster, around: Surroundings, collection: boolean, siblings: number): number {
  const words = cluster.members.filter((sibling) => sibling.look === 'word').length;
  const mostlyWords = words * 2 > cluster.members.length;
  const telling = uniformLook(cluster.members);
  if (collection) {
    if (cluster.alike) return ALIKE_IN_COLLECTION;
    if (cluster.members.every((sibling) => sibling.look === 'alphanumeric' || sibling.look === 'foreign'))
      return 1;
    return mostlyWords ? UNJUDGED_WORDS_IN_COLLECTION : ALIKE_IN_COLLECTION;
  }
  if (cluster.members.every((sibling) => sibling.look === 'foreign')) return 1;
  if (cluster.alike) return telling ? 2 : ALIKE_ELSEWHERE;
  if (cluster.members.length < siblings * UNLISTED_SHARE) return Number.POSITIVE_INFINITY;
  if (telling) return UNJUDGED_CODES_ELSEWHERE;
  return around.behindSlot ? UNJUDGED_ELSEWHERE * 2 : UNJUDGED_ELSEWHERE;
}

/** All of one unusual form: country codes, SKUs, currency codes. */
function uniformLook(siblings: readonly Sibling[]): boolean {
  const look = siblings[0]?.look;
  return look !== 'word' && look !== 'slug' && siblings.every((sibling) => sibling.look === look);
}

/** Listed nouns whose answers equal the slot's are values too: `/categories/books` beside `/categories/knitwear`. */
function withAlikeWords(
  cluster: Cluster,
  siblings: readonly Sibling[],
  collection: boolean,
  why: string,
): Decision {
  const values = new Set(cluster.members.map((sibling) => sibling.text));
  if (collection) addListedValues(values, siblings, cluster.members, cluster.profile);
  return { values, why };
}

/**
 * Listed nouns among values: those answered like the values, and, where the values are words themselves and nothing
 * speaks against it, singular nouns that end the path (`/categories/storage` beside `/categories/knitwear`).
 */
function addListedValues(
  values: Set<string>,
  siblings: readonly Sibling[],
  members: readonly Sibling[],
  profile: Profile,
): void {
  const worded = members.filter((each) => each.look === 'word' || each.look === 'slug').length;
  const areWords = worded * 2 > members.length && worded >= UNJUDGED_WORDS_IN_COLLECTION;
  for (const sibling of siblings) {
    if (sibling.kind !== 'word') continue;
    const verdict = compareProfiles(sibling.profile, profile);
    const ends = sibling.profile.below.size === 0 && isSubset(sibling.profile.methods, profile.methods);
    const unmarked = verdict === 'unknown' && ends && !isCollectionNoun(sibling.stem);
    if (verdict === 'same' || (unmarked && areWords)) values.add(sibling.text);
  }
}

function isSubset<T>(part: ReadonlySet<T>, whole: ReadonlySet<T>): boolean {
  return [...part].every((item) => whole.has(item));
}

/** A collection of mostly listed nouns, all answered alike: `/categories/{books, music, movies, tickets}`. */
function alikeWords(siblings: readonly Sibling[]): Decision {
  const cluster = largestCluster(siblings.filter((sibling) => sibling.kind !== 'action'));
  const leaves = cluster.members.every((sibling) => sibling.profile.below.size === 0);
  if (!cluster.alike || !leaves || cluster.members.length < ALIKE_LISTED_WORDS) return NONE;
  return {
    values: new Set(cluster.members.map((sibling) => sibling.text)),
    why: `${cluster.members.length} distinct values below a collection noun with equal answers`,
  };
}

function isBusy(sibling: Sibling, average: number): boolean {
  return (
    sibling.profile.calls >= BUSY_CALLS &&
    sibling.profile.calls >= BUSY_FACTOR * average &&
    estimateDistinct(sibling.profile.clients) >= PROVEN_CLIENTS
  );
}

/** Next to ids, an unlisted name is one more value unless it answers differently or is called out of proportion. */
function besideSlot(
  open: readonly Sibling[],
  siblings: readonly Sibling[],
  around: Surroundings,
  slot: Profile,
): Decision {
  const average = slot.calls / Math.max(1, around.slotValues);
  const values = new Set<string>();
  for (const sibling of open) {
    if (sibling.kind === 'filler' || sibling.look === 'foreign') values.add(sibling.text);
    else {
      const verdict = compareProfiles(sibling.profile, slot);
      if (verdict === 'same') values.add(sibling.text);
      else if (verdict === 'unknown' && !(sibling.look === 'word' && isBusy(sibling, average))) {
        values.add(sibling.text);
      }
    }
  }
  const rest = open.filter((sibling) => !values.has(sibling.text));
  const people = around.parent !== null && isPeopleNoun(around.parent);
  if (people) for (const sibling of rest) if (!isProvenName(sibling, slot)) values.add(sibling.text);
  if (isCollection(around.parent)) {
    for (const sibling of siblings) {
      if (sibling.kind === 'word' && compareProfiles(sibling.profile, slot) === 'same')
        values.add(sibling.text);
    }
  }
  return { values, why: 'beside ids at the same place' };
}

/** Below a people noun a name is shown only when five clients used it and it is another handler. */
function isProvenName(sibling: Sibling, group: Profile): boolean {
  return (
    sibling.look === 'word' &&
    estimateDistinct(sibling.profile.clients) >= PROVEN_CLIENTS &&
    compareProfiles(sibling.profile, group) === 'different'
  );
}

function belowPeople(open: readonly Sibling[], siblings: readonly Sibling[], around: Surroundings): Decision {
  if (open.length === 0) return alikeWords(siblings);
  const cluster = largestCluster(open);
  const values = new Set(cluster.members.map((sibling) => sibling.text));
  for (const sibling of open) if (!isProvenName(sibling, cluster.profile)) values.add(sibling.text);
  return { values, why: `${values.size} values below the people noun '${around.parent ?? ''}'` };
}

function afterOverflow(
  open: readonly Sibling[],
  siblings: readonly Sibling[],
  around: Surroundings,
): Decision {
  const group = joinProfiles(open.map((sibling) => sibling.profile));
  const average = group.calls / Math.max(1, open.length);
  const values = new Set<string>();
  for (const sibling of open) {
    const differs = compareProfiles(sibling.profile, group) === 'different';
    if (!(differs && sibling.look === 'word' && isBusy(sibling, average))) values.add(sibling.text);
  }
  if (isCollection(around.parent)) addListedValues(values, siblings, open, group);
  return { values, why: `more than ${siblings.length} distinct values` };
}
