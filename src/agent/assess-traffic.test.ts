import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';
import { createSummary, observe, type Summary } from '../analyzer/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import { AssayError } from '../model/errors.ts';
import type { Report } from '../model/generated/report.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { assessTraffic } from './assess-traffic.ts';

const DAY_MS = 86_400_000;
const TODAY_MS = Date.UTC(2026, 10, 1, 12);

function callAt(timeMs: number): ApiCall {
  return {
    id: null,
    timeMs,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: '/v1/orders',
    query: null,
    status: 200,
    operation: null,
    client: { address: '192.0.2.1', id: null },
    latencyMs: null,
    request: { headers: null, body: null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: null },
    gateway: null,
  };
}

function observed(times: readonly number[]): Summary {
  const summary = createSummary();
  for (const timeMs of times) observe(summary, callAt(timeMs), 'edge');
  return summary;
}

function assessed(times: readonly number[], received: number): Report['calls'] {
  return assessTraffic({
    summary: observed(times),
    tally: { ...EMPTY_TALLY, received, mapped: times.length, dropped: { malformed: 1 } },
    givenHosts: [],
    gateways: [],
    rules: [],
    past: [],
    asOfMs: TODAY_MS,
    windowMs: 30 * DAY_MS,
    correlation: { compileRegex: () => null, grouping: [], hostRules: [], staleHops: [] },
    rubric: ASSAY_1,
    controls: [],
    decisions: new Map(),
    run: {},
  }).report.calls;
}

test('calls outside the assessment window are no part of the document, and the books still balance', () => {
  const times = [
    TODAY_MS,
    TODAY_MS - DAY_MS,
    TODAY_MS - 29 * DAY_MS,
    TODAY_MS - 60 * DAY_MS,
    TODAY_MS + 2 * DAY_MS,
  ];
  const calls = assessed(times, 6);
  assert.deepEqual([calls.received, calls.analyzed, calls.dropped], [4, 3, { malformed: 1 }]);
});

test('a call that got lost between tally and summary is never a document', () => {
  assert.throws(
    () => assessed([TODAY_MS, TODAY_MS - 60 * DAY_MS], 4),
    (error: unknown) => error instanceof AssayError && error.code === 'REPORT_UNBALANCED',
  );
});
