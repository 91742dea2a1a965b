import { estimateDistinct } from '../sketch/hyper-log-log.ts';
import { isVersionSegment } from './base-path.ts';
import { evidenceOf, type Surroundings } from './evidence.ts';
import { EVIDENCE, type Weighed } from './evidence-kinds.ts';
import { IN_WORDS, WEIGHTS } from './evidence-weights.ts';
import { mean } from './likeness.ts';
import { isPathWord, isPeopleNoun, isSingleton, wordParts } from './path-words.ts';
import { compareProfiles, joinProfiles, type Profile } from './profile.ts';
import { isListed, isSureName, type Sibling, type SiblingKind } from './sibling.ts';

/** The siblings that are values of one slot; the others are names. */
export interface Decision {
  readonly values: ReadonlySet<string>;
  readonly why: string;
}

/**
 * How much siblings that are no listed words share one fate, and how much listed ones share it: they were made by one
 * router or by one crowd.
 */
export const SHARED_FATE = 0.5;
export const FATE_OF_LISTED = 0.1;
/** One sibling speaks for the others up to here. */
const MOST_FATE = 4;
/** Unlisted words without any evidence but themselves, from which on they are believed to be values. */
const UNJUDGED_IN_COLLECTION = 3;
const UNJUDGED_ELSEWHERE = 6;
/** Logarithm of two sub-paths and one. */
const MATCHING_PATHS = Math.log1p(2);
const MATCHING_SHARE = 0.8;
const ALIKE = 0.5;
const MATCHING_CROWD = 3;
const PROVEN_CLIENTS = 5;
/** Odds for a value below which a text that many ask for is a name, whatever stands before it. */
const PROVEN_ODDS = -3;
const REASONS = 3;
/** Values whatever else is known. */
const PROVEN: ReadonlySet<SiblingKind> = new Set<SiblingKind>(['file', 'numbered']);

/** Decides which of the siblings (sorted by text) are values, by the sum of the evidence on each. Pure. */
export function decideSlots(siblings: readonly Sibling[], around: Surroundings): Decision {
  const evidence = evidenceOf(siblings, around);
  const odds = evidence.map((each) => EVIDENCE.reduce((sum, name) => sum + WEIGHTS[name] * each[name], 0));
  const unknown = odds.filter((_, index) => siblings[index]?.kind === 'unknown');
  const fate = mean(unknown.map((each) => Math.max(-MOST_FATE, Math.min(MOST_FATE, each))));
  const values = new Set<string>();
  const names = new Set<string>();
  const weighed: Weighed[] = [];
  for (const [index, sibling] of siblings.entries()) {
    const shared = isListed(sibling) ? FATE_OF_LISTED : SHARED_FATE;
    const own = evidence[index];
    if (own === undefined || isSureName(sibling)) continue;
    const sum = (1 - shared) * (odds[index] ?? 0) + shared * fate;
    if (sum <= PROVEN_ODDS) names.add(sibling.text);
    if (!PROVEN.has(sibling.kind) && (sum <= 0 || isUnjudged(sibling, own, unknown.length))) continue;
    values.add(sibling.text);
    weighed.push(own);
  }
  addMatching(values, siblings, evidence);
  if (around.slot !== null) addLikeSlot(values, siblings, evidence);
  const hidden = hideBelowPeople(values, names, siblings, around);
  return { values, why: hidden ?? reasons(weighed, siblings.length) };
}

/** Words of which nothing but their text is known: listed plurals, and others that are too few to be a crowd. */
function isUnjudged(sibling: Sibling, evidence: Weighed, unknown: number): boolean {
  const { look } = sibling;
  if (look !== 'word' && look !== 'slug') return false;
  const alone =
    evidence.ownKnown === 0 &&
    evidence.covered === 0 &&
    evidence.slotMethods === 0 &&
    evidence.echo === 0 &&
    evidence.listedEcho <= 0;
  if (!alone) return false;
  return (
    evidence.listedPlural === 1 ||
    unknown < (evidence.inCollection === 1 ? UNJUDGED_IN_COLLECTION : UNJUDGED_ELSEWHERE)
  );
}

