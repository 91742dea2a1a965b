import type { Profile } from './profile.ts';
import type { Sibling } from './sibling.ts';

/** How unlikely it is that one sibling is answered by the handler of the others: nats, as logarithms of expected calls. */
export interface FlowGap {
  /** Calls that it would have had, were it one of them, on what is called of others and never of it. */
  readonly missing: number;
  /** Calls that others would have had on what is called of it alone. */
  readonly alone: number;
}

export const NO_GAP: FlowGap = { missing: 0, alone: 0 };
/** So many expected calls tell all that there is to tell. */
const MOST_EXPECTED = 100;

interface Flows {
  readonly calls: number;
  /** Calls of the paths that one of them has. */
  readonly lone: number;
  /** Calls by path below, and of how many siblings; `''` is the place itself. */
  readonly paths: ReadonlyMap<string, Path>;
}

interface Path {
  calls: number;
  holders: number;
}

/**
 * What is called of each sibling, against what is called of those that are no listed words: whoever is called as often
 * as they are, and never by a path on which they get most of their calls, is none of them. It tells the more, the more
 * calls there are.
 */
export function gapsOf(
  siblings: readonly Sibling[],
  open: readonly Sibling[],
): ReadonlyMap<Sibling, FlowGap> {
  const flows = flowsOf(open.map(({ profile }) => profile));
  const within = new Set(open);
  return new Map(siblings.map((each) => [each, gapOf(each.profile, flows, within.has(each))]));
}

/** What is called of a slot. */
export function slotFlowOf(slot: Profile | null): Flows | null {
  return slot === null ? null : flowsOf([slot]);
}

/** The same against a slot beside. */
export function gapToSlot({ profile }: Sibling, slot: Flows | null): FlowGap {
  return slot === null ? NO_GAP : gapOf(profile, slot, false);
}

function flowsOf(profiles: readonly Profile[]): Flows {
  const paths = new Map<string, Path>();
  let calls = 0;
  const add = (path: string, count: number): void => {
    calls += count;
    const known = paths.get(path);
    if (known === undefined) paths.set(path, { calls: count, holders: 1 });
    else {
      known.calls += count;
      known.holders += 1;
    }
  };
  for (const profile of profiles) for (const [path, count] of pathsOf(profile)) add(path, count);
  let lone = 0;
  for (const path of paths.values()) if (path.holders === 1) lone += path.calls;
  return { calls, lone, paths };
}

function* pathsOf({ flow, ownCalls }: Profile): Generator<readonly [string, number]> {
  if (ownCalls > 0) yield ['', ownCalls];
  yield* flow;
}

/** @param within whether the profile is one of those that the flows are of: what one other has may be its own value */
function gapOf(profile: Profile, all: Flows, within: boolean): FlowGap {
  let [own, ownAlone, shared] = [0, 0, 0];
  for (const [path, calls] of pathsOf(profile)) {
    own += calls;
    const known = all.paths.get(path);
    const others = (known?.calls ?? 0) - (within ? calls : 0);
    if (others > 0) shared += others;
    else ownAlone += calls;
  }
  const others = all.calls - (within ? own : 0);
  if (own === 0 || others === 0) return NO_GAP;
  const lone = within ? all.lone - ownAlone : 0;
  const missing = Math.max(0, others - shared - lone);
  return {
    missing: logOf((own * missing) / others),
    alone: logOf((others * ownAlone) / own),
  };
}

function logOf(expected: number): number {
  return Math.log1p(Math.min(MOST_EXPECTED, expected));
}

/** So many calls leave no doubt of what is called below. */
const TELLING_CALLS = 60;

/** Whether what is called below one is what is called below the others, as far as its calls can tell. */
export function agreement({ profile }: Sibling, gap: FlowGap, supported: number): number {
  const known = Math.min(1, Math.log1p(profile.calls) / Math.log1p(TELLING_CALLS));
  return known * Math.log1p(supported) * Math.exp(-gap.missing - gap.alone);
}
