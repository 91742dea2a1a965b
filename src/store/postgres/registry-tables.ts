import type { JsonObject } from '../../model/json.ts';
import { outboxEntry, registryObject } from '../rows.ts';
import type { OutboxEntry, OutboxState, RegistryObject } from '../store.ts';
import type { Database, Statements } from './database.ts';

export async function readObjects(db: Statements, registry: string): Promise<readonly RegistryObject[]> {
  const rows = await db.all(
    'SELECT * FROM registry_objects WHERE registry = $1 ORDER BY key COLLATE "C"',
    registry,
  );
  return rows.map(registryObject);
}

export function planOutbox(
  db: Database,
  registry: string,
  changes: readonly { readonly key: string; readonly change: JsonObject }[],
): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.run("DELETE FROM outbox WHERE registry = $1 AND state IN ('pending', 'applied')", registry);
    if (changes.length === 0) return;
    await tx.run(
      `INSERT INTO outbox (registry, key, change, state, attempts)
       SELECT $1, key, change, 'pending', 0 FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS planned(key, change, position) ORDER BY position`,
      registry,
      changes.map(({ key }) => key),
      changes.map(({ change }) => JSON.stringify(change)),
    );
  });
}

export async function readOutbox(db: Statements, registry: string): Promise<readonly OutboxEntry[]> {
  const rows = await db.all('SELECT * FROM outbox WHERE registry = $1 ORDER BY sequence', registry);
  return rows.map(outboxEntry);
}

export function releaseQuarantine(
  db: Statements,
  registry: string,
  keys: readonly string[] | null,
): Promise<number> {
  const held = "DELETE FROM outbox WHERE registry = $1 AND state = 'quarantined'";
  return keys === null ? db.run(held, registry) : db.run(`${held} AND key = ANY($2)`, registry, keys);
}

export function settleOutbox(
  db: Database,
  sequence: number,
  state: OutboxState,
  error: string | null,
  object: RegistryObject | null,
): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.run(
      'UPDATE outbox SET state = $2, error = $3, attempts = attempts + 1 WHERE sequence = $1',
      sequence,
      state,
      error,
    );
    if (object === null) return;
    await tx.run(
      'INSERT INTO registry_objects (registry, key, kind, api, body, state, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (registry, key) DO UPDATE SET kind = excluded.kind, api = excluded.api, body = excluded.body, state = excluded.state, changed_at = excluded.changed_at',
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
