import type { JsonObject } from '../../model/json.ts';
import { integer } from '../columns.ts';
import { runRecord } from '../rows.ts';
import type { RunOutcome, RunRecord } from '../store.ts';
import type { Database } from './database.ts';

export function startRun(db: Database, job: string, subject: string, startedAtMs: number): number {
  db.run(
    "INSERT INTO runs (job, subject, started_at, counts) VALUES (?, ?, ?, '{}')",
    job,
    subject,
    startedAtMs,
  );
  const row = db.get('SELECT last_insert_rowid() AS id');
  return row === null ? 0 : integer(row, 'id');
}

export function endRun(
  db: Database,
  id: number,
  endedAtMs: number,
  outcome: RunOutcome,
  counts: JsonObject,
  error: RunRecord['error'],
): void {
  db.run(
    'UPDATE runs SET ended_at = ?, outcome = ?, counts = ?, error = ? WHERE id = ?',
    endedAtMs,
    outcome,
    JSON.stringify(counts),
    error === null ? null : JSON.stringify(error),
    id,
  );
}

export function readRuns(db: Database, limit: number): readonly RunRecord[] {
  return db.all('SELECT * FROM runs ORDER BY id DESC LIMIT ?', limit).map(runRecord);
}
