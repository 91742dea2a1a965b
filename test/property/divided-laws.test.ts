import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  type Caps,
  createAnnotator,
  createSummary,
  type DividedSummary,
  decodeSummary,
  encodeSummary,
  forgetOld,
  KEEP_ALL,
  type KeptFrom,
  type KnownTemplate,
  merge,
  observe,
  reservedSegments,
  type Summary,
  type SummarySettings,
  type ViewContext,
  viewDivided,
  viewInventory,
} from '../../src/analyzer/index.ts';
import { forgetClient } from '../../src/analyzer/retention/forget-client.ts';
import { packSummary } from '../../src/ingest/pack-summary.ts';
import {
  bytesOf,
  bytesSource,
  partsOf as cut,
  joinedSource,
  type PackedSource,
} from '../../src/ingest/packed-source.ts';
import {
  inTurns,
  type MergedSummary,
  mergePacked,
  openPacked,
  openSummary,
  placesOf,
  unpackSummary,
} from '../../src/ingest/summary-codec.ts';
import { canonicalJson, type JsonValue } from '../../src/model/json.ts';
import { type Seen, seenCall } from './call-arbitrary.ts';
import { TINY_CAPS } from './tiny-caps.ts';

/** More runs on demand, up to where they take some minutes: `LAW_RUNS=300 npm test`. */
const RUNS = Math.min(300, Number(process.env['LAW_RUNS'] ?? 10));
/** The first streams are always the same: what must be met is met in every run. The others are drawn anew. */
const SAME = { numRuns: 5, seed: 37, endOnFailure: true };
const ANEW = { numRuns: RUNS - SAME.numRuns, endOnFailure: true };
const DAY = 86_400_000;
const AS_OF = Date.UTC(2026, 0, 8);

const TINY: Caps = { ...TINY_CAPS, nativeRefs: 3 };
const KNOWN: readonly KnownTemplate[] = [
  { hosts: ['a.example'], path: '/orders/{order}', methods: ['GET'], origin: 'known' },
  { hosts: [], path: '/wibble/{pin}/frob', methods: null, origin: 'pinned' },
];
const RESERVED = { reservedSegments: reservedSegments(KNOWN), reservedHosts: new Set(['a.example']) };
const isGatewayAddress = (address: string): boolean => address === '10.0.0.1';

/** Roomy, tight, narrowing by host and by all hosts, and by the hour. */
const settings: fc.Arbitrary<Partial<SummarySettings>> = fc.constantFrom(
  { isGatewayAddress },
  { caps: TINY, ...RESERVED, isGatewayAddress },
  { caps: TINY, pathsPerHost: 6, pathsOfAll: 18 },
  { pathsPerHost: 1000, pathsOfAll: 9 },
  { caps: TINY, ...RESERVED, bucketMs: 3_600_000 },
);
const WINDOWS: readonly (number | null)[] = [null, 30 * DAY, DAY, 0];
/** Each call and which of the summaries it falls to. */
const streams = fc.array(fc.tuple(seenCall, fc.nat({ max: 3 })), { maxLength: 90, size: 'max' });
const limit = fc.constantFrom(
  Number.NEGATIVE_INFINITY,
  AS_OF - 30 * DAY,
  AS_OF - 3 * DAY,
  AS_OF - DAY,
  AS_OF,
);
const limits: fc.Arbitrary<KeptFrom> = fc.record({ bucketsMs: limit, actorsMs: limit, samplesMs: limit });

interface Parts {
  readonly whole: Summary;
  readonly divided: readonly DividedSummary[];
}

function partsOf(stream: readonly (readonly [Seen, number])[], given: Partial<SummarySettings>): Parts {
  const parts = [0, 1, 2, 3].map((number) => {
    const summary = createSummary(given);
    for (const [{ call, hop }, part] of stream) if (part === number) observe(summary, call, hop);
    return summary;
  });
  const divided = parts.map((part) => openSummary(packSummary(part), given));
  const whole = createSummary(given);
  for (const part of parts) merge(whole, part);
  return { whole, divided };
}

const form = (summary: Summary): string => canonicalJson(encodeSummary(summary));
const shown = (view: unknown): string => canonicalJson(JSON.parse(JSON.stringify(view)) as JsonValue);
const noTurn = (): boolean => true;

/** As a store keeps it: no block begins or ends where a part does. */
function inParts(packed: PackedSource): PackedSource {
  return joinedSource([...cut(packed, 61)].map(bytesSource));
}

async function merged(
  sources: readonly DividedSummary[],
  given: Partial<SummarySettings>,
  from: KeptFrom,
): Promise<MergedSummary> {
  const result = await mergePacked(sources, given, from, noTurn, bytesSource);
  assert.ok(result !== null);
  return result;
}

/** What past assessments showed makes aliases: as if everything had been one template, and as if it had been there. */
function contextsOf(whole: Summary): ViewContext[] {
  const first = viewInventory(whole, { asOfMs: AS_OF, windowMs: null, known: [] });
  const past = first.endpoints.flatMap((endpoint) => [
    endpoint,
    {
      ...endpoint,
      id: `${endpoint.id}0` as typeof endpoint.id,
      path: endpoint.path.replace(/[^/]+$/, '{any}'),
    },
  ]);
  return WINDOWS.map((windowMs) => ({ asOfMs: AS_OF, windowMs, known: KNOWN, past }));
}

