import { isShippedName } from './shipped-words.ts';

/** Which names chosen by traffic may stand in clear. */
export interface NameRule {
  /** `clients` are the distinct client hashes kept for the name. */
  readonly isShown: (name: string, clients: readonly number[]) => boolean;
  /** Distinct clients that make a name common knowledge. */
  readonly clients: number;
}

/** Shipped vocabulary, names from definitions and configuration, and what enough distinct clients wrote. */
export function nameRule(isKnownName: (name: string) => boolean, clients: number): NameRule {
  return {
    clients,
    isShown: (name, seen) => isShippedName(name) || isKnownName(name) || seen.length >= clients,
  };
}
