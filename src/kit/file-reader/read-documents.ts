import { createHash } from 'node:crypto';
import { AssayError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Problem } from '../connector.ts';
import type { Page } from '../page.ts';
import type { DocumentEntry, DocumentsCursor } from './document-cursor.ts';
import { damaged, type FileSurroundings, isFileFault, unreadable } from './file-problems.ts';
import { findFiles } from './find-files.ts';
import { guardUnpacking, type UnpackLimits } from './guard-unpacking.ts';
import { openContent, type Probe, probeFile } from './open-content.ts';

export interface DocumentFiles {
  readonly paths: readonly string[];
  readonly mapping: string | null;
  /** A document is held in memory whole; `bytes` bounds packed and plain ones alike. */
  readonly unpack: UnpackLimits;
  readonly pageRecords: number;
  /** The records of one document. Throws AssayError of kind `sourceContract` for a document of another format. */
  readonly recordsOf: (document: Uint8Array) => readonly JsonValue[];
}

interface Document {
  readonly digest: string;
  readonly records: readonly JsonValue[];
}

/** Removed files are forgotten only to bound the cursor; one that is there never is: it would be read again. */
const MAX_ABSENT_ENTRIES = 10_000;

/**
 * Pages of records from files that are one document each. A document that was read whole is not read again, under
 * whatever name; one whose content changed is a new document, read from its first record.
 */
export async function* readDocumentFiles(
  files: DocumentFiles,
  from: DocumentsCursor | null,
  around: FileSurroundings,
): AsyncGenerator<Page> {
  const probes = await probeAll(files.paths, around);
  let entries = keptEntries(from?.documents ?? [], probes);
  for (const probe of probes) {
    around.signal.throwIfAborted();
    if (entries.some((entry) => entry.isDone && isUntouched(entry, probe))) continue;
    const document = await readDocument(probe, files, around);
    if (document === null) continue;
    const known = entries.find((entry) => entry.digest === document.digest);
    if (known?.isDone === true) continue;
    const others = entries.filter((entry) => entry !== known);
    for (const { records, first, isLast } of slices(document, known?.records ?? 0, files.pageRecords)) {
      entries = [...others, entryFor(probe, document, first + records.length, isLast)];
      yield pageOf(records, first, probe.path, files.mapping, { documents: entries });
    }
  }
}

function isUntouched(entry: DocumentEntry, probe: Probe): boolean {
  return entry.node === probe.node && entry.size === probe.size && entry.modifiedMs === probe.modifiedMs;
}

async function probeAll(paths: readonly string[], around: FileSurroundings): Promise<readonly Probe[]> {
  const probes: Probe[] = [];
  for (const path of await findFiles(paths, around.report)) {
    around.signal.throwIfAborted();
    const probe = await probeFile(path).catch(() => null);
    if (probe?.isRegular === true) probes.push(probe);
    else around.report(unreadable(path));
  }
  return probes;
}

function keptEntries(entries: readonly DocumentEntry[], probes: readonly Probe[]): readonly DocumentEntry[] {
  const present = new Set(probes.map(({ node }) => node));
  const absent = entries.filter(({ node }) => !present.has(node));
  const forgotten = new Set(absent.slice(0, -MAX_ABSENT_ENTRIES));
  return entries.filter((entry) => !forgotten.has(entry));
}

/** Null when it cannot be read; its cursor stays, so a document that is still being written is read later. */
async function readDocument(
  probe: Probe,
  files: DocumentFiles,
  around: FileSurroundings,
): Promise<Document | null> {
  try {
    const bytes = await readContent(probe, files.unpack, around.signal);
    if (bytes === null) return null;
    return { digest: createHash('sha256').update(bytes).digest('hex'), records: files.recordsOf(bytes) };
  } catch (error: unknown) {
    around.signal.throwIfAborted();
    if (!isFileFault(error)) throw error;
    around.report(problemOf(error, probe.path));
    return null;
  }
}

async function readContent(
  probe: Probe,
  unpack: UnpackLimits,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const content = await openContent(probe, 0);
  if (content === null) return null;
  const ratio = probe.packing === 'plain' ? Infinity : unpack.ratio;
  const parts: Uint8Array[] = [];
  // Also plain documents have a limit: they are held in memory.
  const plan = { skip: 0, packedBytes: probe.size, limits: { ...unpack, ratio } };
  for await (const part of guardUnpacking(content, plan, signal)) parts.push(part);
  return Buffer.concat(parts);
}

function problemOf(error: Error, file: string): Problem {
  if (!(error instanceof AssayError)) return damaged(error, file, 1);
  return { code: error.code, kind: error.kind, message: error.message, file, line: null };
}

interface Slice {
  readonly records: readonly JsonValue[];
  readonly first: number;
  readonly isLast: boolean;
}

/** At least one slice, so that a document without records is remembered as read. */
function* slices(document: Document, from: number, size: number): Generator<Slice> {
  const { records } = document;
  for (let first = from; ; first += size) {
    const isLast = first + size >= records.length;
    yield { records: records.slice(first, first + size), first, isLast };
    if (isLast) return;
  }
}

function entryFor(probe: Probe, document: Document, records: number, isDone: boolean): DocumentEntry {
  const { node, size, modifiedMs } = probe;
  return { digest: document.digest, node, size, modifiedMs, records, isDone };
}

function pageOf(
  records: readonly JsonValue[],
  first: number,
  file: string,
  mapping: string | null,
  cursor: DocumentsCursor,
): Page {
  return {
    records: { kind: 'records', mapping, records },
    position: { file, firstLine: first + 1 },
    dropped: [],
    cursor,
  };
}
