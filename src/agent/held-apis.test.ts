import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCalls, plainCall } from '../../test/support/counted-calls.ts';
import { gatewayEntry, testAgent, testConfig } from '../../test/support/test-agent.ts';
import { assessJob } from './assess-job.ts';
import { unsureApis } from './held-apis.ts';

const SIGNAL = new AbortController().signal;

test('a report made before a gateway was read says so, and which APIs it may serve', async () => {
  const agent = testAgent({ config: testConfig({ gateways: [gatewayEntry('kong-eu')] }) });
  await countCalls(agent, [plainCall(agent.clock.nowMs(), '/v1/orders/17')]);
  const report = async () => {
    await assessJob(agent, SIGNAL);
    const latest = await agent.store.latestReport();
    assert.ok(latest !== null);
    return latest;
  };
  const first = await report();
  assert.match(first.endpoints[0]?.reason.nearestMiss ?? '', /kong-eu was never read/);
  const unsure = unsureApis(first);
  assert.deepEqual([[...unsure.apis], unsure.unread], [first.apis.map(({ id }) => id), ['kong-eu']]);

  const snapshot = {
    id: 'kong-eu',
    connector: 'kong',
    hosts: [],
    addresses: [],
    environment: null,
    apis: [],
  };
  await agent.store.saveGateway(snapshot, agent.clock.nowMs());
  const second = await report();
  assert.equal(second.apis.length, 1);
  assert.equal(unsureApis(second).apis.size, 0);
  await agent.store.close();
});
