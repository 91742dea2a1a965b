import { basicHeaderOf, PARTNERS, verifyToken } from '../credentials.ts';
import { BRAND_SLUGS, ownerOf, PEOPLE, type Person, personById } from '../population.ts';
import { hashText, uuidOf } from '../seeded-random.ts';
import { type BackendAnswer, type BackendRequest, jsonBody, type Operation } from './backend-server.ts';

const CHALLENGE = { 'www-authenticate': 'Basic realm="shop"' } as const;

function withBasic(users: readonly string[], answer: Operation['answer']): Operation['answer'] {
  const accepted = new Set(users.map(basicHeaderOf));
  return (request) =>
    accepted.has(String(request.headers['authorization'] ?? ''))
      ? answer(request)
      : { status: 401, headers: CHALLENGE, body: { error: 'unauthorized' } };
}

export const LEGACY_USERS = ['till-1', 'till-2', 'till-3', 'depot-1', 'depot-2'] as const;

const stockOf = (sku: string): Record<string, unknown> => ({
  sku,
  onHand: hashText(sku) % 300,
  bin: `${String.fromCharCode(65 + (hashText(sku) % 6))}${hashText(sku) % 40}`,
});

function legacyCustomer(number: string): Record<string, unknown> {
  const person = ownerOf(`legacy/${number}`);
  return {
    number: Number(number),
    fullName: `${person.firstName} ${person.lastName}`,
    email: person.email,
    phone: person.phone,
  };
}

/** The shop system that the gateway was meant to replace: plain HTTP, passwords in every second request. */
export const LEGACY_OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: '/api/v1/brands', answer: () => ({ status: 200, body: { items: BRAND_SLUGS } }) },
  {
    method: 'GET',
    path: '/api/v1/brands/{brand}',
    answer: ({ slots }) => ({
      status: 200,
      body: { brand: slots['brand'], products: hashText(slots['brand'] ?? '') % 90 },
    }),
  },
  {
    method: 'GET',
    path: '/api/v1/stock/{sku}',
    answer: ({ slots }) => ({ status: 200, body: stockOf(slots['sku'] ?? '') }),
  },
  {
    method: 'POST',
    path: '/api/v1/stock/{sku}/adjustments',
    answer: withBasic(LEGACY_USERS, ({ slots, body }) => ({
      status: 201,
      body: { ...stockOf(slots['sku'] ?? ''), ...jsonBody(body) },
    })),
  },
  {
    method: 'GET',
    path: '/api/v1/customers/{number}',
    answer: withBasic(LEGACY_USERS, ({ slots }) => ({
      status: 200,
      body: legacyCustomer(slots['number'] ?? ''),
    })),
  },
];

const userOf = (person: Person): Record<string, unknown> => ({
  id: person.customerId,
  fullName: `${person.firstName} ${person.lastName}`,
  email: person.email,
  phone: person.phone,
  dateOfBirth: person.dateOfBirth,
  locked: false,
});

function signedIn(answer: Operation['answer']): Operation['answer'] {
  return (request) =>
    /(?:^|; )ADMINSID=[0-9a-f]{32}/u.test(String(request.headers['cookie'] ?? ''))
      ? answer(request)
      : { status: 401, body: { error: 'sign_in_first' } };
}

function userAnswer(request: BackendRequest): BackendAnswer {
  const person = personById(request.slots['userId'] ?? '');
  return person === undefined
    ? { status: 404, body: { error: 'user_not_found' } }
    : { status: 200, body: userOf(person) };
}

export const ADMIN_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/internal/users',
    answer: signedIn(({ query }) => ({
      status: 200,
      body: {
        items: PEOPLE.slice(Number(query.get('offset') ?? '0'), Number(query.get('offset') ?? '0') + 5).map(
          userOf,
        ),
      },
    })),
  },
  {
    method: 'GET',
    path: '/internal/users/me',
    answer: signedIn(() => ({
      status: 200,
      headers: { 'set-cookie': ['theme=dark; Path=/; Secure', 'lastSeen=2026-11; Path=/; Secure; HttpOnly'] },
      body: { role: 'service-desk', permissions: ['users.read', 'users.lock'], theme: 'dark' },
    })),
  },
  { method: 'GET', path: '/internal/users/{userId}', answer: signedIn(userAnswer) },
  { method: 'POST', path: '/internal/users/{userId}/lock', answer: signedIn(() => ({ status: 204 })) },
  {
    method: 'GET',
    path: '/internal/feature-flags',
    answer: signedIn(() => ({ status: 200, body: { newCheckout: true, betaSearch: false } })),
  },
  {
    method: 'GET',
    path: '/internal/reports/{reportId}',
    answer: ({ slots, query }) =>
      verifyToken(query.get('access_token') ?? '', Date.now()) === undefined
        ? { status: 401, body: { error: 'invalid_token' } }
        : {
            status: 200,
            body: { reportId: slots['reportId'], rows: hashText(slots['reportId'] ?? '') % 4000 },
          },
  },
];

function settlementOf(reference: string): Record<string, unknown> {
  const person = ownerOf(reference);
  return {
    reference,
    payee: { fullName: `${person.firstName} ${person.lastName}`, iban: person.iban },
    amount: 50 + (hashText(reference) % 3000),
    currency: 'EUR',
  };
}

export const PARTNER_EXPORT_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/export/v1/settlements',
    answer: withBasic(PARTNERS, ({ query }) => ({
      status: 200,
      body: { items: [1, 2, 3].map((line) => settlementOf(uuidOf(`${query.toString()}/${line}`))) },
    })),
  },
  {
    method: 'GET',
    path: '/export/v1/settlements/{reference}',
    answer: withBasic(PARTNERS, ({ slots }) => ({
      status: 200,
      body: settlementOf(slots['reference'] ?? ''),
    })),
  },
  {
    method: 'GET',
    path: '/export/v1/deliveries',
    answer: withBasic(PARTNERS, ({ query }) => ({
      status: 200,
      body: { since: query.get('since'), items: [{ parcel: uuidOf(query.toString()), weightKg: 2.5 }] },
    })),
  },
];
