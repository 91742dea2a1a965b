import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testAgent } from '../../test/support/test-agent.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { metricsText } from './metrics.ts';

const NOW_MS = Date.UTC(2026, 0, 15, 12);

async function metricsOf(source: string): Promise<string> {
  const { store } = testAgent();
  const tally = {
    ...EMPTY_TALLY,
    received: 10,
    mapped: 7,
    dropped: { malformed: 3 },
    lastCallMs: NOW_MS - 90_500,
  };
  const parked = [{ position: 7, reason: 'malformed', detail: null }];
  await store.commitPage(
    { source, cursor: {}, delta: null, tally, parked, seen: [], seenWatermarkMs: null },
    NOW_MS,
  );
  const failed = await store.startRun('pull', source, 1000);
  await store.endRun(failed, 3500, 'failed', {}, { code: 'X', message: 'm', fix: null });
  const older = await store.startRun('sync', 'kong', 0);
  await store.endRun(older, 1, 'failed', {}, null);
  const newer = await store.startRun('sync', 'kong', 0);
  await store.endRun(newer, 250, 'succeeded', {}, null);
  return metricsText(store, NOW_MS);
}

describe('metrics', () => {
  test('sources and jobs in base units', async () => {
    const lines = (await metricsOf('lake')).split('\n');
    for (const line of [
      'assay_records_received_total{source="lake"} 10',
      'assay_records_dropped_total{source="lake",reason="malformed"} 3',
      'assay_records_parked{source="lake"} 1',
      'assay_source_lag_seconds{source="lake"} 90.5',
      'assay_job_last_success{job="pull",subject="lake"} 0',
      'assay_job_last_success{job="sync",subject="kong"} 1',
      'assay_job_last_duration_seconds{job="pull",subject="lake"} 2.5',
      'assay_job_last_duration_seconds{job="sync",subject="kong"} 0.25',
    ])
      assert.ok(lines.includes(line), line);
  });

  test('the text format: HELP and TYPE once before the samples, counters end in _total, a newline at the end', async () => {
    const text = await metricsOf('lake');
    assert.ok(text.endsWith('\n'));
    let current = '';
    const seen = new Set<string>();
    for (const line of text.trimEnd().split('\n')) {
      const help = /^# HELP (\S+) \S/.exec(line)?.[1];
      const type = /^# TYPE (\S+) (counter|gauge)$/.exec(line);
      if (help !== undefined) {
        assert.ok(!seen.has(help), `${help} once`);
        seen.add(help);
        current = help;
      } else if (type !== null) {
        assert.equal(type[1], current);
        assert.equal(type[2] === 'counter', current.endsWith('_total'));
      } else assert.match(line, new RegExp(`^${current}\\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\\} -?[0-9.]+$`));
    }
  });

  test('a label value cannot break out of its quotes', async () => {
    const text = await metricsOf('a"b\\c\nd');
    assert.ok(text.includes('assay_records_received_total{source="a\\"b\\\\c\\nd"} 10\n'));
  });

  test('nothing known yet, nothing said', async () => {
    assert.equal(await metricsText(testAgent().store, NOW_MS), '');
  });
});
