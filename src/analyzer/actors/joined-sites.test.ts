import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndpointId } from '../../model/ids.ts';
import { canonicalJson } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import type { Caps } from '../exchange.ts';
import { contextOf, type ExampleCall, exampleExchange, TINY_CAPS } from '../threats/example-call.test.ts';
import { joinSiteFacts, siteFacts } from './behaviour.ts';
import { type Actors, actorFacts, emptyActors, encodeActors, mergeActors, observeActors } from './index.ts';
import { joinedSites } from './joined-sites.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 1, 12);
const ENDS_MS = Number.MAX_SAFE_INTEGER;

interface Visit extends ExampleCall {
  readonly values: readonly string[];
  readonly shape: string;
  readonly hop?: string;
}

/** Numbers from 0 to below 1: the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function observed(visits: readonly Visit[], caps: Caps): Actors {
  const actors = emptyActors();
  for (const visit of visits) {
    const exchange = exampleExchange(visit);
    observeActors(actors, exchange, contextOf(exchange, caps), {
      host: 'api.shop.example',
      basePathKey: '/v1',
      shapeKey: visit.shape,
      slotValues: visit.values,
      bucketHourMs: Math.floor(exchange.call.timeMs / HOUR_MS) * HOUR_MS,
      ...(visit.hop === undefined ? {} : { hop: visit.hop }),
    });
  }
  return actors;
}

/** Every shape of path became an endpoint of its own. */
const endpointOf = (_host: string, _base: string, shapeKey: string): EndpointId => `ep_${shapeKey}`;

const told = (actors: Actors): string => JSON.stringify(actorFacts(actors, endpointOf, 0, ENDS_MS));

function toldOfParts(parts: readonly Actors[]): string {
  const sites = joinedSites(parts);
  const facts = (sites?.items ?? []).map((site, at) =>
    siteFacts(sites?.hashes[at] ?? 0, site, endpointOf, 0, ENDS_MS),
  );
  return JSON.stringify(joinSiteFacts(facts, sites?.overflowed === true));
}

/** Dealt out by chance, as calls are to threads. */
function dealt(visits: readonly Visit[], count: number, caps: Caps, next: () => number): Actors[] {
  const hands = Array.from({ length: count }, (): Visit[] => []);
  for (const visit of visits) hands[Math.floor(next() * count)]?.push(visit);
  return hands.map((hand) => observed(hand, caps));
}

function assertJoined(visits: readonly Visit[], count: number, caps: Caps, next: () => number): string {
  return assertTold(dealt(visits, count, caps, next), visits, caps);
}

/** What one part cannot tell of the other is told of both; all parts stay as they are. */
function assertTold(parts: readonly Actors[], visits: readonly Visit[], caps: Caps): string {
  const before = parts.map((part) => canonicalJson(encodeActors(part)));
  const whole = told(observed(visits, caps));
  assert.equal(toldOfParts(parts), whole);
  assert.deepEqual(
    parts.map((part) => canonicalJson(encodeActors(part))),
    before,
  );
  return whole;
}

const walk = (count: number, visit: Partial<Visit> = {}): Visit[] =>
  Array.from({ length: count }, (_, at) => ({
    timeMs: NOON,
    address: '192.0.2.7',
    shape: 'GET\nlv1\nlorders\nsinteger',
    ...visit,
    values: [String(7000 + at)],
  }));
const people = (visit: Partial<Visit> = {}): Visit[] =>
  Array.from({ length: 12 }, (_, at) =>
    walk(2, { ...visit, address: `198.51.${visit.hop === undefined ? 100 : at}.${at}` }),
  ).flat();
const lists = (count: number): Visit[] =>
  Array.from({ length: count }, (_, page) => ({
    timeMs: NOON,
    address: '192.0.2.7',
    shape: 'GET\nlv1\nlorders',
    target: `/v1/orders?page=${page}`,
    values: [],
  }));
