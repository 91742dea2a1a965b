import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import { createSummary, NO_BYTES, observe, residentBytes, summaryBytes } from '../analyzer/index.ts';
import { exampleCall } from '../analyzer/threats/example-call.test.ts';
import { createAnalyst } from './analyst.ts';

const NOON_MS = Date.UTC(2026, 10, 1, 12);
const WORDS = 'orders customers carts payments devices routes parcels refunds coupons suppliers'.split(' ');

/** Estimate of a summary of so many endpoints, names in their answers, and clients. */
function bytesWith(endpoints: number, names: number, clients: number): number {
  const analyst = createAnalyst(analystSettings(NOON_MS));
  const fields = Array.from({ length: names }, (_, at) => [`field${at}`, `value ${at}`]);
  const body = JSON.stringify(Object.fromEntries(fields));
  const lines = Array.from({ length: endpoints * clients }, (_, at) =>
    JSON.stringify({
      time: NOON_MS - at,
      method: 'GET',
      host: `api${Math.floor((at % endpoints) / WORDS.length)}.shop.example`,
      path: `/v1/${WORDS[at % WORDS.length]}/${at}`,
      status: 200,
      client: { address: `198.51.100.${Math.floor(at / endpoints)}` },
      response: { headers: { 'content-type': 'application/json' }, body },
    }),
  );
  analyst.observe({
    traits: {
      source: 'calls.ndjson',
      mapping: 'assay-call',
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records: {
      kind: 'lines',
      mapping: null,
      chunk: new TextEncoder().encode(lines.join('\n')),
      lineCount: lines.length,
    },
    position: { file: 'calls.ndjson', firstLine: 1 },
  });
  const { summary } = analyst.release();
  assert.ok(summary !== null);
  return residentBytes(summaryBytes(summary));
}

test('the estimate of a summary follows its cells, what they hold and its actors', () => {
  assert.deepEqual(summaryBytes(createSummary()), NO_BYTES);
  const few = bytesWith(10, 3, 1);
  assert.ok(few > 10_000, `${few}: a cell alone takes more than a kilobyte`);
  assert.ok(bytesWith(100, 3, 1) > few * 8, 'ten times the cells');
  assert.ok(bytesWith(10, 30, 1) > few * 3, 'ten times the names');
  assert.ok(bytesWith(10, 3, 100) > few + 10 * 100 * 64, 'a thousand rows of actors');
});

/** What actors take in buffers where each of 100 asks 40 times, for so many orders. */
function buffersWith(orders: number): number {
  const summary = createSummary();
  for (let at = 0; at < 4000; at += 1) {
    const target = `/v1/orders/${1 + (at % orders)}`;
    const call = exampleCall({
      host: 'api.shop.example',
      target,
      address: `198.51.100.${Math.floor(at / 40)}`,
    });
    observe(summary, call, 'edge');
  }
  return summaryBytes(summary).buffers;
}

test('the estimate follows how many identifiers actors asked for', () => {
  assert.ok(buffersWith(40) > buffersWith(1) + 100 * 80, 'forty entries of two bytes each');
});
