import { EntryIndex } from './entry-index.ts';
import type { FileEntry, FilesCursor } from './file-cursor.ts';
import { digestHead, type Probe, probeFile } from './open-content.ts';

/** A file of this scan and the place of its entry in the cursor under construction. */
export interface TrackedFile {
  readonly probe: Probe;
  readonly slot: number;
}

/** The files that are there, compared with those of the cursor. */
export interface Scan {
  /** Files that may have something new, in order of their paths. */
  readonly files: readonly TrackedFile[];
  entryOf(file: TrackedFile): FileEntry;
  /** Moves an entry on. What was moved is part of every cursor taken afterwards. */
  advance(file: TrackedFile, changes: Partial<Pick<FileEntry, 'offset' | 'lines' | 'finishedAt'>>): void;
  cursor(): FilesCursor;
}

/** A shorter head could be that of another file; it counts only when it covers all that was read so far. */
const SURE_HEAD_BYTES = 256;
/** About three days of scans every five minutes; rotated files are long compressed or gone by then. */
const MAX_ABSENT_SCANS = 1_000;
const MAX_ABSENT_ENTRIES = 10_000;

/**
 * First every file that is still where it was claims its entry; then what is left is compared by content: a match with
 * an unclaimed entry is that file under a new name, copied or compressed; a match with a claimed one is a copy of it and
 * is not read twice. Files that have a header in common and nothing else are none of each other.
 */
export async function scanFiles(
  paths: readonly string[],
  from: FilesCursor | null,
  onUnreadable: (path: string) => void,
): Promise<Scan> {
  const entries: FileEntry[] = (from?.files ?? []).map((entry) => ({ ...entry, absent: entry.absent + 1 }));
  const index = new EntryIndex(entries);
  const claims = new Map<number, Probe>();
  const moved: Probe[] = [];
  for (const probe of await probeAll(paths, onUnreadable)) {
    const slot = index.alike(probe).find((each) => isItself(entries[each], probe));
    if (slot === undefined) moved.push(probe);
    else claims.set(slot, probe);
  }
  for (const probe of moved) {
    const alike = index.alike(probe).filter((slot) => isSureMatch(entries[slot], probe));
    // The next probe with this content is a copy of this one.
    if (alike.some((slot) => isCopyOf(probe, claims.get(slot)))) continue;
    const slot = alike.find((each) => !claims.has(each)) ?? entries.push(newEntry(probe)) - 1;
    index.add(slot, entries[slot]);
    claims.set(slot, probe);
  }
  for (const [slot, probe] of claims) {
    const entry = entries[slot];
    if (entry !== undefined) entries[slot] = rebind(entry, probe);
  }
  return makeScan(entries, claims);
}

function makeScan(entries: FileEntry[], claims: ReadonlyMap<number, Probe>): Scan {
  const files = [...claims].map(([slot, probe]) => ({ slot, probe }));
  files.sort((a, b) => (a.probe.path < b.probe.path ? -1 : 1));
  const entryOf = (file: TrackedFile): FileEntry => {
    const entry = entries[file.slot];
    if (entry === undefined) throw new RangeError('a file without an entry');
    return entry;
  };
  return {
    files,
    entryOf,
    advance: (file, changes) => {
      entries[file.slot] = { ...entryOf(file), ...changes };
    },
    cursor: () => ({ files: keptEntries(entries) }),
  };
}

/**
 * Entries that no file matched for long are forgotten; of too many, the longest absent first. One whose file is there
 * never is: it would be read again.
 */
export function keptEntries(entries: readonly FileEntry[]): readonly FileEntry[] {
  const kept = entries.filter((entry) => entry.absent <= MAX_ABSENT_SCANS && entry.headBytes > 0);
  const absent = kept.filter((entry) => entry.absent > 0);
  if (absent.length <= MAX_ABSENT_ENTRIES) return kept;
  const present = kept.filter((entry) => entry.absent === 0);
  absent.sort((a, b) => a.absent - b.absent);
  return [...present, ...absent.slice(0, MAX_ABSENT_ENTRIES)];
}

async function probeAll(
  paths: readonly string[],
  onUnreadable: (path: string) => void,
): Promise<readonly Probe[]> {
  const probes: Probe[] = [];
  const nodes = new Set<string>();
  for (const path of paths) {
    // Gone since it was listed, or not ours to read: either way it is told.
    const probe = await probeFile(path).catch(() => null);
    if (probe === null || !probe.isRegular) onUnreadable(path);
    else if (!nodes.has(probe.node)) {
      nodes.add(probe.node);
      probes.push(probe);
    }
  }
  return probes;
}

/** Of what has the same content, the file that the entry was made from. */
function isItself(entry: FileEntry | undefined, probe: Probe): boolean {
  return entry?.node === probe.node && !isCutShort(entry, probe);
}

/** The file itself must not have become shorter than what was read of it; a copy may be: it stopped growing when it was made. */
function isCutShort(entry: FileEntry, probe: Probe): boolean {
  return probe.packing === 'plain' && probe.node === entry.node && probe.size < entry.offset;
}

function isSureMatch(entry: FileEntry | undefined, probe: Probe): boolean {
  if (entry === undefined || isCutShort(entry, probe)) return false;
  return entry.headBytes >= SURE_HEAD_BYTES || entry.headBytes >= entry.offset;
}

/** Its head stands in the file too. What follows a full head is not compared: equal heads are taken for equal files. */
function isCopyOf({ head }: Probe, claimed: Probe | undefined): boolean {
  return claimed !== undefined && Buffer.compare(head, claimed.head.subarray(0, head.length)) === 0;
}

function newEntry(probe: Probe): FileEntry {
  return { ...identityOf(probe), offset: 0, lines: 0, finishedAt: null, absent: 0 };
}

/** Binds the entry to the file as it is now; a longer head than before makes it surer. */
function rebind(entry: FileEntry, probe: Probe): FileEntry {
  return { ...entry, ...identityOf(probe), absent: 0 };
}

function identityOf({ node, head }: Probe): Pick<FileEntry, 'node' | 'head' | 'headBytes'> {
  return { node, head: digestHead(head, head.length), headBytes: head.length };
}
