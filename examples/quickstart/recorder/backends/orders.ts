import { ownerOf, PRODUCT_SLUGS } from '../population.ts';
import { hashText } from '../seeded-random.ts';
import { jsonBody, type Operation } from './backend-server.ts';

export const FIRST_ORDER_ID = 410_000;
export const LAST_ORDER_ID = 418_999;

const productOf = (text: string): string =>
  PRODUCT_SLUGS[hashText(text) % PRODUCT_SLUGS.length] ?? 'oak-desk';

function itemOf(orderId: string, line: number): Record<string, unknown> {
  return {
    itemId: line,
    product: productOf(`${orderId}/${line}`),
    quantity: 1 + (hashText(`${orderId}/${line}/quantity`) % 3),
    unitPrice: 19.5 + line,
  };
}

function orderOf(orderId: string): Record<string, unknown> {
  const owner = ownerOf(`order/${orderId}`);
  return {
    orderId: Number(orderId),
    status: ['open', 'packed', 'shipped'][hashText(orderId) % 3],
    placedAt: `2026-${String(1 + (hashText(orderId) % 9)).padStart(2, '0')}-14T10:20:30Z`,
    shipTo: {
      fullName: `${owner.firstName} ${owner.lastName}`,
      street: owner.street,
      city: owner.city,
      postcode: owner.postcode,
    },
    contact: { email: owner.email },
    total: 20 + (hashText(`${orderId}/total`) % 400),
  };
}

const known = (orderId: string | undefined): orderId is string =>
  orderId !== undefined && Number(orderId) >= FIRST_ORDER_ID && Number(orderId) <= LAST_ORDER_ID;

function withOrder(render: (orderId: string, itemId: string) => unknown, status = 200): Operation['answer'] {
  return ({ slots }) => {
    const orderId = slots['orderId'];
    return known(orderId)
      ? { status, body: render(orderId, slots['itemId'] ?? '1') }
      : { status: 404, body: { error: 'order_not_found' } };
  };
}

/** Orders with nested items; mounted under `/api`, as the service path of kong.yaml says. */
export const ORDER_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/orders',
    answer: ({ query }) => ({
      status: 200,
      body: {
        page: Number(query.get('page') ?? '1'),
        items: [1, 2, 3].map((line) =>
          orderOf(String(FIRST_ORDER_ID + (hashText(`${query.toString()}/${line}`) % 9000))),
        ),
      },
    }),
  },
  {
    method: 'POST',
    path: '/api/orders',
    answer: ({ body }) => ({
      status: 201,
      body: { orderId: FIRST_ORDER_ID + (hashText(body.toString('utf8')) % 9000), ...jsonBody(body) },
    }),
  },
  {
    method: 'GET',
    path: '/api/orders/search',
    answer: ({ query }) => ({
      status: 200,
      body: {
        query: query.get('q') ?? '',
        hits: 2,
        items: [1, 2].map((line) => ({
          orderId: FIRST_ORDER_ID + (hashText(`${query.toString()}/${line}`) % 9000),
          score: line / 4,
        })),
      },
    }),
  },
  { method: 'GET', path: '/api/orders/{orderId}', answer: withOrder(orderOf) },
  { method: 'DELETE', path: '/api/orders/{orderId}', answer: withOrder(() => undefined, 204) },
  {
    method: 'GET',
    path: '/api/orders/{orderId}/items',
    answer: withOrder((orderId) => ({ items: [1, 2].map((line) => itemOf(orderId, line)) })),
  },
  {
    method: 'GET',
    path: '/api/orders/{orderId}/items/{itemId}',
    answer: withOrder((orderId, itemId) => itemOf(orderId, Number(itemId))),
  },
];
