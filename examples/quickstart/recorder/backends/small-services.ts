import { ownerOf } from '../population.ts';
import { hashText, hexOf, uuidOf } from '../seeded-random.ts';
import { type BackendRequest, jsonBody, type Operation } from './backend-server.ts';

/** File names of the parts of a multipart body, read from their disposition lines. */
function uploadedNames(request: BackendRequest): string[] {
  return [...request.body.toString('latin1').matchAll(/filename="([^"\r\n]{1,80})"/gu)].map(
    (match) => match[1] ?? '',
  );
}

export const MEDIA_OPERATIONS: readonly Operation[] = [
  {
    method: 'POST',
    path: '/uploads',
    answer: (request) => ({
      status: 201,
      body: {
        fileId: `file_${hexOf(request.body.toString('latin1').replace(/--[-\w]+/gu, ''), 16)}`,
        names: uploadedNames(request),
      },
    }),
  },
  {
    method: 'GET',
    path: '/files',
    answer: () => ({
      status: 200,
      body: {
        items: [1, 2, 3].map((line) => ({ fileId: `file_${hexOf(`file/${line}`, 16)}`, bytes: 2048 * line })),
      },
    }),
  },
  {
    method: 'GET',
    path: '/files/{fileId}.json',
    answer: ({ slots }) => ({
      status: 200,
      body: {
        fileId: slots['fileId'],
        contentType: 'text/csv',
        bytes: 512 + (hashText(slots['fileId'] ?? '') % 9000),
      },
    }),
  },
];

export const LOYALTY_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/members/{memberNo}',
    answer: ({ slots }) => ({
      status: 200,
      body: {
        memberNo: Number(slots['memberNo']),
        tier: ['bronze', 'silver', 'gold'][hashText(slots['memberNo'] ?? '') % 3],
      },
    }),
  },
  {
    method: 'GET',
    path: '/members/{memberNo}/points',
    answer: ({ slots }) => ({ status: 200, body: { points: hashText(slots['memberNo'] ?? '') % 5000 } }),
  },
];

function invoiceOf(invoiceId: string): Record<string, unknown> {
  const owner = ownerOf(invoiceId);
  return {
    invoiceId,
    billedTo: { fullName: `${owner.firstName} ${owner.lastName}`, email: owner.email, iban: owner.iban },
    total: 10 + (hashText(invoiceId) % 900),
    currency: 'EUR',
  };
}

/** Its definition asks for a bearer token; nothing, neither the gateway nor this service, checks one. */
export const INVOICE_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/invoices',
    answer: ({ query }) => ({
      status: 200,
      body: { items: [1, 2].map((line) => invoiceOf(`inv_${hexOf(`${query.toString()}/${line}`, 14)}`)) },
    }),
  },
  {
    method: 'GET',
    path: '/invoices/{invoiceId}',
    answer: ({ slots }) => ({ status: 200, body: invoiceOf(slots['invoiceId'] ?? '') }),
  },
  {
    method: 'GET',
    path: '/invoices/{invoiceId}/lines',
    answer: ({ slots }) => ({
      status: 200,
      body: { items: [{ text: 'Delivery', amount: 4 + (hashText(slots['invoiceId'] ?? '') % 20) }] },
    }),
  },
];

const RETIRED = { deprecation: 'true', sunset: 'Mon, 30 Jun 2025 23:59:59 GMT' } as const;

const basketOf = (cartId: string): Record<string, unknown> => ({
  cartId,
  items: [{ itemId: 1, product: 'oak-desk', quantity: 1 + (hashText(cartId) % 4) }],
  total: 30 + (hashText(cartId) % 200),
});

function withSession(answer: Operation['answer']): Operation['answer'] {
  return (request) =>
    /(?:^|; )SESSIONID=[0-9a-f]{32}/u.test(String(request.headers['cookie'] ?? ''))
      ? answer(request)
      : { status: 401, body: { error: 'no_session' } };
}

