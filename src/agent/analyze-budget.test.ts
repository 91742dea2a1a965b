import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { generateCall, seededRandom, type Workload } from '../../test/bench/generate-calls.ts';
import { analyzeOptions } from '../../test/support/analyze-options.ts';
import type { SummaryBudget } from '../ingest/bounded-summary.ts';
import { analyzeFiles } from './analyze-files.ts';
import type { Annotation } from './annotate-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-budget-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const CALLS: Workload = { calls: 1200, endpoints: 90, identifiers: 5000, seed: 7 };

function writeCalls(): string {
  const file = join(folder, 'calls.ndjson');
  const random = seededRandom(CALLS.seed);
  const lines = Array.from({ length: CALLS.calls }, (_, index) => generateCall(index, CALLS, random));
  writeFileSync(file, `${lines.join('\n')}\n{"broken\n`);
  return file;
}

async function analyzed(file: string, workers: number, budget: SummaryBudget | null, annotates: boolean) {
  const annotations: Annotation[] = [];
  const write = async (page: readonly Annotation[]): Promise<void> => {
    annotations.push(...page);
  };
  const options = analyzeOptions([file], {
    workers,
    annotate: annotates ? { content: true, write } : null,
    ...(budget === null ? {} : { budget }),
  });
  const { report, inventory, correlation } = await analyzeFiles(options);
  const { run, ...document } = report;
  return JSON.stringify({ document, dropped: run.droppedSamples, inventory, correlation, annotations });
}

test('the report is the same with any budget, whatever was packed', async () => {
  const file = writeCalls();
  const whole = await analyzed(file, 1, null, false);
  assert.match(whole, /"analyzed":1200/);
  for (const [bytes, workers] of [
    [0, 1],
    [0, 2],
    [300_000, 1],
    [300_000, 3],
  ] as const) {
    const bounded = await analyzed(file, workers, { bytes, everyCalls: 100 }, false);
    assert.equal(bounded, whole, `${bytes} bytes by ${workers}`);
  }
});

test('annotations are the same with any budget', async () => {
  const file = writeCalls();
  const budget = { bytes: 0, everyCalls: 100 };
  assert.equal(await analyzed(file, 1, budget, true), await analyzed(file, 1, null, true));
});
