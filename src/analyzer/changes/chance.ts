/** A silence or an absence that chance explains once in a thousand times is an event; a likelier one is noise. */
export const UNLIKELY = 0.001;

/**
 * Nats by which two rates must explain the counts better than one before a shift is believed: chance does that about
 * once in 10^5 tries, and every place of every endpoint is tried on every day.
 */
export const PROOF_NATS = 11.5;

/** Chance of seeing none where a Poisson process of this many expected events runs. */
export function chanceOfNone(expected: number): number {
  return Math.exp(-Math.max(0, expected));
}

/** Hits among trials. */
export interface Share {
  readonly hits: number;
  readonly trials: number;
}

export function rateOf({ hits, trials }: Share): number {
  return trials === 0 ? 0 : hits / trials;
}

/** Logarithm of the likelihood ratio, in nats: two rates of their own against one for both (half of Wilks' G). */
export function evidence(a: Share, b: Share): number {
  if (a.trials === 0 || b.trials === 0) return 0;
  const both = { hits: a.hits + b.hits, trials: a.trials + b.trials };
  return Math.max(0, likelihood(a) + likelihood(b) - likelihood(both));
}

function likelihood({ hits, trials }: Share): number {
  return part(hits, trials) + part(trials - hits, trials);
}

function part(count: number, of: number): number {
  return count === 0 ? 0 : count * Math.log(count / of);
}
