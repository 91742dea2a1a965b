import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatewayEntry, testAgent, testConfig } from '../../test/support/test-agent.ts';
import { gatewaySnapshots, unreadGateways } from './gateway-snapshots.ts';

test('a gateway that left the configuration registers nothing any more', async () => {
  const { store } = testAgent();
  for (const id of ['kept', 'removed']) {
    const snapshot = { id, connector: 'kong', hosts: [], addresses: [], environment: null, apis: [] };
    await store.saveGateway(snapshot, 0);
  }
  const config = testConfig({ gateways: [gatewayEntry('kept'), gatewayEntry('not-synced-yet')] });
  const snapshots = await gatewaySnapshots({ store, config });
  assert.deepEqual(
    snapshots.map((snapshot) => snapshot.id),
    ['kept'],
  );
  assert.deepEqual(unreadGateways(config, snapshots), ['not-synced-yet']);
});
