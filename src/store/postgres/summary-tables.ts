import { AssayError } from '../../model/errors.ts';
import { bytes, integer } from '../columns.ts';
import type { StoredSummary, SummarySink, Tally } from '../store.ts';
import { awaitCommits } from './commit-lock.ts';
import type { Database, Statements } from './database.ts';
import { readTallies } from './ingest-tables.ts';

interface Cut {
  readonly throughSequence: number;
  readonly tallies: ReadonlyMap<string, Tally>;
}

/**
 * Numbers are given out before they are committed: a reader may see delta 6 while 5 is still on its way. The cut is
 * therefore made under a lock that no commit of a page is inside of; what it contains is read afterwards, without the
 * lock. When what is kept was rewritten past the cut meanwhile, another cut is made.
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
  return db.read(async (tx) => {
    await awaitCommits(tx);
    const row = await tx.get(
      'SELECT greatest((SELECT max(sequence) FROM summary_deltas), (SELECT through_sequence FROM summary_snapshot)) AS through',
    );
    const through = row?.['through'];
    return { throughSequence: typeof through === 'number' ? through : 0, tallies: await readTallies(tx) };
  }, 'read committed');
}

/** Row by row: a snapshot may be larger than memory. Null, with nothing given to the sink, where the cut is no more. */
function readThrough(
  db: Database,
  cut: Cut,
  into: SummarySink,
  maxDeltas: number,
): Promise<StoredSummary | null> {
  return db.read(async (tx) => {
    const row = await tx.get(
      'SELECT greatest((SELECT through_sequence FROM summary_snapshot), (SELECT merged_through FROM summary_log)) AS rewritten',
    );
    if (row !== null && integer(row, 'rewritten') > cut.throughSequence) return null;
    if (into.snapshotPart !== undefined) await readParts(tx, into.snapshotPart);
    const { deltas, last, isComplete } = await readDeltas(tx, cut, into, maxDeltas);
    const throughSequence = isComplete ? cut.throughSequence : last;
    return { deltas, throughSequence, lastSequence: cut.throughSequence, isComplete, tallies: cut.tallies };
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
    // A delta of more than the snapshot contains stands in place of what it contains: both together would count twice.
    const log = await tx.get('SELECT merged_through FROM summary_log FOR UPDATE');
    if (log !== null && integer(log, 'merged_through') > throughSequence) return;
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
    // Whoever else rewrites what is kept waits, and finds it rewritten.
    await tx.get('SELECT merged_through FROM summary_log FOR UPDATE');
    const found = await tx.all(
      'SELECT sequence FROM summary_deltas WHERE sequence <= $1 ORDER BY sequence',
      throughSequence,
    );
    const last = found.at(-1);
    if (last === undefined || found.length !== deltas) return;
    const kept = integer(last, 'sequence');
    await tx.run('UPDATE summary_log SET merged_through = $1', kept);
    await tx.run('DELETE FROM summary_deltas WHERE sequence < $1', kept);
    await tx.run("UPDATE summary_deltas SET source = '', data = $1 WHERE sequence = $2", merged, kept);
  });
}
