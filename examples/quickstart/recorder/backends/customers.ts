import { bearerOf, verifyToken } from '../credentials.ts';
import { PEOPLE, type Person, personById } from '../population.ts';
import { hashText, uuidOf } from '../seeded-random.ts';
import { type BackendRequest, jsonBody, type Operation } from './backend-server.ts';

function profileOf(person: Person): Record<string, unknown> {
  return {
    id: person.customerId,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    phone: person.phone,
    dateOfBirth: person.dateOfBirth,
    newsletter: person.index % 3 === 0,
  };
}

function addressesOf(person: Person): Record<string, unknown> {
  return {
    items: [
      { kind: 'home', street: person.street, city: person.city, postcode: person.postcode, country: 'US' },
    ],
  };
}

function withPerson(render: (person: Person, request: BackendRequest) => unknown): Operation['answer'] {
  return (request) => {
    const person = personById(request.slots['customerId'] ?? '');
    return person === undefined
      ? { status: 404, body: { error: 'customer_not_found' } }
      : { status: 200, body: render(person, request) };
  };
}

function signedInPerson(request: BackendRequest): Person | undefined {
  const token = bearerOf(
    typeof request.headers['authorization'] === 'string' ? request.headers['authorization'] : undefined,
  );
  const claims = token === undefined ? undefined : verifyToken(token, Date.now());
  return claims === undefined ? undefined : personById(claims.subject);
}

function page(request: BackendRequest): unknown {
  const number = Number(request.query.get('page') ?? '1');
  const first = (hashText(`page/${number}`) % 40) * 10;
  return { page: number, items: PEOPLE.slice(first, first + 10).map(profileOf) };
}

/** The customer register: trusts the gateway for authentication, which is why reaching it past the gateway matters. */
export const CUSTOMER_OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: '/customers', answer: (request) => ({ status: 200, body: page(request) }) },
  {
    method: 'POST',
    path: '/customers',
    answer: (request) => ({
      status: 201,
      body: { id: uuidOf(`new-customer/${request.body.toString('utf8')}`), ...jsonBody(request.body) },
    }),
  },
  {
    method: 'GET',
    path: '/customers/me',
    answer: (request) => {
      const person = signedInPerson(request);
      return person === undefined
        ? { status: 404, body: { error: 'customer_not_found' } }
        : {
            status: 200,
            body: {
              ...profileOf(person),
              loyaltyTier: 'silver',
              preferences: { language: 'en', currency: 'USD' },
            },
          };
    },
  },
  { method: 'GET', path: '/customers/{customerId}', answer: withPerson(profileOf) },
  {
    method: 'PATCH',
    path: '/customers/{customerId}',
    answer: withPerson((person, request) => ({ ...profileOf(person), ...jsonBody(request.body) })),
  },
  { method: 'GET', path: '/customers/{customerId}/addresses', answer: withPerson(addressesOf) },
  {
    method: 'GET',
    path: '/customers/{customerId}/notes',
    answer: withPerson((person) => ({
      items: [{ at: '2026-05-02T09:30:00Z', author: 'service desk', text: `Called back on ${person.phone}` }],
    })),
  },
];
