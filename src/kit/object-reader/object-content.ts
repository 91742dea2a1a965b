import type { DropReason } from '../../model/api-call.ts';
import type { JsonValue } from '../../model/json.ts';
import type { UnpackLimits } from '../file-reader/guard-unpacking.ts';
import type { DroppedRecords, LineRecords, ParsedRecords } from '../page.ts';

/** How the content of an object is read; `auto` by its name and first bytes. */
export type ObjectFormat = 'auto' | 'lines' | 'csv' | 'json' | 'parquet';

/** What a reader of contents may need. */
export interface ContentSettings {
  readonly format: ObjectFormat;
  readonly unpack: UnpackLimits;
  /** `csv`: what stands between two values. */
  readonly delimiter: string;
  /** `json`: member that holds the records; null where the document is an array, or one record. */
  readonly recordsAt: string | null;
  /** `json`: largest document, unpacked. */
  readonly documentBytes: number;
  /** `parquet`: top-level columns; null for all. */
  readonly columns: readonly string[] | null;
  /** `parquet`: largest row group, unpacked, of the columns that are read. */
  readonly rowGroupBytes: number;
  /** Records of one page. */
  readonly pageRecords: number;
}

/** A page of an object, and where the object stands after it. */
export interface ContentPage {
  readonly records: Omit<LineRecords, 'mapping'> | Omit<ParsedRecords, 'mapping'>;
  /** Number of the first line or record, from 1. */
  readonly firstRecord: number;
  readonly dropped: readonly DroppedRecords[];
  readonly isPlain: boolean;
  readonly at: number;
  readonly recordsRead: number;
}

/** How many numbers of dropped records are told. */
const SHOWN = 5;

/** Collects parsed records into pages; one that was dropped is counted on the page on which it would stand. */
export class RecordPages {
  #records: JsonValue[] = [];
  #dropped: DroppedRecords[] = [];
  #seen: number;
  #first: number;
  readonly #size: number;

  constructor(pageRecords: number, seen: number) {
    this.#size = pageRecords;
    this.#seen = seen;
    this.#first = seen;
  }

  add(record: JsonValue): void {
    this.#records.push(record);
    this.#seen += 1;
  }

  drop(reason: DropReason): void {
    this.#seen += 1;
    const known = this.#dropped.find((entry) => entry.reason === reason);
    const lines = known === undefined ? [] : known.lines;
    const entry = {
      reason,
      count: (known?.count ?? 0) + 1,
      lines: lines.length < SHOWN ? [...lines, this.#seen] : lines,
    };
    this.#dropped = [...this.#dropped.filter((other) => other !== known), entry];
  }

  get isFull(): boolean {
    return this.#seen - this.#first >= this.#size;
  }

  get isEmpty(): boolean {
    return this.#seen === this.#first;
  }

  take(): ContentPage {
    const page: ContentPage = {
      records: { kind: 'records', records: this.#records },
      firstRecord: this.#first + 1,
      dropped: this.#dropped,
      isPlain: false,
      at: this.#seen,
      recordsRead: this.#seen,
    };
    this.#records = [];
    this.#dropped = [];
    this.#first = this.#seen;
    return page;
  }
}

/** The pages of a reader, with what it collected before its end or its fault as the last. */
export async function* withLastPage(
  collected: RecordPages,
  reading: AsyncIterable<ContentPage>,
): AsyncGenerator<ContentPage> {
  try {
    yield* reading;
  } catch (error: unknown) {
    if (!collected.isEmpty) yield collected.take();
    throw error;
  }
  if (!collected.isEmpty) yield collected.take();
}
