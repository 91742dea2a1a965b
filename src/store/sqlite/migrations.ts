/**
 * Numbered, forward-only. `user_version` holds the number of the last one applied; a store newer than this list is
 * refused. A migration is never edited after a release: a change is a new one at the end.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE lease (id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT, epoch INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
  INSERT INTO lease VALUES (1, NULL, 0, 0);

  CREATE TABLE cursors (source TEXT PRIMARY KEY, cursor TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT;
  CREATE TABLE tallies (source TEXT PRIMARY KEY, tally TEXT NOT NULL) STRICT;
  CREATE TABLE seen_ids (source TEXT NOT NULL, id_hash TEXT NOT NULL, time_ms INTEGER NOT NULL, PRIMARY KEY (source, id_hash)) STRICT, WITHOUT ROWID;
  CREATE INDEX seen_ids_time ON seen_ids (source, time_ms);
  CREATE TABLE summary_snapshot (id INTEGER PRIMARY KEY CHECK (id = 1), through_sequence INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
  CREATE TABLE summary_deltas (sequence INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, data BLOB NOT NULL) STRICT;

  CREATE TABLE gateways (gateway TEXT PRIMARY KEY, taken_at INTEGER NOT NULL, snapshot TEXT NOT NULL) STRICT;

  CREATE TABLE reports (id INTEGER PRIMARY KEY CHECK (id = 1), as_of INTEGER NOT NULL, report TEXT NOT NULL) STRICT;
  CREATE TABLE grades (api TEXT NOT NULL, as_of INTEGER NOT NULL, letter TEXT NOT NULL, shown_letter TEXT NOT NULL, score REAL, coverage REAL NOT NULL, rubric TEXT NOT NULL, PRIMARY KEY (api, as_of)) STRICT, WITHOUT ROWID;
  CREATE TABLE finding_traces (finding TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, present INTEGER NOT NULL, regressed INTEGER NOT NULL) STRICT;
  CREATE TABLE finding_decisions (finding TEXT PRIMARY KEY, status TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, expires_at INTEGER, decided_at INTEGER NOT NULL) STRICT;

  CREATE TABLE registry_objects (registry TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, changed_at INTEGER NOT NULL, PRIMARY KEY (registry, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE outbox (sequence INTEGER PRIMARY KEY AUTOINCREMENT, registry TEXT NOT NULL, key TEXT NOT NULL, change TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT) STRICT;

  CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL, subject TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER, outcome TEXT, counts TEXT NOT NULL, error TEXT) STRICT;
  `,
  `
  CREATE TABLE rules_in_force (key TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT;
  `,
  `
  ALTER TABLE registry_objects ADD COLUMN api TEXT;
  UPDATE registry_objects SET api = key WHERE registry = 'built-in';
  CREATE INDEX outbox_registry ON outbox (registry, sequence);
  `,
  `
  CREATE TABLE leases (name TEXT PRIMARY KEY, owner TEXT, epoch INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO leases SELECT 'leader', owner, epoch, expires_at FROM lease;
  DROP TABLE lease;
  CREATE TABLE cursors_of_parts (source TEXT NOT NULL, part TEXT NOT NULL, cursor TEXT NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (source, part)) STRICT, WITHOUT ROWID;
  INSERT INTO cursors_of_parts SELECT source, '', cursor, updated_at FROM cursors;
  DROP TABLE cursors;
  ALTER TABLE cursors_of_parts RENAME TO cursors;
  CREATE TABLE tallies_of_parts (source TEXT NOT NULL, part TEXT NOT NULL, tally TEXT NOT NULL, PRIMARY KEY (source, part)) STRICT, WITHOUT ROWID;
  INSERT INTO tallies_of_parts SELECT source, '', tally FROM tallies;
  DROP TABLE tallies;
  ALTER TABLE tallies_of_parts RENAME TO tallies;
  CREATE TABLE parked_records (sequence INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, part TEXT NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL, detail TEXT, parked_at INTEGER NOT NULL) STRICT;
  CREATE INDEX parked_records_source ON parked_records (source, sequence);
  `,
  `
  CREATE TABLE summary_parts (part INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  INSERT INTO summary_parts SELECT 0, data FROM summary_snapshot;
  ALTER TABLE summary_snapshot DROP COLUMN data;
  CREATE TABLE summary_log (id INTEGER PRIMARY KEY CHECK (id = 1), merged_through INTEGER NOT NULL) STRICT;
  INSERT INTO summary_log VALUES (1, 0);
  `,
];
