import { sentence, uuidV7 } from '../schemas/check-leaves.ts';
import { words } from '../schemas/dev-leaves.ts';
import { answering, type DriftCorpus } from './drift-case.ts';

const TEXT = { type: 'string' };
const INTEGER = { type: 'integer' };
const NUMBER = { type: 'number' };

/** An insurer: each operation leaves its definition in one way, or in none. */
export function devDrift(): DriftCorpus {
  const policy = { id: TEXT, premium: NUMBER, holder: TEXT };
  const all = ['id', 'premium', 'holder'];
  const made = (random: Parameters<typeof words>[0]) => ({
    id: random.text(12),
    premium: random.int(1000, 90_000) / 100,
    holder: words(random, 2, 2),
  });
  return {
    seed: 550_911,
    host: 'insurer.example',
    cases: [
      {
        method: 'GET',
        template: '/v1/policies/{id}',
        drifts: false,
        what: 'as documented',
        operation: answering(policy, all),
        call: (r) => ({ body: made(r) }),
      },
      {
        method: 'GET',
        template: '/v1/offices/{id}',
        drifts: false,
        what: 'an optional member never sent',
        operation: answering({ ...policy, fax: TEXT }, all),
        call: (r) => ({ body: made(r) }),
      },
      {
        method: 'GET',
        template: '/v1/tariffs/{id}',
        drifts: false,
        what: 'some unknown ids, documented',
        operation: answering(policy, all),
        call: (r) => (r.chance(0.1) ? { status: 404, body: { error: { code: 4 } } } : { body: made(r) }),
      },
      {
        method: 'GET',
        template: '/v1/contracts',
        drifts: false,
        what: 'optional parameter',
        operation: answering(policy, all, { parameters: [{ name: 'page', in: 'query', schema: INTEGER }] }),
        call: (r) => ({ ...(r.chance(0.6) ? { query: { page: String(r.int(1, 9)) } } : {}), body: made(r) }),
      },
      {
        method: 'GET',
        template: '/v1/claims/{id}',
        drifts: true,
        what: 'a member that is not documented',
        operation: answering(policy, all),
        call: (r) => ({ body: { ...made(r), fraudScore: r.int(0, 100) } }),
      },
      {
        method: 'GET',
        template: '/v1/quotes',
        drifts: true,
        what: 'a parameter that is not documented',
        operation: answering(policy, all),
        call: (r) => ({ query: { channel: r.pick(['web', 'phone']) }, body: made(r) }),
      },
      {
        method: 'POST',
        template: '/v1/payments',
        drifts: true,
        what: 'a status that is not documented',
        operation: answering(policy, all, { status: '201', requestBody: { type: 'object' } }),
        call: (r) => ({
          status: r.chance(0.7) ? 201 : 422,
          request: { amount: r.int(1, 90) },
          body: made(r),
        }),
      },
      {
        method: 'GET',
        template: '/v1/agents/{id}',
        drifts: true,
        what: 'text where a number is documented',
        operation: answering(policy, all),
        call: (r) => ({ body: { ...made(r), premium: `${r.int(1, 90)},00 EUR` } }),
      },
      {
        method: 'GET',
        template: '/v1/brokers/{id}',
        drifts: true,
        what: 'a required member never sent',
        operation: answering({ ...policy, licence: TEXT }, [...all, 'licence']),
        call: (r) => ({ body: made(r) }),
      },
      {
        method: 'GET',
        template: '/v1/branches/{id}',
        drifts: true,
        what: 'a value outside the enumeration',
        operation: answering({ ...policy, state: { enum: ['open', 'closed'] } }, [...all, 'state']),
        call: (r) => ({
          body: {
            ...made(r),
            state: r.pick(['open', 'closed', 'moving']),
          },
        }),
      },
    ],
  };
}

