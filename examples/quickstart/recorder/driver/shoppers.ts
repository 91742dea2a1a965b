import { CATEGORY_SLUGS } from '../backends/catalog.ts';
import { PEOPLE, type Person, PRODUCT_SLUGS } from '../population.ts';
import { uuidOf } from '../seeded-random.ts';
import { Actor, API, type CallOptions, type Journey, JSON_TYPE, jsonWith, times } from './actor.ts';
import { cart, invoices, loyalty, orders, pay, upload } from './purchases.ts';

const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
] as const;
const APPS = ['ShopApp/5.2.1 (iPhone; iOS 18.1; Scale/3.00)', 'ShopApp/5.2.0 (Android 15; Pixel 8)'] as const;

async function browse(actor: Actor): Promise<void> {
  const { random } = actor;
  if (random.chance(0.3))
    await actor.noise(API, 'OPTIONS', '/catalog/v1/products', 'cors-preflight', {
      headers: { origin: 'https://www.shop.example', 'access-control-request-method': 'GET' },
    });
  await actor.call(API, 'GET', '/catalog/v1/products', [], {
    query: `page=${random.integer(1, 20)}`,
    headers: { origin: 'https://www.shop.example' },
  });
  await actor.call(API, 'GET', '/catalog/v1/categories/{category}', [random.pick(CATEGORY_SLUGS)]);
  await times(random.integer(3, 6), async () => {
    const slug = random.chance(0.04) ? `discontinued-${random.integer(1, 40)}` : random.pick(PRODUCT_SLUGS);
    await actor.call(API, 'GET', '/catalog/v1/products/{slug}', [slug]);
    if (random.chance(0.4))
      await actor.call(API, 'GET', '/catalog/v1/products/{slug}/reviews', [random.pick(PRODUCT_SLUGS)]);
  });
  if (random.chance(0.6))
    await actor.call(API, 'GET', '/catalog/v1/search', [], {
      query: `q=${random.pick(['lamp', 'oak', 'rug', 'desk', 'vase'])}&sort=price`,
    });
}

const PRODUCT_QUERY = 'query ProductPage($slug: ID!) { product(slug: $slug) { slug title price stars } }';
const FEATURED_QUERY = 'query Featured { featured(first: 4) { slug title } }';
const STORES_QUERY = 'query StoreFinder($city: String) { stores(city: $city) }';
const BASKET_MUTATION =
  'mutation AddToBasket($basket: ID!, $slug: ID!) { addToBasket(basket: $basket, slug: $slug) { id lines } }';

async function storefront(actor: Actor): Promise<void> {
  const { random } = actor;
  const ask = (
    operationName: string,
    query: string,
    variables: object,
  ): { operationName: string; query: string; variables: object } => ({ operationName, query, variables });
  const post = (asked: object, operations: readonly string[]): Promise<unknown> =>
    actor.call(API, 'POST', '/graphql', [], { headers: JSON_TYPE, body: JSON.stringify(asked), operations });
  await post(ask('Featured', FEATURED_QUERY, {}), ['Featured']);
  await post(ask('ProductPage', PRODUCT_QUERY, { slug: random.pick(PRODUCT_SLUGS) }), ['ProductPage']);
  if (random.chance(0.4))
    await post(
      ask('AddToBasket', BASKET_MUTATION, {
        basket: uuidOf(`basket/${random.integer(1, 500)}`),
        slug: random.pick(PRODUCT_SLUGS),
      }),
      ['AddToBasket'],
    );
  // The app's start screen asks for three things in one request.
  if (random.chance(0.25))
    await post(
      [
        ask('Featured', FEATURED_QUERY, {}),
        ask('ProductPage', PRODUCT_QUERY, { slug: random.pick(PRODUCT_SLUGS) }),
        ask('StoreFinder', STORES_QUERY, { city: 'Riverton' }),
      ],
      ['Featured', 'ProductPage', 'StoreFinder'],
    );
}

async function signIn(actor: Actor, person: Person, client: 'web' | 'mobile'): Promise<CallOptions> {
  const credentials = (password: string): CallOptions => ({
    headers: JSON_TYPE,
    body: JSON.stringify({ email: person.email, password, client }),
  });
  if (actor.random.chance(0.08)) await actor.call(API, 'POST', '/auth/v1/login', [], credentials('mistyped'));
  const reply = await actor.call(API, 'POST', '/auth/v1/login', [], credentials(person.password));
  const parsed: unknown = JSON.parse(reply.text);
  if (typeof parsed !== 'object' || parsed === null || !('accessToken' in parsed))
    throw new Error(`login answered ${reply.status}`);
  return { headers: { authorization: `Bearer ${String(parsed.accessToken)}` }, credential: 'jwt' };
}

