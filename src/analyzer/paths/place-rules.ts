import type { PlaceCorrection } from '../corrections.ts';
import { fitsHost } from './host-glob.ts';

/** What people said of the literals of one host. */
export interface PlaceRules {
  /** Whether a literal below a path (slot names erased) is a name or a value; null where nobody said. */
  verdict(below: string, literal: string): 'name' | 'value' | null;
}

/** null where nothing was said of the host: then nothing has to be looked up. */
export function placeRules(host: string, places: readonly PlaceCorrection[]): PlaceRules | null {
  const byPlace = Map.groupBy(
    places.filter((each) => fitsHost(each.host, host)),
    (each) => each.below,
  );
  if (byPlace.size === 0) return null;
  return {
    verdict: (below, literal) => {
      const said = byPlace.get(below) ?? [];
      // Who names a literal says more than who speaks of all of them; a name says more than a value.
      const named = said.filter((each) => each.literals?.has(literal) === true);
      const held = named.length > 0 ? named : said.filter((each) => each.literals === null);
      if (held.length === 0) return null;
      return held.some((each) => each.verdict === 'name') ? 'name' : 'value';
    },
  };
}
