import type { DataClass } from './data-class.ts';

/** What decides how a class is weighed. */
export type WeighedClass = Pick<DataClass, 'needsContext' | 'chanceRate' | 'leastShare'>;

/** What was counted for one class in one field. Integers only. */
export interface ClassEvidence {
  /** Values with a candidate of the class's shape. */
  readonly shaped: number;
  /** Values whose candidate passed. */
  readonly passed: number;
  /** Values that came under a key with a context word, or behind words that say as much as a key. */
  readonly keyed: number;
  /** Distinct candidates among a uniform sample of at most `SAMPLE_SIZE`. */
  readonly distinct: number;
  /** How many of those passed. */
  readonly distinctPassed: number;
  /** All values of the field. */
  readonly values: number;
}

export interface Decision {
  readonly isClass: boolean;
  /** One sentence: rule, counts, chance rate. Holds no value and no key. */
  readonly why: string;
}

/** Distinct candidates kept per class and field: the k smallest by keyed hash, so a uniform sample of the distinct. */
export const SAMPLE_SIZE = 24;

/** A class whose form is this unlikely by chance needs one value. */
export const UNAMBIGUOUS = 1e-4;

/** Chance that a field of random values of the same shape would look like this: five Luhn digits, two IBANs. */
const SIGNIFICANCE = 1.1e-5;

/** Where only the key decides, at least this share of the values must have the form. */
const KEYED_SHARE = 0.5;

/** Where the key names the class too: one value that passes suffices, one of two does not. */
const LIKELY = 0.16;

/** Distinct candidates matter only where chance has to be ruled out. */
export function weighsChance(dataClass: WeighedClass): boolean {
  return !dataClass.needsContext && dataClass.chanceRate > UNAMBIGUOUS;
}

/** Decides on counts over many calls, never on one value that may be chance. Pure. */
export function decideClass(dataClass: WeighedClass, evidence: ClassEvidence): Decision {
  if (evidence.passed === 0) return { isClass: false, why: 'no value passes' };
  if (dataClass.needsContext) return evidence.keyed > 0 ? decideByKey(evidence) : decideByWords(evidence);
  if (dataClass.chanceRate <= UNAMBIGUOUS) {
    return {
      isClass: true,
      why: `${evidence.passed} of ${evidence.values} values hold the form, which chance does not produce`,
    };
  }
  if (evidence.keyed > 0) return decideByKeyAndChance(dataClass, evidence);
  return decideByChance(dataClass, evidence);
}

/** One text may be an example in words; two different values are data. */
const NAMED_VALUES = 2;

function decideByWords(evidence: ClassEvidence): Decision {
  return {
    isClass: evidence.distinctPassed >= NAMED_VALUES,
    why: `words before them name ${evidence.passed} values`,
  };
}

function decideByKey(evidence: ClassEvidence): Decision {
  const isClass = evidence.passed >= evidence.shaped * KEYED_SHARE;
  return {
    isClass,
    why: `the key names it and ${evidence.passed} of ${evidence.shaped} values have the form`,
  };
}

function decideByKeyAndChance({ chanceRate }: WeighedClass, evidence: ClassEvidence): Decision {
  const isClass =
    evidence.distinctPassed >= evidence.distinct * KEYED_SHARE &&
    (chanceRate > KEYED_SHARE ||
      binomialTail(evidence.distinct, evidence.distinctPassed, chanceRate) <= LIKELY);
  const counts = `${evidence.distinctPassed} of ${evidence.distinct} distinct values pass`;
  return { isClass, why: `the key names it and ${counts}` };
}

/** H0: values of this shape are random and pass at the chance rate. */
function decideByChance(dataClass: WeighedClass, evidence: ClassEvidence): Decision {
  const tail = binomialTail(evidence.distinct, evidence.distinctPassed, dataClass.chanceRate);
  const isClass =
    tail <= SIGNIFICANCE && evidence.distinctPassed >= evidence.distinct * (dataClass.leastShare ?? 0);
  const percent = Math.round(dataClass.chanceRate * 1000) / 10;
  return {
    isClass,
    why: `${evidence.distinctPassed} of ${evidence.distinct} distinct values pass; by chance ${percent} % would`,
  };
}

/** P(X >= hits) for X ~ Binomial(trials, rate); trials are few, so the sum is exact enough and overflow-free. */
export function binomialTail(trials: number, hits: number, rate: number): number {
  let term = (1 - rate) ** trials;
  let below = 0;
  for (let count = 0; count < hits; count++) {
    below += term;
    term *= ((trials - count) / (count + 1)) * (rate / (1 - rate));
  }
  let tail = 0;
  for (let count = hits; count <= trials; count++) {
    tail += term;
    term *= ((trials - count) / (count + 1)) * (rate / (1 - rate));
  }
  return hits === 0 ? below + tail : tail;
}
