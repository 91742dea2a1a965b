import { BODY_KEYS } from '../payloads/body-keys.ts';
import type { HashSet } from '../sketch/bottom-k.ts';
import type { Profile } from './profile.ts';
import type { Sibling } from './sibling.ts';

/** Shares of common key paths: of one handler from the first on, of two up to the second, of a path from the third. */
const SAME_SHARE = 0.5;
const DIFFERENT_SHARE = 0.2;
const LIKE_SHARE = 0.4;
/** Fewer keys than this are an envelope, not a resource. */
const TELLING_KEYS = 3;
/** Siblings with one path that a sibling is compared with. */
const COMPARED = 4;

const NO_KEYS: HashSet = [];

/** Estimated share of common key paths of two ascending sketches; null when either says nothing. */
function keyShare(a: HashSet, b: HashSet): number | null {
  if (a.length === 0 || b.length === 0) return null;
  let [inA, inB, both, all] = [0, 0, 0, 0];
  while (all < BODY_KEYS && (inA < a.length || inB < b.length)) {
    const left = a[inA] ?? Number.POSITIVE_INFINITY;
    const right = b[inB] ?? Number.POSITIVE_INFINITY;
    if (left === right) both += 1;
    if (left <= right) inA += 1;
    if (right <= left) inB += 1;
    all += 1;
  }
  return both / all;
}

/** From -1 (nothing in common) to 1 (two thirds or more); two handlers' answers share a third by their envelopes. */
function scaled(share: number): number {
  return Math.max(-1, Math.min(1, (share - 0.33) * 3));
}

/** How alike two nodes answer themselves, by their least alike method; null where nothing can be compared. */
export function answersAlike(a: Profile, b: Profile): number | null {
  let least: number | null = null;
  for (const [method, keys] of a.keys) {
    const others = b.keys.get(method);
    const share = others === undefined ? null : keyShare(keys, others);
    if (share !== null && (least === null || scaled(share) < least)) least = scaled(share);
  }
  return least;
}

/** False where both were called and never by one method. */
export function sharesMethod(a: Profile, b: Profile): boolean {
  if (a.methods.size === 0 || b.methods.size === 0) return true;
  for (const method of a.methods) if (b.methods.has(method)) return true;
  return false;
}

/** What stands below two nodes: paths that answer alike (half of one where bodies are not known), and any that differ. */
export function pathsAlike(a: Profile, b: Profile): { readonly common: number; readonly differ: boolean } {
  let common = 0;
  let differ = false;
  for (const [path, keys] of a.shape) {
    const others = b.shape.get(path);
    if (others === undefined) continue;
    const share = keyShare(keys, others);
    if (share === null) common += 0.5;
    else if (share >= SAME_SHARE) common += 1;
    else if (share <= DIFFERENT_SHARE && Math.min(keys.length, others.length) >= TELLING_KEYS) differ = true;
  }
  return { common, differ };
}

/** How much of what stands below one sibling stands below others, too. */
export interface Coverage {
  /** Paths that answer alike below others. */
  readonly supported: number;
  /** Paths that nobody else has. */
  readonly alone: number;
  /** Share of the paths that are supported, and that answer otherwise below others. */
  readonly covered: number;
  readonly differ: number;
}

/** null for a sibling below which nothing stands. */
export function coverageOf(siblings: readonly Sibling[]): (Coverage | null)[] {
  const holders = new Map<string, Sibling[]>();
  for (const each of byCalls(siblings.filter((sibling) => sibling.kind !== 'action'))) {
    for (const path of each.profile.shape.keys()) {
      const list = holders.get(path);
      if (list === undefined) holders.set(path, [each]);
      else if (list.length <= COMPARED) list.push(each);
    }
  }
  return siblings.map((each) => (each.profile.shape.size === 0 ? null : coverage(each, holders)));
}

function coverage(each: Sibling, holders: ReadonlyMap<string, readonly Sibling[]>): Coverage {
  let [supported, alone, differ] = [0, 0, 0];
  for (const [path, keys] of each.profile.shape) {
    const others = (holders.get(path) ?? []).filter((other) => other !== each).slice(0, COMPARED);
    const shares = others
      .map((other) => keyShare(keys, other.profile.shape.get(path) ?? NO_KEYS))
      .filter((share) => share !== null);
    if (others.length === 0) alone += 1;
    else if (shares.length === 0) supported += 0.5;
    else if (mean(shares) >= LIKE_SHARE) supported += 1;
    else if (mean(shares) <= DIFFERENT_SHARE) differ += 1;
  }
  const paths = each.profile.shape.size;
  return { supported, alone, covered: supported / paths, differ: differ / paths };
}

/** Best known first; ties by text. */
export function byCalls(siblings: readonly Sibling[]): Sibling[] {
  return [...siblings].sort(
    (a, b) => b.profile.calls - a.profile.calls || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
