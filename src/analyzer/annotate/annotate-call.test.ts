import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type Seen, seenCall, shuffled } from '../../../test/property/call-arbitrary.ts';
import {
  createAnnotator,
  createSummary,
  DEFAULT_CAPS,
  decodeSummary,
  encodeSummary,
  type KnownTemplate,
  merge,
  observe,
  reservedSegments,
  type Summary,
  type SummarySettings,
  type ViewContext,
  viewInventory,
} from '../index.ts';
import { levelOf, MEASURED_LEVELS } from '../paths/breadth.ts';
import type { PathNode } from '../paths/trie.ts';
import { TRIES } from '../summary.ts';
import type { CallAnnotation } from './call-annotation.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 10);

const KNOWN: readonly KnownTemplate[] = [
  { hosts: ['a.example'], path: '/orders/{order}', methods: ['GET'], origin: 'known' },
  { hosts: [], path: '/wibble/{pin}/frob', methods: null, origin: 'pinned' },
];

const CAPS = { ...DEFAULT_CAPS, hosts: 3, childrenPerNode: 3, operationsPerPath: 2 };
/** Caps that nearly every run overflows: of depth, and of the paths of a host down to its narrowest trie. */
const SETTINGS: Partial<SummarySettings> = {
  caps: { ...CAPS, pathDepth: 3 },
  pathsPerHost: 12,
  reservedSegments: reservedSegments(KNOWN),
  reservedHosts: new Set(['a.example']),
};
const NARROW: Partial<SummarySettings> = { ...SETTINGS, caps: { ...CAPS, pathDepth: 5 }, pathsPerHost: 2 };
const CONTENT = { content: true, rowOf: new Map() };

/** Summary of the calls, merged from parts as worker threads make it. */
function summaryOf(seen: readonly Seen[], seed: number, settings = SETTINGS): Summary {
  const whole = createSummary(settings);
  for (let part = 0; part < 3; part += 1) {
    const summary = createSummary(settings);
    for (const [index, { call, hop }] of shuffled(seen, seed).entries())
      if (index % 3 === part) observe(summary, call, hop);
    merge(whole, decodeSummary(encodeSummary(summary), settings));
  }
  return whole;
}

function contextOf(summary: Summary): ViewContext {
  return { asOfMs: summary.latestMs, windowMs: null, known: KNOWN };
}

function countOf(annotations: readonly CallAnnotation[]): Record<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { endpoint, endpoints, noise } of annotations) {
    for (const id of endpoints ?? [endpoint]) if (id !== null) add(id);
    if (noise !== undefined) add(noise);
  }
  return Object.fromEntries([...counts].sort());
}

function isNarrowest({ breadth }: PathNode): boolean {
  return breadth !== null && levelOf(breadth) === MEASURED_LEVELS;
}

test('each call is where the view counts it, whatever overflowed', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(seenCall, { maxLength: 120, size: 'max' }), fc.nat(), (seen, seed) => {
      const summary = summaryOf(seen, seed, seed % 2 === 0 ? SETTINGS : NARROW);
      const context = contextOf(summary);
      const inventory = viewInventory(summary, context);
      const annotate = createAnnotator(summary, context, inventory, CONTENT);

      const annotations = seen.map(({ call, hop }) => {
        const annotation = annotate(call, hop);
        assert.ok(annotation !== null, 'a call of the summary is found in it');
        return annotation;
      });

      const expected = [
        ...inventory.endpoints.map(({ id, hops }): [string, number] => [
          id,
          hops.reduce((sum, hop) => sum + hop.calls, 0),
        ]),
        ...Object.entries(inventory.calls.noise),
      ].sort();
      assert.deepEqual(countOf(annotations), Object.fromEntries(expected));
      for (const { noise, endpoints } of annotations) {
        if (noise !== undefined) reached.add(noise);
        if (endpoints !== undefined) reached.add('batch');
      }
      for (const { cap } of inventory.overflows) reached.add(cap);
      if (TRIES.some((trie) => summary.tries[trie].other !== null)) reached.add('other host');
      if (TRIES.some((trie) => [...summary.tries[trie].literals.values()].some(isNarrowest)))
        reached.add('narrowest');
      if (inventory.endpoints.some(({ slots }) => slots.some(({ origin }) => origin === 'known')))
        reached.add('known');
    }),
    { numRuns: RUNS, seed: 5 },
  );
  for (const each of [
    'batch',
    'known',
    'hosts',
    'narrowest',
    'other host',
    'pathsPerHost',
    'childrenPerNode',
  ])
    assert.ok(reached.has(each), `reached: ${each}`);
  for (const each of [
    'operationsPerPath',
    'scanner-probe',
    'cors-preflight',
    'static-asset',
    'no-route',
    'not-found',
  ])
    assert.ok(reached.has(each), `reached: ${each}`);
});

test('a call that the summary never saw is told', () => {
  fc.assert(
    fc.property(fc.array(seenCall, { minLength: 1, maxLength: 20 }), (seen) => {
      const summary = summaryOf(seen, 1);
      const annotate = createAnnotator(
        summary,
        contextOf(summary),
        viewInventory(summary, contextOf(summary)),
        CONTENT,
      );

      for (const { call, hop } of seen)
        assert.equal(annotate({ ...call, timeMs: call.timeMs + 9e11 }, hop), null);
    }),
    { numRuns: 10, seed: 5 },
  );
});

test('reading a call changes nothing of the summary', () => {
  fc.assert(
    fc.property(fc.array(seenCall, { maxLength: 40, size: 'max' }), (seen) => {
      const summary = summaryOf(seen, 2);
      const before = JSON.stringify(encodeSummary(summary));
      const annotate = createAnnotator(
        summary,
        contextOf(summary),
        viewInventory(summary, contextOf(summary)),
        CONTENT,
      );
      for (const { call, hop } of seen) annotate(call, hop);

      assert.equal(JSON.stringify(encodeSummary(summary)), before);
    }),
    { numRuns: 10, seed: 5 },
  );
});
