import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  AuthFacts,
  BodyFacts,
  DataClassFacts,
  EndpointFacts,
  ParameterFacts,
} from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { authFacts, emptyAuth } from '../auth/auth.ts';
import { emptySignals, signalFacts } from '../signals/signals.ts';
import { diffFacts, endpointAdded, endpointVanished, isVanished } from './index.ts';

const DAY_MS = 86_400_000;

interface Example {
  readonly calls?: number;
  readonly parameters?: readonly ParameterFacts[];
  readonly responses?: readonly BodyFacts[];
  readonly statuses?: Readonly<Record<string, number>>;
  readonly auth?: Partial<AuthFacts>;
  readonly dataClasses?: readonly DataClassFacts[];
}

function facts(example: Example): EndpointFacts {
  const calls = example.calls ?? 1000;
  return {
    id: 'ep_x',
    aliases: [],
    method: 'GET',
    host: 'api.shop.example',
    path: '/v1/orders',
    operation: null,
    protocol: 'rest',
    slots: [],
    provisional: false,
    hops: [],
    calls,
    statuses: example.statuses ?? { '200': calls },
    firstSeenMs: 0,
    lastSeenMs: 0,
    auth: { ...authFacts(emptyAuth()), ...example.auth },
    dataClasses: example.dataClasses ?? [],
    threats: [],
    signals: signalFacts(emptySignals()),
    coverage: {
      requestHeaders: calls,
      responseHeaders: calls,
      requestBodies: calls,
      responseBodies: calls,
      clientAddresses: calls,
      schemes: calls,
    },
    traffic: { latencyMs: null, requestBytes: null, responseBytes: null, clients: 1, hours: [] },
    schemas: { parameters: example.parameters ?? [], requests: [], responses: example.responses ?? [] },
  };
}

const rows = (before: Example, after: Example): string[] =>
  diffFacts(facts(before), facts(after), 5).map(
    (change) => `${change.type} ${change.class} ${change.subject}: ${change.before} -> ${change.after}`,
  );
const query = (name: string, required: boolean, schema: JsonObject = { type: 'string' }): ParameterFacts => ({
  name,
  in: 'query',
  required,
  schema,
});
const body = (schema: JsonObject, count = 1000): BodyFacts => ({
  contentType: 'application/json',
  statusClass: '2XX',
  count,
  schema,
});
const object = (
  properties: JsonObject,
  required: readonly string[] = Object.keys(properties),
): JsonObject => ({ type: 'object', properties, required });

describe('parameters', () => {
  it('added, removed, required, other type', () => {
    assert.deepEqual(rows({ parameters: [] }, { parameters: [query('page', true)] }), [
      'parameter-added risky query page: null -> required',
    ]);
    assert.deepEqual(rows({ parameters: [] }, { parameters: [query('page', false)] }), [
      'parameter-added additive query page: null -> optional',
    ]);
    assert.deepEqual(rows({ parameters: [query('page', true)] }, {}), [
      'parameter-removed risky query page: required -> null',
    ]);
    assert.deepEqual(rows({ parameters: [query('page', false)] }, { parameters: [query('page', true)] }), [
      'parameter-required breaking query page: optional -> required',
    ]);
    assert.deepEqual(
      rows(
        { parameters: [query('page', true, { type: 'integer' })] },
        { parameters: [query('page', true, { type: 'string' })] },
      ),
      ['parameter-type breaking query page: number -> string'],
    );
  });
  it('noise is no event', () => {
    assert.deepEqual(rows({ calls: 19 }, { parameters: [query('page', true)] }), []);
    assert.deepEqual(rows({ calls: 199 }, { calls: 199, parameters: [query('page', false)] }), []);
    assert.deepEqual(rows({ calls: 300 }, { calls: 5000, parameters: [query('page', false)] }), []);
    assert.deepEqual(rows({ parameters: [query('page', false)] }, {}), []);
    assert.deepEqual(rows({ parameters: [query('page', true)] }, { calls: 10 }), []);
    assert.deepEqual(
      rows({ calls: 49, parameters: [query('a', false)] }, { parameters: [query('a', true)] }),
      [],
    );
    assert.deepEqual(rows({ parameters: [{ ...query('id', true), in: 'path' }] }, {}), []);
    assert.deepEqual(
      rows(
        { parameters: [query('a', true, { type: 'number' })] },
        { parameters: [query('a', true, { type: ['integer', 'null'] })] },
      ),
      [],
    );
  });
});

