import { ownerOf } from '../population.ts';
import { hexOf } from '../seeded-random.ts';
import { type BackendAnswer, jsonBody, type Operation } from './backend-server.ts';

/** The answer of a service that was deployed with its debug error page on. */
const STACK_TRACE = [
  'java.lang.NullPointerException: Cannot invoke "com.example.payments.Currency.scale()" because "currency" is null',
  '\tat com.example.payments.ChargeService.authorise(ChargeService.java:118)',
  '\tat com.example.payments.ChargeController.create(ChargeController.java:57)',
  '\tat org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:897)',
  '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
].join('\n');

function cardOf(cardId: string): Record<string, unknown> {
  const owner = ownerOf(cardId);
  return {
    cardId,
    holder: `${owner.firstName} ${owner.lastName}`,
    cardNumber: owner.cardNumber,
    expires: '12/29',
    brand: owner.cardNumber.startsWith('4') ? 'visa' : 'other',
  };
}

function charge(body: Buffer): BackendAnswer {
  const fields = jsonBody(body);
  if (fields['currency'] === undefined)
    return { status: 500, body: { status: 500, error: 'Internal Server Error', trace: STACK_TRACE } };
  return {
    status: 201,
    body: {
      chargeId: `ch_${hexOf(`charge/${body.toString('utf8')}`, 16)}`,
      state: 'authorised',
      amount: fields['amount'],
      currency: fields['currency'],
    },
  };
}

/** Cards and charges. Card numbers come back in full, which is the flaw to be found. */
export const PAYMENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/cards',
    answer: ({ query }) => ({
      status: 200,
      body: { items: [1, 2].map((line) => cardOf(`card_${hexOf(`${query.toString()}/${line}`, 14)}`)) },
    }),
  },
  {
    method: 'GET',
    path: '/cards/{cardId}',
    answer: ({ slots }) => ({ status: 200, body: cardOf(slots['cardId'] ?? '') }),
  },
  { method: 'POST', path: '/charges', answer: ({ body }) => charge(body) },
  {
    method: 'GET',
    path: '/charges/{chargeId}',
    answer: ({ slots }) => ({
      status: 200,
      body: { chargeId: slots['chargeId'], state: 'captured', amount: 42.5, currency: 'USD' },
    }),
  },
];
