import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { compileRegex } from '../agent/compile-regex.ts';
import type { Hop } from '../model/api-call.ts';
import type { Correlation, CorrelationSettings } from '../model/correlation.ts';
import type { EndpointFacts } from '../model/inventory.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import { correlate } from './correlate.ts';
import {
  definition,
  endpoint,
  gateway,
  hop,
  inventory,
  kongApi,
  kongPaths,
  nativeRef,
  operation,
  route,
} from './test-estate.ts';

const settings: CorrelationSettings = {
  compileRegex,
  grouping: [],
  hostRules: [],
  staleHops: [],
};

const hosts = ['a.example', 'b.example', 'c.example', 'a.svc:8080', 'b.svc'];
const paths = ['/', '/a', '/a/v1', '/b', '/b/{id}', '/a/v1/{id}', '/a/v1/x', '/{id}'];

const arbitraryHop = fc
  .record({
    name: fc.constantFrom<Hop>('edge', 'mesh', 'gateway:kong', 'behind:kong', 'behind:other'),
    calls: fc.integer({ min: 1, max: 50 }),
    through: fc.integer({ min: 0, max: 50 }),
    native: fc.option(fc.constantFrom('s0', 's1', 'unknown'), { nil: null, freq: 4 }),
  })
  .map(({ name, calls, through, native }) =>
    hop(name, calls, {
      fromGateway: Math.min(calls, through),
      native: native === null ? [] : [nativeRef('kong', native, null, calls)],
    }),
  );

const arbitraryEndpoint: fc.Arbitrary<EndpointFacts> = fc
  .record({
    method: fc.constantFrom('GET', 'POST'),
    host: fc.constantFrom(...hosts),
    path: fc.constantFrom(...paths),
    hops: fc.uniqueArray(arbitraryHop, { minLength: 1, maxLength: 3, selector: (one) => one.hop }),
  })
  .map(({ method, host, path, hops }) => endpoint(`${method} ${host}${path}`, hops));

/** One public endpoint and what two rewrites make of it behind the gateway: random paths rarely meet so. */
const TIED = [
  endpoint('GET a.example/a/v1/{id}', [hop('gateway:kong', 9)]),
  endpoint('GET a.svc:8080/{id}', [hop('behind:kong', 9)]),
  endpoint('GET a.svc:8080/a/v1/{id}', [hop('mesh', 9, { fromGateway: 4 })]),
];

const arbitraryInventory = fc
  .tuple(fc.array(arbitraryEndpoint, { maxLength: 12 }), fc.boolean())
  .map(([endpoints, tied]) => [
    ...new Map([...(tied ? TIED : []), ...endpoints].map((one) => [one.id, one])).values(),
  ]);

const arbitraryApi = (index: number): fc.Arbitrary<RegisteredApi> =>
  fc
    .record({
      host: fc.option(fc.constantFrom('a.example', 'b.example', '*.example'), { nil: null }),
      path: fc.constantFrom('/', '/a', '/a/v1', '/b', '~/[ab]/v1$'),
      methods: fc.option(fc.constant(['GET']), { nil: null }),
      strip: fc.boolean(),
      preserve: fc.boolean(),
      enabled: fc.boolean(),
      upstream: fc.constantFrom('a.svc:8080', 'b.svc', 'c.svc'),
    })
    .map(({ host, path, methods, strip, preserve, enabled, upstream }) =>
      kongApi(
        `s${index}`,
        [
          route({
            id: `r${index}`,
            hosts: host === null ? null : [host],
            paths: kongPaths(path),
            methods,
            stripPath: strip,
            preserveHost: preserve,
          }),
        ],
        { enabled, upstreams: [{ scheme: 'http', host: upstream, path: '/' }] },
      ),
    );

const arbitraryApis = fc
  .integer({ min: 0, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryApi(index))));

const arbitraryEstate: fc.Arbitrary<readonly GatewaySnapshot[]> = fc
  .record({
    apis: arbitraryApis,
    gatewayHosts: fc.constantFrom<readonly string[]>([], ['a.example']),
    addresses: fc.constantFrom<readonly string[]>([], ['10.0.0.0/8']),
    registers: fc.boolean(),
    documented: fc.boolean(),
  })
  .map(({ apis, gatewayHosts, addresses, registers, documented }) => [
    gateway('kong', apis, { hosts: gatewayHosts, addresses }),
    ...(documented
      ? [
          gateway('docs', [
            definition('a.yaml', [operation('GET /a/v1/{id}'), operation('GET /a/v1/x')], {
              hosts: ['a.example'],
              basePaths: ['/a/v1'],
              registers,
            }),
          ]),
        ]
      : []),
  ]);

