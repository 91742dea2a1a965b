import { isVersionSegment } from './base-path.ts';
import type { Weighed } from './evidence-kinds.ts';
import { agreement, gapsOf, gapToSlot, NO_GAP, slotFlowOf } from './flow.ts';
import { lastPartsOf } from './last-part.ts';
import { coverageOf, mean } from './likeness.ts';
import {
  isCollectionNoun,
  isGlued,
  isPathWord,
  isPeopleNoun,
  isVerb,
  leadsToBase,
  wordParts,
} from './path-words.ts';
import { isHolderNoun, isKeyNoun } from './place-nouns.ts';
import type { Profile } from './profile.ts';
import { isListed, isSelf, type Sibling } from './sibling.ts';
import {
  genericOf,
  type Likeness,
  likenessOf,
  queryAlone,
  type SiblingSet,
  setOf,
  slotLikeness,
} from './sibling-set.ts';
import { looksRandom } from './value-type.ts';

/** What stands around the siblings. */
export interface Surroundings {
  /** The literal before, or null at the root and behind a slot. */
  readonly parent: string | null;
  readonly behindSlot: boolean;
  /** Behind a slot or anywhere below one: no base path leads here. */
  readonly belowSlot: boolean;
  /** Profile of the self-evident slot beside them, if any, its distinct values and their types. */
  readonly slot: Profile | null;
  readonly slotValues: number;
  readonly slotTypes: ReadonlySet<string>;
  /** Texts of all siblings, with any ending. */
  readonly texts: ReadonlySet<string>;
  /** What the host answers elsewhere: likeness that goes beyond the place says nothing of it. */
  readonly elsewhere: readonly Profile[];
  /** Distinct literals that the cap sent to `other`; 0 when it was not reached. */
  readonly overflow: number;
}

const MOST_RATE = 1.5;
const LONGEST = 20;
/** Lines of business share so many sub-paths by convention: `send`, `reports`, `health`. */
const FEW_SHARED = 3;
/** Types whose values may be words all the same. */
const WORDY_TYPES: ReadonlySet<string> = new Set(['string', 'slug-id', 'text', 'code', 'file', 'name']);
const UPPER = /^[A-Z][A-Z0-9_.-]*$/;

/** The evidence on each of the siblings (sorted by text). Pure; grows no faster than the siblings. */
export function evidenceOf(siblings: readonly Sibling[], around: Surroundings): Weighed[] {
  const place = placeOf(around);
  const set = setOf(siblings);
  const generic = genericOf(set.references, around.elsewhere);
  const coverages = coverageOf(siblings);
  const lastParts = lastPartsOf(set.open);
  const gaps = gapsOf(siblings, set.open);
  const slotFlow = slotFlowOf(around.slot);
  const agreedSet = mean(
    siblings.flatMap((each, index) =>
      isListed(each) ? [] : agreement(each, gaps.get(each) ?? NO_GAP, coverages[index]?.supported ?? 0),
    ),
  );
  const missingSet = mean(set.open.map((each) => gaps.get(each)?.missing ?? 0));
  const known = coverages.filter((each) => each !== null);
  const below = {
    covered: mean(known.map((each) => each.covered)),
    differ: mean(known.map((each) => each.differ)),
    paths: Math.log1p(mean(known.map((each) => each.supported))),
  };
  return siblings.map((each, index) => {
    const coverage = coverages[index] ?? null;
    const like = likenessOf(each, set);
    const slot = slotLikeness(each, around.slot);
    const rate = clamp(
      Math.log((each.profile.calls * Math.max(1, set.size)) / Math.max(1, set.calls)),
      MOST_RATE,
    );
    const gap = gaps.get(each);
    const slotGap = each.suffix === '' ? gapToSlot(each, slotFlow) : NO_GAP;
    const deep = Math.log1p(Math.max(0, (coverage?.supported ?? 0) - FEW_SHARED)) * (coverage?.covered ?? 0);
    return {
      ...textEvidence(each, around),
      ...place,
      ...set.evidence,
      ...jointEvidence(each, place, set, like, slot),
      single: each.profile.calls === 1 ? 1 : 0,
      rate,
      lookShare: set.share((other) => other.look === each.look),
      ownMean: like.mean,
      ownKnown: like.known,
      ownSame: Math.log1p(like.same),
      listedOwn: like.listed,
      methods: like.otherMethods,
      covered: coverage?.covered ?? 0,
      supported: Math.log1p(coverage?.supported ?? 0),
      unsupported: Math.log1p(coverage?.alone ?? 0),
      pathsDiffer: coverage?.differ ?? 0,
      manyCovered:
        (coverage?.covered ?? 0) *
        Math.log1p(coverage?.supported ?? 0) *
        set.evidence.many *
        (1 - below.differ),
      crowdUnlike: set.evidence.crowd * Math.max(0, -like.mean),
      deepShared: deep,
      listedShared: isListed(each) ? deep : 0,
      noSlot: around.slot === null && set.size > 1 ? 1 : 0,
      queryAlone: queryAlone(each, set.references, around.slot),
      idsBelow: hasIdsBelow(each) ? 1 : 0,
      idsBelowSet: set.share(hasIdsBelow),
      otherForm: each.otherForm ? 1 : 0,
      lastPart: lastParts(each),
      missing: gap?.missing ?? 0,
      missingSet,
      aloneFlow: gap?.alone ?? 0,
      slotMissing: slotGap.missing,
      slotAlone: slotGap.alone,
      agreed: agreement(each, gap ?? NO_GAP, coverage?.supported ?? 0),
      agreedSet,
      unread: isUnread(each) ? 1 : 0,
      unreadSet: set.share(isUnread),
      few: set.evidence.few,
      fewDeep: each.profile.shape.size > 0 ? set.evidence.few : 0,
      fewBesideSlot: around.slot !== null ? set.evidence.few : 0,
      glued: set.size <= MOST_GLUED && !isListed(each) && isGlued(each.stem) ? 1 : 0,
      manyBelow: Math.log1p(openBelow(each)),
      listedCrowd: isListed(each)
        ? Math.max(0, like.mean) * Math.max(0, set.evidence.many - LISTED_CROWD)
        : 0,
      recurs: isListed(each) ? 0 : each.elsewhere,
      settledDeep: coverage === null ? 0 : set.evidence.settled * coverage.covered,
      setCovered: below.covered,
      setDiffer: below.differ,
      setCoveredPaths: Math.max(0, below.covered - 0.5) * below.paths,
      leafAmongDeep: each.profile.shape.size === 0 ? set.evidence.setDeep : 0,
      overflowed: around.overflow > 0 && !isListed(each) ? 1 : 0,
      generic,
      genericOwn: generic * Math.max(0, like.mean),
      bias: 1,
    };
  });
}

