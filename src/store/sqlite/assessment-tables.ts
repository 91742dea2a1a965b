import type { Report } from '../../model/generated/report.ts';
import type { GatewaySnapshot } from '../../model/registered-api.ts';
import { text } from '../columns.ts';
import { findingDecision, findingTrace, gradePoint, storedGateway } from '../rows.ts';
import type { AssessmentCommit, FindingDecision, FindingTrace, GradePoint, StoredGateway } from '../store.ts';
import { fromStored } from '../stored-json.ts';
import type { Database } from './database.ts';

export function saveGateway(db: Database, snapshot: GatewaySnapshot, takenAtMs: number): void {
  db.run(
    'INSERT INTO gateways VALUES (?, ?, ?) ON CONFLICT (gateway) DO UPDATE SET taken_at = excluded.taken_at, snapshot = excluded.snapshot',
    snapshot.id,
    takenAtMs,
    JSON.stringify(snapshot),
  );
}

export function readGateways(db: Database): readonly StoredGateway[] {
  return db.all('SELECT taken_at, snapshot FROM gateways ORDER BY gateway').map(storedGateway);
}

export function commitAssessment(db: Database, commit: AssessmentCommit): void {
  db.transaction(() => {
    db.run(
      'INSERT INTO reports VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET as_of = excluded.as_of, report = excluded.report',
      commit.asOfMs,
      JSON.stringify(commit.report),
    );
    for (const point of commit.grades) writeGrade(db, point);
    db.run('UPDATE finding_traces SET present = 0');
    for (const trace of commit.findings) writeTrace(db, trace);
  });
}

function writeGrade(db: Database, point: GradePoint): void {
  db.run(
    'INSERT INTO grades VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (api, as_of) DO UPDATE SET letter = excluded.letter, shown_letter = excluded.shown_letter, score = excluded.score, coverage = excluded.coverage, rubric = excluded.rubric',
    point.api,
    point.asOfMs,
    point.letter,
    point.shownLetter,
    point.score,
    point.coverage,
    point.rubric,
  );
}

function writeTrace(db: Database, trace: FindingTrace): void {
  db.run(
    'INSERT INTO finding_traces VALUES (?, ?, ?, ?, ?) ON CONFLICT (finding) DO UPDATE SET last_seen = excluded.last_seen, present = excluded.present, regressed = excluded.regressed',
    trace.finding,
    trace.firstSeenMs,
    trace.lastSeenMs,
    Number(trace.present),
    Number(trace.regressed),
  );
}

export function readReport(db: Database): Report | null {
  const row = db.get('SELECT report FROM reports WHERE id = 1');
  return row === null ? null : fromStored<Report>(text(row, 'report'));
}

export function readLatestGrades(db: Database): ReadonlyMap<string, GradePoint> {
  const rows = db.all(
    'SELECT g.* FROM grades g JOIN (SELECT api, max(as_of) AS as_of FROM grades GROUP BY api) l USING (api, as_of)',
  );
  return new Map(rows.map((row) => [text(row, 'api'), gradePoint(row)]));
}

export function readGradeHistory(db: Database, api: string): readonly GradePoint[] {
  return db.all('SELECT * FROM grades WHERE api = ? ORDER BY as_of', api).map(gradePoint);
}

export function readTraces(db: Database): ReadonlyMap<string, FindingTrace> {
  const traces = db.all('SELECT * FROM finding_traces').map(findingTrace);
  return new Map(traces.map((trace) => [trace.finding, trace]));
}

export function decideFinding(db: Database, decision: FindingDecision): void {
  db.run(
    'INSERT INTO finding_decisions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (finding) DO UPDATE SET status = excluded.status, reason = excluded.reason, person = excluded.person, expires_at = excluded.expires_at, decided_at = excluded.decided_at',
    decision.finding,
    decision.status,
    decision.reason,
    decision.person,
    decision.expiresAtMs,
    decision.decidedAtMs,
  );
}

export function readDecisions(db: Database): ReadonlyMap<string, FindingDecision> {
  const decisions = db.all('SELECT * FROM finding_decisions').map(findingDecision);
  return new Map(decisions.map((decision) => [decision.finding, decision]));
}
