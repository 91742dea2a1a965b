import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createSummary, merge } from '../../../src/analyzer/index.ts';
import { packSummary } from '../../../src/ingest/pack-summary.ts';
import { bytesSource, partsOf } from '../../../src/ingest/packed-source.ts';
import { unpackSummary } from '../../../src/ingest/summary-codec.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { type PageCommit, type SeenId, SNAPSHOT_PART_BYTES } from '../../../src/store/store.ts';
import { readSummary } from '../../support/stored-summary.ts';
import { callsFile, withScratch } from '../bench-input.ts';
import { load, printFigure, rounded } from '../figures.ts';
import { benchAnalyst, pagesOf, unitOf } from './observe-sample.ts';
import type { FullOptions } from './options.ts';
import { threadMicros } from './timed.ts';

const MAX_CALLS = 200_000;
/** Commits that are timed; pages take turns. */
const COMMITS = 200;
/** Where a source removes duplicates every record of a page leaves its id. */
const IDS_PER_PAGE = 4000;

/** Pages of real calls, committed one transaction each with every write fully synchronous, then merged into the snapshot. */
export async function storePart(options: FullOptions): Promise<void> {
  const calls = Math.min(options.calls, MAX_CALLS);
  const { endpoints, identifiers } = options;
  const pages = await packedPages(await callsFile({ calls, endpoints, identifiers, seed: 1 }));
  for (const idsPerPage of [0, IDS_PER_PAGE])
    await withScratch((folder) => commitPages(folder, pages, idsPerPage));
  await withScratch((folder) => compact(folder, pages));
}

interface PackedPage {
  readonly calls: number;
  readonly commit: Omit<PageCommit, 'seen' | 'seenWatermarkMs'>;
  readonly packMicros: number;
}

async function packedPages(file: string): Promise<readonly PackedPage[]> {
  const analyst = benchAnalyst();
  const pages: PackedPage[] = [];
  for await (const page of pagesOf(file)) {
    analyst.observe(unitOf(file, page));
    const before = threadMicros();
    const { delta, tally } = analyst.harvest();
    const packMicros = threadMicros() - before;
    pages.push({
      calls: page.lineCount,
      packMicros,
      commit: { source: 'bench', cursor: { offset: page.end.offset, lines: page.end.lines }, delta, tally },
    });
  }
  return pages;
}

async function commitPages(folder: string, pages: readonly PackedPage[], idsPerPage: number): Promise<void> {
  const path = join(folder, 'assay.db');
  const store = openSqliteStore(path);
  const started = process.hrtime.bigint();
  let calls = 0;
  let bytes = 0;
  for (let index = 0; index < COMMITS; index += 1) {
    const page = pages[index % pages.length];
    if (page === undefined) throw new Error('no pages');
    calls += page.calls;
    bytes += page.commit.delta?.byteLength ?? 0;
    await store.commitPage({ ...page.commit, seen: idsOf(index, idsPerPage), seenWatermarkMs: null }, index);
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  await store.close();
  printFigure({
    bench: 'store',
    of: idsPerPage === 0 ? 'commit' : 'commit with record ids',
    pages: COMMITS,
    callsPerPage: Math.round(calls / COMMITS),
    idsPerPage,
    deltaBytesPerPage: Math.round(bytes / COMMITS),
    pagesPerSecond: rounded(COMMITS / seconds, 1),
    callsPerSecond: Math.round(calls / seconds),
    mebibytesPerSecond: rounded(bytes / seconds / 1024 ** 2, 1),
    packMillisecondsPerPage: rounded(
      pages.reduce((sum, { packMicros }) => sum + packMicros, 0) / pages.length / 1000,
      1,
    ),
    databaseBytes: statSync(path).size,
    load: load(),
  });
}

function idsOf(page: number, count: number): readonly SeenId[] {
  return Array.from({ length: count }, (_, index) => ({
    idHash: ((page * count + index) * 2_654_435_761).toString(36).padStart(22, '0'),
    timeMs: page,
  }));
}

/** What the assessment does with the log of deltas. */
async function compact(folder: string, pages: readonly PackedPage[]): Promise<void> {
  const path = join(folder, 'assay.db');
  const store = openSqliteStore(path);
  for (const [index, { commit }] of pages.entries())
    await store.commitPage({ ...commit, seen: [], seenWatermarkMs: null }, index);
  const before = threadMicros();
  const { deltas, stored } = await readSummary(store);
  const summary = createSummary();
  for (const delta of deltas) merge(summary, unpackSummary(delta, {}));
  const mergedMicros = threadMicros() - before;
  const snapshot = packSummary(summary);
  await store.compactSummary(partsOf(bytesSource(snapshot), SNAPSHOT_PART_BYTES), stored.throughSequence);
  const micros = threadMicros() - before;
  await store.close();
  printFigure({
    bench: 'store',
    of: 'compaction',
    deltas: deltas.length,
    calls: pages.reduce((sum, page) => sum + page.calls, 0),
    deltaBytes: deltas.reduce((sum, delta) => sum + delta.byteLength, 0),
    snapshotBytes: snapshot.byteLength,
    mergeMillisecondsPerDelta: rounded(mergedMicros / 1000 / deltas.length, 1),
    milliseconds: rounded(micros / 1000, 1),
    load: load(),
  });
}
