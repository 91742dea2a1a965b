import type { JsonValue } from '../../model/json.ts';
import { integer, text } from '../columns.ts';
import { MAX_PARKED, parkedRecord, talliesBySource } from '../rows.ts';
import type { PageCommit, ParkedRecord, StoredCursor, Tally } from '../store.ts';
import { fromStored } from '../stored-json.ts';
import { mergeTallies } from '../tally.ts';
import { enterCommit } from './commit-lock.ts';
import type { Database, Statements } from './database.ts';

export async function readCursor(db: Statements, source: string, part: string): Promise<StoredCursor | null> {
  const row = await db.get(
    'SELECT cursor, updated_at FROM cursors WHERE source = $1 AND part = $2',
    source,
    part,
  );
  if (row === null) return null;
  return { cursor: fromStored<JsonValue>(text(row, 'cursor')), updatedAtMs: integer(row, 'updated_at') };
}

/** The heart of exactly-once: delta, tally, remembered ids, pointers and cursor in one transaction. */
export function commitPage(db: Database, commit: PageCommit, nowMs: number): Promise<void> {
  const { source, part = '' } = commit;
  return db.transaction(async (tx) => {
    await enterCommit(tx);
    if (commit.delta !== null)
      await tx.run('INSERT INTO summary_deltas (source, data) VALUES ($1, $2)', source, commit.delta);
    await rememberIds(tx, commit);
    if (commit.parked !== undefined) await park(tx, source, part, commit.parked, nowMs);
    await tx.run(
      'INSERT INTO cursors VALUES ($1, $2, $3, $4) ON CONFLICT (source, part) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at',
      source,
      part,
      JSON.stringify(commit.cursor),
      nowMs,
    );
    await writeTally(tx, source, part, commit.tally);
  });
}

async function rememberIds(tx: Statements, { source, seen, seenWatermarkMs }: PageCommit): Promise<void> {
  if (seen.length > 0)
    await tx.run(
      'INSERT INTO seen_ids SELECT $1, * FROM unnest($2::text[], $3::bigint[]) ON CONFLICT DO NOTHING',
      source,
      seen.map(({ idHash }) => idHash),
      seen.map(({ timeMs }) => timeMs),
    );
  if (seenWatermarkMs !== null)
    await tx.run('DELETE FROM seen_ids WHERE source = $1 AND time_ms < $2', source, seenWatermarkMs);
}

async function writeTally(tx: Statements, source: string, part: string, tally: Tally): Promise<void> {
  // The cursor of the part was written first: whoever commits the same part waits there, so nobody adds in between.
  const before = await tx.get('SELECT tally FROM tallies WHERE source = $1 AND part = $2', source, part);
  const sum = before === null ? tally : mergeTallies(fromStored<Tally>(text(before, 'tally')), tally);
  await tx.run(
    'INSERT INTO tallies VALUES ($1, $2, $3) ON CONFLICT (source, part) DO UPDATE SET tally = excluded.tally',
    source,
    part,
    JSON.stringify(sum),
  );
}

async function park(
  tx: Statements,
  source: string,
  part: string,
  records: NonNullable<PageCommit['parked']>,
  nowMs: number,
): Promise<void> {
  for (const { position, reason, detail } of records) {
    await tx.run(
      'INSERT INTO parked_records (source, part, position, reason, detail, parked_at) VALUES ($1, $2, $3, $4, $5, $6)',
      source,
      part,
      position,
      reason,
      detail,
      nowMs,
    );
  }
  if (records.length > 0)
    await tx.run(
      'DELETE FROM parked_records WHERE source = $1 AND sequence <= (SELECT max(sequence) FROM parked_records WHERE source = $1) - $2',
      source,
      MAX_PARKED,
    );
}

export async function readParked(
  db: Statements,
  source: string,
  limit: number,
): Promise<readonly ParkedRecord[]> {
  const rows = await db.all(
    'SELECT * FROM parked_records WHERE source = $1 ORDER BY sequence DESC LIMIT $2',
    source,
    limit,
  );
  return rows.map(parkedRecord);
}

export async function countParked(db: Statements): Promise<ReadonlyMap<string, number>> {
  const rows = await db.all(
    'SELECT source, count(*) AS kept FROM parked_records GROUP BY source ORDER BY source',
  );
  return new Map(rows.map((row) => [text(row, 'source'), integer(row, 'kept')]));
}

export async function seenAmong(
  db: Statements,
  source: string,
  idHashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.all(
    'SELECT id_hash FROM seen_ids WHERE source = $1 AND id_hash = ANY($2)',
    source,
    idHashes,
  );
  return new Set(rows.map((row) => text(row, 'id_hash')));
}

export async function readTallies(db: Statements): Promise<ReadonlyMap<string, Tally>> {
  return talliesBySource(await db.all('SELECT source, tally FROM tallies ORDER BY source, part'));
}

export function rulesInForce(
  db: Database,
  keys: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  return db.transaction(async (tx) => {
    await tx.run('DELETE FROM rules_in_force WHERE key <> ALL($1)', keys);
    await tx.run(
      'INSERT INTO rules_in_force SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING',
      keys,
      nowMs,
    );
    const rows = await tx.all('SELECT key, since FROM rules_in_force ORDER BY key COLLATE "C"');
    return new Map(rows.map((row) => [text(row, 'key'), integer(row, 'since')]));
  });
}
