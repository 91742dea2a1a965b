import type { JsonValue } from '../../model/json.ts';
import { integer, text } from '../columns.ts';
import { MAX_PARKED, parkedRecord, talliesBySource } from '../rows.ts';
import type { PageCommit, ParkedRecord, StoredCursor, Tally } from '../store.ts';
import { fromStored } from '../stored-json.ts';
import { mergeTallies } from '../tally.ts';
import type { Database } from './database.ts';

export function readCursor(db: Database, source: string, part: string): StoredCursor | null {
  const row = db.get('SELECT cursor, updated_at FROM cursors WHERE source = ? AND part = ?', source, part);
  if (row === null) return null;
  return { cursor: fromStored<JsonValue>(text(row, 'cursor')), updatedAtMs: integer(row, 'updated_at') };
}

/** The heart of exactly-once: delta, tally, remembered ids and cursor in one transaction. */
export function commitPage(db: Database, commit: PageCommit, nowMs: number): void {
  const part = commit.part ?? '';
  db.transaction(() => {
    if (commit.delta !== null) {
      db.run('INSERT INTO summary_deltas (source, data) VALUES (?, ?)', commit.source, commit.delta);
    }
    writeTally(db, commit.source, part, commit.tally);
    for (const { idHash, timeMs } of commit.seen) {
      db.run('INSERT OR IGNORE INTO seen_ids VALUES (?, ?, ?)', commit.source, idHash, timeMs);
    }
    if (commit.seenWatermarkMs !== null) {
      db.run('DELETE FROM seen_ids WHERE source = ? AND time_ms < ?', commit.source, commit.seenWatermarkMs);
    }
    if (commit.parked !== undefined) park(db, commit.source, part, commit.parked, nowMs);
    db.run(
      'INSERT INTO cursors VALUES (?, ?, ?, ?) ON CONFLICT (source, part) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at',
      commit.source,
      part,
      JSON.stringify(commit.cursor),
      nowMs,
    );
  });
}

function writeTally(db: Database, source: string, part: string, tally: Tally): void {
  const before = db.get('SELECT tally FROM tallies WHERE source = ? AND part = ?', source, part);
  const sum = before === null ? tally : mergeTallies(fromStored<Tally>(text(before, 'tally')), tally);
  db.run(
    'INSERT INTO tallies VALUES (?, ?, ?) ON CONFLICT (source, part) DO UPDATE SET tally = excluded.tally',
    source,
    part,
    JSON.stringify(sum),
  );
}

function park(
  db: Database,
  source: string,
  part: string,
  records: NonNullable<PageCommit['parked']>,
  nowMs: number,
): void {
  if (records.length === 0) return;
  for (const { position, reason, detail } of records) {
    db.run(
      'INSERT INTO parked_records (source, part, position, reason, detail, parked_at) VALUES (?, ?, ?, ?, ?, ?)',
      source,
      part,
      position,
      reason,
      detail,
      nowMs,
    );
  }
  db.run(
    'DELETE FROM parked_records WHERE source = ? AND sequence <= (SELECT max(sequence) FROM parked_records WHERE source = ?) - ?',
    source,
    source,
    MAX_PARKED,
  );
}

export function readParked(db: Database, source: string, limit: number): readonly ParkedRecord[] {
  return db
    .all('SELECT * FROM parked_records WHERE source = ? ORDER BY sequence DESC LIMIT ?', source, limit)
    .map(parkedRecord);
}

export function countParked(db: Database): ReadonlyMap<string, number> {
  const rows = db.all('SELECT source, count(*) AS kept FROM parked_records GROUP BY source ORDER BY source');
  return new Map(rows.map((row) => [text(row, 'source'), integer(row, 'kept')]));
}

export function seenAmong(db: Database, source: string, idHashes: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const idHash of idHashes) {
    if (db.get('SELECT 1 AS one FROM seen_ids WHERE source = ? AND id_hash = ?', source, idHash) !== null)
      seen.add(idHash);
  }
  return seen;
}

export function readTallies(db: Database): ReadonlyMap<string, Tally> {
  return talliesBySource(db.all('SELECT source, tally FROM tallies ORDER BY source, part'));
}

export function rulesInForce(
  db: Database,
  keys: readonly string[],
  nowMs: number,
): ReadonlyMap<string, number> {
  return db.transaction(() => {
    const known = db.all('SELECT key FROM rules_in_force').map((row) => text(row, 'key'));
    for (const key of known) {
      if (!keys.includes(key)) db.run('DELETE FROM rules_in_force WHERE key = ?', key);
    }
    for (const key of keys) db.run('INSERT OR IGNORE INTO rules_in_force VALUES (?, ?)', key, nowMs);
    const rows = db.all('SELECT key, since FROM rules_in_force ORDER BY key');
    return new Map(rows.map((row) => [text(row, 'key'), integer(row, 'since')]));
  });
}
