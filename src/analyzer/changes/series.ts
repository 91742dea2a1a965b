import { evidence, PROOF_NATS, rateOf, type Share } from './chance.ts';

/** How often something was so, bucket by bucket: hits among trials. Buckets without trials say nothing. */
export type Series = readonly Share[];

/** A stretch of buckets, from inclusive to exclusive, with its counts. */
export interface Level extends Share {
  readonly from: number;
  readonly to: number;
}

/** A rate that became another one. */
export interface Shift {
  /** First bucket that shows it; it may be of both rates. */
  readonly at: number;
  /** Both without the bucket in which the change fell, where there are others. */
  readonly before: Level;
  readonly after: Level;
}

/** More changes of one rate in a window are its way of being. */
const MOST_SHIFTS = 3;

/** Where the rate of a series shifted, proved by the counts of both sides; in order. */
export function shiftsOf(series: Series): Shift[] {
  const bounds = boundariesOf(series, 0, series.length);
  if (bounds.length === 0) return [];
  const edges = [0, ...bounds, series.length];
  const levels = edges.slice(1).map((to, index) => levelOf(series, edges[index] ?? 0, to));
  const shifts = joinMixed(levels, series);
  return shifts.length > MOST_SHIFTS ? [] : shifts;
}

export function levelOf(series: Series, from: number, to: number): Level {
  let hits = 0;
  let trials = 0;
  for (let at = from; at < to; at += 1) {
    hits += series[at]?.hits ?? 0;
    trials += series[at]?.trials ?? 0;
  }
  return { from, to, hits, trials };
}

/** Binary segmentation: the best proved split, then the splits of its sides. */
function boundariesOf(series: Series, from: number, to: number): number[] {
  const at = bestSplit(series, from, to);
  if (at === null) return [];
  return [...boundariesOf(series, from, at), at, ...boundariesOf(series, at, to)];
}

function bestSplit(series: Series, from: number, to: number): number | null {
  const all = levelOf(series, from, to);
  if (all.hits === 0 || all.hits === all.trials) return null;
  let hits = 0;
  let trials = 0;
  let best: number | null = null;
  let most = PROOF_NATS;
  for (let at = from + 1; at < to; at += 1) {
    hits += series[at - 1]?.hits ?? 0;
    trials += series[at - 1]?.trials ?? 0;
    if ((series[at]?.trials ?? 0) === 0) continue;
    const rest = { hits: all.hits - hits, trials: all.trials - trials };
    const nats = evidence({ hits, trials }, rest);
    if (nats <= most) continue;
    most = nats;
    best = at;
  }
  return best;
}

/** A level of one bucket between two others, with a rate between theirs, is the day of the change and no level. */
function joinMixed(levels: readonly Level[], series: Series): Shift[] {
  const shifts: Shift[] = [];
  for (let index = 1; index < levels.length; index += 1) {
    const before = levels[index - 1];
    const middle = levels[index];
    const next = levels[index + 1];
    if (before === undefined || middle === undefined) continue;
    if (next !== undefined && activeBuckets(series, middle) === 1 && isBetween(middle, before, next)) {
      shifts.push(purified(series, middle.from, before, next));
      index += 1;
    } else shifts.push(purified(series, middle.from, before, middle));
  }
  return shifts;
}

/** Buckets of a level in which there was anything to count. */
function activeBuckets(series: Series, { from, to }: Level): number {
  let active = 0;
  for (let at = from; at < to; at += 1) if ((series[at]?.trials ?? 0) > 0) active += 1;
  return active;
}

function isBetween(middle: Share, a: Share, b: Share): boolean {
  return (rateOf(middle) - rateOf(a)) * (rateOf(b) - rateOf(middle)) > 0;
}

/** Chance explains so much of one bucket's difference in one of a thousand. */
const MIXED_NATS = 5.4;

/** Takes the bucket of the change out of the levels beside it. */
function purified(series: Series, at: number, before: Level, after: Level): Shift {
  let start = at;
  let pureBefore = before;
  const last = lastActive(series, before);
  if (last > before.from) {
    const edge = levelOf(series, last, before.to);
    const rest = levelOf(series, before.from, last);
    if (rest.trials > 0 && isBetween(edge, rest, after)) {
      pureBefore = rest;
      if (evidence(rest, edge) > MIXED_NATS) start = last;
    }
  }
  const first = firstActive(series, after);
  const edge = levelOf(series, after.from, first + 1);
  const rest = levelOf(series, first + 1, after.to);
  const pureAfter = rest.trials > 0 && isBetween(edge, before, rest) ? rest : after;
  return { at: start, before: pureBefore, after: pureAfter };
}

function firstActive(series: Series, { from, to }: Level): number {
  for (let at = from; at < to; at += 1) if ((series[at]?.trials ?? 0) > 0) return at;
  return from;
}

function lastActive(series: Series, { from, to }: Level): number {
  for (let at = to - 1; at > from; at -= 1) if ((series[at]?.trials ?? 0) > 0) return at;
  return from;
}

/** So many are a canary, a cache or a mistake. */
const STRAYS = 2;
const STRAY_SHARE = 0.01;
const TIMES = 10;

/** True when there was none before, at any time, but for strays. */
export function isAppearance(series: Series, { before, after }: Shift): boolean {
  const earlier = levelOf(series, 0, before.to);
  return isAbsent(before) && earlier.hits <= STRAYS && rateOf(after) >= TIMES * rateOf(before);
}

/** True when there is none any more, to the end, but for strays. */
export function isDisappearance(series: Series, { before, after }: Shift): boolean {
  const later = levelOf(series, after.from, series.length);
  return isAbsent(after) && later.hits <= STRAYS && rateOf(before) >= TIMES * rateOf(after);
}

function isAbsent(level: Share): boolean {
  return level.trials > 0 && level.hits <= STRAYS && level.hits <= level.trials * STRAY_SHARE;
}

/** Whether the new rate is there in more buckets than one; what one bucket showed alone is an incident. */
export function isLasting(series: Series, { at, after }: Shift): boolean {
  let buckets = 0;
  for (let index = at; index < after.to; index += 1) if ((series[index]?.hits ?? 0) > 0) buckets += 1;
  return buckets > 1;
}

/** Whether nothing came after the bucket that shows it. */
export function isLatest(series: Series, { at }: Shift): boolean {
  return levelOf(series, at + 1, series.length).trials === 0;
}
