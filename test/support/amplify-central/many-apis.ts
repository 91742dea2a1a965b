import type { PublishedApi } from '../../../src/kit/index.ts';
import { publishedApi } from '../published-apis.ts';
import { managedApi } from './estate.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'U'] as const;

/** So many APIs of every letter; the first two are managed. */
export function manyApis(count: number): readonly PublishedApi[] {
  return Array.from({ length: count }, (_, index) => {
    const letter = LETTERS[index % LETTERS.length] ?? 'U';
    if (index < 2) return managedApi(index === 0 ? '/orders' : '/carts', { letter: 'B' });
    return publishedApi({ host: `api${index % 97}.shop.example`, basePath: `/service-${index}/v1`, letter });
  });
}