const logins = (count: number): Visit[] =>
  Array.from({ length: count }, (_, at) => ({
    timeMs: NOON,
    method: 'POST',
    target: '/v1/login',
    shape: 'POST\nlv1\nllogin',
    values: [],
    status: 401,
    address: `203.0.113.${at % 3}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `u${at}@leaked.example`, password: `p${at % 40}` }),
  }));

describe('actors counted apart', () => {
  const next = numbers(7);
  for (const count of [2, 3, 8, 60]) {
    it(`are judged as their merge: ${count} parts`, () => {
      const found = assertJoined([...people(), ...walk(90)], count, DEFAULT_CAPS, next);
      assert.match(found, /id-enumeration-sequential/);
      const listed = assertJoined([...people(), ...lists(4), ...walk(90)], count, DEFAULT_CAPS, next);
      assert.doesNotMatch(listed, /id-enumeration/);
      assert.match(assertJoined(logins(90), count, DEFAULT_CAPS, next), /credential-stuffing/);
    });
  }

  it('so many parts that none saw two identifiers of an actor', () => {
    const visits = walk(60);
    const parts = visits.map((visit) => observed([visit], DEFAULT_CAPS));
    assert.match(assertTold(parts, visits, DEFAULT_CAPS), /id-enumeration/);
  });

  it('of too many shapes those of the merge are kept, whoever walked them far', () => {
    const shapes = Array.from({ length: 90 }, (_, at) =>
      walk(at % 2 === 0 ? 52 : 2, { shape: `GET\nlv1\nls${at}\nsinteger` }),
    );
    const found =
      assertJoined(shapes.flat(), 2, DEFAULT_CAPS, next).split('"rule":"id-enumeration-').length - 1;
    assert.ok(found > 20 && found < 45, `${found}`);
  });

  it('too many actors of all parts close an hour', () => {
    for (const calls of [90, 2]) {
      const [one, two] = [7, 9].map((last) => [
        ...walk(calls, { address: `192.0.2.${last}` }),
        ...walk(calls, { address: `192.0.2.${last + 1}` }),
      ]);
      const parts = [one, two].map((visits = []) => observed(visits, TINY_CAPS));
      const visits = [...(one ?? []), ...(two ?? [])];
      assert.match(assertTold(parts, visits, TINY_CAPS), /"cap":"actors"/);
      assert.match(assertJoined(visits, 2, TINY_CAPS, next), /"cap":"actors"/);
    }
  });

  it('behind a gateway the networks of all parts are counted, whatever was walked', () => {
    const hop = 'behind:kong';
    assert.doesNotMatch(assertJoined(walk(300, { hop }), 2, DEFAULT_CAPS, next), /id-enumeration/);
    const others = people({ hop, timeMs: NOON + HOUR_MS, shape: 'GET\nlv1\nlcarts\nsinteger' });
    const found = assertJoined([...others, ...walk(300, { hop })], 2, DEFAULT_CAPS, next);
    assert.match(found, /id-enumeration/);
  });

  it('whatever they did', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const draw = numbers(seed);
      const pick = (below: number): number => Math.floor(draw() * below);
      const visits = Array.from({ length: 1 + pick(12) }, () => {
        const visit = {
          address: `192.0.${pick(6)}.${pick(3)}`,
          timeMs: NOON + pick(3) * HOUR_MS,
          shape: `GET\nlv1\nls${pick(4)}\nsinteger`,
          status: pick(2) === 0 ? 404 : 200,
          ...(pick(3) === 0 ? { hop: `${['edge', 'behind:a', 'gateway:a', 'mesh'][pick(4)]}` } : {}),
        };
        return walk(pick(3) === 0 ? 60 + pick(200) : 1 + pick(30), visit);
      }).flat();
      assertJoined(
        [...visits, ...logins(pick(80))],
        1 + pick(5),
        pick(3) === 0 ? TINY_CAPS : DEFAULT_CAPS,
        draw,
      );
    }
  });

  it('nothing is made of nothing', () => {
    assert.equal(joinedSites([]), null);
    assert.equal(joinedSites([emptyActors(), emptyActors()]), null);
    const some = observed(walk(3), DEFAULT_CAPS);
    assert.equal(joinedSites([emptyActors(), some]), some.sites);
  });

  it('a merge says the same', () => {
    const visits = [...people(), ...walk(90), ...logins(70)];
    const [one = emptyActors(), other = emptyActors()] = dealt(visits, 2, DEFAULT_CAPS, next);
    const apart = toldOfParts([one, other]);
    mergeActors(one, other);
    assert.equal(apart, told(one));
  });
});
