import type { ApiCall, DropReason } from '../model/api-call.ts';
import type { JsonValue } from '../model/json.ts';

/** Where to resume: plain JSON, opaque to all but its connector, validated against its schema on resume. */
export type Cursor = JsonValue;

/** Where records stand, for `run` only: a file or URL, and the line (or entry) of the first record, from 1. */
export interface Position {
  readonly file: string;
  readonly firstLine: number;
}

/** Records that the reader itself could not deliver. */
export interface DroppedRecords {
  readonly reason: DropReason;
  readonly count: number;
  /** Lines of the first few. */
  readonly lines: readonly number[];
}

/** Bytes of whole lines, in the order of the file; blank lines included. */
export interface LineRecords {
  readonly kind: 'lines';
  /** Null: the mapping that the configuration names (or detection found). */
  readonly mapping: string | null;
  /**
   * UTF-8 as it stood in the file; the last line may lack its newline. `chunk.buffer` belongs to this page alone and
   * may be transferred to a worker.
   */
  readonly chunk: Uint8Array<ArrayBuffer>;
  /** Physical lines in the chunk. */
  readonly lineCount: number;
}

export interface ParsedRecords {
  readonly kind: 'records';
  readonly mapping: string | null;
  readonly records: readonly JsonValue[];
}

export interface ReadyCalls {
  readonly kind: 'calls';
  readonly calls: readonly ApiCall[];
}

export type PageRecords = LineRecords | ParsedRecords | ReadyCalls;

/** One unit of work: committed together with its cursor, or not at all. */
export interface Page {
  readonly records: PageRecords;
  readonly position: Position;
  readonly dropped: readonly DroppedRecords[];
  /** Safe to resume from once this page is committed. */
  readonly cursor: Cursor;
}
