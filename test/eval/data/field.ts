import type { Truth } from './classes.ts';
import type { Random } from './random.ts';

/** Where in an exchange a field stands, as the sender of the call would say. */
export type Place =
  | 'response-json'
  | 'request-json'
  | 'request-form'
  | 'response-xml'
  | 'request-xml'
  | 'query'
  | 'header'
  | 'cookie'
  | 'path'
  | 'set-cookie'
  | 'response-header';

/**
 * What a field is there for. `ignored`: an expert could argue either way, so nothing is counted (credentials in the
 * Authorization header).
 */
export type Nature = 'positive' | 'twin' | 'look-alike' | 'ordinary' | 'ignored';

export type Scalar = string | number | boolean | null;

/** One labelled place of an endpoint and how it is filled call by call. */
export interface Field {
  readonly place: Place;
  /** Keys above it; `*` is an array. */
  readonly parents: readonly string[];
  readonly key: string;
  /** An array of values instead of one. */
  readonly list: boolean;
  readonly nature: Nature;
  readonly truth: Truth | null;
  /** What makes it hard, for the list of mistakes. */
  readonly difficulty: string;
  value(random: Random): Scalar;
}

export function fieldOf(part: Partial<Field> & Pick<Field, 'place' | 'key' | 'value'>): Field {
  return { parents: [], list: false, nature: 'ordinary', truth: null, difficulty: 'ordinary', ...part };
}

/** `nationalId`, `national_id`, `DNI/NIE` as header and path words. */
export function kebab(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
