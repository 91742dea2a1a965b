import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  type ApiPlan,
  dataClass,
  type EndpointPlan,
  makeWorld,
  threat,
  type World,
} from '../../../test/support/assessment-world.ts';
import { FLAWS, OPEN } from '../../../test/support/grade-scenarios.ts';
import { RUBRIC } from '../../../test/support/shipped-assessment-data.ts';
import type { Grade } from '../../model/generated/report.ts';
import { endpointId } from '../../model/ids.ts';
import type { EndpointFacts } from '../../model/inventory.ts';
import { THREAT_TYPES } from '../../model/vocabulary.ts';
import { assess, NO_SETTINGS } from '../assess.ts';
import { scoreOf } from './score.ts';

const FLAW_NAMES = Object.keys(FLAWS).filter((name): name is keyof typeof FLAWS => name in FLAWS);
const RUNS = { numRuns: 200 };

/** One endpoint of its own per flaw, internal or external, so that any set of flaws goes together. */
const flawed = fc
  .uniqueArray(fc.constantFrom(...FLAW_NAMES), { maxLength: FLAW_NAMES.length })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.boolean().map((external) => endpointWith(name, external)))),
  );

function endpointWith(name: keyof typeof FLAWS, external: boolean): EndpointPlan {
  const flaw: EndpointPlan = FLAWS[name];
  return { ...flaw, path: `/v1/${name}-${String(external)}`, correlated: { ...flaw.correlated, external } };
}

const CLEAN: EndpointPlan = { path: '/v1/clean' };

function planOf(endpoints: readonly EndpointPlan[]): ApiPlan {
  return { endpoints: [CLEAN, ...endpoints] };
}

function gradeOfWorld({ inventory, correlation, snapshots }: World): Grade {
  const [api] = assess(inventory, correlation, RUBRIC, [], { ...NO_SETTINGS, snapshots }).apis;
  assert.ok(api !== undefined);
  return api.grade;
}

/** All that decides: which endpoint is shown as the driver may change with traffic. */
function decided(grade: Grade): unknown {
  return {
    letter: grade.letter,
    score: grade.score,
    coverage: grade.coverage,
    deductions: grade.deductions.map(({ rule, strength, exposure, deducted }) => ({
      rule,
      strength,
      exposure,
      deducted,
    })),
    caps: grade.caps.map(({ rule, letter }) => ({ rule, letter })),
    notEvaluated: grade.notEvaluated,
  };
}

/** Every count of an endpoint times `factor`: the same traffic for longer. */
function scale<T>(value: T, factor: number): T;
function scale(value: unknown, factor: number): unknown {
  if (typeof value === 'number') return value * factor;
  if (Array.isArray(value)) return value.map((item) => scale(item, factor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key.endsWith('Ms') ? item : scale(item, factor)]),
  );
}

function withFacts(world: World, change: (facts: EndpointFacts) => readonly EndpointFacts[]): World {
  const endpoints = world.inventory.endpoints.flatMap(change);
  const calls = endpoints.reduce((sum, one) => sum + one.calls, 0);
  const templates = new Map(world.correlation.endpoints.map((one) => [one.id, one]));
  const correlated = endpoints.flatMap((facts) => {
    const known = templates.get(facts.id) ?? templates.get(facts.aliases[0] ?? facts.id);
    return known === undefined
      ? []
      : [{ ...known, id: facts.id, calls: facts.calls, statuses: facts.statuses }];
  });
  return {
    ...world,
    inventory: { ...world.inventory, endpoints, calls: { ...world.inventory.calls, analyzed: calls } },
    correlation: {
      ...world.correlation,
      endpoints: correlated,
      apis: world.correlation.apis.map((api) => ({
        ...api,
        calls,
        endpoints: correlated.map((one) => one.id),
      })),
    },
  };
}

/** Two endpoints with half of the calls each; counts must be even. */
function split(facts: EndpointFacts): readonly EndpointFacts[] {
  const half = scale(facts, 0.5);
  const path = `${facts.path}/{part}`;
  const other = { ...half, path, id: endpointId(facts.method, facts.host, path, null), aliases: [facts.id] };
  return [half, other];
}

