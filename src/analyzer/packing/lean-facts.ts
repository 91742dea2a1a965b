import type { HashSet } from '../sketch/bottom-k.ts';

/** What deciding about places asks of a cell beside some of its traffic. */
export interface LeanFacts {
  /** Of `bodyKeysOf`. */
  readonly keys: HashSet;
  /** Of `queryKeysOf`. */
  readonly query: HashSet;
  /** Of `saidAbout` the last segment of the path. */
  readonly said: number;
  /** Of `answerSize`. */
  readonly size: number;
}

export interface LeanCell {
  /** Pairs of a bucket number and where the whole cell is (`bodyRef`). */
  readonly refs: number[];
  /** null where two cells were joined: only the whole ones tell. */
  facts: LeanFacts | null;
}

/** Two cells become one: what their answers say together is not known from what each says alone. */
export function joinLean(into: LeanCell, from: LeanCell): void {
  into.refs.push(...from.refs);
  into.facts = null;
}