/**
 * Where most of the siblings that have sub-paths are values, those whose sub-paths are all shared and answer alike are
 * values, too, whatever their texts are: a word that happens to be listed is as good a key as any.
 */
function addMatching(values: Set<string>, siblings: readonly Sibling[], evidence: readonly Weighed[]): void {
  const matching = siblings.filter((sibling, index) => {
    const own = evidence[index];
    return (
      own !== undefined &&
      sibling.kind !== 'action' &&
      !isSureName(sibling) &&
      own.covered >= MATCHING_SHARE &&
      own.supported >= MATCHING_PATHS &&
      own.pathsDiffer === 0 &&
      own.methods < 1
    );
  });
  const crowd = matching.filter(({ text }) => values.has(text)).length;
  if (crowd < MATCHING_CROWD || crowd * 2 < matching.length) return;
  for (const { text } of matching) values.add(text);
}

/**
 * Beside ids a well-known word is one more id (`/calendars/primary/events`, `/branches/main/commits`) where it answers
 * as they do, and so does all that stands below it.
 */
function addLikeSlot(values: Set<string>, siblings: readonly Sibling[], evidence: readonly Weighed[]): void {
  for (const [index, sibling] of siblings.entries()) {
    const own = evidence[index];
    if (own === undefined || isSureName(sibling) || isVersionSegment(sibling.text)) continue;
    const isAlike = own.slotOwn >= ALIKE && own.slotMethods === 1 && own.slotDiffers === 0;
    if (
      isAlike &&
      own.slotCommon >= MATCHING_PATHS &&
      own.slotCommon >= Math.log1p(sibling.profile.shape.size)
    )
      values.add(sibling.text);
  }
}

/** The evidence that spoke most for the values, in words. */
function reasons(values: readonly Weighed[], siblings: number): string {
  const weights = new Map<string, number>();
  for (const name of EVIDENCE) {
    const text = IN_WORDS[name];
    if (text === null) continue;
    const weight = WEIGHTS[name] * values.reduce((sum, each) => sum + each[name], 0);
    if (weight > 0) weights.set(text, (weights.get(text) ?? 0) + weight);
  }
  const told = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, REASONS);
  return `${values.length} of ${siblings} distinct texts: ${told.map(([text]) => text).join('; ')}`;
}

/** Below a people noun an unlisted text is shown only when it is proven to be a name. Says why where that decided. */
function hideBelowPeople(
  values: Set<string>,
  names: ReadonlySet<string>,
  siblings: readonly Sibling[],
  { parent, slot }: Surroundings,
): string | null {
  if (parent === null || !isPeopleNoun(parent) || isSingleton(parent)) return null;
  const group =
    slot ?? joinProfiles(siblings.filter(({ text }) => values.has(text)).map((each) => each.profile));
  let hidden = false;
  for (const each of siblings) {
    if (isListed(each) || values.has(each.text)) continue;
    if (isProvenName(each, group, slot === null && names.has(each.text))) continue;
    values.add(each.text);
    hidden = true;
  }
  const counted = values.size === 1 ? '1 value' : `${values.size} values`;
  return hidden ? `${counted} below the people noun '${parent}'` : null;
}

/**
 * Used by five clients, and made of listed words, another handler than the values, or nothing like a value where no ids
 * stand beside: whose answers nobody can tell from those of the ids is one of them, however many ask for it.
 */
function isProvenName(sibling: Sibling, group: Profile, isUnlikely: boolean): boolean {
  if (estimateDistinct(sibling.profile.clients) < PROVEN_CLIENTS) return false;
  if (isUnlikely) return true;
  const parts = wordParts(sibling.stem);
  const listed = parts.filter(isPathWord).length;
  if (parts.length > 1 && listed * 4 >= parts.length * 3) return true;
  return sibling.look === 'word' && compareProfiles(sibling.profile, group) === 'different';
}
