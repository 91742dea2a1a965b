import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSummary } from '../../test/support/stored-summary.ts';
import { type TestAgent, testAgent } from '../../test/support/test-agent.ts';
import { encodeSummary } from '../analyzer/index.ts';
import { createAnalyst } from '../ingest/analyst.ts';
import { wholeOf } from '../ingest/summary-codec.ts';
import type { JsonValue } from '../model/json.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { analystSettings } from './analyst-settings.ts';
import { compactDeltas } from './compact.ts';
import { withStoredParts } from './stored-parts.ts';

function summaryOf(agent: TestAgent): Promise<JsonValue> {
  return withStoredParts(agent, ({ parts, settings }) =>
    Promise.resolve(encodeSummary(wholeOf(parts, settings))),
  );
}

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
    const before = await summaryOf(agent);
    assert.equal((await readSummary(agent.store)).deltas.length, 230);
    await compactDeltas(agent, NEVER);
    const { snapshot, deltas } = await readSummary(agent.store);
    assert.deepEqual([snapshot, deltas.length], [null, 32]);
    assert.deepEqual(await summaryOf(agent), before);
  });

  test('stops when it is told to, and leaves a short log as it is', async () => {
    const agent = testAgent();
    await compactDeltas(agent, AbortSignal.abort());
    await compactDeltas(agent, NEVER);
    assert.equal((await readSummary(agent.store)).snapshot, null);
  });
});
