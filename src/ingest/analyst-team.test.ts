import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import { createSummary, encodeSummary, merge, type Summary } from '../analyzer/index.ts';
import { AssayError } from '../model/errors.ts';
import { canonicalJson } from '../model/json.ts';
import { summarySettingsOf } from './analyst-settings.ts';
import { createAnalystTeam, type TeamHarvest } from './analyst-team.ts';
import { type BootedThread, bootAnalystThread } from './analyst-thread.ts';
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
      client: { address: `192.0.2.${id % 7}` },
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
  const settings = summarySettingsOf(SETTINGS);
  if (counted.kind === 'whole') {
    for (const actors of counted.actors) merge(counted.summary, { ...createSummary(settings), actors });
    return counted.summary;
  }
  const summary = createSummary(settings);
  for (const packed of counted.packed) merge(summary, wholeOf([openPacked(packed, settings)], settings));
  return summary;
}

async function harvested(
  workers: number,
  units: number,
  budget: SummaryBudget | null = null,
  packs = new PackStore(),
  booted: readonly BootedThread[] = [],
) {
  const team = createAnalystTeam(
    budget === null ? SETTINGS : { ...SETTINGS, budget },
    workers,
    packs,
    booted,
  );
  try {
    for (let index = 0; index < units; index += 1) await team.observe(unit(index));
    const { counted, tally } = await team.harvest();
    assert.equal(team.waiting, 0);
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

test('threads that are booted before there is a team are the first that it takes', async () => {
  const alone = await harvested(1, 9);
  for (const workers of [2, 3]) {
    let begun = 0;
    const early = bootAnalystThread();
    const counted: BootedThread = {
      begin: (settings) => {
        begun += 1;
        return early.begin(settings);
      },
      end: () => early.end(),
    };
    assert.deepEqual(await harvested(workers, 9, null, undefined, [counted]), alone);
    assert.equal(begun, 1);
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

/** Takes so many units that are set aside, and counts them. */
class SmallDisk extends PackStore {
  readonly kept: Uint8Array[] = [];
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override addToDisk(bytes: Uint8Array) {
    if (this.kept.length >= this.#most) return null;
    this.kept.push(Uint8Array.from(bytes));
    return super.addToDisk(bytes);
  }
}

test('lines that are set aside count as if they had not been, whatever the disk has room for', async () => {
  const whole = await harvested(1, 30);
  for (const workers of [1, 3]) {
    for (const most of [0, 40, Number.POSITIVE_INFINITY]) {
      const disk = new SmallDisk(most);
      const { summary, tally } = await harvested(workers, 30, { bytes: 0, everyCalls: 32 }, disk);
      assert.deepEqual([summary, tally], [whole.summary, whole.tally], `${workers} analysts, ${most} units`);
      assert.ok(disk.kept.length >= Math.min(most, 30), `${disk.kept.length} units were set aside`);
      for (const bytes of disk.kept) assert.throws(() => zstdDecompressSync(bytes), 'nobody can read them');
    }
  }
});

test('who waits for what was set aside is asked whether to go on', async () => {
  const disk = new SmallDisk(Number.POSITIVE_INFINITY);
  const budget = { bytes: 0, everyCalls: 32 };
  const team = createAnalystTeam({ ...SETTINGS, budget }, 1, disk);
  for (let index = 0; index < 10; index += 1) await team.observe(unit(index));
  const waiting: number[] = [];
  const harvest = team.harvest(() => {
    waiting.push(team.waiting);
    if (waiting.length === 5) throw new RangeError('enough');
  });
  await assert.rejects(harvest, { message: 'enough' });
  assert.equal(waiting.length, 5);
  for (const [at, records] of waiting.entries()) assert.ok(records > 0 && records < (waiting[at - 1] ?? 200));
  await team.close();
  disk.close();
});

test('where equal ids count once, the order stays', async () => {
  const disk = new SmallDisk(Number.POSITIVE_INFINITY);
  const team = createAnalystTeam(
    { ...SETTINGS, dedupe: true, budget: { bytes: 0, everyCalls: 32 } },
    1,
    disk,
  );
  for (let index = 0; index < 5; index += 1) await team.observe(unit(index));
  const { tally } = await team.harvest();
  assert.equal(tally.received, 5 * LINES_A_UNIT);
  assert.equal(disk.kept.length, 0);
  await team.close();
  disk.close();
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