async function account(actor: Actor, person: Person, signedIn: CallOptions): Promise<void> {
  const { random } = actor;
  await actor.call(API, 'GET', '/customers/v1/customers/me', [], signedIn);
  await actor.call(
    API,
    'GET',
    '/customers/v1/customers/{customerId}',
    [random.chance(0.03) ? uuidOf(`stranger/${person.index}`) : person.customerId],
    signedIn,
  );
  await actor.call(
    API,
    'GET',
    '/customers/v1/customers/{customerId}/addresses',
    [person.customerId],
    signedIn,
  );
  if (random.chance(0.2))
    await actor.call(
      API,
      'PATCH',
      '/customers/v1/customers/{customerId}',
      [person.customerId],
      jsonWith(signedIn, { phone: person.phone }),
    );
  if (random.chance(0.12))
    await actor.call(API, 'GET', '/customers/v1/customers/{customerId}/notes', [person.customerId], signedIn);
  if (random.chance(0.06))
    await actor.call(API, 'GET', '/customers/v1/customers/me', [], { endsAtGateway: true });
  if (random.chance(0.3)) await actor.call(API, 'GET', '/auth/v1/session', [], signedIn);
  if (random.chance(0.1)) await actor.call(API, 'GET', '/auth/v1/session');
  if (random.chance(0.2)) await actor.call(API, 'POST', '/auth/v1/refresh', [], signedIn);
}

async function assets(actor: Actor): Promise<void> {
  const site = { ...API, host: 'www.shop.example' };
  for (const target of ['/assets/shop.css', '/assets/shop.js', '/favicon.ico'])
    await actor.noise(site, 'GET', target, 'static-asset');
}

function webShopper(person: Person): Journey {
  return async (send) => {
    const name = `web/${person.index}`;
    const actor = new Actor(send, name, 'person', BROWSERS[person.index % BROWSERS.length] ?? BROWSERS[0]);
    if (actor.random.chance(0.4)) await assets(actor);
    await browse(actor);
    if (actor.random.chance(0.5)) await cart(actor, name);
    if (actor.random.chance(0.35)) await loyalty(actor);
    if (actor.random.chance(0.15)) await storefront(actor);
    if (!actor.random.chance(0.7)) return;
    const signedIn = await signIn(actor, person, 'web');
    await account(actor, person, signedIn);
    if (actor.random.chance(0.6)) await invoices(actor, signedIn);
    if (actor.random.chance(0.6)) await pay(actor, person, signedIn);
    if (actor.random.chance(0.5)) await orders(actor, 'web-shop');
    if (actor.random.chance(0.08))
      await actor.call(
        API,
        'POST',
        '/customers/v1/customers',
        [],
        jsonWith(signedIn, {
          firstName: person.firstName,
          lastName: person.lastName,
          email: `new.${person.email}`,
        }),
      );
  };
}

function appUser(person: Person): Journey {
  return async (send) => {
    const name = `app/${person.index}`;
    const actor = new Actor(send, name, 'mobile-app', APPS[person.index % APPS.length] ?? APPS[0]);
    await storefront(actor);
    const signedIn = await signIn(actor, person, 'mobile');
    await account(actor, person, signedIn);
    await orders(actor, 'mobile-app');
    if (actor.random.chance(0.3)) await upload(actor, 'mobile-app');
    if (actor.random.chance(0.4)) await pay(actor, person, signedIn);
    // A version of the app that was never updated still uses the retired cart.
    if (actor.random.chance(0.35)) {
      await actor.call(API, 'POST', '/cart/v1/carts', [], {
        headers: JSON_TYPE,
        body: JSON.stringify({ device: name }),
      });
      await actor.call(API, 'GET', '/cart/v1/carts/{cartId}', [uuidOf(`cart/${name}`)]);
    }
  };
}

export const SHOPPER_JOURNEYS: readonly Journey[] = [
  ...PEOPLE.map(webShopper),
  ...PEOPLE.filter(({ index }) => index % 5 < 3).map(appUser),
];
