import { integer, textOrNull } from '../columns.ts';
import { fenced } from '../fenced.ts';
import type { Lease } from '../store.ts';
import type { Database } from './database.ts';

export function acquireLease(
  db: Database,
  name: string,
  owner: string,
  ttlMs: number,
  nowMs: number,
  isAlive: (owner: string) => boolean,
): Lease | null {
  return db.transaction(() => {
    db.run('INSERT OR IGNORE INTO leases VALUES (?, NULL, 0, 0)', name);
    const row = db.get('SELECT owner, epoch, expires_at FROM leases WHERE name = ?', name);
    if (row === null) return null;
    const holder = textOrNull(row, 'owner');
    const held = holder !== null && holder !== owner && integer(row, 'expires_at') > nowMs && isAlive(holder);
    if (held) return null;
    const epoch = integer(row, 'epoch') + (holder === owner ? 0 : 1);
    db.run(
      'UPDATE leases SET owner = ?, epoch = ?, expires_at = ? WHERE name = ?',
      owner,
      epoch,
      nowMs + ttlMs,
      name,
    );
    return { name, owner, epoch };
  });
}

export function releaseLease(db: Database, { name, owner, epoch }: Lease): void {
  db.run(
    'UPDATE leases SET owner = NULL, expires_at = 0 WHERE name = ? AND owner = ? AND epoch = ?',
    name,
    owner,
    epoch,
  );
}

/** The database as the holder of the lease may write it: every transaction looks first whether it still holds. */
export function underLease(db: Database, { name, epoch }: Lease): Database {
  const assertHeld = (): void => {
    const row = db.get('SELECT 1 AS one FROM leases WHERE name = ? AND epoch = ?', name, epoch);
    if (row === null) throw fenced(name);
  };
  let inTransaction = false;
  const transaction = <T>(work: () => T): T =>
    db.transaction(() => {
      assertHeld();
      inTransaction = true;
      try {
        return work();
      } finally {
        inTransaction = false;
      }
    });
  return {
    all: (sql, ...values) => db.all(sql, ...values),
    get: (sql, ...values) => db.get(sql, ...values),
    run: (sql, ...values) => {
      if (inTransaction) db.run(sql, ...values);
      else transaction(() => db.run(sql, ...values));
    },
    transaction,
    read: (work) => db.read(work),
    close: () => db.close(),
  };
}
