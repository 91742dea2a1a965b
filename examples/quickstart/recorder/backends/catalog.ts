import { PRODUCT_SLUGS } from '../population.ts';
import { hashText } from '../seeded-random.ts';
import type { BackendAnswer, BackendRequest, Operation } from './backend-server.ts';

/** Allows every origin and credentials at once: browsers refuse the pair, and scanners report it. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' } as const;

export const CATEGORY_SLUGS = [
  'living-room',
  'kitchen',
  'bedroom',
  'office',
  'garden',
  'lighting',
  'textiles',
  'storage',
] as const;

const productOf = (slug: string): Record<string, unknown> => ({
  slug,
  title: slug.replaceAll('-', ' '),
  price: 15 + (hashText(slug) % 600),
  currency: 'USD',
  inStock: hashText(slug) % 7 !== 0,
});

function found(body: unknown): BackendAnswer {
  return { status: 200, headers: CORS, body };
}

function withProduct(render: (slug: string) => unknown): Operation['answer'] {
  return ({ slots }: BackendRequest) => {
    const slug = slots['slug'] ?? '';
    return PRODUCT_SLUGS.includes(slug)
      ? found(render(slug))
      : { status: 404, headers: CORS, body: { error: 'product_not_found' } };
  };
}

const preflight: Operation['answer'] = () => ({
  status: 204,
  headers: {
    ...CORS,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'content-type',
  },
});

export const CATALOG_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/products',
    answer: ({ query }) =>
      found({ page: Number(query.get('page') ?? '1'), items: PRODUCT_SLUGS.slice(0, 5).map(productOf) }),
  },
  { method: 'OPTIONS', path: '/products', answer: preflight },
  { method: 'GET', path: '/products/{slug}', answer: withProduct(productOf) },
  {
    method: 'GET',
    path: '/products/{slug}/reviews',
    answer: withProduct((slug) => ({
      items: [{ stars: 1 + (hashText(slug) % 5), text: 'Sturdy and well packed.' }],
    })),
  },
  {
    method: 'GET',
    path: '/categories/{category}',
    answer: ({ slots }) =>
      found({ category: slots['category'], items: PRODUCT_SLUGS.slice(5, 9).map(productOf) }),
  },
  // Treats whatever is asked as plain text: attack strings are answered 200 with no hits, and nothing in the answer reflects them.
  {
    method: 'GET',
    path: '/search',
    answer: ({ query }) => {
      const q = query.get('q') ?? '';
      const hits = PRODUCT_SLUGS.filter((slug) => q !== '' && slug.includes(q.toLowerCase())).slice(0, 5);
      return found({ hits: hits.length, items: hits.map(productOf) });
    },
  },
  { method: 'OPTIONS', path: '/search', answer: preflight },
];
