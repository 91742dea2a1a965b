import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A ratio to the parse baseline that was measured and stands in the repository. */
export interface CommittedRatio {
  readonly calls: number;
  readonly endpoints: number;
  readonly identifiers: number;
  readonly workers: number;
  /** Digest of the records: a generator that writes others has no ratio to be compared with. */
  readonly records: string;
  /** Median of `pairs` paired runs. */
  readonly ratio: number;
  /** The same of processor times a call; told, not judged. */
  readonly cpuRatio: number;
  readonly pairs: number;
  readonly machine: string;
  readonly on: string;
}

export type BenchSize = Pick<CommittedRatio, 'calls' | 'endpoints' | 'identifiers' | 'records'>;

const FILE = join(import.meta.dirname, 'committed.json');
/** What a run may lose before it counts as a regression. */
export const KEPT_SHARE = 0.8;

/**
 * The ratio committed for this size, if the records are still those it was measured on. Start-up and the last stage
 * weigh more in small runs, so sizes do not compare.
 */
export function committedRatio(size: BenchSize): CommittedRatio | null {
  return readRatios().find((one) => isSameSize(one, size) && one.records === size.records) ?? null;
}

export function commitRatio(ratio: CommittedRatio): void {
  const others = readRatios().filter((one) => !isSameSize(one, ratio));
  const ratios = [...others, ratio].sort((a, b) => a.calls - b.calls || a.endpoints - b.endpoints);
  writeFileSync(FILE, `${JSON.stringify({ ratios }, null, 2)}\n`);
}

function readRatios(): readonly CommittedRatio[] {
  return (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly ratios: readonly CommittedRatio[] }).ratios;
}

function isSameSize(a: BenchSize, b: BenchSize): boolean {
  return a.calls === b.calls && a.endpoints === b.endpoints && a.identifiers === b.identifiers;
}
