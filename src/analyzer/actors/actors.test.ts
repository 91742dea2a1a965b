import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointId } from '../../model/ids.ts';
import { canonicalJson } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import type { Caps } from '../exchange.ts';
import {
  contextOf,
  type ExampleCall,
  exampleExchange,
  SOME_HEADERS,
  shuffled,
  TINY_CAPS,
} from '../threats/example-call.test.ts';
import { STUFFING } from './credential-stuffing.ts';
import { ENUMERATION } from './id-enumeration.ts';
import {
  type Actors,
  actorFacts,
  decodeActors,
  emptyActors,
  encodeActors,
  mergeActors,
  observeActors,
} from './index.ts';
import { actorAddress, networkOf } from './network.ts';
import { pseudonymOf } from './pseudonym.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 1, 12);
const ENDPOINT: EndpointId = 'ep_example';

interface Visit extends ExampleCall {
  readonly values?: readonly string[];
  readonly hop?: string;
  readonly shape?: string;
}

function observe(actors: Actors, visit: Visit, caps: Caps): void {
  const exchange = exampleExchange(visit);
  observeActors(actors, exchange, contextOf(exchange, caps), {
    host: 'api.shop.example',
    basePathKey: '/orders/v1',
    shapeKey: visit.shape ?? 'GET /orders/{integer}',
    slotValues: visit.values ?? [],
    bucketHourMs: Math.floor(exchange.call.timeMs / HOUR_MS) * HOUR_MS,
    ...(visit.hop === undefined ? {} : { hop: visit.hop }),
  });
}

function observed(visits: readonly Visit[], caps: Caps = DEFAULT_CAPS): Actors {
  const actors = emptyActors();
  for (const visit of visits) observe(actors, visit, caps);
  return actors;
}

const factsOf = (visits: readonly Visit[]) =>
  actorFacts(observed(visits), () => ENDPOINT, 0, Number.MAX_SAFE_INTEGER).behaviours;

const range = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const key = (value: string): ExampleCall => ({ headers: { ...SOME_HEADERS, 'x-api-key': value } });
/** People who look at a few orders each. */
const shoppers = (extra: ExampleCall = {}, timeMs = NOON): Visit[] =>
  range(40, (index) => ({
    ...extra,
    timeMs,
    address: `198.51.100.${index}`,
    values: [String(4000 + ((index * 37) % 900))],
  }));
const walk = (count: number, visit: Visit, first = 7000, step = 1): Visit[] =>
  range(count, (index) => ({
    timeMs: NOON,
    address: '192.0.2.7',
    ...visit,
    values: [String(first + index * step)],
  }));

