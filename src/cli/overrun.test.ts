import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../model/generated/report.ts';
import { overruns } from './overrun.ts';

const REPORT: Report = {
  schemaVersion: 1,
  asOf: null,
  calls: { received: 0, dropped: {}, noise: {}, analyzed: 0, operations: 0 },
  apis: [],
  endpoints: [],
  findings: [],
  changes: [],
  run: {},
};

test('one line for each kind of set that was overrun', () => {
  assert.deepEqual(overruns(REPORT), []);
  const overflows: Report['overflows'] = [
    { cap: 'actors', host: 'a.example' },
    { cap: 'childrenPerNode', host: '*' },
    { cap: 'hosts', host: '*' },
    { cap: 'pathsPerHost', host: 'a.example' },
    { cap: 'pathsPerHost', host: 'b.example' },
  ];
  assert.deepEqual(overruns({ ...REPORT, overflows }), [
    'clients (rules of behaviour were not evaluated) of a.example',
    'path segments of other hosts',
    'hosts in all',
    'paths of 2 hosts',
  ]);
});
