import { href } from './html.ts';

/** The parameters of a list page, for links that change one of them and keep the others. */
export type Parameters = readonly (readonly [string, string])[];

export function parametersOf(query: URLSearchParams): Parameters {
  return [...query].map(([name, value]) => [name, value] as const);
}

/** Switches one value of a facet; the page starts over. */
export function toggled(
  path: readonly string[],
  parameters: Parameters,
  name: string,
  value: string,
): string {
  const kept = parameters.filter(([key]) => key !== 'after');
  const without = kept.filter(([key, one]) => key !== name || one !== value);
  return href(path, without.length === kept.length ? [...kept, [name, value]] : without);
}

/** Sets (or with null removes) a single-valued parameter; anything but `after` starts the page over. */
export function replaced(
  path: readonly string[],
  parameters: Parameters,
  name: string,
  value: string | null,
): string {
  const kept = parameters.filter(([key]) => key !== name && (key !== 'after' || name === 'after'));
  return href(path, value === null ? kept : [...kept, [name, value]]);
}
