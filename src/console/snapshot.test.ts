import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, ReportEndpoint } from '../model/generated/report.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { snapshotSource } from './snapshot.ts';

test('an endpoint is found by its earlier ids, an id that lives by its own endpoint', async () => {
  const store = openSqliteStore(':memory:');
  const endpoints = [
    { id: 'ep_new', api: 'api_a', aliases: ['ep_old', 'ep_other'] },
    { id: 'ep_other', api: 'api_a' },
  ] as ReportEndpoint[];
  const report = { apis: [], endpoints, findings: [], changes: [], run: {} } as unknown as Report;
  await store.commitAssessment({ report, asOfMs: 1, grades: [], findings: [] });
  const snapshot = await snapshotSource(store)();
  const found = ['ep_new', 'ep_old', 'ep_other', 'ep_none'].map((id) => snapshot?.endpointById.get(id)?.id);
  assert.deepEqual(found, ['ep_new', 'ep_new', 'ep_other', undefined]);
  await store.close();
});
