import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import { valuesOfRow } from '../analyzer/actors/walk-table.ts';
import { encodeSummary, merge, type Summary } from '../analyzer/index.ts';
import { canonicalJson } from '../model/json.ts';
import { createAnalyst } from './analyst.ts';
import { summarySettingsOf } from './analyst-settings.ts';
import { buffersOf, handOver } from './handover.ts';
import { takeOver } from './take-over.ts';
import type { AnalysisUnit } from './unit.ts';

const NOON_MS = Date.UTC(2026, 10, 1, 12);
const SETTINGS = analystSettings(NOON_MS);
const WALKERS = 9;

/** Every walker asks for as many orders as its number squared, one with a machine's key; so tables have all that they can. */
function walks(first: number): AnalysisUnit {
  const lines = Array.from({ length: WALKERS }, (_, walker) =>
    Array.from({ length: 1 + (first + walker) ** 2 }, (_unused, id) =>
      JSON.stringify({
        time: NOON_MS - (id % 2) * 3_600_000,
        method: 'GET',
        host: 'api.shop.example',
        path: `/v1/${walker % 2 === 0 ? 'orders' : 'carts'}/${1000 + id * (walker + 1)}`,
        status: id % 5 === 0 ? 404 : 200,
        client: { address: `192.0.2.${walker}` },
        request: { headers: walker === 3 ? { 'x-api-key': 'k-1234567890' } : {} },
      }),
    ),
  ).flat();
  return {
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
      chunk: new Uint8Array(new TextEncoder().encode(`${lines.join('\n')}\n`)),
      lineCount: lines.length,
    },
    position: { file: 'calls.ndjson', firstLine: 1 },
  };
}

function analyst(first: number) {
  const made = createAnalyst(SETTINGS);
  made.observe(walks(first));
  return made;
}

const bytesOf = (summary: Summary): string => canonicalJson(encodeSummary(summary));

/** How many sketches are lists of entries, and how many of registers. */
function sketchesOf({ actors }: Summary): { readonly lists: number; readonly registers: number } {
  const all = (actors.sites?.items ?? []).flatMap(({ hours }) =>
    [...hours.values()].flatMap(({ walkers: { table } }) =>
      Array.from({ length: table.count }, (_, row) => valuesOfRow(table, row)),
    ),
  );
  const lists = all.filter(({ sparse }) => sparse !== null).length;
  return { lists, registers: all.length - lists };
}

test('what one thread hands to another is what it had, and merges as it would have', () => {
  const [own, whole] = [analyst(12).release().summary, analyst(0).release().summary];
  assert.ok(own !== null && whole !== null);
  const given = handOver(analyst(12), false);
  const got = takeOver(
    structuredClone(given, { transfer: [...buffersOf(given)] }),
    summarySettingsOf(SETTINGS),
  );
  assert.ok(got !== null);
  const { lists, registers } = sketchesOf(own);
  assert.ok(lists > 2 && registers > 2, `${lists} lists, ${registers} of registers`);
  assert.equal(bytesOf(got), bytesOf(own));
  const other = analyst(0).release().summary;
  assert.ok(other !== null);
  merge(whole, own);
  merge(other, got);
  assert.equal(bytesOf(other), bytesOf(whole));
});

test('who saw no call hands over nothing', () => {
  const given = handOver(createAnalyst(SETTINGS), false);
  assert.equal(takeOver(structuredClone(given, { transfer: [...buffersOf(given)] }), {}), null);
});
