import type { LineRecords, Position } from '../../kit/index.ts';

/** As much of a batch of records as is read here; what the client decodes has this form. */
export interface RecordBatch {
  readonly firstOffset: bigint;
  readonly lastOffsetDelta: number;
  readonly attributes: number;
  readonly firstTimestamp: bigint;
  readonly producerId: bigint;
  readonly records: readonly LogRecord[];
}

/** A transaction whose records were taken back, as the broker lists them with what was fetched. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

export interface LogRecord {
  readonly offsetDelta: number;
  readonly timestampDelta: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [Buffer | null, Buffer | null])[];
}

/** Records of one partition in the order of their offsets, as lines for a mapping. */
export interface RecordPage {
  readonly runs: readonly { readonly records: LineRecords; readonly position: Position }[];
  /** Offsets of records without a value: there is nothing in them that a mapping could read. */
  readonly empty: readonly number[];
  /** Offset to go on from, also past what was no record (control batches, compacted ones). */
  readonly next: bigint;
  readonly recordCount: number;
}

/** A batch of the broker's own: the end of a transaction. KIP-98. */
const IS_CONTROL = 1 << 5;
const IS_TRANSACTIONAL = 1 << 4;
/** Type of a control record, the second number of its key: 0 takes a transaction back, 1 completes it. */
const ABORT = 0;
const TYPE_AT = 2;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/**
 * Lines from records. A line number is an offset, so that a record that is dropped can be found again: where offsets
 * are not consecutive a new run begins. A record is one line: what it holds of line ends becomes spaces, which inside
 * JSON stand between tokens only.
 */
export function recordPage(
  batches: readonly RecordBatch[],
  from: bigint,
  place: { readonly topic: string; readonly partition: number },
  form: 'value' | 'envelope',
  aborted: readonly AbortedTransaction[] = [],
): RecordPage {
  const isAborted = abortedBatches(aborted);
  const file = `${place.topic}/${place.partition}`;
  const runs: RunOfLines[] = [];
  const empty: number[] = [];
  let next = from;
  let recordCount = 0;
  for (const batch of batches) {
    if (!isAborted(batch) && (batch.attributes & IS_CONTROL) === 0) {
      for (const record of batch.records) {
        const offset = batch.firstOffset + BigInt(record.offsetDelta);
        // A fetch begins with the whole batch that holds the offset that was asked for.
        if (offset < from) continue;
        recordCount += 1;
        const line = lineOf(batch, record, Number(offset), place, form);
        if (line === null) empty.push(Number(offset));
        runAt(runs, Number(offset)).add(line ?? EMPTY);
      }
    }
    const end = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
    if (end > next) next = end;
  }
  return { runs: runs.map((run) => run.toRecords(file)), empty, next, recordCount };
}

/**
 * Asked of batches in their order. From its first offset to its marker a producer's transactional batches belong to
 * the transaction that was taken back. The client leaves this to whoever has several such transactions of one producer,
 * or a marker that was not fetched yet.
 */
function abortedBatches(transactions: readonly AbortedTransaction[]): (batch: RecordBatch) => boolean {
  const waiting = [...transactions].sort((a, b) => Number(a.firstOffset - b.firstOffset));
  const open = new Set<bigint>();
  return ({ firstOffset, lastOffsetDelta, attributes, producerId, records }) => {
    const last = firstOffset + BigInt(lastOffsetDelta);
    for (let next = waiting[0]; next !== undefined && next.firstOffset <= last; next = waiting[0]) {
      open.add(next.producerId);
      waiting.shift();
    }
    if ((attributes & IS_CONTROL) !== 0) {
      if (records[0]?.key?.readInt16BE(TYPE_AT) === ABORT) open.delete(producerId);
      return false;
    }
    return (attributes & IS_TRANSACTIONAL) !== 0 && open.has(producerId);
  };
}

const EMPTY: Uint8Array = new Uint8Array();

function runAt(runs: RunOfLines[], offset: number): RunOfLines {
  const last = runs.at(-1);
  if (last !== undefined && last.nextLine === offset) return last;
  const run = new RunOfLines(offset);
  runs.push(run);
  return run;
}

class RunOfLines {
  readonly #firstLine: number;
  readonly #lines: Uint8Array[] = [];
  #bytes = 0;

  constructor(firstLine: number) {
    this.#firstLine = firstLine;
  }

  get nextLine(): number {
    return this.#firstLine + this.#lines.length;
  }

  add(line: Uint8Array): void {
    this.#lines.push(line);
    this.#bytes += line.length + 1;
  }

  toRecords(file: string): { readonly records: LineRecords; readonly position: Position } {
    const chunk = new Uint8Array(this.#bytes);
    let at = 0;
    for (const line of this.#lines) {
      chunk.set(line, at);
      withoutLineEnds(chunk.subarray(at, at + line.length));
      at += line.length;
      chunk[at] = NEWLINE;
      at += 1;
    }
    return {
      records: { kind: 'lines', mapping: null, chunk, lineCount: this.#lines.length },
      position: { file, firstLine: this.#firstLine },
    };
  }
}

/** `line` is the view of one record: a search must end with it, not with the chunk. */
function withoutLineEnds(line: Uint8Array): void {
  for (let at = line.indexOf(NEWLINE); at !== -1; at = line.indexOf(NEWLINE, at)) {
    line[at] = SPACE;
    if (at > 0 && line[at - 1] === CARRIAGE_RETURN) line[at - 1] = SPACE;
  }
}

function lineOf(
  batch: RecordBatch,
  record: LogRecord,
  offset: number,
  place: { readonly topic: string; readonly partition: number },
  form: 'value' | 'envelope',
): Uint8Array | null {
  const { value } = record;
  if (form === 'value') return value === null || isBlank(value) ? null : value;
  const { topic, partition } = place;
  const timestamp = Number(batch.firstTimestamp + record.timestampDelta);
  const head = { topic, partition, offset, timestamp, key: textOf(record.key), headers: headersOf(record) };
  return Buffer.from(JSON.stringify({ ...head, value: valueOf(value) }));
}

function isBlank(value: Uint8Array): boolean {
  return value.every((byte) => byte === SPACE || (byte >= 0x09 && byte <= CARRIAGE_RETURN));
}

function textOf(bytes: Buffer | null): string | null {
  return bytes === null ? null : bytes.toString('utf8');
}

/** Of several headers of one name the last counts, as Kafka's own `lastHeader` has it. */
function headersOf({ headers }: LogRecord): Record<string, string | null> {
  return Object.fromEntries(headers.map(([name, value]) => [textOf(name) ?? '', textOf(value)]));
}

/** JSON as the document it is, anything else as text. */
function valueOf(value: Buffer | null): unknown {
  const text = textOf(value);
  if (text === null || !/^\s*[[{]/.test(text)) return text;
  try {
    const document: unknown = JSON.parse(text);
    return document;
  } catch {
    return text;
  }
}
