import { LINE_LIMITS, linePages } from '../file-reader/line-pages.ts';
import { csvPages } from './csv-content.ts';
import { jsonPages } from './json-content.ts';
import type { ContentPage, ContentSettings, ObjectFormat } from './object-content.ts';
import type { ObjectAbsence, ObjectStore, StoredObject } from './object-store.ts';
import { isPacked, type Peeked, peek, unpacked } from './unpacked.ts';

/** Where reading begins: behind what is committed. */
export interface ContentStart {
  readonly isPlain: boolean;
  readonly at: number;
  readonly records: number;
}

/** Tells the reader of an object that it is not there to be read. */
export class AbsentObject extends Error {
  readonly why: ObjectAbsence;

  constructor(why: ObjectAbsence) {
    super(why);
    this.why = why;
  }
}

const PARQUET_MAGIC = 'PAR1';

/** Pages of one object from `start` on. Throws AbsentObject, AssayError, and errors of decoders. */
export async function* contentPages(
  store: ObjectStore,
  object: StoredObject,
  start: ContentStart,
  settings: ContentSettings,
  signal: AbortSignal,
): AsyncGenerator<ContentPage> {
  const isRanged = start.isPlain && start.at > 0;
  const peeked = await peek(await open(store, object, isRanged ? start.at : 0, null));
  const format = formatOf(object.key, peeked, settings.format);
  if (format === 'parquet') {
    await closeUnread(peeked);
    yield* parquet(store, object, start, settings);
    return;
  }
  const isPlain = isRanged || !isPacked(peeked.head);
  const skip = format === 'lines' && !isRanged ? start.at : 0;
  const content = unpacked({
    peeked: isRanged ? { ...peeked, head: new Uint8Array() } : peeked,
    packedBytes: object.sizeBytes,
    skip,
    limits: settings.unpack,
    signal,
  });
  if (format === 'csv') yield* csvPages(content, start.records, settings);
  else if (format === 'json') yield* jsonPages(content, start.records, settings);
  else yield* lines(content, start, isPlain);
}

async function* lines(
  content: AsyncIterable<Uint8Array>,
  start: ContentStart,
  isPlain: boolean,
): AsyncGenerator<ContentPage> {
  const from = { offset: start.at, lines: start.records };
  // An object is whole: its last line counts without a line end.
  for await (const { chunk, lineCount, ends, firstLine, dropped, end } of linePages(
    content,
    from,
    LINE_LIMITS,
    () => true,
  )) {
    const records = { kind: 'lines', chunk, lineCount, ends } as const;
    yield { records, firstRecord: firstLine, dropped, isPlain, at: end.offset, recordsRead: end.lines };
  }
}

async function* parquet(
  store: ObjectStore,
  object: StoredObject,
  start: ContentStart,
  settings: ContentSettings,
): AsyncGenerator<ContentPage> {
  const { parquetPages } = await import('./parquet-content.ts');
  const readRange = async (from: number, to: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    for await (const part of await open(store, object, from, to)) parts.push(part);
    return Buffer.concat(parts);
  };
  yield* parquetPages(readRange, object.sizeBytes, start.records, settings);
}

async function open(
  store: ObjectStore,
  object: StoredObject,
  from: number,
  to: number | null,
): Promise<AsyncIterable<Uint8Array>> {
  const read = await store.read(object, { from, to });
  if (read.kind === 'absent') throw new AbsentObject(read.why);
  return read.bytes;
}

/** The name under a packing's suffix tells CSV; Parquet is known by its first bytes; all else is lines. */
function formatOf(key: string, { head }: Peeked, configured: ObjectFormat): Exclude<ObjectFormat, 'auto'> {
  if (configured !== 'auto') return configured;
  if (Buffer.from(head.subarray(0, 4)).toString('latin1') === PARQUET_MAGIC) return 'parquet';
  return /\.csv(?:\.gz|\.zst|\.zstd)?$/i.test(key) ? 'csv' : 'lines';
}

async function closeUnread({ bytes }: Peeked): Promise<void> {
  const reader = bytes[Symbol.asyncIterator]();
  await reader.next();
  await reader.return?.();
}
