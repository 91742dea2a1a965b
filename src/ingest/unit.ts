import type { PageRecords, Position } from '../kit/index.ts';
import type { Hop } from '../model/api-call.ts';
import type { DropSample, Tally } from '../store/store.ts';
import type { LinePart } from './line-part.ts';

/** What the records of a source need beside themselves; the same for every page of the source. */
export interface SourceTraits {
  readonly source: string;
  readonly mapping: string | null;
  readonly hop: Hop;
  readonly defaults: {
    readonly host: string | null;
    readonly scheme: 'http' | 'https' | null;
    readonly zone: string | null;
  };
  readonly mappingOptions: Readonly<Record<string, readonly string[]>>;
  /** Pointers to dropped records are handed out with the harvest. */
  readonly parks?: boolean;
}

/** Records to analyze: a page, or part of one. */
export interface AnalysisUnit {
  readonly traits: SourceTraits;
  readonly records: PageRecords | LinePart;
  readonly position: Position;
}

/** Of a page that is divided between analysts. */
export interface PartUnit extends AnalysisUnit {
  readonly records: LinePart;
}

/** What an analyst made of the units since it was last asked. */
export interface AnalystHarvest {
  /** Encoded summary of exactly the accepted calls; null when there were none. */
  readonly delta: Uint8Array<ArrayBuffer> | null;
  readonly tally: Tally;
  /** Records that became no calls, in order, up to a bound: for a source that keeps pointers to them. */
  readonly parked?: readonly DropSample[];
}

/** What can change its owner, and holds most of the unit. */
export function bufferOf({ records }: AnalysisUnit): ArrayBuffer | null {
  if (records.kind === 'lines') return records.chunk.buffer;
  return records.kind === 'part' ? records.buffer : null;
}

/** The bytes of an analyzed unit are not needed again: giving them back at once keeps the peak low, collection comes late. */
export function releaseBytes(unit: AnalysisUnit): void {
  bufferOf(unit)?.transfer(0);
}
