import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCalls, plainCall } from '../../test/support/counted-calls.ts';
import {
  fakeConnector,
  gatewayEntry,
  type TestAgent,
  testAgent,
  testConfig,
} from '../../test/support/test-agent.ts';
import { kongApi, route } from '../correlation/test-estate.ts';
import type { Report } from '../model/generated/report.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import { assessJob } from './assess-job.ts';

const SIGNAL = AbortSignal.timeout(60_000);
const HOST = 'api.shop.example';

/** An agent whose gateway was read when it had nothing, and whose log names the API `new`. */
async function agentOf(served: () => readonly RegisteredApi[]): Promise<TestAgent> {
  const agent = testAgent({
    config: testConfig({ gateways: [gatewayEntry('kong'), gatewayEntry('other')] }),
    connector: fakeConnector({ apis: served }),
  });
  const read = { connector: 'fake', hosts: [HOST], addresses: [], environment: null, apis: [] };
  for (const id of ['kong', 'other']) await agent.store.saveGateway({ id, ...read }, agent.clock.nowMs());
  const gateway = { id: 'kong', api: 'new', route: null, unrouted: false };
  await countCalls(agent, [{ ...plainCall(agent.clock.nowMs(), '/v1/orders/17'), gateway }]);
  return agent;
}

async function assessed(agent: TestAgent): Promise<Report> {
  await assessJob(agent, SIGNAL);
  const report = await agent.store.latestReport();
  assert.ok(report !== null);
  return report;
}

const syncs = async ({ store }: TestAgent): Promise<readonly string[]> =>
  (await store.runs(10))
    .filter(({ job }) => job === 'sync')
    .map(({ subject, outcome }) => `${subject} ${outcome}`);

test('an API that was published after its gateway was read is read before it is judged', async () => {
  const agent = await agentOf(() => [kongApi('new', [route({ id: 'r', hosts: [HOST] })])]);
  const { endpoints } = await assessed(agent);
  assert.deepEqual(
    endpoints.map(({ management, reason }) => [management, reason.code]),
    [['managed', 'native-id']],
  );
  assert.deepEqual(await syncs(agent), ['kong succeeded']);
  await agent.store.close();
});

test('one that stays unknown is registered elsewhere, and its gateway is not asked again', async () => {
  const agent = await agentOf(() => [kongApi('old', [route({ id: 'r', hosts: ['old.example'] })])]);
  for (let pass = 0; pass < 2; pass += 1) {
    const { endpoints } = await assessed(agent);
    assert.deepEqual(
      endpoints.map(({ management, reason }) => [management, reason.code]),
      [['managed', 'registered-elsewhere']],
    );
  }
  assert.deepEqual(await syncs(agent), ['kong succeeded']);
  await agent.store.close();
});

test('a snapshot that is newer than the calls is that reading', async () => {
  const agent = await agentOf(() => [kongApi('new', [route({ id: 'r', hosts: [HOST] })])]);
  const [stored] = await agent.store.gateways();
  assert.ok(stored !== undefined);
  await agent.store.saveGateway(stored.snapshot, agent.clock.nowMs() + 1);
  const { endpoints } = await assessed(agent);
  assert.equal(endpoints[0]?.reason.code, 'registered-elsewhere');
  assert.deepEqual(await syncs(agent), []);
  await agent.store.close();
});

test('a gateway that cannot be read keeps its snapshot, and the assessment is made all the same', async () => {
  const agent = await agentOf(() => []);
  const connector = fakeConnector({
    apis: (report) => {
      report({ code: 'X', kind: 'transient', message: 'A page is missing.', file: 'k', line: 1 });
      return [];
    },
  });
  const { endpoints } = await assessed({ ...agent, connector });
  assert.equal(endpoints[0]?.reason.code, 'registered-elsewhere');
  assert.deepEqual(await syncs(agent), ['kong failed']);
  await agent.store.close();
});
