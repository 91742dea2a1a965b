import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import { createSummary, encodeSummary, merge, type Summary } from '../analyzer/index.ts';
import { AssayError } from '../model/errors.ts';
import { canonicalJson } from '../model/json.ts';
import { summarySettingsOf } from './analyst.ts';
import { createAnalystTeam, type TeamHarvest } from './analyst-team.ts';
import type { SummaryBudget } from './bounded-summary.ts';
import { PackStore } from './pack-store.ts';
import { openPacked, wholeOf } from './summary-codec.ts';
import type { AnalysisUnit } from './unit.ts';

const NOON_MS = Date.UTC(2026, 10, 1, 12);
const SETTINGS = analystSettings(NOON_MS);
const LINES_A_UNIT = 20;
const WORDS = ['orders', 'customers', 'carts', 'payments'];

function unit(index: number, mapping = 'assay-call'): AnalysisUnit {
  const lines = Array.from({ length: LINES_A_UNIT }, (_, at) => {
    const id = index * LINES_A_UNIT + at;
    const call = {
      time: NOON_MS - id,
      method: 'GET',
      host: 'api.shop.example',
      path: `/v1/${WORDS[id % WORDS.length]}/${id}`,
      status: 200,
    };
    return at === 7 ? '{"broken' : JSON.stringify(call);
  });
  return {
    traits: {
      source: 'calls.ndjson',
      mapping,
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records: {
      kind: 'lines',
      mapping: null,
      chunk: new Uint8Array(new TextEncoder().encode(`${lines.join('\n')}\n`)),
      lineCount: LINES_A_UNIT,
    },
    position: { file: 'calls.ndjson', firstLine: 1 + index * LINES_A_UNIT },
  };
}

function summaryOf(counted: TeamHarvest['counted']): Summary {
  if (counted.kind === 'whole') return counted.summary;
  const settings = summarySettingsOf(SETTINGS);
  const summary = createSummary(settings);
  for (const packed of counted.packed) merge(summary, wholeOf([openPacked(packed)], settings));
  return summary;
}

async function harvested(workers: number, units: number, budget: SummaryBudget | null = null) {
  const packs = new PackStore();
  const team = createAnalystTeam(budget === null ? SETTINGS : { ...SETTINGS, budget }, workers, packs);
  try {
    for (let index = 0; index < units; index += 1) await team.observe(unit(index));
    const { counted, tally } = await team.harvest();
    return {
      packs: counted.kind === 'whole' ? 0 : counted.packed.length,
      summary: canonicalJson(encodeSummary(summaryOf(counted))),
      tally,
    };
  } finally {
    await team.close();
    packs.close();
  }
}

test('one analyst or several make the same summary and tally of the same units', async () => {
  for (const units of [0, 1, 2, 9]) {
    const alone = await harvested(1, units);
    assert.equal(alone.tally.received, units * LINES_A_UNIT);
    assert.equal(alone.tally.mapped, units * (LINES_A_UNIT - 1));
    for (const workers of [2, 3]) assert.deepEqual(await harvested(workers, units), alone);
  }
});

test('any budget makes the same of the same units', async () => {
  const whole = await harvested(1, 30);
  const packs: number[] = [];
  for (const bytes of [0, 20_000, 10 ** 6, 10 ** 9]) {
    for (const workers of [1, 2, 3]) {
      const bounded = await harvested(workers, 30, { bytes, everyCalls: 32 });
      assert.deepEqual(
        [bounded.summary, bounded.tally],
        [whole.summary, whole.tally],
        `${bytes} by ${workers}`,
      );
      packs.push(bounded.packs);
    }
  }
  assert.ok(Math.max(...packs) >= 10, 'many packed parts are reached');
  assert.equal(Math.min(...packs), 0);
});

test('what a thread cannot do is told, not lost', async () => {
  const team = createAnalystTeam(SETTINGS, 2, new PackStore());
  try {
    await team.observe(unit(0));
    await assert.rejects(
      async () => {
        await team.observe(unit(1, 'no-such-mapping'));
        await team.harvest();
      },
      (error: unknown) => error instanceof AssayError && error.code === 'MAPPING_UNKNOWN',
    );
  } finally {
    await team.close();
  }
});
