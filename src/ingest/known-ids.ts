import { hash, randomBytes } from 'node:crypto';
import process from 'node:process';
import { AssayError } from '../model/errors.ts';

/** What is held in memory at most; beyond, it goes to a table on disk. */
export interface HeldIds {
  readonly ids: number;
  readonly chars: number;
}

const HELD: HeldIds = { ids: 262_144, chars: 32 * 1024 ** 2 };
/** Of the table's pages in memory, in KiB. */
const CACHE_KIB = 64 * 1024;
const KEY_BYTES = 32;
/** Of a digest: among 2^64 ids, two are taken for one with a chance of about a third. */
const DIGEST_CHARS = 32;

/** Whether an id came before; from now on it did. Throws AssayError where the disk is full. */
export type KnownIds = (id: string) => boolean;

/**
 * Tells ids that came before from new ones, in bounded memory.
 *
 * Ids are what callers sent, so only digests of them are written, under a key that is nowhere but in memory. The table
 * is a temporary database of SQLite, whose file goes with the process (sqlite.org/inmemorydb.html, section 3).
 */
export function createKnownIds(held: HeldIds = HELD): KnownIds {
  const recent = new Set<string>();
  let chars = 0;
  let table: IdTable | null = null;
  return (id) => {
    if (recent.has(id) || table?.holds(id) === true) return true;
    recent.add(id);
    chars += id.length;
    if (recent.size > held.ids || chars > held.chars) {
      table ??= openTable();
      table.add(recent);
      recent.clear();
      chars = 0;
    }
    return false;
  };
}

interface IdTable {
  holds(id: string): boolean;
  add(ids: Iterable<string>): void;
}

function openTable(): IdTable {
  // Loaded here: most runs never ask for it.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync('');
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB};
    CREATE TABLE ids (digest BLOB PRIMARY KEY) WITHOUT ROWID`);
  const find = database.prepare('SELECT 1 FROM ids WHERE digest = ?');
  const insert = database.prepare('INSERT INTO ids VALUES (?)');
  const key = randomBytes(KEY_BYTES).toString('hex');
  const digestOf = (id: string): string => hash('sha256', key + id).slice(0, DIGEST_CHARS);
  const bytesOf = (digest: string): Buffer => Buffer.from(digest, 'hex');
  return {
    holds: (id) => told(() => find.get(bytesOf(digestOf(id)))) !== undefined,
    add: (ids) =>
      told(() => {
        database.exec('BEGIN');
        // In their order each page of the table is written once.
        for (const digest of Array.from(ids, digestOf).sort()) insert.run(bytesOf(digest));
        database.exec('COMMIT');
      }),
  };
}

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new AssayError({
      code: 'DEDUPE_UNWRITABLE',
      kind: 'state',
      message: 'The ids of the records do not fit into the folder for temporary files.',
      fix: 'Make room there, or name another folder with SQLITE_TMPDIR.',
      cause,
    });
  }
}
