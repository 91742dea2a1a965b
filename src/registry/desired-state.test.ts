import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Report } from '../model/generated/report.ts';
import { desiredState } from './desired-state.ts';

const API: Report['apis'][number] = {
  id: 'api_00000000000000000000000000',
  name: 'orders',
  host: 'api.shop.example',
  hosts: ['api.shop.example'],
  basePath: '/v1',
  management: 'unmanaged',
  flags: [],
  reason: { code: 'no-registered-api', text: 'No registered API fits.', rule: 'none', nearestMiss: null },
  registered: null,
  environment: null,
  owner: null,
  tags: [],
  endpoints: 0,
  calls: 0,
  callsByHop: {},
  firstSeen: null,
  lastSeen: null,
  grade: {
    letter: 'C',
    score: 72,
    coverage: 1,
    rubric: 'assay@1',
    deductions: [],
    caps: [],
    notEvaluated: [],
  },
  sourceGrade: null,
};

const finding = (type: Finding['type'], status: Finding['status']): Finding => ({
  id: `fi_${type}`,
  type,
  severity: 'medium',
  api: API.id,
  endpoint: null,
  title: type,
  evidence: { counts: {}, samples: [], rule: '', thresholds: {} },
  controls: [],
  status,
});

test('an accepted risk is published, a false positive is not', () => {
  const report: Pick<Report, 'apis' | 'endpoints' | 'findings'> = {
    apis: [API],
    endpoints: [],
    findings: [
      finding('verbose-error', 'open'),
      finding('mixed-authentication', 'accepted'),
      finding('api-key-in-url', 'regressed'),
      finding('plaintext-transport', 'false-positive'),
    ],
  };
  const [object] = desiredState(report, { detail: 'summary', shownLetters: new Map() });
  assert.deepEqual(object?.body['findings'], ['api-key-in-url', 'mixed-authentication', 'verbose-error']);
});
