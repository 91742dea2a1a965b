import type { Finding } from '../model/generated/report.ts';
import type { FindingDecision, FindingStatus, FindingTrace } from '../store/store.ts';

/** People's decisions as they stand now; the report holds those of its assessment. */
export interface Decisions {
  readonly byFinding: ReadonlyMap<string, FindingDecision>;
  readonly traces: ReadonlyMap<string, FindingTrace>;
  readonly nowMs: number;
}

/** A decision that has not expired stands; without one the finding is open, or regressed where it was fixed before. */
export function statusOf(finding: Finding, decisions: Decisions): FindingStatus {
  const decision = standingDecision(finding.id, decisions);
  if (decision !== null) return decision.status;
  if (finding.status !== 'accepted' && finding.status !== 'false-positive') return finding.status;
  return decisions.traces.get(finding.id)?.regressed === true ? 'regressed' : 'open';
}

export function standingDecision(finding: string, decisions: Decisions): FindingDecision | null {
  const decision = decisions.byFinding.get(finding);
  if (decision === undefined) return null;
  const expired = decision.expiresAtMs !== null && decision.expiresAtMs <= decisions.nowMs;
  return expired ? null : decision;
}

/** Somebody has to look at it. */
export function isOpen(finding: Finding, decisions: Decisions): boolean {
  const status = statusOf(finding, decisions);
  return status === 'open' || status === 'regressed';
}

export function withStatus(finding: Finding, decisions: Decisions): Finding {
  const status = statusOf(finding, decisions);
  return status === finding.status ? finding : { ...finding, status };
}