/** More on demand: the laws at length. */
const RUNS = { numRuns: Math.min(500, Number(process.env['LAW_RUNS'] ?? 120)) };

function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({ item, rank: Math.imul(index + 1, seed | 1) >>> 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

test('the order of endpoints, gateways, APIs and hops changes nothing', () => {
  fc.assert(
    fc.property(arbitraryInventory, arbitraryEstate, fc.integer(), (endpoints, estate, seed) => {
      const turned = shuffled(endpoints, seed).map((one) => ({ ...one, hops: shuffled(one.hops, seed) }));
      const other = shuffled(estate, seed).map((one) => ({ ...one, apis: shuffled(one.apis, seed) }));
      assert.equal(
        JSON.stringify(correlate(inventory(turned), other, settings)),
        JSON.stringify(correlate(inventory(endpoints), estate, settings)),
      );
    }),
    RUNS,
  );
});

test('every endpoint is shown once or folded once, every row belongs to one API, every call counts at most once', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(arbitraryInventory, arbitraryEstate, (endpoints, estate) => {
      const correlation = correlate(inventory(endpoints), estate, settings);
      const places = [
        ...correlation.endpoints.map((one) => one.id),
        ...correlation.folded.map((one) => one.endpoint),
      ].sort();
      assert.deepEqual(places, endpoints.map((one) => one.id).sort());
      assertConsistent(correlation);
      const raw = endpoints.reduce(
        (sum, one) => sum + one.hops.reduce((all, { calls }) => all + calls, 0),
        0,
      );
      assert.ok(correlation.operations <= raw);
      const kept = correlation.endpoints.flatMap((one) => Object.values(one.callsByHop));
      assert.equal(kept.reduce((sum, calls) => sum + calls, 0) <= raw, true);
      for (const one of correlation.endpoints) reached.add(one.reason.code);
      if (correlation.folded.length > 0) reached.add('folded');
    }),
    // One seed: what must be reached is reached in every run.
    { numRuns: 600, seed: 20260131 },
  );
  for (const code of [
    'native-id',
    'host-and-path',
    'upstream-view',
    'bypass',
    'not-registered',
    'path-only',
    'folded',
  ]) {
    assert.ok(reached.has(code), `never reached: ${code}`);
  }
});

function assertConsistent({ apis, endpoints, folded, operations }: Correlation): void {
  const owners = new Map(apis.flatMap((api) => api.endpoints.map((id) => [id, api] as const)));
  assert.equal(owners.size, endpoints.length);
  for (const row of endpoints) {
    const api = owners.get(row.id);
    assert.equal(api?.id, row.apiId);
    assert.equal(api?.management, row.management);
    assert.equal(row.management === 'managed', row.registered !== null && row.reason.code !== 'bypass');
  }
  for (const { into } of folded) assert.ok(endpoints.some((row) => row.id === into && row.views.length > 0));
  assert.equal(
    apis.reduce((sum, api) => sum + api.calls, 0),
    operations,
  );
  assert.equal(new Set(apis.map((api) => api.id)).size, apis.length);
}

test('a known native id is never unmanaged, an unknown one neither', () => {
  fc.assert(
    fc.property(arbitraryInventory, arbitraryEstate, (endpoints, estate) => {
      const correlation = correlate(inventory(endpoints), estate, settings);
      for (const facts of endpoints) {
        if (!facts.hops.some((one) => one.native.length > 0)) continue;
        const row = correlation.endpoints.find((one) => one.id === facts.id);
        assert.equal(row?.management, 'managed');
      }
    }),
    RUNS,
  );
});

test('an API registered with its own hosts never turns what a host names into unmanaged', () => {
  fc.assert(
    fc.property(arbitraryInventory, arbitraryEstate, arbitraryApi(9), (endpoints, estate, extra) => {
      const before = correlate(inventory(endpoints), estate, settings);
      const more = correlate(inventory(endpoints), [...estate, gateway('more', [extra])], settings);
      for (const row of before.endpoints) {
        // A path-only match gives way to an API that names the host; a native id or a named host gives way to nothing.
        if (row.reason.code !== 'native-id' && row.reason.code !== 'host-and-path') continue;
        assert.equal(more.endpoints.find((one) => one.id === row.id)?.management, 'managed');
      }
    }),
    RUNS,
  );
});

test('without any gateway everything is unmanaged, unless a log names an API', () => {
  fc.assert(
    fc.property(arbitraryInventory, (endpoints) => {
      for (const row of correlate(inventory(endpoints), [], settings).endpoints) {
        const named = endpoints.find((one) => one.id === row.id)?.hops.some((one) => one.native.length > 0);
        assert.equal(row.management, named === true ? 'managed' : 'unmanaged');
      }
    }),
    RUNS,
  );
});
