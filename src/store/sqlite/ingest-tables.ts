import type { JsonValue } from '../../model/json.ts';
import type { PageCommit, StoredCursor, StoredSummary, Tally } from '../store.ts';
import { mergeTallies } from '../tally.ts';
import { bytes, integer, text } from './columns.ts';
import type { Database } from './database.ts';
import { fromStored } from './stored-json.ts';

export function readCursor(db: Database, source: string): StoredCursor | null {
  const row = db.get('SELECT cursor, updated_at FROM cursors WHERE source = ?', source);
  if (row === null) return null;
  return { cursor: fromStored<JsonValue>(text(row, 'cursor')), updatedAtMs: integer(row, 'updated_at') };
}

/** The heart of exactly-once: delta, tally, remembered ids and cursor in one transaction. */
export function commitPage(db: Database, commit: PageCommit, nowMs: number): void {
  db.transaction(() => {
    if (commit.delta !== null) {
      db.run('INSERT INTO summary_deltas (source, data) VALUES (?, ?)', commit.source, commit.delta);
    }
    const before = db.get('SELECT tally FROM tallies WHERE source = ?', commit.source);
    const tally =
      before === null ? commit.tally : mergeTallies(fromStored<Tally>(text(before, 'tally')), commit.tally);
    db.run(
      'INSERT INTO tallies VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET tally = excluded.tally',
      commit.source,
      JSON.stringify(tally),
    );
    for (const { idHash, timeMs } of commit.seen) {
      db.run('INSERT OR IGNORE INTO seen_ids VALUES (?, ?, ?)', commit.source, idHash, timeMs);
    }
    if (commit.seenWatermarkMs !== null) {
      db.run('DELETE FROM seen_ids WHERE source = ? AND time_ms < ?', commit.source, commit.seenWatermarkMs);
    }
    db.run(
      'INSERT INTO cursors VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at',
      commit.source,
      JSON.stringify(commit.cursor),
      nowMs,
    );
  });
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
  const rows = db.all('SELECT source, tally FROM tallies ORDER BY source');
  return new Map(rows.map((row) => [text(row, 'source'), fromStored<Tally>(text(row, 'tally'))]));
}

export function readSummary(db: Database): StoredSummary {
  return db.transaction(() => {
    const base = db.get('SELECT data, through_sequence FROM summary_snapshot WHERE id = 1');
    const deltas = db.all('SELECT sequence, data FROM summary_deltas ORDER BY sequence');
    const last = deltas.at(-1);
    const through =
      last === undefined
        ? base === null
          ? 0
          : integer(base, 'through_sequence')
        : integer(last, 'sequence');
    return {
      snapshot: base === null ? null : bytes(base, 'data'),
      deltas: deltas.map((row) => bytes(row, 'data')),
      throughSequence: through,
    };
  });
}

export function compactSummary(db: Database, snapshot: Uint8Array, throughSequence: number): void {
  db.transaction(() => {
    db.run(
      'INSERT INTO summary_snapshot VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET through_sequence = excluded.through_sequence, data = excluded.data',
      throughSequence,
      snapshot,
    );
    db.run('DELETE FROM summary_deltas WHERE sequence <= ?', throughSequence);
  });
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
