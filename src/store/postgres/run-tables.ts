import type { JsonObject } from '../../model/json.ts';
import { integer } from '../columns.ts';
import { runRecord } from '../rows.ts';
import type { RunOutcome, RunRecord } from '../store.ts';
import type { Statements } from './database.ts';

export async function startRun(
  db: Statements,
  job: string,
  subject: string,
  startedAtMs: number,
): Promise<number> {
  const row = await db.get(
    "INSERT INTO runs (job, subject, started_at, counts) VALUES ($1, $2, $3, '{}') RETURNING id",
    job,
    subject,
    startedAtMs,
  );
  return row === null ? 0 : integer(row, 'id');
}

export async function endRun(
  db: Statements,
  id: number,
  endedAtMs: number,
  outcome: RunOutcome,
  counts: JsonObject,
  error: RunRecord['error'],
): Promise<void> {
  await db.run(
    'UPDATE runs SET ended_at = $2, outcome = $3, counts = $4, error = $5 WHERE id = $1',
    id,
    endedAtMs,
    outcome,
    JSON.stringify(counts),
    error === null ? null : JSON.stringify(error),
  );
}

export async function readRuns(db: Statements, limit: number): Promise<readonly RunRecord[]> {
  return (await db.all('SELECT * FROM runs ORDER BY id DESC LIMIT $1', limit)).map(runRecord);
}