/** Version 1 was to be gone by its sunset date and is still called; version 2 asks for a session. */
export const CART_OPERATIONS: readonly Operation[] = [
  {
    method: 'POST',
    path: '/v1/carts',
    answer: ({ body }) => ({
      status: 201,
      headers: RETIRED,
      body: { cartId: uuidOf(`cart/${body.toString('utf8')}`) },
    }),
  },
  {
    method: 'GET',
    path: '/v1/carts/{cartId}',
    answer: ({ slots }) => ({ status: 200, headers: RETIRED, body: basketOf(slots['cartId'] ?? '') }),
  },
  {
    method: 'GET',
    path: '/v2/carts/{cartId}',
    answer: withSession(({ slots }) => ({ status: 200, body: basketOf(slots['cartId'] ?? '') })),
  },
  {
    method: 'POST',
    path: '/v2/carts/{cartId}/items',
    answer: withSession(({ slots, body }) => ({
      status: 201,
      body: { itemId: 1 + (hashText(slots['cartId'] ?? '') % 9), ...jsonBody(body) },
    })),
  },
  {
    method: 'DELETE',
    path: '/v2/carts/{cartId}/items/{itemId}',
    answer: withSession(() => ({ status: 204 })),
  },
];

export const PARTNER_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/orders',
    answer: () => ({
      status: 200,
      body: {
        items: [1, 2].map((line) => ({ orderRef: uuidOf(`partner-order/${line}`), state: 'accepted' })),
      },
    }),
  },
  {
    method: 'POST',
    path: '/orders',
    answer: ({ body }) => ({
      status: 202,
      body: { orderRef: uuidOf(`partner-order/${body.toString('utf8')}`), state: 'received' },
    }),
  },
  {
    method: 'GET',
    path: '/orders/{orderRef}',
    answer: ({ slots }) => ({
      status: 200,
      body: {
        orderRef: slots['orderRef'],
        state: 'accepted',
        parcels: 1 + (hashText(slots['orderRef'] ?? '') % 4),
      },
    }),
  },
  {
    method: 'GET',
    path: '/shipments/{shipmentRef}',
    answer: ({ slots }) =>
      hashText(slots['shipmentRef'] ?? '') % 23 === 0
        ? { status: 503, body: { error: 'carrier_unavailable' } }
        : { status: 200, body: { shipmentRef: slots['shipmentRef'], carrier: 'example-post' } },
  },
];

const ticketOf = (ticketId: string): Record<string, unknown> => ({
  ticketId: Number(ticketId),
  subject: 'Late delivery',
  state: ['open', 'waiting', 'closed'][hashText(ticketId) % 3],
});

export const SUPPORT_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/support/v1/tickets',
    answer: ({ query }) => ({
      status: 200,
      body: { items: [ticketOf(String(52_000 + (hashText(query.toString()) % 900)))] },
    }),
  },
  {
    method: 'POST',
    path: '/support/v1/tickets',
    answer: ({ body }) => ({
      status: 201,
      body: ticketOf(String(52_000 + (hashText(body.toString('utf8')) % 900))),
    }),
  },
  {
    method: 'GET',
    path: '/support/v1/tickets/{ticketId}',
    answer: ({ slots }) => ({ status: 200, body: ticketOf(slots['ticketId'] ?? '') }),
  },
  {
    method: 'PATCH',
    path: '/support/v1/tickets/{ticketId}',
    answer: ({ slots, body }) => ({
      status: 200,
      body: { ...ticketOf(slots['ticketId'] ?? ''), ...jsonBody(body) },
    }),
  },
  {
    method: 'GET',
    path: '/support/v1/tickets/{ticketId}/messages',
    answer: ({ slots }) => ({
      status: 200,
      body: { items: [{ from: 'desk', text: `Ticket ${slots['ticketId'] ?? ''} is being looked at.` }] },
    }),
  },
];
