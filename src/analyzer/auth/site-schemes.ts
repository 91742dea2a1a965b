import type { Exchange, Field } from '../exchange.ts';
import { isMasked } from '../masked-value.ts';
import type { SiteScheme } from '../site-rules.ts';
import { looksLikeJwt } from './jwt.ts';

export interface FoundSchemes {
  readonly found: readonly SiteScheme[];
  /** Name of each query parameter that carried one. */
  readonly inQuery: readonly string[];
  /** The exchange without those fields: they are what the site says, and no other scheme beside. */
  readonly rest: Exchange;
}

/** Credentials of the site's own kinds; null when the call has none. A JWT stays to be read as one. */
export function findSiteSchemes(exchange: Exchange, schemes: readonly SiteScheme[]): FoundSchemes | null {
  const found: SiteScheme[] = [];
  const taken = new Set<Field>();
  for (const scheme of schemes) {
    const fields = fieldsOf(exchange, scheme).filter((field) => carries(scheme, field));
    if (fields.length > 0) found.push(scheme);
    for (const field of fields) if (!looksLikeJwt(field.value)) taken.add(field);
  }
  if (found.length === 0) return null;
  const left = (fields: readonly Field[]): readonly Field[] => fields.filter((field) => !taken.has(field));
  const { requestHeaders } = exchange;
  return {
    found,
    inQuery: exchange.query.filter((field) => taken.has(field)).map(({ name }) => name.toLowerCase()),
    rest: {
      ...exchange,
      requestHeaders: requestHeaders === null ? null : left(requestHeaders),
      query: left(exchange.query),
      cookies: left(exchange.cookies),
    },
  };
}

function fieldsOf(exchange: Exchange, { place }: SiteScheme): readonly Field[] {
  if (place === 'header') return exchange.requestHeaders ?? [];
  return place === 'query' ? exchange.query : exchange.cookies;
}

/** Longer values are no credentials. */
const MAX_CREDENTIAL = 16_384;

export function carries({ name, pattern }: SiteScheme, field: Field): boolean {
  if (field.name !== name || field.value === '' || field.value.length > MAX_CREDENTIAL) return false;
  // A masked value was there all the same: which form it had cannot be known.
  return pattern === null || isMasked(field.value) || pattern.matchesWhole(field.value);
}
