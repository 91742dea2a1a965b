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
  /**
   * Where each line ends in the chunk, its newline included, from whoever found it out already; best in `chunk.buffer`,
   * to be transferred with it. Absent: it is found out when it is needed.
   */
  readonly ends?: Uint32Array<ArrayBuffer>;
}

export interface ParsedRecords {
  readonly kind: 'records';
  readonly mapping: string | null;
  readonly records: readonly JsonValue[];
  /** For a source whose next pass reads a part of this one again. Absent: no record is ever delivered twice. */
  readonly repeatable?: RepeatableIds;
}

/**
 * Ids by which records that are delivered again are known: they were received before, so that they are left out and
 * not counted a second time. What is remembered is committed with the page.
 */
export interface RepeatableIds {
  /** One for each record, in order. */
  readonly ids: readonly RecordKey[];
  /** Ids of this time and later are remembered: a later pass may deliver them again. */
  readonly rememberFromMs: number;
  /** What is remembered of earlier times is forgotten: no pass goes back further. */
  readonly forgetBeforeMs: number;
}

export interface RecordKey {
  readonly id: string;
  /** As the source orders its records, epoch ms. */
  readonly timeMs: number;
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
