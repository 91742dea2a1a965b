import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import { AssayError } from '../model/errors.ts';
import { createAnalystPool } from './analyst-pool.ts';
import type { AnalysisUnit } from './unit.ts';

const NOON_MS = Date.UTC(2026, 10, 1, 12);

function unitOf(mapping: string, source: string, calls: number): AnalysisUnit {
  const line = JSON.stringify({
    time: NOON_MS,
    method: 'GET',
    host: 'a.example',
    path: '/orders',
    status: 200,
  });
  return {
    traits: {
      source,
      mapping,
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records: {
      kind: 'lines',
      mapping: null,
      chunk: new TextEncoder().encode(`${line}\n`.repeat(calls)),
      lineCount: calls,
    },
    position: { file: 'f', firstLine: 1 },
  };
}

for (const workers of [1, 2]) {
  test(`what came of a page that failed is in none of the next, with ${workers} workers`, async () => {
    const pool = createAnalystPool(analystSettings(NOON_MS), workers);
    try {
      for (const _ of [1, 2])
        await assert.rejects(
          pool.analyzePage([unitOf('assay-call', 'a', 40), unitOf('unknown-mapping', 'a', 1)]),
          (error: unknown) => error instanceof AssayError && error.code === 'MAPPING_UNKNOWN',
        );
      const { tally } = await pool.analyzePage([unitOf('assay-call', 'b', 3)]);
      assert.deepEqual([tally.received, tally.mapped], [3, 3]);
    } finally {
      await pool.close();
    }
  });
}
