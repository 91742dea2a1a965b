import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OVERFLOW_CAPS } from '../../../src/model/vocabulary.ts';
import { brokenByFlood, runFlood } from '../../chaos/hostile-run.ts';

test('a flood of ever new names leaves the real API and every count as they are, and says what it overran', async () => {
  const flood = { calls: 30_000 };
  // So many paths of one host are the full flood's matter: npm run test:hostile.
  const overrun = OVERFLOW_CAPS.filter((cap) => cap !== 'pathsPerHost');
  const { report, peakBytes } = await runFlood(flood);
  assert.deepEqual(brokenByFlood(report, flood, overrun), []);
  assert.ok(peakBytes < 900 * 1024 ** 2, `peak ${peakBytes}`);
});
