import assert from 'node:assert/strict';
import { compileRegex } from '../../../src/agent/compile-regex.ts';
import { CONTROLS } from '../../../src/agent/controls.ts';
import { RUBRIC } from '../../../src/agent/rubric.ts';
import {
  createSummary,
  encodeSummary,
  merge,
  observe,
  observeCalls,
  type Summary,
  viewInventory,
} from '../../../src/analyzer/index.ts';
import { assess, NO_SETTINGS } from '../../../src/assessment/assess.ts';
import { correlate } from '../../../src/correlation/correlate.ts';
import { packSummary } from '../../../src/ingest/pack-summary.ts';
import { unpackSummary } from '../../../src/ingest/summary-codec.ts';
import {
  createMeta,
  isDropped,
  type MapOutcome,
  mapLine,
  shippedMapping,
} from '../../../src/mapping/index.ts';
import type { ApiCall } from '../../../src/model/api-call.ts';
import { buildReport } from '../../../src/report/document.ts';
import { callsFile } from '../bench-input.ts';
import { load, printFigure, rounded } from '../figures.ts';
import { measureBaseline } from '../measured-baseline.ts';
import { linesOf } from './lines-of.ts';
import type { FullOptions } from './options.ts';
import { StepTimes } from './timed.ts';

const MAX_SAMPLE = 100_000;
const BATCH = 1000;
/** Until then the compiler is at work. */
const WARM_CALLS = 20_000;

/** Where the time of one thread goes: what each call costs by component, then what the end costs once. */
export async function stages(options: FullOptions): Promise<void> {
  const calls = Math.min(options.calls, MAX_SAMPLE);
  const { endpoints, identifiers } = options;
  const file = await callsFile({ calls, endpoints, identifiers, seed: 1 });
  const lines = linesOf(file);
  const { cpuMicrosPerCall: baselineMicros } = await measureBaseline(file, 1);
  observeLines(lines.slice(0, WARM_CALLS), new StepTimes(), createSummary());
  const times = new StepTimes();
  const summary = createSummary();
  observeLines(lines, times, summary);
  const whole = new StepTimes();
  const plain = observePlainly(lines, whole);
  assert.equal(
    JSON.stringify(encodeSummary(summary)),
    JSON.stringify(encodeSummary(plain)),
    'the steps are those of observe',
  );
  printFigure({
    bench: 'stages',
    of: 'call',
    calls,
    endpoints,
    baselineMicroseconds: rounded(baselineMicros, 2),
    microseconds: rounded(times.total() / calls, 2),
    ratio: rounded((baselineMicros * calls) / times.total()),
    steps: times.per(calls),
    load: load(),
  });
  printFigure({
    bench: 'stages',
    of: 'call, not taken apart',
    calls,
    endpoints,
    microseconds: rounded(whole.total() / calls, 2),
    ratio: rounded((baselineMicros * calls) / whole.total()),
    steps: whole.per(calls),
    load: load(),
  });
  measureEnd(summary, plain, calls);
}

function mapBatch(lines: readonly Buffer[]): readonly ApiCall[] {
  const mapping = shippedMapping('assay-call');
  if (mapping === null) throw new Error('no mapping of native records');
  const calls: ApiCall[] = [];
  const take = (outcome: MapOutcome): void => {
    if (!isDropped(outcome)) calls.push(outcome);
  };
  for (const line of lines) mapLine(mapping, line, META, take);
  return calls;
}

const META = createMeta({ sourceId: 'bench' });

function* batches(lines: readonly Buffer[]): Generator<readonly Buffer[]> {
  for (let at = 0; at < lines.length; at += BATCH) yield lines.slice(at, at + BATCH);
}

function observeLines(lines: readonly Buffer[], times: StepTimes, summary: Summary): void {
  for (const batch of batches(lines)) {
    const calls = times.run('decode and map', () => mapBatch(batch));
    observeCalls(
      summary,
      calls.map((call) => ({ call, hop: 'edge' })),
      (step, work) => {
        times.run(step, work);
      },
    );
  }
}

function observePlainly(lines: readonly Buffer[], times: StepTimes): Summary {
  const summary = createSummary();
  for (const batch of batches(lines)) {
    const calls = times.run('decode and map', () => mapBatch(batch));
    times.run('observe', () => {
      for (const call of calls) observe(summary, call, 'edge');
    });
  }
  return summary;
}

/** What follows the last call: two equal halves are handed over and merged, then viewed, compared, graded, written. */
function measureEnd(summary: Summary, other: Summary, calls: number): void {
  const times = new StepTimes();
  const bytes = times.run('pack', () => packSummary(other));
  const half = times.run('unpack', () => unpackSummary(bytes, {}));
  times.run('merge', () => merge(summary, half));
  const inventory = times.run('view', () =>
    viewInventory(summary, { asOfMs: summary.latestMs, windowMs: null, known: [] }),
  );
  const settings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };
  const correlation = times.run('correlate', () => correlate(inventory, [], settings));
  const assessment = times.run('assess', () => assess(inventory, correlation, RUBRIC, CONTROLS, NO_SETTINGS));
  const report = times.run('report', () =>
    buildReport({ inventory, correlation, assessment, received: 2 * calls, dropped: {}, run: {} }),
  );
  const text = times.run('serialize', () => JSON.stringify(report));
  printFigure({
    bench: 'stages',
    of: 'end',
    calls,
    endpoints: inventory.endpoints.length,
    milliseconds: rounded(times.total() / 1000, 1),
    steps: times.per(1000),
    packedBytes: bytes.length,
    reportBytes: text.length,
    load: load(),
  });
}
