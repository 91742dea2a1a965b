import { AssayError } from '../../model/errors.ts';
import type { ConnectorContext } from '../connector.ts';
import type { Page } from '../page.ts';
import type { ContentPage, ContentSettings } from './object-content.ts';
import type { ObjectsCursor, OpenObject, PrefixEntry, ReadObject } from './object-cursor.ts';
import { absent, isContentFault, rewritten, unreadableObject } from './object-problems.ts';
import { compareKeys, type ObjectListing, type ObjectStore, type StoredObject } from './object-store.ts';
import { AbsentObject, type ContentStart, contentPages } from './read-content.ts';

export interface ObjectSource {
  readonly store: ObjectStore;
  /** Templates: see `prefixWindows`; a `*` stands for any run of characters within a folder. */
  readonly prefixes: readonly string[];
  readonly mapping: string | null;
  readonly content: ContentSettings;
  /** How far back the first run goes. */
  readonly lookbackMs: number;
  /** An object may become visible this long after the time it is stored under, and after the end of its window. */
  readonly lagMs: number;
  /** An object that was stored less than this ago is left for a later run: it may still grow. At most the lag. */
  readonly quietMs: number;
}

export type ReadSurroundings = Pick<ConnectorContext<unknown>, 'clock' | 'signal' | 'report'>;

/** Where the state of a prefix is kept. */
export interface PrefixPlace {
  get(): PrefixEntry;
  put(entry: PrefixEntry): void;
  cursor(): ObjectsCursor;
}

/**
 * How far the clocks of a store's nodes may differ, and with them two listings of one object. What was read this long
 * before the time that is settled is still known by its key. S3 refuses requests whose clock is off by more.
 */
const OVERLAP_MS = 15 * 60_000;

const FROM_START: ContentStart = { isPlain: false, at: 0, records: 0 };

/** One pass over a prefix, from where the last one stopped: pages of every object that is not done. */
export async function* readPrefix(
  prefix: string,
  source: ObjectSource,
  place: PrefixPlace,
  around: ReadSurroundings,
): AsyncGenerator<Page> {
  const pass = openPass(source, place, around);
  const { open } = place.get();
  if (open !== null) yield* readObject(open, open, pass, source, around);
  const after = pass.after();
  let previous: string | null = null;
  for await (const listing of source.store.list({ prefix, after, byFolder: false })) {
    around.signal.throwIfAborted();
    pass.hearServerTime(listing);
    for (const object of listing.objects) {
      if (source.store.isOrdered) assertOrder(previous, object.key);
      previous = object.key;
      if (after !== null && compareKeys(object.key, after) <= 0) continue;
      if (pass.isWanted(object)) yield* readObject(object, FROM_START, pass, source, around);
    }
  }
  pass.finish();
}

interface Pass {
  after(): string | null;
  /** The earliest clock is the begin of the pass: one that goes ahead must not settle what is to come. */
  hearServerTime(listing: ObjectListing): void;
  isWanted(object: StoredObject): boolean;
  isOpen(object: StoredObject, page: ContentPage): void;
  isDone(object: StoredObject): void;
  finish(): void;
  cursor(): ObjectsCursor;
}