/** A harbour: the same question with nested members, lists and parameters of another type. */
export function checkDrift(): DriftCorpus {
  const berth = {
    code: TEXT,
    size: { type: 'object', properties: { length_m: NUMBER, depth_m: NUMBER }, required: ['length_m'] },
    calls: { type: 'array', items: { type: 'object', properties: { ship: TEXT, tons: INTEGER } } },
  };
  const made = (random: Parameters<typeof sentence>[0]) => ({
    code: random.text(5),
    size: { length_m: random.int(200, 4000) / 8, depth_m: random.int(30, 180) / 8 },
    calls: Array.from({ length: random.int(0, 3) }, () => ({
      ship: random.text(8),
      tons: random.int(100, 90_000),
    })),
  });
  const offset = [{ name: 'offset', in: 'query', schema: INTEGER }];
  return {
    seed: 1_203_977,
    host: 'portauthority.example',
    cases: [
      {
        method: 'GET',
        template: '/api/v3/berths/{id}',
        drifts: false,
        what: 'as documented',
        operation: answering(berth, ['code', 'size']),
        call: (r) => ({ body: made(r) }),
      },
      {
        method: 'GET',
        template: '/api/v3/events',
        drifts: false,
        what: 'parameters as documented',
        operation: answering(berth, ['code'], { parameters: offset }),
        call: (r) => ({ query: { offset: String(r.int(0, 900)) }, body: made(r) }),
      },
      {
        method: 'POST',
        template: '/api/v3/reports',
        drifts: false,
        what: 'a body as documented',
        operation: answering(berth, ['code'], {
          status: '202',
          requestBody: { type: 'object', properties: { text: TEXT }, required: ['text'] },
        }),
        call: (r) => ({ status: 202, request: { text: sentence(r) }, body: made(r) }),
      },
      {
        method: 'GET',
        template: '/api/v3/files/{id}',
        drifts: false,
        what: 'integers where numbers are documented',
        operation: answering(berth, ['code']),
        call: (r) => ({ body: { ...made(r), size: { length_m: r.int(20, 400), depth_m: r.int(3, 20) } } }),
      },
      {
        method: 'GET',
        template: '/api/v3/routes/{id}',
        drifts: true,
        what: 'a nested member that is not documented',
        operation: answering(berth, ['code']),
        call: (r) => ({ body: { ...made(r), size: { length_m: 1.5, draught_m: r.int(1, 9) } } }),
      },
      {
        method: 'GET',
        template: '/api/v3/tasks',
        drifts: true,
        what: 'a parameter of another type',
        operation: answering(berth, ['code'], { parameters: offset }),
        call: (r) => ({ query: { offset: uuidV7(r) }, body: made(r) }),
      },
      {
        method: 'GET',
        template: '/api/v3/alarms/{id}',
        drifts: true,
        what: 'text in a list where integers are documented',
        operation: answering(berth, ['code']),
        call: (r) => ({ body: { ...made(r), calls: [{ ship: r.text(6), tons: `${r.int(1, 90)} t` }] } }),
      },
      {
        method: 'GET',
        template: '/api/v3/meters/{id}',
        drifts: true,
        what: 'a required member left out by half',
        operation: answering(berth, ['code', 'size']),
        call: (r) => ({ body: r.chance(0.5) ? made(r) : { code: r.text(5) } }),
      },
      {
        method: 'POST',
        template: '/api/v3/permits',
        drifts: true,
        what: 'a required parameter never sent',
        operation: answering(berth, ['code'], {
          status: '202',
          parameters: [{ name: 'year', in: 'query', required: true, schema: INTEGER }],
          requestBody: { type: 'object' },
        }),
        call: (r) => ({ status: 202, request: { text: sentence(r) }, body: made(r) }),
      },
      {
        method: 'GET',
        template: '/api/v3/rooms/{id}',
        drifts: true,
        what: 'a status that is not documented',
        operation: answering(berth, ['code']),
        call: (r) => (r.chance(0.3) ? { status: 409, body: { error: { code: 9 } } } : { body: made(r) }),
      },
    ],
  };
}