describe('a further finding', () => {
  it('never raises the score', () => {
    fc.assert(
      fc.property(flawed, fc.constantFrom(...FLAW_NAMES), fc.boolean(), (endpoints, name, external) => {
        const before = gradeOfWorld(makeWorld([planOf(endpoints)]));
        const further = { ...endpointWith(name, external), path: '/v1/further' };
        const after = gradeOfWorld(makeWorld([planOf([...endpoints, further])]));
        assert.ok(before.score !== null && after.score !== null);
        assert.ok(after.score <= before.score, `${before.score} became ${after.score}`);
        const uncapped = (grade: Grade): number => scoreOf(grade.deductions, [], RUBRIC).uncapped;
        assert.ok(uncapped(after) <= uncapped(before));
      }),
      RUNS,
    );
  });

  it('never raises the score at an endpoint that has others', () => {
    const additions: readonly ((facts: EndpointFacts) => EndpointFacts)[] = [
      (facts) => ({
        ...facts,
        dataClasses: [...facts.dataClasses, dataClass('iban', 'financial', 'response.body', 9)],
      }),
      (facts) => ({
        ...facts,
        dataClasses: [...facts.dataClasses, dataClass('email', 'pii', 'request.path', 9)],
      }),
      (facts) => ({
        ...facts,
        dataClasses: [...facts.dataClasses, dataClass('api-secret', 'secret', 'response.body', 9)],
      }),
      (facts) => ({ ...facts, threats: [...facts.threats, threat('xxe', { attempts: 3, successes: 1 })] }),
      (facts) => ({ ...facts, threats: [...facts.threats, threat('xss', { attempts: 9_999 })] }),
      (facts) => ({ ...facts, signals: { ...facts.signals, verboseErrors: 7 } }),
      (facts) => ({
        ...facts,
        signals: { ...facts.signals, corsWildcardCredentials: { calls: 1, accepted: 1 } },
      }),
      (facts) => ({ ...facts, signals: { ...facts.signals, plaintext: { calls: 50, accepted: 50 } } }),
      (facts) => ({ ...facts, auth: { ...facts.auth, jwtAlgNone: { calls: 1, accepted: 1 } } }),
    ];
    fc.assert(
      fc.property(flawed, fc.constantFrom(...additions), fc.nat(), (endpoints, add, at) => {
        const world = makeWorld([planOf(endpoints)]);
        const chosen = world.inventory.endpoints[at % world.inventory.endpoints.length];
        const before = gradeOfWorld(world);
        const after = gradeOfWorld(withFacts(world, (facts) => [facts === chosen ? add(facts) : facts]));
        assert.ok(before.score !== null && after.score !== null);
        assert.ok(after.score <= before.score, `${before.score} became ${after.score}`);
      }),
      RUNS,
    );
  });
});

describe('nothing changes', () => {
  it('with more traffic of the same kind', () => {
    fc.assert(
      fc.property(flawed, fc.integer({ min: 2, max: 1000 }), (endpoints, factor) => {
        const world = makeWorld([planOf(endpoints)]);
        const more = withFacts(world, (facts) => [scale(facts, factor)]);
        assert.deepEqual(decided(gradeOfWorld(more)), decided(gradeOfWorld(world)));
      }),
      RUNS,
    );
  });

  it('with a clean endpoint added', () => {
    fc.assert(
      fc.property(flawed, fc.integer({ min: 1, max: 100_000 }), (endpoints, calls) => {
        const before = gradeOfWorld(makeWorld([planOf(endpoints)]));
        const after = gradeOfWorld(makeWorld([planOf([...endpoints, { path: '/v1/another', calls }])]));
        assert.deepEqual(decided(after), decided(before));
      }),
      RUNS,
    );
  });

  it('with an endpoint split in two', () => {
    fc.assert(
      fc.property(flawed, fc.nat(), (endpoints, at) => {
        const world = withFacts(makeWorld([planOf(endpoints)]), (facts) => [scale(facts, 4)]);
        const chosen = world.inventory.endpoints[at % world.inventory.endpoints.length];
        const halves = withFacts(world, (facts) => (facts === chosen ? split(facts) : [facts]));
        assert.equal(halves.correlation.endpoints.length, world.correlation.endpoints.length + 1);
        assert.deepEqual(decided(gradeOfWorld(halves)), decided(gradeOfWorld(world)));
      }),
      RUNS,
    );
  });

  it('with endpoints in another order', () => {
    fc.assert(
      fc.property(flawed, (endpoints) => {
        const world = makeWorld([planOf(endpoints)]);
        const reversed = {
          ...world,
          correlation: { ...world.correlation, endpoints: world.correlation.endpoints.toReversed() },
        };
        assert.deepEqual(gradeOfWorld(reversed), gradeOfWorld(world));
      }),
      RUNS,
    );
  });
});

