import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createAnnotator, createSummary, observe, viewInventory } from '../../src/analyzer/index.ts';
import { correlate } from '../../src/correlation/correlate.ts';
import { canonicalJson, type JsonObject } from '../../src/model/json.ts';
import { type Estate, openApiOf } from '../../src/report/openapi/index.ts';
import {
  documentErrors,
  hasSecurityWhereKnown,
  operationsOf,
  validationErrors,
} from '../support/openapi-checks.ts';
import { Documents, refusals } from '../support/openapi-traffic.ts';
import { type Seen, seenCall, shuffled } from './call-arbitrary.ts';

/** More runs on demand: `LAW_RUNS=500 node --test test/property/openapi.test.ts`. */
const RUNS = Math.min(500, Number(process.env['LAW_RUNS'] ?? 20));
/** The linter takes a tenth of a second a document. */
const LINTED_RUNS = Math.ceil(RUNS / 10);
const MAX_CALLS = 40;
const CLIENTS = 6;

/** Templates as strangers write them in definitions: names that differ, that repeat, that are no names. */
const KNOWN = [
  '/orders/{order-id}',
  '/orders/{}/{}',
  '/users/{id}/{id}',
  '/api/{a*}/',
  '/{x}.json',
  '/v1/{b}?c={c}',
];

/** What fewer than five clients sent is provisional and in no document. */
function fromManyClients(calls: readonly Seen[]): readonly Seen[] {
  return Array.from({ length: CLIENTS }, (_, at) => ({ address: `198.51.100.${at}`, id: null })).flatMap(
    (client) => calls.map(({ call, hop }) => ({ call: { ...call, client }, hop })),
  );
}

/** All at the edge: what was carried is read at one hop, since the same call stands in the logs of several. */
const seenAtEdge = seenCall.map(({ call }): Seen => ({ call, hop: 'edge' }));

interface World {
  readonly estate: Estate;
  readonly endpointOf: (seen: Seen) => string | null;
}

function worldOf(calls: readonly Seen[]): World {
  const summary = createSummary({});
  for (const { call, hop } of calls) observe(summary, call, hop);
  const hosts = ['b.example', 'c.example'];
  const known = KNOWN.map((path) => ({ hosts, path, methods: null, origin: 'known' as const }));
  const context = { asOfMs: summary.latestMs, windowMs: null, known };
  const inventory = viewInventory(summary, context);
  const settings = { compileRegex: () => null, grouping: [], hostRules: [], staleHops: [] };
  const annotate = createAnnotator(summary, context, inventory, { content: false, rowOf: new Map() });
  return {
    estate: { inventory, correlation: correlate(inventory, [], settings) },
    endpointOf: ({ call, hop }) => annotate(call, hop)?.endpoint ?? null,
  };
}

function documentsOf({ estate }: World): ReadonlyMap<string, JsonObject> {
  return new Map(estate.correlation.apis.map((api) => [api.id, openApiOf(api, estate)]));
}

const callSet = fc.array(seenAtEdge, { minLength: 15, maxLength: MAX_CALLS, size: 'max' });

test('any set of calls gives valid documents that accept these calls', async () => {
  let documented = 0;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(callSet, async (calls) => {
      const world = worldOf(fromManyClients(calls));
      const documents = documentsOf(world);
      for (const document of documents.values()) {
        assert.deepEqual(await validationErrors(document), []);
        assert.ok(hasSecurityWhereKnown(document));
        documented += operationsOf(document).length;
      }
      const finder = new Documents(world.estate, documents);
      for (const seen of calls) {
        const endpoint = world.endpointOf(seen);
        const found = endpoint === null ? null : finder.at(endpoint, seen.call);
        if (found === null) continue;
        asked += 1;
        assert.deepEqual(refusals(found), []);
      }
    }),
    { numRuns: RUNS, seed: 3, endOnFailure: true },
  );
  assert.ok(documented > RUNS * 3, `${documented} operations`);
  assert.ok(asked > RUNS * 3, `${asked} calls`);
});

test('any set of calls gives documents that lint clean', async () => {
  await fc.assert(
    fc.asyncProperty(callSet, async (calls) => {
      for (const document of documentsOf(worldOf(fromManyClients(calls))).values()) {
        assert.deepEqual(await documentErrors(document), []);
      }
    }),
    { numRuns: LINTED_RUNS, seed: 4, endOnFailure: true },
  );
});

test('the order of calls changes no document', () => {
  fc.assert(
    fc.property(fc.array(seenCall, { minLength: 5, maxLength: MAX_CALLS }), fc.integer(), (calls, seed) => {
      const [one, other] = [calls, shuffled(calls, seed)].map((each) =>
        [...documentsOf(worldOf(fromManyClients(each))).values()].map(canonicalJson),
      );
      assert.deepEqual(one, other);
    }),
    { numRuns: RUNS, seed: 5, endOnFailure: true },
  );
});
