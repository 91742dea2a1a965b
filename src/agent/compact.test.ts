import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSummary } from '../../test/support/stored-summary.ts';
import { type TestAgent, testAgent } from '../../test/support/test-agent.ts';
import { encodeSummary } from '../analyzer/index.ts';
import { createAnalyst } from '../ingest/analyst.ts';
import { wholeOf } from '../ingest/summary-codec.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonValue } from '../model/json.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { analystSettings } from './analyst-settings.ts';
import { assessJob, loadInventory } from './assess-job.ts';
import { compactDeltas } from './compact.ts';
import type { AgentContext } from './context.ts';
import { withStoredParts } from './stored-parts.ts';

function summaryOf(agent: TestAgent): Promise<JsonValue> {
  return withStoredParts(agent, ({ parts, settings }) =>
    Promise.resolve(encodeSummary(wholeOf(parts, settings))),
  );
}

const NEVER = new AbortController().signal;

/** A delta for each call. */
async function commitCalls(agent: TestAgent, from: number, to: number): Promise<void> {
  const settings = await analystSettings(agent);
  for (let index = from; index < to; index += 1) {
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
    const commit = { source: 'logs', cursor: index, delta, seen: [], seenWatermarkMs: null };
    await agent.store.commitPage({ ...commit, tally: { ...EMPTY_TALLY, ...tally } }, 0);
  }
}

describe('compaction of the log of deltas', () => {
  test('some at a time leaves the summary that all at once would be', async () => {
    const agent = testAgent();
    await commitCalls(agent, 0, 230);
    const before = await summaryOf(agent);
    assert.equal((await readSummary(agent.store)).deltas.length, 230);
    await compactDeltas(agent, NEVER);
    const { snapshot, deltas } = await readSummary(agent.store);
    assert.deepEqual([snapshot, deltas.length], [null, 32]);
    assert.deepEqual(await summaryOf(agent), before);
  });

  test('ends at what there was when it began, however much is added', async () => {
    const agent = testAgent();
    await commitCalls(agent, 0, 150);
    let next = 150;
    const growing: AgentContext = {
      ...agent,
      store: {
        ...agent.store,
        summary: async (into, maxDeltas) => {
          const read = await agent.store.summary(into, maxDeltas);
          await commitCalls(agent, next, next + 120);
          next += 120;
          return read;
        },
      },
    };
    await compactDeltas(growing, NEVER);
    assert.equal(next, 150 + 2 * 120);
    assert.equal((await readSummary(agent.store)).deltas.length, 1 + next - 199);
  });

  test('that begins while an assessment reads waits for what it writes; nothing is lost or counted twice', async () => {
    const agent = testAgent();
    const { store } = agent;
    const compacting: Promise<void>[] = [];
    const disturbed: AgentContext = {
      ...agent,
      store: {
        ...store,
        summary: async (into, maxDeltas) => {
          const read = await store.summary(into, maxDeltas);
          if (into.snapshotPart === undefined || compacting.length > 0) return read;
          await commitCalls(agent, 40, 120);
          compacting.push(compactDeltas(disturbed, NEVER));
          await Promise.race([...compacting, agent.clock.sleep(0)]);
          return read;
        },
      },
    };
    await commitCalls(agent, 0, 40);
    await assessJob(disturbed, NEVER);
    await Promise.all(compacting);
    const { snapshot, deltas } = await readSummary(store);
    assert.deepEqual([snapshot === null, deltas.length], [false, 1]);
    await assessJob(disturbed, NEVER);
    assert.equal((await store.latestReport())?.calls.analyzed, 120);
  });

  test('stops when it is told to, and leaves a short log as it is', async () => {
    const agent = testAgent();
    await compactDeltas(agent, AbortSignal.abort());
    await compactDeltas(agent, NEVER);
    assert.equal((await readSummary(agent.store)).snapshot, null);
  });
});

test('an inventory that is asked for is that of the next assessment, however many deltas wait; nothing is written', async () => {
  const agent = testAgent();
  let shown: Inventory | null = null;
  for (const [from, to] of [
    [0, 3],
    [3, 40],
    [40, 44],
    [44, 50],
  ] as const) {
    await commitCalls(agent, from, to);
    const before = await readSummary(agent.store);
    shown = await loadInventory(agent);
    const after = await readSummary(agent.store);
    assert.deepEqual([after.deltas.length, after.snapshot], [to - from, before.snapshot]);
    await assessJob(agent, NEVER);
    assert.deepEqual(shown, await loadInventory(agent), `${from} to ${to}`);
  }
  assert.equal(shown?.calls.analyzed, 50);
});
