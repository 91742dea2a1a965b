import type { JsonObject } from '../../model/json.ts';
import type { Lease, RunOutcome, RunRecord } from '../store.ts';
import { integer, numberOrNull, text, textOrNull } from './columns.ts';
import type { Database, Row } from './database.ts';
import { fromStored } from './stored-json.ts';

export function acquireLease(
  db: Database,
  owner: string,
  ttlMs: number,
  nowMs: number,
  isAlive: (owner: string) => boolean,
): Lease | null {
  return db.transaction(() => {
    const row = db.get('SELECT owner, epoch, expires_at FROM lease WHERE id = 1');
    if (row === null) return null;
    const holder = textOrNull(row, 'owner');
    const held = holder !== null && holder !== owner && integer(row, 'expires_at') > nowMs && isAlive(holder);
    if (held) return null;
    const epoch = integer(row, 'epoch') + (holder === owner ? 0 : 1);
    db.run('UPDATE lease SET owner = ?, epoch = ?, expires_at = ? WHERE id = 1', owner, epoch, nowMs + ttlMs);
    return { owner, epoch };
  });
}

export function releaseLease(db: Database, lease: Lease): void {
  db.run(
    'UPDATE lease SET owner = NULL, expires_at = 0 WHERE id = 1 AND owner = ? AND epoch = ?',
    lease.owner,
    lease.epoch,
  );
}

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

function runRecord(row: Row): RunRecord {
  const error = textOrNull(row, 'error');
  return {
    id: integer(row, 'id'),
    job: text(row, 'job'),
    subject: text(row, 'subject'),
    startedAtMs: integer(row, 'started_at'),
    endedAtMs: numberOrNull(row, 'ended_at'),
    outcome: runOutcome(textOrNull(row, 'outcome')),
    counts: fromStored<JsonObject>(text(row, 'counts')),
    error: error === null ? null : fromStored<NonNullable<RunRecord['error']>>(error),
  };
}

function runOutcome(stored: string | null): RunOutcome | null {
  switch (stored) {
    case 'succeeded':
    case 'partial':
    case 'failed':
    case 'skipped':
      return stored;
    case null:
    default:
      return null;
  }
}
