import { zstdDecompressSync } from 'node:zlib';
import {
  type DividedSummary,
  decodeParts,
  type Forgotten,
  type LeftOut,
  mergeDivided,
  placedSummary,
  type Steps,
  type Summary,
  type SummarySettings,
  type ViewContext,
  viewDivided,
  wholeSummary,
} from '../analyzer/index.ts';
import { AssayError } from '../model/errors.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonValue } from '../model/json.ts';
import { packSummary } from './pack-summary.ts';
import { isPackedLines, LinePacker, openPackedLines } from './packed-lines.ts';
import { bytesSource, type KeepBytes, type PackedSource } from './packed-source.ts';

const NEWLINE = 0x0a;

/**
 * A packed summary to read part by part, where it is kept. One of earlier versions is divided first, in memory. Throws
 * AssayError `state` for what is none, here or when it is read.
 */
export function openPacked(packed: PackedSource, settings: Partial<SummarySettings>): DividedSummary {
  return readable(() => openPackedLines(isPackedLines(packed) ? packed : divided(packed, settings)));
}

/** The same of bytes in memory. */
export function openSummary(bytes: Uint8Array, settings: Partial<SummarySettings>): DividedSummary {
  return openPacked(bytesSource(bytes), settings);
}

function divided(packed: PackedSource, settings: Partial<SummarySettings>): PackedSource {
  const lines = zstdDecompressSync(packed.read(0, packed.length));
  return bytesSource(packSummary(decodeParts(earlierParts(lines), settings)));
}

/** A whole summary in memory. */
export function unpackSummary(bytes: Uint8Array, settings: Partial<SummarySettings>): Summary {
  return wholeOf([openSummary(bytes, settings)], settings);
}

/** The merge of divided summaries, all of it in memory. */
export function wholeOf(sources: readonly DividedSummary[], settings: Partial<SummarySettings>): Summary {
  return readable(() => wholeSummary(sources, settings));
}

/** The same with where calls were counted in place of what was: for annotating them. */
export function placesOf(sources: readonly DividedSummary[], settings: Partial<SummarySettings>): Summary {
  return readable(() => placedSummary(sources, settings));
}

/** Called between steps, of which there are many; false: to stop. */
export type Turn = () => boolean | Promise<boolean>;

export interface MergedSummary {
  readonly packed: PackedSource;
  readonly forgotten: Forgotten;
  readonly clientHours: number;
}

/** The merge of divided summaries without what is left out, its blocks given to `keep`; null where it was stopped. */
export async function mergePacked(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
  from: LeftOut,
  turn: Turn,
  keep: KeepBytes,
): Promise<MergedSummary | null> {
  const packer = new LinePacker(keep);
  const merged = await inTurns(mergeDivided(sources, settings, from, packer), turn);
  if (merged === null) return null;
  const { head, ...forgotten } = merged;
  return { packed: packer.finish(head), ...forgotten };
}

/** The inventory of the merge of divided summaries, viewed host by host. Throws RangeError where `turn` stops it. */
export async function viewPacked(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
  context: ViewContext,
  turn: Turn,
): Promise<Inventory> {
  const inventory = await inTurns(viewDivided(sources, settings, context), turn);
  if (inventory === null) throw new RangeError('nobody stops a view');
  return inventory;
}

/** Runs steps over divided summaries to the end; null where they were stopped. */
export async function inTurns<T>(steps: Steps<T>, turn: Turn): Promise<T | null> {
  for (;;) {
    const step = readable(() => steps.next());
    if (step.done === true) return step.value;
    const goesOn = turn();
    if (goesOn === false || (goesOn !== true && !(await goesOn))) return null;
  }
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw new AssayError({
      code: 'SUMMARY_UNREADABLE',
      kind: 'state',
      message: 'A stored summary cannot be read.',
      fix: 'Restore a backup of the store, or start with a new store file and pull again.',
      cause: error,
    });
  }
}

/** Summaries of earlier versions were lines of JSON under zstd, one a part. */
function* earlierParts(lines: Buffer): Generator<JsonValue> {
  for (let start = 0; start < lines.length; ) {
    const newline = lines.indexOf(NEWLINE, start);
    const end = newline < 0 ? lines.length : newline;
    yield JSON.parse(lines.toString('utf8', start, end)) as JsonValue;
    start = end + 1;
  }
}