describe('enumeration', () => {
  it('a walk over consecutive numbers far above the others', () => {
    const [fact, ...others] = factsOf([...shoppers(), ...walk(300, {})]);
    assert.deepEqual(others, []);
    assert.equal(fact?.rule, 'id-enumeration-sequential');
    assert.match(fact?.actor ?? '', /^192\.0\.2\.0\/24 [a-z]+-[a-z]+-\d+$/);
    assert.deepEqual(fact?.thresholds, ENUMERATION);
    assert.equal(fact?.attempts, 300);
    assert.equal(fact?.successes, 300);
    assert.ok(Math.abs((fact?.distinct ?? 0) - 300) < 30);
  });

  it('a walk with the key that a whole app shares', () => {
    assert.equal(factsOf([...shoppers(key('app')), ...walk(300, key('app'))]).length, 1);
    assert.equal(factsOf([...shoppers({ clientId: 'app' }), ...walk(300, { clientId: 'app' })]).length, 1);
  });

  it('guesses that mostly miss', () => {
    const guesses = walk(120, { status: 404 }, 7000, 991);
    const [fact] = factsOf([...shoppers(), ...guesses]);
    assert.equal(fact?.rule, 'id-enumeration-misses');
    assert.equal(fact?.successes, 0);
  });

  it('not: people, a partner with a key of its own, a batch that does so every night', () => {
    assert.deepEqual(factsOf(shoppers()), []);
    assert.deepEqual(factsOf([...shoppers(), ...walk(49, {})]), []);
    assert.deepEqual(factsOf([...shoppers(key('app')), ...walk(900, key('partner'))]), []);
    assert.deepEqual(factsOf([...shoppers(), ...walk(900, { clientId: 'nightly-batch' })]), []);
    const nights = range(3, (day) => walk(900, { timeMs: NOON + day * 24 * HOUR_MS })).flat();
    assert.deepEqual(factsOf([...shoppers(), ...nights]), []);
  });

  it('a partner that guesses is no partner', () => {
    const visits = walk(300, { ...key('partner'), status: 404 }, 7000, 991);
    assert.equal(factsOf([...shoppers(key('app')), ...visits]).length, 1);
  });

  it('known identifiers without a baseline prove nothing', () => {
    assert.deepEqual(factsOf(walk(400, {}, 7000, 991)), []);
    assert.equal(factsOf(walk(400, {})).length, 1);
  });

  const ORDERS = 'GET\nlv1\nlorders';
  const query = (text: string): Visit => ({
    shape: ORDERS,
    target: `/v1/orders?${text}`,
    timeMs: NOON,
    address: '192.0.2.7',
  });

  it('numbers of a query parameter, and no pages of a list', () => {
    const walked = factsOf(range(300, (index) => query(`lang=en&orderId=${7000 + index}`)));
    assert.equal(walked[0]?.rule, 'id-enumeration-sequential');
    assert.deepEqual(factsOf(range(300, (index) => query(`page=${index}&size=20`))), []);
    assert.deepEqual(factsOf(range(300, (index) => query(`q=${index}`))), []);
  });

  it('what an actor found in its own lists is no guess, as long as it hardly ever misses', () => {
    const order: Visit = { shape: `${ORDERS}\nsinteger` };
    const lists = range(4, (index) => query(`page=${index}`));
    assert.deepEqual(factsOf([...lists, ...walk(300, order)]), []);
    assert.equal(factsOf([...lists.slice(0, 1), ...walk(300, order)]).length, 1);
    assert.equal(factsOf([...lists, ...walk(300, { ...order, status: 404 })]).length, 1);
    const others = lists.map((list) => ({ ...list, address: '192.0.2.8' }));
    assert.equal(factsOf([...others, ...walk(300, order)]).length, 1);
  });

  it('where everybody walks far, nobody stands out', () => {
    const crowd = range(12, (index) => walk(200, { address: `203.0.113.${index}` })).flat();
    assert.deepEqual(factsOf(crowd), []);
  });

  it('seen at two hops, counted once; behind a gateway only where clients can be told apart', () => {
    const visits = [...shoppers(), ...walk(300, {})];
    const twice = [
      ...visits.map((visit) => ({ ...visit, hop: 'edge' })),
      ...visits.map((visit) => ({ ...visit, hop: 'gateway:kong' })),
    ];
    assert.deepEqual(factsOf(twice), factsOf(visits));
    const behind = visits.map((visit) => ({ ...visit, hop: 'behind:kong' }));
    assert.deepEqual(factsOf(behind), []);
    const named = range(6, (index) => ({ values: ['1'], address: `203.0.${index}.4`, hop: 'behind:kong' }));
    assert.equal(factsOf([...behind, ...named]).length, 1);
  });
});

describe('stuffing', () => {
  const login = (user: string | null, status: number, address: string, password = 'x'): Visit => ({
    method: 'POST',
    target: '/auth/v1/login',
    shape: 'POST /login',
    status,
    address,
    headers: { ...SOME_HEADERS, 'content-type': 'application/json' },
    body: user === null ? null : JSON.stringify({ email: user, password }),
  });

  it('many names from one network, nearly all refused', () => {
    const [fact, ...others] = factsOf(
      range(75, (index) =>
        login(`u${index}@leaked.example`, index === 40 ? 200 : 401, `198.19.7.${20 + (index % 5)}`),
      ),
    );
    assert.deepEqual(others, []);
    assert.equal(fact?.rule, 'credential-stuffing-many-users');
    assert.deepEqual(fact?.thresholds, STUFFING);
    assert.match(fact?.actor ?? '', /^198\.19\.7\.0\/24 /);
    assert.deepEqual([fact?.attempts, fact?.successes], [75, 1]);
    assert.ok((fact?.distinct ?? 0) > 65);
  });

  it('people of the same network are no hits', () => {
    const attack = range(75, (index) => login(`u${index}`, index === 40 ? 200 : 401, '203.0.113.9'));
    const people = range(58, (index) => login(`p${index}`, 200, `203.0.113.${100 + index}`));
    const [fact] = factsOf([...attack, ...people]);
    assert.deepEqual([fact?.attempts, fact?.successes], [75, 1]);
  });

  it('without bodies, and against one name', () => {
    assert.equal(
      factsOf(range(60, () => login(null, 401, '192.0.2.9')))[0]?.rule,
      'credential-stuffing-failed-logins',
    );
    assert.equal(
      factsOf(range(60, (index) => login('ann@shop.example', 401, '192.0.2.9', `guess-${index}`)))[0]?.rule,
      'credential-stuffing-password-guessing',
    );
  });

  it('not: one job that repeats a password that fits no more; with a hidden password nobody can tell', () => {
    assert.deepEqual(factsOf(range(300, () => login('job', 401, '192.0.2.9'))), []);
    assert.equal(factsOf(range(300, () => login('job', 401, '192.0.2.9', '***'))).length, 1);
  });

  it('not: an office in the morning, a forgotten password, many networks with one failure each', () => {
    assert.deepEqual(
      factsOf(range(300, (index) => login(`u${index}`, index % 8 === 0 ? 401 : 200, '192.0.2.9'))),
      [],
    );
    assert.deepEqual(factsOf(range(12, () => login('ann', 401, '192.0.2.9'))), []);
    assert.deepEqual(factsOf(range(200, (index) => login(`u${index}`, 401, `198.18.${index}.4`))), []);
  });
});

