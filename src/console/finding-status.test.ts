import assert from 'node:assert/strict';
import { it } from 'node:test';
import { consoleReport } from '../../test/support/console-estate.ts';
import type { FindingDecision } from '../store/store.ts';
import { type Decisions, isOpen, statusOf } from './finding-status.ts';

const FINDING = consoleReport().findings[0]!;

function decisions(expiresAtMs: number | null, regressed = false): Decisions {
  const decision: FindingDecision = {
    finding: FINDING.id,
    status: 'accepted',
    reason: 'known',
    person: 'Ada',
    expiresAtMs,
    decidedAtMs: 1,
  };
  const trace = { finding: FINDING.id, firstSeenMs: 1, lastSeenMs: 2, present: true, regressed };
  return {
    byFinding: new Map([[FINDING.id, decision]]),
    traces: new Map([[FINDING.id, trace]]),
    nowMs: 1000,
  };
}

it('a decision stands until its end, whatever the last report says', () => {
  assert.equal(statusOf(FINDING, decisions(null)), 'accepted');
  assert.equal(statusOf(FINDING, decisions(1001)), 'accepted');
  assert.equal(statusOf(FINDING, decisions(1000)), 'open');
  assert.equal(isOpen(FINDING, decisions(1000)), true);
});

it('a report that still says accepted is overruled by a decision that is gone', () => {
  const accepted = { ...FINDING, status: 'accepted' as const };
  assert.equal(statusOf(accepted, decisions(1000)), 'open');
  assert.equal(statusOf(accepted, decisions(1000, true)), 'regressed');
  assert.equal(statusOf({ ...FINDING, status: 'fixed' }, decisions(1000)), 'fixed');
});
