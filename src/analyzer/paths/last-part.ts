import { wordParts } from './path-words.ts';
import { isListed, type Sibling } from './sibling.ts';

/** Of the other siblings that are no listed words, the share that ends in the same word; 0 for a single word. */
export function lastPartsOf(open: readonly Sibling[]): (each: Sibling) => number {
  const counts = new Map<string, number>();
  const last = ({ stem }: Sibling): string | null => {
    const parts = wordParts(stem);
    return parts.length > 1 ? (parts.at(-1) ?? null) : null;
  };
  for (const each of open) {
    const part = last(each);
    if (part !== null) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return (each) => {
    const part = last(each);
    const others = part === null || isListed(each) ? 0 : (counts.get(part) ?? 1) - 1;
    return others / Math.max(1, open.length - 1);
  };
}
