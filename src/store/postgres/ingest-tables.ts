import { AssayError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json.ts';
import { bytes, integer, text } from '../columns.ts';
import { MAX_PARKED, parkedRecord, talliesBySource } from '../rows.ts';
import type { PageCommit, ParkedRecord, StoredCursor, StoredSummary, SummarySink, Tally } from '../store.ts';
import { fromStored } from '../stored-json.ts';
import { mergeTallies } from '../tally.ts';
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

interface Cut {
  readonly throughSequence: number;
  readonly tallies: ReadonlyMap<string, Tally>;
}

/**
 * Numbers are given out before they are committed: a reader may see delta 6 while 5 is still on its way. The cut is
 * therefore made under a lock that no commit of a page is inside of; what it contains is read afterwards, without the
 * lock. When a compaction went past the cut meanwhile, another cut is made.
 */
export async function readSummary(
  db: Database,
  into: SummarySink,
  maxDeltas: number,
): Promise<StoredSummary> {
  for (let attempt = 1; ; attempt += 1) {
    const cut = await makeCut(db, attempt < CUT_ATTEMPTS);
    const read = cut === null ? null : await readThrough(db, cut, into, maxDeltas);
    if (read !== null) return read;
  }
}

const CUT_ATTEMPTS = 20;
const LOCK_NOT_AVAILABLE = '55P03';

/** Null: commits are on their way that take long. Whoever waits for them keeps all others waiting, so not for long. */
async function makeCut(db: Database, mayTryAgain: boolean): Promise<Cut | null> {
  try {
    return await cutUnderLock(db);
  } catch (error) {
    if (mayTryAgain && error instanceof AssayError && error.context['fault'] === LOCK_NOT_AVAILABLE)
      return null;
    throw error;
  }
}

function cutUnderLock(db: Database): Promise<Cut> {
  return db.transaction(async (tx) => {
    await tx.run("SET LOCAL lock_timeout = '500ms'");
    await tx.run('LOCK TABLE summary_deltas IN SHARE MODE');
    const row = await tx.get(
      'SELECT greatest((SELECT max(sequence) FROM summary_deltas), (SELECT through_sequence FROM summary_snapshot)) AS through',
    );
    const through = row?.['through'];
    return { throughSequence: typeof through === 'number' ? through : 0, tallies: await readTallies(tx) };
  });
}

/** Row by row: a snapshot may be larger than memory. Null, with nothing given to the sink, where the cut is no more. */
function readThrough(
  db: Database,
  cut: Cut,
  into: SummarySink,
  maxDeltas: number,
): Promise<StoredSummary | null> {
  return db.transaction(async (tx) => {
    const base = await tx.get('SELECT through_sequence FROM summary_snapshot WHERE id = 1');
    const before = base === null ? 0 : integer(base, 'through_sequence');
    if (before > cut.throughSequence) return null;
    if (into.snapshotPart !== undefined) await readParts(tx, into.snapshotPart);
    const { deltas, last, isComplete } = await readDeltas(tx, cut, into, maxDeltas);
    const throughSequence = isComplete ? cut.throughSequence : last;
    return { deltas, throughSequence, isComplete, tallies: cut.tallies };
  }, 'repeatable read');
}

async function readParts(tx: Statements, take: (part: Uint8Array) => void): Promise<void> {
  for (let part = 0; ; part += 1) {
    const row = await tx.get('SELECT data FROM summary_parts WHERE part = $1', part);
    if (row === null) return;
    take(bytes(row, 'data'));
  }
}

interface DeltasRead {
  readonly deltas: number;
  /** Sequence of the last one. */
  readonly last: number;
  readonly isComplete: boolean;
}

async function readDeltas(
  tx: Statements,
  { throughSequence }: Cut,
  into: SummarySink,
  maxDeltas: number,
): Promise<DeltasRead> {
  let deltas = 0;
  let last = 0;
  for (;;) {
    const row = await tx.get(
      'SELECT sequence, data FROM summary_deltas WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT 1',
      last,
      throughSequence,
    );
    if (row === null) return { deltas, last, isComplete: true };
    if (deltas >= maxDeltas) return { deltas, last, isComplete: false };
    into.delta(bytes(row, 'data'));
    last = integer(row, 'sequence');
    deltas += 1;
  }
}

export function compactSummary(
  db: Database,
  snapshot: Iterable<Uint8Array>,
  throughSequence: number,
): Promise<void> {
  return db.transaction(async (tx) => {
    const isNew = await tx.run(
      'INSERT INTO summary_snapshot VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET through_sequence = excluded.through_sequence WHERE summary_snapshot.through_sequence <= excluded.through_sequence',
      throughSequence,
    );
    if (isNew > 0) await replaceParts(tx, snapshot);
    await tx.run('DELETE FROM summary_deltas WHERE sequence <= $1', throughSequence);
  });
}

async function replaceParts(tx: Statements, snapshot: Iterable<Uint8Array>): Promise<void> {
  await tx.run('DELETE FROM summary_parts');
  let part = 0;
  for (const data of snapshot) await tx.run('INSERT INTO summary_parts VALUES ($1, $2)', part++, data);
}

export function replaceDeltas(
  db: Database,
  { deltas, throughSequence }: Pick<StoredSummary, 'deltas' | 'throughSequence'>,
  merged: Uint8Array,
): Promise<void> {
  return db.transaction(async (tx) => {
    // Locked one after the other: of two that replace the same, the second finds fewer.
    const found = await tx.all(
      'SELECT sequence FROM summary_deltas WHERE sequence <= $1 ORDER BY sequence FOR UPDATE',
      throughSequence,
    );
    const last = found.at(-1);
    if (last === undefined || found.length !== deltas) return;
    const kept = integer(last, 'sequence');
    await tx.run('DELETE FROM summary_deltas WHERE sequence < $1', kept);
    await tx.run("UPDATE summary_deltas SET source = '', data = $1 WHERE sequence = $2", merged, kept);
  });
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
