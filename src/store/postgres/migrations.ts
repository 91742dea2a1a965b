/**
 * Numbered, forward-only, as in the SQLite store: a migration is never edited after a release. Each is applied in the
 * transaction that also counts it, while an advisory lock keeps other processes out.
 *
 * Documents are kept as text: what is read back must be what was written, byte for byte, which `jsonb` does not promise.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key text PRIMARY KEY, value bytea NOT NULL);
  CREATE TABLE leases (name text PRIMARY KEY, owner text, epoch bigint NOT NULL, expires_at bigint NOT NULL);

  CREATE TABLE cursors (source text NOT NULL, part text NOT NULL, cursor text NOT NULL, updated_at bigint NOT NULL, PRIMARY KEY (source, part));
  CREATE TABLE tallies (source text NOT NULL, part text NOT NULL, tally text NOT NULL, PRIMARY KEY (source, part));
  CREATE TABLE seen_ids (source text NOT NULL, id_hash text NOT NULL, time_ms bigint NOT NULL, PRIMARY KEY (source, id_hash));
  CREATE INDEX seen_ids_time ON seen_ids (source, time_ms);
  CREATE TABLE summary_snapshot (id integer PRIMARY KEY CHECK (id = 1), through_sequence bigint NOT NULL, data bytea NOT NULL);
  CREATE TABLE summary_deltas (sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL, data bytea NOT NULL);
  ALTER TABLE summary_deltas ALTER COLUMN data SET STORAGE EXTERNAL;
  ALTER TABLE summary_snapshot ALTER COLUMN data SET STORAGE EXTERNAL;
  CREATE TABLE parked_records (sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL, part text NOT NULL, position bigint NOT NULL, reason text NOT NULL, detail text, parked_at bigint NOT NULL);
  CREATE INDEX parked_records_source ON parked_records (source, sequence);
  CREATE TABLE rules_in_force (key text PRIMARY KEY, since bigint NOT NULL);

  CREATE TABLE gateways (gateway text PRIMARY KEY, taken_at bigint NOT NULL, snapshot text NOT NULL);

  CREATE TABLE reports (id integer PRIMARY KEY CHECK (id = 1), as_of bigint NOT NULL, report text NOT NULL);
  CREATE TABLE grades (api text NOT NULL, as_of bigint NOT NULL, letter text NOT NULL, shown_letter text NOT NULL, score double precision, coverage double precision NOT NULL, rubric text NOT NULL, PRIMARY KEY (api, as_of));
  CREATE TABLE finding_traces (finding text PRIMARY KEY, first_seen bigint NOT NULL, last_seen bigint NOT NULL, present integer NOT NULL, regressed integer NOT NULL);
  CREATE TABLE finding_decisions (finding text PRIMARY KEY, status text NOT NULL, reason text NOT NULL, person text NOT NULL, expires_at bigint, decided_at bigint NOT NULL);

  CREATE TABLE registry_objects (registry text NOT NULL, key text NOT NULL, kind text NOT NULL, api text, body text NOT NULL, state text NOT NULL, changed_at bigint NOT NULL, PRIMARY KEY (registry, key));
  CREATE TABLE outbox (sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, registry text NOT NULL, key text NOT NULL, change text NOT NULL, state text NOT NULL, attempts integer NOT NULL, error text);

  CREATE TABLE runs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job text NOT NULL, subject text NOT NULL, started_at bigint NOT NULL, ended_at bigint, outcome text, counts text NOT NULL, error text);
  `,
  `
  CREATE TABLE summary_parts (part integer PRIMARY KEY, data bytea NOT NULL);
  ALTER TABLE summary_parts ALTER COLUMN data SET STORAGE EXTERNAL;
  INSERT INTO summary_parts SELECT 0, data FROM summary_snapshot;
  ALTER TABLE summary_snapshot DROP COLUMN data;
  CREATE TABLE summary_log (id integer PRIMARY KEY CHECK (id = 1), merged_through bigint NOT NULL);
  INSERT INTO summary_log VALUES (1, 0);
  `,
];
