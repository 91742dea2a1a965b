import type { Random } from './random.ts';
import type { Field, Leaf, Shape } from './shape.ts';

/** One endpoint of the corpus: its true schemas, and how its calls are made. */
export interface EndpointCase {
  readonly method: string;
  readonly host: string;
  /** Absolute template, `{…}` for slots. */
  readonly template: string;
  path(random: Random): string;
  readonly query: readonly (Field & { readonly shape: Leaf })[];
  readonly request: { readonly contentType: string; readonly shape: Shape } | null;
  readonly success: {
    readonly status: number;
    readonly contentType: string | null;
    readonly shape: Shape | null;
  };
  readonly failure: {
    readonly statuses: readonly number[];
    readonly contentType: string;
    readonly shape: Shape;
    readonly calls: number;
  } | null;
  /** Calls that succeed. */
  readonly calls: number;
}

export interface SchemaCorpus {
  readonly seed: number;
  /** Clients and how much the busiest of them sends (Zipf exponent). */
  readonly clients: number;
  readonly exponent: number;
  readonly start: string;
  readonly endpoints: readonly EndpointCase[];
}

/** Fills the slots of a template, one value maker per slot. */
export function pathMaker(
  template: string,
  ...slots: readonly ((random: Random) => string)[]
): (random: Random) => string {
  const parts = template.split(/\{[^}]*\}/);
  if (parts.length !== slots.length + 1) throw new RangeError(`slots of ${template}`);
  return (random) =>
    parts.map((part, index) => (index === 0 ? '' : (slots[index - 1]?.(random) ?? '')) + part).join('');
}

/** Slots erased: two templates are the same when this is. */
export function erased(template: string): string {
  return template.replace(/\{[^}]*\}/g, '{}');
}
