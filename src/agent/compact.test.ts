import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testAgent } from '../../test/support/test-agent.ts';
import { encodeSummary } from '../analyzer/index.ts';
import { createAnalyst } from '../ingest/analyst.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { analystSettings } from './analyst-settings.ts';
import { loadSummary } from './assess-job.ts';
import { compactDeltas } from './compact.ts';

const NEVER = new AbortController().signal;

describe('compaction of the log of deltas', () => {
  test('some at a time leaves the summary that all at once would be', async () => {
    const agent = testAgent();
    const settings = await analystSettings(agent);
    for (let index = 0; index < 230; index += 1) {
      const analyst = createAnalyst(settings);
      const line = JSON.stringify({
        time: agent.clock.nowMs() - index * 1000,
        method: 'GET',
        host: `svc${index % 3}.shop.example`,
        path: `/v1/orders/${index}`,
        status: 200,
      });
      analyst.observe({
        traits: {
          source: 'logs',
          mapping: 'assay-call',
          hop: 'edge',
          defaults: { host: null, scheme: null, zone: null },
          mappingOptions: {},
        },
        records: { kind: 'lines', mapping: null, chunk: new TextEncoder().encode(line), lineCount: 1 },
        position: { file: 'f', firstLine: index },
      });
      const { delta, tally } = analyst.harvest();
      await agent.store.commitPage(
        {
          source: 'logs',
          cursor: index,
          delta,
          tally: { ...EMPTY_TALLY, ...tally },
          seen: [],
          seenWatermarkMs: null,
        },
        0,
      );
    }
    const before = encodeSummary((await loadSummary(agent)).summary);
    assert.equal((await agent.store.summary()).deltas.length, 230);
    await compactDeltas(agent, NEVER);
    assert.equal((await agent.store.summary()).deltas.length, 30);
    assert.deepEqual(encodeSummary((await loadSummary(agent)).summary), before);
  });

  test('stops when it is told to, and leaves a short log as it is', async () => {
    const agent = testAgent();
    await compactDeltas(agent, AbortSignal.abort());
    await compactDeltas(agent, NEVER);
    assert.equal((await agent.store.summary()).snapshot, null);
  });
});
