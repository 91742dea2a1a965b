import type { Page } from '../page.ts';
import type { ObjectsCursor, PrefixEntry } from './object-cursor.ts';
import { compareKeys, type ObjectStore } from './object-store.ts';
import { fitsSegment, type PrefixWindow, prefixWindows, splitAtStar } from './prefix-windows.ts';
import { type ObjectSource, type ReadSurroundings, readPrefix } from './read-prefix.ts';

/**
 * Pages of all objects below the prefixes that were not read before. A pass over a prefix goes by key; what it has
 * done is kept by its last key, so that it resumes exactly, inside an object too. An object that appears later with an
 * earlier key is found by the next pass, since that looks at all objects stored since the lag before the last one began.
 */
export async function* readObjects(
  source: ObjectSource,
  from: ObjectsCursor | null,
  around: ReadSurroundings,
): AsyncGenerator<Page> {
  const runMs = around.clock.nowMs();
  const state = createState(source, from, runMs);
  const known: Folders = new Map();
  const windows = source.prefixes.flatMap((template) => prefixWindows(template, state.closedMs(), runMs));
  const ends = [...new Set(windows.map(({ endMs }) => endMs))].sort((a, b) => a - b);
  for (const endMs of ends) {
    for (const window of windows.filter((candidate) => candidate.endMs === endMs)) {
      for (const prefix of await expandStars(source.store, window.prefix, known)) {
        const at = { ...window, prefix };
        const place = {
          get: () => state.entry(at),
          put: (entry: PrefixEntry) => state.put(entry, at),
          cursor: () => state.cursor(),
        };
        yield* readPrefix(prefix, source, place, around);
      }
    }
    // Everything about a time that ended longer ago than the lag is there by now, and read.
    if (endMs <= runMs - source.lagMs) state.close(endMs);
  }
  // What a pass settled is kept even where nothing was new.
  if (!state.isCommitted()) yield emptyPage(source.mapping, state.cursor());
}

interface State {
  closedMs(): number;
  entry(window: PrefixWindow): PrefixEntry;
  put(entry: PrefixEntry, window: PrefixWindow): void;
  close(endMs: number): void;
  cursor(): ObjectsCursor;
  isCommitted(): boolean;
}

function createState(source: ObjectSource, from: ObjectsCursor | null, runMs: number): State {
  const sinceMs = Math.max(0, runMs - source.lookbackMs);
  let closedMs = from?.closedMs ?? sinceMs;
  const entries = new Map((from?.prefixes ?? []).map((entry) => [entry.prefix, entry]));
  const ends = new Map<string, number>();
  let committed = from;
  const build = (): ObjectsCursor => ({
    closedMs,
    prefixes: [...entries.values()].sort((a, b) => compareKeys(a.prefix, b.prefix)),
  });
  return {
    closedMs: () => closedMs,
    entry: ({ prefix, endMs }) =>
      entries.get(prefix) ?? {
        prefix,
        // A dated prefix says itself how old it is; of any other, only what was stored since counts.
        settledMs: endMs === Infinity ? sinceMs : 0,
        pass: null,
        open: null,
        done: [],
      },
    put: (entry, { endMs }) => {
      entries.set(entry.prefix, entry);
      ends.set(entry.prefix, endMs);
    },
    close: (endMs) => {
      closedMs = Math.max(closedMs, endMs);
      for (const [prefix, end] of ends) if (end <= closedMs) entries.delete(prefix);
    },
    cursor: () => {
      const cursor = build();
      committed = cursor;
      return cursor;
    },
    isCommitted: () => JSON.stringify(build()) === JSON.stringify(committed),
  };
}

/** Folders by prefix, as this run found them: each day of a template has the same accounts above it. */
type Folders = Map<string, readonly string[]>;

/** The prefixes that a prefix with stars stands for; itself when it has none. */
async function expandStars(store: ObjectStore, prefix: string, known: Folders): Promise<readonly string[]> {
  const split = splitAtStar(prefix);
  if (split === null) return [prefix];
  const { parent, segment, rest } = split;
  const beginning = parent + segment.slice(0, segment.indexOf('*'));
  const folders = known.get(beginning) ?? (await foldersOf(store, beginning));
  known.set(beginning, folders);
  const prefixes: string[] = [];
  for (const folder of folders) {
    if (folder.startsWith(parent) && fitsSegment(segment, folder.slice(parent.length)))
      prefixes.push(...(await expandStars(store, folder + rest, known)));
  }
  return prefixes;
}

async function foldersOf(store: ObjectStore, prefix: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for await (const listing of store.list({ prefix, after: null, byFolder: true }))
    folders.push(...listing.folders);
  return folders;
}

function emptyPage(mapping: string | null, cursor: ObjectsCursor): Page {
  const records = { kind: 'records', mapping, records: [] } as const;
  return { records, position: { file: '', firstLine: 1 }, dropped: [], cursor };
}
