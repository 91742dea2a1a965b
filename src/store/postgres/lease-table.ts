import { integer, textOrNull } from '../columns.ts';
import { fenced } from '../fenced.ts';
import type { Lease } from '../store.ts';
import type { Database, Statements } from './database.ts';

export function acquireLease(
  db: Database,
  name: string,
  owner: string,
  ttlMs: number,
  nowMs: number,
  isAlive: (owner: string) => boolean,
): Promise<Lease | null> {
  return db.transaction(async (tx) => {
    await tx.run('INSERT INTO leases VALUES ($1, NULL, 0, 0) ON CONFLICT DO NOTHING', name);
    // Waits for every transaction that checked this lease: what they wrote is there, or will never be.
    const row = await tx.get('SELECT owner, epoch, expires_at FROM leases WHERE name = $1 FOR UPDATE', name);
    if (row === null) return null;
    const holder = textOrNull(row, 'owner');
    const held = holder !== null && holder !== owner && integer(row, 'expires_at') > nowMs && isAlive(holder);
    if (held) return null;
    const epoch = integer(row, 'epoch') + (holder === owner ? 0 : 1);
    await tx.run(
      'UPDATE leases SET owner = $2, epoch = $3, expires_at = $4 WHERE name = $1',
      name,
      owner,
      epoch,
      nowMs + ttlMs,
    );
    return { name, owner, epoch };
  });
}

export async function releaseLease(db: Database, { name, owner, epoch }: Lease): Promise<void> {
  await db.run(
    'UPDATE leases SET owner = NULL, expires_at = 0 WHERE name = $1 AND owner = $2 AND epoch = $3',
    name,
    owner,
    epoch,
  );
}

/**
 * The database as the holder of the lease may write it: every transaction looks first whether it still holds. Reading
 * does not: a lease that is renewed at that moment would end a repeatable reading, and a long one keep it from renewal.
 */
export function underLease(db: Database, lease: Lease): Database {
  const transaction: Database['transaction'] = (work) =>
    db.transaction(async (tx) => {
      await assertHeld(tx, lease);
      return work(tx);
    });
  return {
    all: (sql, ...values) => db.all(sql, ...values),
    get: (sql, ...values) => db.get(sql, ...values),
    run: (sql, ...values) => transaction((tx) => tx.run(sql, ...values)),
    transaction,
    read: (work, isolation) => db.read(work, isolation),
    close: () => db.close(),
  };
}

/** Shared with other writers under the same lease; whoever wants to take it waits until this transaction has ended. */
async function assertHeld(tx: Statements, { name, epoch }: Lease): Promise<void> {
  const row = await tx.get(
    'SELECT 1 AS one FROM leases WHERE name = $1 AND epoch = $2 FOR SHARE',
    name,
    epoch,
  );
  if (row === null) throw fenced(name);
}
