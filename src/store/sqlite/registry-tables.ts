import type { JsonObject } from '../../model/json.ts';
import { integer, text } from '../columns.ts';
import { outboxEntry, registryObject } from '../rows.ts';
import type { OutboxEntry, OutboxState, RegistryObject } from '../store.ts';
import type { Database } from './database.ts';

export function readObjects(db: Database, registry: string): readonly RegistryObject[] {
  return db
    .all('SELECT * FROM registry_objects WHERE registry = ? ORDER BY key', registry)
    .map(registryObject);
}

export function planOutbox(
  db: Database,
  registry: string,
  changes: readonly { readonly key: string; readonly change: JsonObject }[],
): void {
  db.transaction(() => {
    db.run("DELETE FROM outbox WHERE registry = ? AND state IN ('pending', 'applied')", registry);
    for (const { key, change } of changes) {
      db.run(
        "INSERT INTO outbox (registry, key, change, state, attempts) VALUES (?, ?, ?, 'pending', 0)",
        registry,
        key,
        JSON.stringify(change),
      );
    }
  });
}

export function releaseQuarantine(db: Database, registry: string, keys: readonly string[] | null): number {
  const held = db.all(
    "SELECT sequence, key FROM outbox WHERE registry = ? AND state = 'quarantined'",
    registry,
  );
  const named = keys === null ? null : new Set(keys);
  const released = held.filter((row) => named === null || named.has(text(row, 'key')));
  db.transaction(() => {
    for (const row of released) db.run('DELETE FROM outbox WHERE sequence = ?', integer(row, 'sequence'));
  });
  return released.length;
}

export function readOutbox(db: Database, registry: string): readonly OutboxEntry[] {
  return db.all('SELECT * FROM outbox WHERE registry = ? ORDER BY sequence', registry).map(outboxEntry);
}

export function settleOutbox(
  db: Database,
  sequence: number,
  state: OutboxState,
  error: string | null,
  object: RegistryObject | null,
): void {
  db.transaction(() => {
    db.run(
      'UPDATE outbox SET state = ?, error = ?, attempts = attempts + 1 WHERE sequence = ?',
      state,
      error,
      sequence,
    );
    if (object === null) return;
    db.run(
      'INSERT INTO registry_objects (registry, key, kind, api, body, state, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (registry, key) DO UPDATE SET kind = excluded.kind, api = excluded.api, body = excluded.body, state = excluded.state, changed_at = excluded.changed_at',
      object.registry,
      object.key,
      object.kind,
      object.api,
      JSON.stringify(object.body),
      object.state,
      object.changedAtMs,
    );
  });
}
