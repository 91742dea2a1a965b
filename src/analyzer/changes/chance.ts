/** A silence or an absence that chance explains once in a thousand times is an event; a likelier one is noise. */
export const UNLIKELY = 0.001;

/** Chance of seeing none where a Poisson process of this many expected events runs. */
export function chanceOfNone(expected: number): number {
  return Math.exp(-Math.max(0, expected));
}

/** True when `count` of `total` makes it unlikely that `others` calls held none by chance. */
export function isNewlySeen(count: number, total: number, others: number): boolean {
  if (count === 0 || total === 0) return false;
  return chanceOfNone((count / total) * others) < UNLIKELY;
}
