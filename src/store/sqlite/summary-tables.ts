import { bytes, integer } from '../columns.ts';
import type { Row } from '../row.ts';
import type { StoredSummary, SummarySink } from '../store.ts';
import type { Database } from './database.ts';
import { readTallies } from './ingest-tables.ts';

/** Row by row: a snapshot may be larger than memory. */
export function readSummary(db: Database, into: SummarySink, maxDeltas: number): StoredSummary {
  return db.read(() => {
    const base = db.get('SELECT through_sequence FROM summary_snapshot WHERE id = 1');
    let throughSequence = base === null ? 0 : integer(base, 'through_sequence');
    let deltas = 0;
    if (into.snapshotPart !== undefined) readParts(db, into.snapshotPart);
    let next = nextDelta(db, throughSequence);
    for (; next !== null && deltas < maxDeltas; next = nextDelta(db, throughSequence)) {
      into.delta(bytes(next, 'data'));
      throughSequence = integer(next, 'sequence');
      deltas += 1;
    }
    const isComplete = next === null;
    const last = isComplete ? null : db.get('SELECT max(sequence) AS last FROM summary_deltas');
    const lastSequence = last === null ? throughSequence : integer(last, 'last');
    return { deltas, throughSequence, lastSequence, isComplete, tallies: readTallies(db) };
  });
}

function readParts(db: Database, take: (part: Uint8Array) => void): void {
  for (let part = 0; ; part += 1) {
    const row = db.get('SELECT data FROM summary_parts WHERE part = ?', part);
    if (row === null) return;
    take(bytes(row, 'data'));
  }
}

function nextDelta(db: Database, after: number): Row | null {
  return db.get(
    'SELECT sequence, data FROM summary_deltas WHERE sequence > ? ORDER BY sequence LIMIT 1',
    after,
  );
}

export function compactSummary(db: Database, snapshot: Iterable<Uint8Array>, throughSequence: number): void {
  db.transaction(() => {
    // A delta of more than the snapshot contains stands in place of what it contains: both together would count twice.
    const log = db.get('SELECT merged_through FROM summary_log');
    if (log !== null && integer(log, 'merged_through') > throughSequence) return;
    const before = db.get('SELECT through_sequence FROM summary_snapshot WHERE id = 1');
    if (before === null || integer(before, 'through_sequence') <= throughSequence) {
      db.run('INSERT OR REPLACE INTO summary_snapshot VALUES (1, ?)', throughSequence);
      db.run('DELETE FROM summary_parts');
      let part = 0;
      for (const data of snapshot) db.run('INSERT INTO summary_parts VALUES (?, ?)', part++, data);
    }
    db.run('DELETE FROM summary_deltas WHERE sequence <= ?', throughSequence);
  });
}

export function replaceDeltas(
  db: Database,
  { deltas, throughSequence }: Pick<StoredSummary, 'deltas' | 'throughSequence'>,
  merged: Uint8Array,
): void {
  db.transaction(() => {
    const found = db.get('SELECT count(*) AS found FROM summary_deltas WHERE sequence <= ?', throughSequence);
    if (found === null || integer(found, 'found') !== deltas) return;
    db.run('UPDATE summary_log SET merged_through = ?', throughSequence);
    db.run('DELETE FROM summary_deltas WHERE sequence < ?', throughSequence);
    db.run("UPDATE summary_deltas SET source = '', data = ? WHERE sequence = ?", merged, throughSequence);
  });
}
