import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainCall as call, countCalls } from '../../test/support/counted-calls.ts';
import { readSummary } from '../../test/support/stored-summary.ts';
import { type TestAgent, testAgent } from '../../test/support/test-agent.ts';
import { DAY_MS, encodeSummary } from '../analyzer/index.ts';
import { summarySettingsOf } from '../ingest/analyst-settings.ts';
import { unpackSummary } from '../ingest/summary-codec.ts';
import { analystSettings } from './analyst-settings.ts';
import { assessJob } from './assess-job.ts';
import { forgetClientOf } from './forget-client.ts';

const SIGNAL = new AbortController().signal;

/** All that the store holds of calls, as text. */
async function held(agent: TestAgent): Promise<string> {
  const { snapshot, deltas } = await readSummary(agent.store);
  assert.deepEqual(deltas, []);
  assert.ok(snapshot !== null);
  return JSON.stringify(
    encodeSummary(unpackSummary(snapshot, summarySettingsOf(await analystSettings(agent)))),
  );
}

test('an assessment forgets what is older than the retention, also when nothing new came', async () => {
  const agent = testAgent();
  const nowMs = agent.clock.nowMs();
  await countCalls(agent, [
    call(nowMs - 401 * DAY_MS, '/v1/ancient/words'),
    call(nowMs - 399 * DAY_MS, '/v1/autumn/words'),
    call(nowMs - 29 * DAY_MS, '/v1/orders/17'),
  ]);
  await assessJob(agent, SIGNAL);
  const first = await held(agent);
  assert.ok(!first.includes('ancient') && first.includes('autumn'));
  assert.ok(first.includes('192.0.2.0/24'), 'what the client did is kept for thirty days');
  agent.clock.advance(2 * DAY_MS);
  await assessJob(agent, SIGNAL);
  const second = await held(agent);
  assert.ok(!second.includes('autumn') && second.includes('orders'));
  assert.ok(!second.includes('192.0.2.0/24'));
});

test('nothing is kept shorter than the assessment window; the reference time may be that of the calls', async () => {
  const day = 86_400_000;
  const agent = testAgent();
  const config = {
    ...agent.config,
    assessment: { windowMs: 30 * day, asOf: 'latest-call' as const },
    retention: { bucketsMs: 30 * day, actorsMs: day, samplesMs: day },
  };
  const old = agent.clock.nowMs() - 3000 * day;
  await countCalls(agent, [call(old, '/v1/orders/17'), call(old - 29 * day, '/v1/parcels/list')]);
  await assessJob({ ...agent, config }, SIGNAL);
  const text = await held(agent);
  assert.ok(text.includes('orders') && text.includes('parcels'));
});

test('a client is forgotten by its address, others stay, and its name alone finds nothing', async () => {
  const agent = testAgent();
  const nowMs = agent.clock.nowMs();
  const other = { ...call(nowMs, '/v1/orders/18'), client: { address: '198.51.100.9', id: null } };
  await countCalls(agent, [call(nowMs, '/v1/orders/17'), other]);
  assert.equal(await forgetClientOf(agent, 'no-such-client'), 0);
  assert.equal(await forgetClientOf(agent, '192.0.2.1'), 1);
  const text = await held(agent);
  assert.ok(!text.includes('192.0.2.0/24') && text.includes('198.51.100.0/24'));
  assert.equal(await forgetClientOf(agent, '192.0.2.1'), 0);
});