describe('responses', () => {
  it('fields added, removed, of another type', () => {
    const before = body(
      object({ id: { type: 'integer' }, items: { type: 'array', items: object({ a: { type: 'string' } }) } }),
    );
    const after = body(
      object({
        id: { type: 'string' },
        items: { type: 'array', items: object({ 'b/c': { type: 'boolean' } }) },
      }),
    );
    assert.deepEqual(rows({ responses: [before] }, { responses: [after] }), [
      'response-field-added additive 2XX application/json /items/*/b~1c: null -> boolean',
      'response-field-removed breaking 2XX application/json /items/*/a: string -> null',
      'response-field-type breaking 2XX application/json /id: number -> string',
    ]);
  });
  it('wider types, more members, other formats', () => {
    const before = body(
      object({
        a: { type: 'string' },
        b: { type: 'string', enum: ['x', 'y'] },
        c: { type: 'string', format: 'date' },
      }),
    );
    const after = body(
      object({
        a: { type: ['string', 'number'] },
        b: { type: 'string', enum: ['x', 'y', 'z'] },
        c: { type: 'string', format: 'date-time' },
      }),
    );
    assert.deepEqual(rows({ responses: [before] }, { responses: [after] }), [
      'enumeration-changed risky 2XX application/json /b: x y -> x y z',
      'format-changed risky 2XX application/json /c: date -> date-time',
      'response-field-type risky 2XX application/json /a: string -> number string',
    ]);
  });
  it('noise is no event', () => {
    const full = object({
      a: { type: 'string', enum: ['x', 'y'] },
      n: { type: 'integer', format: 'int64' },
      list: { type: 'array', items: object({ b: { type: 'string' } }) },
    });
    const quiet = object({
      a: { type: ['string', 'null'], enum: ['x'] },
      n: { type: 'integer', format: 'int32' },
      list: { type: 'array' },
    });
    assert.deepEqual(rows({ responses: [body(full)] }, { responses: [body(quiet)] }), []);
    assert.deepEqual(rows({ responses: [body(object({}), 19)] }, { responses: [body(full)] }), []);
    assert.deepEqual(
      rows({ responses: [body(object({ z: { type: 'string' } }, []))] }, { responses: [body(object({}))] }),
      [],
    );
    assert.deepEqual(
      rows(
        { responses: [body(object({}), 150)] },
        { responses: [body(object({ z: { type: 'string' } }, []))] },
      ),
      [],
    );
  });
});

describe('status, authentication, data', () => {
  it('a new status of weight', () => {
    assert.deepEqual(rows({ statuses: { '200': 500 } }, { statuses: { '200': 450, '202': 50 } }), [
      'status-added additive 202: null -> 202',
    ]);
    assert.deepEqual(rows({ statuses: { '200': 500 } }, { statuses: { '200': 450, '500': 50 } }), [
      'status-added risky 500: null -> 500',
    ]);
    assert.deepEqual(rows({ statuses: { '200': 500 } }, { statuses: { '200': 499, '500': 2 } }), []);
    assert.deepEqual(rows({ statuses: { '200': 500 } }, { statuses: { '200': 99_000, '500': 100 } }), []);
    assert.deepEqual(rows({ statuses: { '200': 5 } }, { statuses: { '500': 50 } }), []);
  });
  it('states by strength; what could not be seen is no change', () => {
    const required = { state: 'required', authenticatedAccepted: 100 } as const;
    const mixed = { state: 'mixed', authenticatedAccepted: 100, anonymousAccepted: 9 } as const;
    assert.deepEqual(rows({ auth: required }, { auth: mixed }), [
      'auth-weakened risky auth: required -> mixed',
    ]);
    assert.deepEqual(rows({ auth: mixed }, { auth: required }), [
      'auth-strengthened breaking auth: mixed -> required',
    ]);
    assert.deepEqual(rows({ auth: required }, { auth: { state: 'undetected' } }), []);
    assert.deepEqual(rows({ auth: required }, { auth: { state: 'none', anonymousAccepted: 9 } }), []);
  });
  it('a class in the response that was not there', () => {
    const email: DataClassFacts = {
      id: 'email',
      category: 'pii',
      location: 'response.body',
      path: '/email',
      count: 900,
      accepted: 900,
      why: '',
      samples: [],
    };
    assert.deepEqual(rows({}, { dataClasses: [email] }), [
      'data-class-exposed risky email response.body /email: null -> email',
    ]);
    assert.deepEqual(rows({}, { dataClasses: [{ ...email, location: 'request.body' }] }), []);
    assert.deepEqual(rows({}, { dataClasses: [{ ...email, accepted: 2 }] }), []);
    assert.deepEqual(rows({ calls: 10 }, { dataClasses: [email] }), []);
    assert.deepEqual(rows({ dataClasses: [email] }, { dataClasses: [email] }), []);
  });
  it('the same facts on both sides change nothing', () => {
    const same: Example = {
      parameters: [query('a', true)],
      responses: [body(object({ a: { type: 'string' } }))],
      statuses: { '200': 9, '404': 3 },
    };
    assert.deepEqual(rows(same, same), []);
  });
});

describe('presence', () => {
  it('silent for longer than its rate explains', () => {
    const rhythm = { calls: 20, observedMs: 2 * DAY_MS, activeBuckets: 2, buckets: 2 };
    assert.equal(isVanished(rhythm, DAY_MS, 1), true);
    assert.equal(isVanished({ ...rhythm, calls: 12 }, DAY_MS, 1), false);
    assert.equal(isVanished({ ...rhythm, calls: 0 }, 99 * DAY_MS, 99), false);
  });
  it('a weekly batch is silent six days of seven', () => {
    const weekly = { calls: 5000, observedMs: 28 * DAY_MS, activeBuckets: 4, buckets: 28 };
    assert.equal(isVanished(weekly, DAY_MS, 1), false);
    assert.equal(isVanished(weekly, 6 * DAY_MS, 6), false);
    assert.equal(isVanished(weekly, 21 * DAY_MS, 21), true);
    assert.equal(isVanished({ ...weekly, activeBuckets: 28 }, DAY_MS, 1), true);
  });
  it('events name the endpoint', () => {
    assert.deepEqual(endpointAdded(facts({}), 7), {
      type: 'endpoint-added',
      class: 'additive',
      endpoint: 'ep_x',
      atMs: 7,
      subject: '',
      before: null,
      after: 'GET /v1/orders',
    });
    assert.equal(endpointVanished(facts({}), 7).class, 'removed');
  });
});
