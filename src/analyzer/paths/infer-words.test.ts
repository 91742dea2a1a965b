import { each, testScenarios, words } from '../../../test/support/path-scenarios.ts';

/** Words as values: slugs, names, codes, places. */
testScenarios([
  {
    name: 'slugs below a collection, answers alike',
    traffic: each(['red-shoes', 'blue-hat', 'green-scarf'], (slug) => ({
      path: `/products/${slug}`,
      keys: 'sku title price',
    })),
    expected: ['GET /products/{productId}'],
  },
  {
    name: 'slugs below a collection, bodies not captured',
    traffic: each(['red-shoes', 'blue-hat', 'green-scarf'], (slug) => ({ path: `/products/${slug}` })),
    expected: ['GET /products/{productId}'],
  },
  {
    name: 'SKUs with digits, one only',
    traffic: [{ path: '/products/abc-12x' }],
    expected: ['GET /products/{productId}'],
  },
  {
    name: 'country codes below a collection',
    traffic: each(['de', 'fr', 'it', 'es'], (code) => ({
      path: `/countries/${code}`,
      keys: 'code name capital',
    })),
    expected: ['GET /countries/{countryId}'],
  },
  {
    name: 'currency codes in two places of one path',
    traffic: [
      ...each(['EUR', 'USD', 'CHF'], (code) => ({ path: `/rates/${code}/USD`, keys: 'rate from to' })),
      ...each(['EUR', 'GBP', 'JPY'], (code) => ({ path: `/rates/USD/${code}`, keys: 'rate from to' })),
    ],
    expected: ['GET /rates/{rateId}/{id}'],
  },
  {
    name: 'owner and repository names share sub-paths',
    traffic: words(6, 'o').flatMap((owner) =>
      words(3, `${owner}r`).flatMap((repo) => [
        { path: `/repos/${owner}/${repo}` },
        { path: `/repos/${owner}/${repo}/issues` },
        { path: `/repos/${owner}/${repo}/pulls` },
      ]),
    ),
    expected: [
      'GET /repos/{repoId}/{id}',
      'GET /repos/{repoId}/{id}/issues',
      'GET /repos/{repoId}/{id}/pulls',
    ],
  },
  {
    name: 'slugs beside integers are values of the same slot',
    traffic: [
      ...each(['1', '2', '3'], (id) => ({ path: `/posts/${id}`, keys: 'title text author' })),
      ...each(['my-first-post', 'hello-world'], (slug) => ({
        path: `/posts/${slug}`,
        keys: 'title text author',
      })),
    ],
    expected: ['GET /posts/{postId}'],
  },
  {
    name: 'me and my are countries among countries',
    traffic: ['de', 'fr', 'se', 'es', 'pt', 'pl', 'nl', 'cz', 'dk', 'me', 'my'].flatMap((code) => [
      { path: `/countries/${code}`, keys: 'code name capital' },
      { path: `/countries/${code}/holidays`, keys: 'date name' },
    ]),
    expected: ['GET /countries/{countryId}', 'GET /countries/{countryId}/holidays'],
  },
]);
