import { FIRST_ORDER_ID, LAST_ORDER_ID } from '../backends/orders.ts';
import { apiKeyOf, sessionOf } from '../credentials.ts';
import { type Person, PRODUCT_SLUGS } from '../population.ts';
import { hexOf, uuidOf } from '../seeded-random.ts';
import { type Actor, API, type CallOptions, jsonWith } from './actor.ts';

/** Looks at the cards, charges one; some versions of the shop forget the currency and meet the debug error page. */
export async function pay(actor: Actor, person: Person, signedIn: CallOptions): Promise<void> {
  const { random } = actor;
  await actor.call(API, 'GET', '/payments/v2/cards', [], {
    ...signedIn,
    query: `customer=${person.customerId}`,
  });
  await actor.call(
    API,
    'GET',
    '/payments/v2/cards/{cardId}',
    [`card_${hexOf(`card/${person.index}`, 14)}`],
    signedIn,
  );
  const charge = {
    amount: random.integer(10, 300),
    cardId: `card_${hexOf(`card/${person.index}`, 14)}`,
    ...(random.chance(0.08) ? {} : { currency: 'USD' }),
  };
  await actor.call(API, 'POST', '/payments/v2/charges', [], jsonWith(signedIn, charge));
  if (random.chance(0.5))
    await actor.call(
      API,
      'GET',
      '/payments/v2/charges/{chargeId}',
      [`ch_${hexOf(`charge/${person.index}`, 16)}`],
      signedIn,
    );
}

/** Reads invoices; only one of the three operations sometimes carries the token that all of them should. */
export async function invoices(actor: Actor, signedIn: CallOptions): Promise<void> {
  const { random } = actor;
  const invoiceId = `inv_${hexOf(`invoice/${random.integer(1, 900)}`, 14)}`;
  // The web shop forgets the token on two of the three operations, and is served all the same.
  await actor.call(API, 'GET', '/invoices/v1/invoices', [], { query: `page=${random.integer(1, 9)}` });
  await actor.call(
    API,
    'GET',
    '/invoices/v1/invoices/{invoiceId}',
    [invoiceId],
    random.chance(0.6) ? signedIn : {},
  );
  if (random.chance(0.5))
    await actor.call(API, 'GET', '/invoices/v1/invoices/{invoiceId}/lines', [invoiceId]);
}

/** Fills a cart of version 2 under a session cookie. */
export async function cart(actor: Actor, name: string): Promise<void> {
  const { random } = actor;
  const cartId = uuidOf(`cart/${name}`);
  const session: CallOptions = {
    headers: { cookie: `theme=light; SESSIONID=${sessionOf(name)}` },
    credential: 'session-cookie',
  };
  if (random.chance(0.05)) await actor.call(API, 'GET', '/cart/v2/carts/{cartId}', [cartId]);
  await actor.call(
    API,
    'POST',
    '/cart/v2/carts/{cartId}/items',
    [cartId],
    jsonWith(session, { product: random.pick(PRODUCT_SLUGS), quantity: random.integer(1, 3) }),
  );
  await actor.call(API, 'GET', '/cart/v2/carts/{cartId}', [cartId], session);
  if (random.chance(0.3))
    await actor.call(
      API,
      'DELETE',
      '/cart/v2/carts/{cartId}/items/{itemId}',
      [cartId, random.integer(1, 9)],
      session,
    );
}

const anOrderId = (actor: Actor): number => actor.random.integer(FIRST_ORDER_ID, LAST_ORDER_ID + 90);

/** Lists, reads, places and cancels orders with the key of the application. */
export async function orders(actor: Actor, consumer: string): Promise<void> {
  const { random } = actor;
  const key: CallOptions = { headers: { apikey: apiKeyOf(consumer) }, credential: 'api-key-header' };
  await actor.call(API, 'GET', '/orders/v1/orders', [], { ...key, query: `page=${random.integer(1, 30)}` });
  const orderId = anOrderId(actor);
  await actor.call(API, 'GET', '/orders/v1/orders/{orderId}', [orderId], key);
  await actor.call(API, 'GET', '/orders/v1/orders/{orderId}/items', [orderId], key);
  await actor.call(
    API,
    'GET',
    '/orders/v1/orders/{orderId}/items/{itemId}',
    [orderId, random.integer(1, 2)],
    key,
  );
  if (random.chance(0.4))
    await actor.call(
      API,
      'POST',
      '/orders/v1/orders',
      [],
      jsonWith(key, { product: random.pick(PRODUCT_SLUGS), quantity: random.integer(1, 4) }),
    );
  if (random.chance(0.2))
    await actor.call(API, 'GET', '/orders/v1/orders/search', [], {
      ...key,
      query: 'q=late&tag=gift&tag=express',
    });
  if (random.chance(0.1))
    await actor.call(API, 'DELETE', '/orders/v1/orders/{orderId}', [anOrderId(actor)], key);
  if (random.chance(0.08)) await actor.call(API, 'GET', '/orders/v1/orders', [], { endsAtGateway: true });
}

/** Sends a small multipart file and reads its description. */
export async function upload(actor: Actor, consumer: string): Promise<void> {
  const key: CallOptions = { headers: { apikey: apiKeyOf(consumer) }, credential: 'api-key-header' };
  const boundary = `----shop${actor.random.integer(100_000, 999_999)}`;
  const part = (disposition: string, text: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;
  const body = `${part('name="purpose"', 'damage-report')}${part(`name="file"; filename="photo-${actor.random.integer(1, 99)}.csv"`, 'shelf,scratch\n1,yes')}--${boundary}--\r\n`;
  await actor.call(API, 'POST', '/media/v1/uploads', [], {
    ...key,
    headers: { ...key.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
  });
  await actor.call(API, 'GET', '/media/v1/files', [], key);
  await actor.call(
    API,
    'GET',
    '/media/v1/files/{fileId}.json',
    [`file_${hexOf(`file/${actor.random.integer(1, 400)}`, 16)}`],
    key,
  );
}

/** Asks for points, with the key in the URL as that API wants it. */
export async function loyalty(actor: Actor): Promise<void> {
  const key: CallOptions = { query: `apikey=${apiKeyOf('loyalty-widget')}`, credential: 'api-key-query' };
  const memberNo = actor.random.integer(20_000, 89_000);
  await actor.call(API, 'GET', '/loyalty/v1/members/{memberNo}', [memberNo], key);
  await actor.call(API, 'GET', '/loyalty/v1/members/{memberNo}/points', [memberNo], key);
}