function openPass(source: ObjectSource, place: PrefixPlace, around: ReadSurroundings): Pass {
  const { isOrdered } = source.store;
  let entry = place.get();
  let pass = entry.pass ?? { startedMs: around.clock.nowMs(), after: null };
  const put = (changes: Partial<PrefixEntry>): void => {
    entry = { ...entry, pass, ...changes };
    place.put(entry);
  };
  const isFresh = entry.pass === null;
  let earliestMs = Number.NEGATIVE_INFINITY;
  const done = new Map<string, ReadObject>(entry.done.map((read) => [read[0], read]));
  const horizonMs = (): number => Math.max(entry.settledMs, pass.startedMs - source.lagMs);
  put({});
  return {
    after: () => pass.after,
    cursor: () => place.cursor(),
    hearServerTime: ({ serverMs }) => {
      const startedMs = Math.max(Math.min(pass.startedMs, serverMs ?? Infinity), earliestMs);
      if (isFresh && startedMs < pass.startedMs) {
        pass = { ...pass, startedMs };
        put({});
      }
      // Objects are done from the first listing on, by what it said: a later one may correct that within the overlap.
      earliestMs = Math.max(earliestMs, pass.startedMs - OVERLAP_MS);
    },
    isWanted: (object) => {
      const read = done.get(object.key);
      if (read !== undefined && read[1] !== object.version) {
        around.report(rewritten(object.key));
        done.set(object.key, [object.key, object.version, object.modifiedMs]);
        put({ done: [...done.values()] });
      }
      const isSettled = object.modifiedMs <= entry.settledMs;
      const mayGrow = source.quietMs > 0 && object.modifiedMs > around.clock.nowMs() - source.quietMs;
      return read === undefined && !isSettled && !mayGrow && isContent(object);
    },
    isOpen: (object, page) => put({ open: openOf(object, page) }),
    isDone: ({ key, version, modifiedMs }) => {
      const { after } = pass;
      if (isOrdered && (after === null || compareKeys(after, key) < 0)) pass = { ...pass, after: key };
      // The key itself says that older ones are done; the next pass has to know of the others. The begin of this one may
      // still become earlier by the overlap.
      if (!isOrdered || modifiedMs > horizonMs() - 2 * OVERLAP_MS) done.set(key, [key, version, modifiedMs]);
      put({ open: null, done: [...done.values()] });
    },
    finish: () => {
      const settledMs = horizonMs();
      const kept = [...done.values()].filter(([, , modifiedMs]) => modifiedMs > settledMs - OVERLAP_MS);
      entry = { ...entry, settledMs, pass: null, open: null, done: kept };
      place.put(entry);
    },
  };
}

/**
 * One page is held back until the next is there, so that the last one of an object says that it is done. What was read
 * before a fault is delivered, whatever the fault is.
 */
async function* readObject(
  object: StoredObject,
  start: ContentStart,
  pass: Pass,
  source: ObjectSource,
  around: ReadSurroundings,
): AsyncGenerator<Page> {
  const page = (content: ContentPage): Page => pageOf(object.key, content, source.mapping, pass.cursor());
  let held: ContentPage | null = null;
  try {
    for await (const content of contentPages(source.store, object, start, source.content, around.signal)) {
      around.signal.throwIfAborted();
      if (held !== null) {
        pass.isOpen(object, held);
        yield page(held);
      }
      held = content;
    }
  } catch (error: unknown) {
    around.signal.throwIfAborted();
    const line = (held?.recordsRead ?? start.records) + 1;
    if (error instanceof AbsentObject) around.report(absent(object.key, error.why));
    else if (isContentFault(error)) around.report(unreadableObject(error, object.key, line));
    else {
      if (held !== null) {
        pass.isOpen(object, held);
        yield page(held);
      }
      throw error;
    }
  }
  pass.isDone(object);
  if (held !== null) yield page(held);
}

/** Not a folder's placeholder, and not what Hive, Spark and Hadoop leave beside their data (`_SUCCESS`, `.crc`). */
function isContent({ key, sizeBytes }: StoredObject): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return sizeBytes > 0 && name !== '' && !name.startsWith('_') && !name.startsWith('.');
}

function openOf({ key, version, sizeBytes, modifiedMs }: StoredObject, page: ContentPage): OpenObject {
  const { isPlain, at, recordsRead } = page;
  return { key, version, sizeBytes, modifiedMs, isPlain, at, records: recordsRead };
}

function pageOf(
  file: string,
  { records, firstRecord, dropped }: ContentPage,
  mapping: string | null,
  cursor: ObjectsCursor,
): Page {
  return { records: { ...records, mapping }, position: { file, firstLine: firstRecord }, dropped, cursor };
}

/** Progress is kept as the last key: a listing in another order would lose objects in silence. */
function assertOrder(previous: string | null, key: string): void {
  if (previous === null || compareKeys(previous, key) < 0) return;
  throw new AssayError({
    code: 'OBJECT_LIST_UNORDERED',
    kind: 'sourceContract',
    message: 'The store lists its objects in another order than by key.',
    fix: 'Set hierarchical for an Azure account with a hierarchical namespace; directory buckets of S3 are not read.',
  });
}