test('a view host by host is the view of the whole, byte for byte', async () => {
  const reached = new Set<string>();
  const law = fc.asyncProperty(streams, settings, async (stream, given) => {
    const { whole, divided } = partsOf(stream, given);
    for (const context of contextsOf(whole)) {
      const expected = viewInventory(whole, context);
      for (const { cap } of expected.overflows) reached.add(cap);
      if (expected.changes.length > 0) reached.add('change');
      if (expected.noiseThreats.length > 0) reached.add('threat on noise');
      if (expected.endpoints.some(({ aliases }) => aliases.length > 0)) reached.add('alias');
      if (expected.calls.outsideWindow > 0 && expected.calls.analyzed > 0) reached.add('outside');
      const view = await inTurns(viewDivided(divided, given, context), noTurn);
      assert.equal(shown(view), shown(expected));
    }
  });
  await fc.assert(law, SAME);
  // Behaviours of actors, which random streams hardly meet, are tested beside the code.
  const caps = ['hosts', 'childrenPerNode', 'pathsPerHost'];
  for (const what of [...caps, 'change', 'threat on noise', 'alias', 'outside'])
    assert.ok(reached.has(what), `${what} was never reached`);
  await fc.assert(law, ANEW);
});

test('merging host by host is merging the whole, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(streams, settings, async (stream, given) => {
      const { whole, divided } = partsOf(stream, given);
      const expected = form(whole);
      const half = await merged(divided.slice(0, 2), given, KEEP_ALL);
      const all = [openPacked(inParts(half.packed), given), ...divided.slice(2)];
      const { packed } = await merged(all, given, KEEP_ALL);
      assert.equal(form(unpackSummary(bytesOf(packed), given)), expected);
      const again = await merged([openPacked(packed, given)], given, KEEP_ALL);
      assert.equal(form(unpackSummary(bytesOf(again.packed), given)), expected, 'copied');
      for (const context of contextsOf(whole)) {
        const view = await inTurns(viewDivided([openPacked(packed, given)], given, context), noTurn);
        assert.equal(shown(view), shown(viewInventory(whole, context)));
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('calls are found where they were counted, without what was counted', () => {
  fc.assert(
    fc.property(streams, settings, (stream, given) => {
      const { whole, divided } = partsOf(stream, given);
      const places = placesOf(divided, given);
      const content = { content: true, rowOf: new Map() };
      for (const context of contextsOf(whole)) {
        const inventory = viewInventory(whole, context);
        const inWhole = createAnnotator(whole, context, inventory, content);
        const inPlaces = createAnnotator(places, context, inventory, content);
        for (const [{ call, hop }] of stream) {
          const annotation = inPlaces(call, hop);
          assert.notEqual(annotation, null);
          assert.deepEqual(annotation, inWhole(call, hop));
        }
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('forgetting while merging is forgetting in the merge', async () => {
  const reached = new Set<string>();
  const law = fc.asyncProperty(streams, settings, limits, async (stream, given, from) => {
    const { whole, divided } = partsOf(stream, given);
    const counts = forgetOld(whole, from);
    if (counts.cells > 0) reached.add('cells');
    if (counts.actorHours > 0) reached.add('actor hours');
    const { packed, forgotten } = await merged(divided, given, from);
    assert.equal(form(unpackSummary(bytesOf(packed), given)), form(whole));
    assert.deepEqual(forgotten, counts);
  });
  await fc.assert(law, SAME);
  for (const what of ['cells', 'actor hours']) assert.ok(reached.has(what), `${what} was never reached`);
  await fc.assert(law, { ...ANEW, numRuns: 2 * RUNS - SAME.numRuns });
});

test('forgetting a client while merging is forgetting it in the merge', async () => {
  let held = 0;
  const law = fc.asyncProperty(streams, settings, async (stream, given) => {
    const { whole, divided } = partsOf(stream, given);
    const client = stream[0]?.[0].call.client ?? { address: '192.0.2.99', id: null };
    const result = await mergePacked(divided, given, { ...KEEP_ALL, client }, noTurn, bytesSource);
    assert.ok(result !== null);
    const hours = forgetClient(whole, client);
    held += hours;
    assert.equal(result.clientHours, hours);
    assert.equal(form(unpackSummary(bytesOf(result.packed), given)), form(whole));
  });
  await fc.assert(law, SAME);
  assert.ok(held > 0);
  await fc.assert(law, { ...ANEW, numRuns: 2 * RUNS - SAME.numRuns });
});

test('packing keeps every byte', () => {
  fc.assert(
    fc.property(streams, settings, (stream, given) => {
      const { whole } = partsOf(stream, given);
      assert.equal(form(unpackSummary(packSummary(whole), given)), form(whole));
      assert.equal(form(decodeSummary(encodeSummary(whole), given)), form(whole));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
