import type { Report } from '../../model/generated/report.ts';
import type { GatewaySnapshot } from '../../model/registered-api.ts';
import { text } from '../columns.ts';
import { findingDecision, findingTrace, gradePoint, storedGateway } from '../rows.ts';
import type { AssessmentCommit, FindingDecision, FindingTrace, GradePoint, StoredGateway } from '../store.ts';
import { fromStored } from '../stored-json.ts';
import type { Database, Statements } from './database.ts';

export async function saveGateway(
  db: Statements,
  snapshot: GatewaySnapshot,
  takenAtMs: number,
): Promise<void> {
  await db.run(
    'INSERT INTO gateways VALUES ($1, $2, $3) ON CONFLICT (gateway) DO UPDATE SET taken_at = excluded.taken_at, snapshot = excluded.snapshot',
    snapshot.id,
    takenAtMs,
    JSON.stringify(snapshot),
  );
}

export async function readGateways(db: Statements): Promise<readonly StoredGateway[]> {
  const rows = await db.all('SELECT taken_at, snapshot FROM gateways ORDER BY gateway COLLATE "C"');
  return rows.map(storedGateway);
}

export function commitAssessment(db: Database, commit: AssessmentCommit): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.run(
      'INSERT INTO reports VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET as_of = excluded.as_of, report = excluded.report',
      commit.asOfMs,
      JSON.stringify(commit.report),
    );
    await writeGrades(tx, commit.grades);
    await tx.run('UPDATE finding_traces SET present = 0 WHERE present <> 0');
    await writeTraces(tx, commit.findings);
  });
}

/** Rows travel as columns: one statement, however many there are. */
async function writeGrades(tx: Statements, points: readonly GradePoint[]): Promise<void> {
  if (points.length === 0) return;
  await tx.run(
    `INSERT INTO grades SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::double precision[], $6::double precision[], $7::text[])
     ON CONFLICT (api, as_of) DO UPDATE SET letter = excluded.letter, shown_letter = excluded.shown_letter, score = excluded.score, coverage = excluded.coverage, rubric = excluded.rubric`,
    points.map((point) => point.api),
    points.map((point) => point.asOfMs),
    points.map((point) => point.letter),
    points.map((point) => point.shownLetter),
    points.map((point) => point.score),
    points.map((point) => point.coverage),
    points.map((point) => point.rubric),
  );
}

async function writeTraces(tx: Statements, traces: readonly FindingTrace[]): Promise<void> {
  if (traces.length === 0) return;
  await tx.run(
    `INSERT INTO finding_traces SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::integer[], $5::integer[])
     ON CONFLICT (finding) DO UPDATE SET last_seen = excluded.last_seen, present = excluded.present, regressed = excluded.regressed`,
    traces.map((trace) => trace.finding),
    traces.map((trace) => trace.firstSeenMs),
    traces.map((trace) => trace.lastSeenMs),
    traces.map((trace) => Number(trace.present)),
    traces.map((trace) => Number(trace.regressed)),
  );
}

export async function readReport(db: Statements): Promise<Report | null> {
  const row = await db.get('SELECT report FROM reports WHERE id = 1');
  return row === null ? null : fromStored<Report>(text(row, 'report'));
}

export async function readLatestGrades(db: Statements): Promise<ReadonlyMap<string, GradePoint>> {
  const rows = await db.all('SELECT DISTINCT ON (api) * FROM grades ORDER BY api, as_of DESC');
  return new Map(rows.map((row) => [text(row, 'api'), gradePoint(row)]));
}

export async function readGradeHistory(db: Statements, api: string): Promise<readonly GradePoint[]> {
  return (await db.all('SELECT * FROM grades WHERE api = $1 ORDER BY as_of', api)).map(gradePoint);
}

export async function readTraces(db: Statements): Promise<ReadonlyMap<string, FindingTrace>> {
  const traces = (await db.all('SELECT * FROM finding_traces')).map(findingTrace);
  return new Map(traces.map((trace) => [trace.finding, trace]));
}

export async function decideFinding(db: Statements, decision: FindingDecision): Promise<void> {
  await db.run(
    'INSERT INTO finding_decisions VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (finding) DO UPDATE SET status = excluded.status, reason = excluded.reason, person = excluded.person, expires_at = excluded.expires_at, decided_at = excluded.decided_at',
    decision.finding,
    decision.status,
    decision.reason,
    decision.person,
    decision.expiresAtMs,
    decision.decidedAtMs,
  );
}

export async function reopenFinding(db: Statements, finding: string): Promise<void> {
  await db.run('DELETE FROM finding_decisions WHERE finding = $1', finding);
}

export async function readDecisions(db: Statements): Promise<ReadonlyMap<string, FindingDecision>> {
  const decisions = (await db.all('SELECT * FROM finding_decisions')).map(findingDecision);
  return new Map(decisions.map((decision) => [decision.finding, decision]));
}
