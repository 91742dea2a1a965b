import type { ActorSite, SiteHour } from '../actors/actors.ts';
import type { Summary } from '../summary.ts';
import type { Reading } from './form-reading.ts';
import type { FormText } from './form-text.ts';

/** Which identifiers an actor asks for with a call. */
export interface FormWalk {
  /** With the hour of the last call. */
  site: ActorSite;
  readonly shapeHash: number;
  /** What is counted as identifier: several segments, one value of the query, or the query as a whole. */
  readonly values: readonly FormText[] | 'query';
  /** The counters of the site in the hour of the last call; null where they must be looked up. A cache. */
  hour: SiteHour | null;
}

/** Undefined where the identifiers are none of the texts. */
export function walkOf(
  { hash }: Summary,
  { site, exchange, steps }: Reading,
  texts: readonly FormText[],
  values: readonly FormText[],
): FormWalk | null | undefined {
  if (site === null) return null;
  const shapeHash = hash(site.shapeKey);
  const inPath = texts.filter((_, at) => steps[at]?.slot !== null);
  if (inPath.length > 0) return { site, shapeHash, values: inPath, hour: null };
  const [value = ''] = site.slotValues;
  if (site.slotValues.length === 1 && value === exchange.call.query && !site.shapeKey.includes('?'))
    return { site, shapeHash, values: 'query', hour: null };
  const at = exchange.query.findIndex(
    (field) => field.value === value && site.shapeKey.endsWith(`\n?${field.name}`),
  );
  const text = values[at];
  return text === undefined ? undefined : { site, shapeHash, values: [text], hour: null };
}