describe('names', () => {
  it('networks', () => {
    assert.equal(networkOf('192.0.2.77'), '192.0.2.0/24');
    assert.equal(networkOf('::ffff:192.0.2.77'), '192.0.2.0/24');
    assert.equal(networkOf('2001:db8:12:34::5'), '2001:db8:12::/48');
    assert.equal(networkOf('2001:0DB8::1'), '2001:db8:0::/48');
    assert.equal(networkOf('not an address'), 'unknown');
    assert.equal(actorAddress('2001:db8:1:2:3:4:5:6'), actorAddress('2001:db8:1:2::9'));
    assert.notEqual(actorAddress('192.0.2.1'), actorAddress('192.0.2.2'));
  });
  it('pseudonyms are words and steady', () => {
    assert.equal(pseudonymOf(2 ** 51 + 12345), pseudonymOf(2 ** 51 + 12345));
    assert.match(pseudonymOf(0), /^[a-z]+-[a-z]+-\d{1,2}$/);
    assert.ok(new Set(range(1000, (index) => pseudonymOf(index * 2 ** 40))).size > 900);
  });
});

describe('laws', () => {
  const mixture: Visit[] = [
    ...shoppers(),
    ...walk(60, key('a')),
    ...walk(30, { ...key('b'), timeMs: NOON + HOUR_MS, address: '2001:db8::9' }),
    ...range(70, (index) => ({ shape: `GET /s${index}/{integer}`, values: ['1'], address: '192.0.2.9' })),
    ...range(5, (index) => ({ hop: `gateway:${index}`, values: ['1'] })),
    { values: ['\ud800'] },
    ...range(9, (index) => ({
      shape: 'GET\nlorders',
      target: `/orders?orderId=${index}`,
      address: `192.0.2.${index}`,
    })),
    ...range(9, (index) => ({
      shape: 'GET\nlorders',
      target: `/orders?page=${index}`,
      address: '192.0.2.9',
    })),
    { values: ['1'], address: null, clientId: 'c' },
    ...range(40, (index) => ({
      method: 'POST',
      target: '/login',
      status: index % 3 === 0 ? 200 : 401,
      address: `192.0.${index % 5}.9`,
      body: index % 7 === 0 ? null : JSON.stringify({ email: `u${index}`, password: `b${index % 11}` }),
      headers: { 'content-type': 'application/json' },
    })),
  ];
  const whole = canonicalJson(encodeActors(observed(mixture, TINY_CAPS)));

  it('the caps are reached', () => {
    const full = observed(mixture, TINY_CAPS);
    assert.ok(full.sites?.overflowed);
    assert.ok(
      [...(full.sites?.items.values() ?? [])].some((site) =>
        [...site.hours.values()].some((hour) => hour.walkers.actors.closed !== null),
      ),
    );
    const wide = observed(mixture, DEFAULT_CAPS);
    assert.ok(
      [...(wide.sites?.items.values() ?? [])].some((site) =>
        [...site.hours.values()].some((hour) =>
          hour.walkers.actors.items.some(({ overflowed }) => overflowed),
        ),
      ),
    );
  });

  it('an hour with too many actors is not evaluated, and says so', () => {
    const facts = actorFacts(
      observed([...shoppers(), ...walk(300, {})], TINY_CAPS),
      () => ENDPOINT,
      0,
      Number.MAX_SAFE_INTEGER,
    );
    assert.deepEqual(facts.behaviours, []);
    assert.deepEqual(facts.overflows, [{ cap: 'actors', where: 'api.shop.example /orders/v1' }]);
  });

  it('order and split change nothing', () => {
    for (const caps of [TINY_CAPS, DEFAULT_CAPS]) {
      const expected = canonicalJson(encodeActors(observed(mixture, caps)));
      for (let seed = 1; seed <= 12; seed += 1) {
        const visits = shuffled(mixture, seed);
        const at = (seed * 17) % visits.length;
        const left = observed(visits.slice(0, at), caps);
        mergeActors(left, observed(visits.slice(at), caps));
        assert.equal(canonicalJson(encodeActors(left)), expected);
      }
    }
  });

  it('the encoded form comes back whole', () => {
    const actors = observed(mixture, TINY_CAPS);
    assert.equal(canonicalJson(encodeActors(decodeActors(encodeActors(actors)))), whole);
    assert.deepEqual(decodeActors(encodeActors(emptyActors())), emptyActors());
    assert.throws(() => decodeActors({}), RangeError);
  });

  it('no address, name or credential is kept', () => {
    assert.doesNotMatch(canonicalJson(encodeActors(observed(mixture))), /192\.0\.2\.7|leaked|x-api-key|"a"/);
  });
});