/** In greater sets texts are not taken apart: they are a crowd anyway. */
const MOST_GLUED = 48;
const LISTED_CROWD = Math.log1p(5);

/** Called by one method that reads nothing, and nothing stands below: as actions are. */
function isUnread({ profile: { methods, shape } }: Sibling): boolean {
  return methods.size === 1 && shape.size === 0 && !methods.has('GET') && !methods.has('HEAD');
}

/** Texts that no name is known for, right below. */
function openBelow({ profile }: Sibling): number {
  let count = 0;
  for (const name of profile.below) if (name !== '{}' && !isPathWord(name)) count += 1;
  return count;
}

/** Whether ids stand right below: collections have them, values seldom. */
function hasIdsBelow({ profile }: Sibling): boolean {
  return profile.below.has('{}');
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

function textEvidence(each: Sibling, around: Surroundings) {
  const parts = wordParts(each.stem);
  const listed = isListed(each);
  const partsListed = parts.filter(isPathWord).length / Math.max(1, parts.length);
  return {
    action: each.kind === 'action' ? 1 : 0,
    listed: each.kind === 'word' ? 1 : 0,
    filler: each.kind === 'filler' ? 1 : 0,
    self: isSelf(each) ? 1 : 0,
    partsListed: listed ? 0 : partsListed,
    verbFirst: !listed && isVerb(each.stem) ? 1 : 0,
    plural: !listed && isCollectionNoun(each.stem) ? 1 : 0,
    twoParts: parts.length === 2 ? 1 : 0,
    manyParts: parts.length > 2 ? 1 : 0,
    short: each.look === 'short-code' ? 1 : 0,
    upper: UPPER.test(each.stem) ? 1 : 0,
    digits: /\d/.test(each.stem) ? 1 : 0,
    foreign: each.look === 'foreign' ? 1 : 0,
    random: looksRandom(each.stem) ? 1 : 0,
    camel: /[a-z][A-Z]/.test(each.stem) ? 1 : 0,
    length: Math.min(LONGEST, each.stem.length) / 10,
    suffixed: each.suffix === '' ? 0 : 1,
    echo: Math.max(0, each.echo),
    noEcho: Math.max(0, -each.echo),
    listedEcho: listed ? each.echo : 0,
    stemBeside: each.suffix !== '' && around.texts.has(each.stem) ? 1 : 0,
  };
}

function placeOf({ parent, behindSlot, belowSlot, slot, slotTypes, slotValues }: Surroundings) {
  const isBase = parent !== null && (leadsToBase(parent, belowSlot) || isVersionSegment(parent));
  const idTypes = [...slotTypes].filter((type) => !WORDY_TYPES.has(type));
  return {
    atRoot: parent === null && !behindSlot ? 1 : 0,
    atBase: isBase ? 1 : 0,
    behindSlot: behindSlot ? 1 : 0,
    inCollection: parent !== null && !isBase && isCollectionNoun(parent) ? 1 : 0,
    inPeople: parent !== null && isPeopleNoun(parent) ? 1 : 0,
    inKey: parent !== null && isKeyNoun(parent) ? 1 : 0,
    inHolder: parent !== null && isHolderNoun(parent) ? 1 : 0,
    besideIds: slot !== null && idTypes.length > 0 ? 1 : 0,
    slotValues: Math.log1p(slotValues),
  };
}

/** What two kinds of evidence say together. */
function jointEvidence(
  each: Sibling,
  place: ReturnType<typeof placeOf>,
  { evidence }: SiblingSet,
  like: Likeness,
  slot: ReturnType<typeof slotLikeness>,
) {
  const listed = isListed(each) ? 1 : 0;
  const { own, ...slotEvidence } = slot;
  const isWordy = each.look === 'word' || each.look === 'slug';
  return {
    ...slotEvidence,
    slotOwnListed: listed * slot.slotOwn,
    slotDiffWord: each.look === 'word' && own !== null && own < 0 ? 1 : 0,
    collectionOwn: place.inCollection * like.mean,
    collectionListed: place.inCollection * listed,
    onceOwn: evidence.once * like.mean,
    idsListed: place.besideIds * listed,
    wordAmongIds: isWordy ? place.besideIds * Math.max(0, place.slotValues - evidence.many) : 0,
    idsEachOnce: isWordy ? place.besideIds * Math.min(MOST_RATE, evidence.callsEach) : 0,
    listedPlural: listed === 1 && isCollectionNoun(each.stem) ? 1 : 0,
    listedDeep: listed === 1 && each.profile.shape.size > 0 ? 1 : 0,
    listedAlike: listed * like.mean * evidence.many,
  };
}