/** What attackers can do to the facts of an endpoint: send anything, and be refused or ignored. */
function attacked(facts: EndpointFacts, calls: number, type: (typeof THREAT_TYPES)[number]): EndpointFacts {
  const open = facts.auth.anonymousAccepted > 0 && (facts.statuses['401'] ?? 0) === 0;
  const status = open ? '400' : '401';
  const statuses = {
    ...facts.statuses,
    [status]: (facts.statuses[status] ?? 0) + calls,
    '429': calls,
    '404': calls,
  };
  const { auth, signals } = facts;
  const refused = {
    ...auth,
    anonymousRefused: auth.anonymousRefused + (open ? 0 : calls),
    authenticatedRefused: auth.authenticatedRefused + (open ? 0 : calls),
    jwtAlgNone: { ...auth.jwtAlgNone, calls: auth.jwtAlgNone.calls + calls },
    plaintextCredentials: { ...auth.plaintextCredentials, calls: auth.plaintextCredentials.calls + calls },
    inUrl: [
      ...auth.inUrl,
      { kind: 'token' as const, name: 'access_token', evidence: { calls, accepted: 0 } },
    ],
  };
  return {
    ...facts,
    calls: facts.calls + calls * 3,
    statuses,
    threats: [...facts.threats, threat(type, { attempts: calls, probable: calls, clients: 50 })],
    auth: refused,
    dataClasses: [...facts.dataClasses, { ...dataClass('email', 'pii', 'request.query', 0), count: calls }],
    signals: {
      ...signals,
      tooManyRequests: calls,
      plaintext: { ...signals.plaintext, calls: signals.plaintext.calls + calls },
    },
  };
}

/** Forged credentials that a public endpoint ignores: accepted, and they prove nothing about it. */
function forged(facts: EndpointFacts, calls: number): EndpointFacts {
  const { auth } = facts;
  if (auth.anonymousAccepted === 0 || (facts.statuses['401'] ?? 0) > 0) return facts;
  const add = (evidence: { readonly calls: number; readonly accepted: number }): typeof evidence => ({
    calls: evidence.calls + calls,
    accepted: evidence.accepted + calls,
  });
  return {
    ...facts,
    calls: facts.calls + calls,
    statuses: { ...facts.statuses, '200': (facts.statuses['200'] ?? 0) + calls },
    auth: {
      ...auth,
      state: 'mixed',
      schemes: ['basic', 'jwt'],
      authenticatedAccepted: auth.authenticatedAccepted + calls,
      jwtAlgNone: add(auth.jwtAlgNone),
      inUrl: [...auth.inUrl, { kind: 'api-key', name: 'api_key', evidence: { calls, accepted: calls } }],
    },
    // The server answers a forged caller as it answers everybody.
    dataClasses: facts.dataClasses.map((one) =>
      one.location.startsWith('response.')
        ? { ...one, ...add({ calls: one.count, accepted: one.accepted }), count: one.count + calls }
        : one,
    ),
  };
}

describe('attackers', () => {
  it('do not move the grade with 10,000 hostile calls', () => {
    const publicEndpoint: EndpointPlan = { auth: OPEN, path: '/v1/public' };
    fc.assert(
      fc.property(flawed, fc.constantFrom(...THREAT_TYPES), (endpoints, type) => {
        const world = makeWorld([planOf([...endpoints, publicEndpoint])]);
        const hostile = withFacts(world, (facts) => [forged(attacked(facts, 10_000, type), 10_000)]);
        const noisy: World = {
          ...hostile,
          inventory: {
            ...hostile.inventory,
            noiseThreats: [{ host: 'api.shop.example', threat: threat('scanner', { attempts: 10_000 }) }],
          },
        };
        assert.deepEqual(decided(gradeOfWorld(noisy)), decided(gradeOfWorld(world)));
      }),
      RUNS,
    );
  });

  it('do not move the grade of others by hosts that they invent', () => {
    const world = makeWorld([
      planOf([FLAWS.verbose]),
      { host: 'forged.example', endpoints: [{ statuses: { '404': 10_000 }, calls: 10_000 }] },
    ]);
    const alone = makeWorld([planOf([FLAWS.verbose])]);
    assert.deepEqual(decided(gradeOfWorld(world)), decided(gradeOfWorld(alone)));
  });
});
