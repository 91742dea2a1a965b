import { basename } from 'node:path';
import {
  AssayError,
  type CheckStep,
  type ConnectorContext,
  findFiles,
  type JsonObject,
  type JsonValue,
  type Page,
  READ_ACCESS,
  readLineFilesOnce,
  textRecords,
  UNPACK_LIMITS,
} from '../../src/kit/index.ts';
import {
  type Archive,
  type ArchiveSegment,
  METADATA_FILE,
  readMetadata,
  segmentFault,
  segmentPath,
} from './archive-metadata.ts';
import type { GraylogConfig } from './config.ts';
import type { ArchivePlace } from './cursor.ts';
import { recordOf } from './message.ts';

type Context = ConnectorContext<GraylogConfig>;
export type ArchivePage = Page & { readonly cursor: readonly ArchivePlace[] };

/** What one segment may unpack to; Graylog cuts them at half a gigabyte by default. */
const LARGEST_SEGMENT = 64 * 1024 * 1024 * 1024;

/**
 * The messages of all archives in the folders, each once. A segment is read when size and checksum are those of the
 * metadata; one that is not is told every time until it is repaired. The last page of an archive may be empty.
 */
export async function* readArchives(
  context: Context,
  from: readonly ArchivePlace[],
): AsyncGenerator<ArchivePage> {
  const { config, report } = context;
  if (config.archives === undefined) return;
  let places = from;
  for (const path of await metadataFiles(config.archives, context)) {
    context.signal.throwIfAborted();
    const archive = await readMetadata(path).catch((error: unknown) => {
      if (!(error instanceof AssayError)) throw error;
      report({ code: error.code, kind: error.kind, message: error.message, file: path, line: null });
      return null;
    });
    if (archive === null) continue;
    for await (const page of readArchive(context, archive, placeOf(places, archive))) {
      places = [...places.filter((place) => place.archive !== archive.id), page.place];
      yield { ...page.page, cursor: places };
    }
  }
}

async function metadataFiles(
  folders: readonly string[],
  { report }: Pick<Context, 'report'>,
): Promise<readonly string[]> {
  return (await findFiles(folders, report)).filter((path) => basename(path) === METADATA_FILE);
}

function placeOf(places: readonly ArchivePlace[], { id }: Archive): ArchivePlace {
  return places.find((place) => place.archive === id) ?? { archive: id, done: [], begun: null, lines: 0 };
}

interface PlacedPage {
  readonly page: Page;
  readonly place: ArchivePlace;
}

async function* readArchive(
  context: Context,
  archive: Archive,
  from: ArchivePlace,
): AsyncGenerator<PlacedPage> {
  let place = from;
  for (const segment of archive.segments) {
    if (place.done.includes(segment.path)) continue;
    const file = segmentPath(archive, segment);
    const fault = await segmentFault(archive, segment);
    if (fault !== null) {
      tell(context, 'GRAYLOG_ARCHIVE_SEGMENT', fault, file);
      continue;
    }
    for await (const placed of readSegment(context, archive, segment, place)) {
      place = placed.place;
      yield placed;
    }
  }
  const isRead = archive.segments.length === place.done.length;
  if (isRead && place !== from && place.lines !== archive.documents) {
    tell(
      context,
      'GRAYLOG_ARCHIVE_COUNT',
      'The archive holds another number of messages than its metadata says.',
      archive.folder,
    );
  }
}

function tell({ report }: Context, code: string, message: string, file: string): void {
  report({ code, kind: 'sourceContract', message, file, line: null });
}

async function* readSegment(
  context: Context,
  archive: Archive,
  segment: ArchiveSegment,
  from: ArchivePlace,
): AsyncGenerator<PlacedPage> {
  const file = segmentPath(archive, segment);
  const begun = from.begun?.segment === segment.path ? from.begun.lines : 0;
  const files = {
    paths: [file],
    mapping: null,
    unpack: { ratio: UNPACK_LIMITS.ratio, bytes: LARGEST_SEGMENT },
  };
  let lines = 0;
  let place = from;
  for await (const page of readLineFilesOnce(files, context)) {
    const count = linesOf(page);
    lines += count;
    // Pages are cut by the bytes alone: those that are committed come again as they were.
    if (lines <= begun) continue;
    place = { ...place, begun: { segment: segment.path, lines }, lines: place.lines + count };
    yield { page: messagesOf(page, context.config), place };
  }
  place = { ...place, done: [...place.done, segment.path], begun: null };
  const empty = { kind: 'records', mapping: null, records: [] } as const;
  yield {
    page: { records: empty, position: { file, firstLine: lines + 1 }, dropped: [], cursor: null },
    place,
  };
}

function linesOf({ records, dropped }: Page): number {
  const whole = records.kind === 'lines' ? records.lineCount : 0;
  return dropped.reduce((sum, { count }) => sum + count, whole);
}

/** Lines of a segment as messages, in the form in which a search gives them. */
function messagesOf(page: Page, config: GraylogConfig): Page {
  if (page.records.kind !== 'lines') return page;
  const values: JsonValue[] = [];
  const malformed: number[] = [];
  const lines = Buffer.from(page.records.chunk).toString('utf8').split('\n').slice(0, page.records.lineCount);
  for (const [index, line] of lines.entries()) {
    const members = membersOf(line);
    const record = members === null ? null : recordOf(members, config);
    if (record === null) malformed.push(page.position.firstLine + index);
    else if (members !== null && isInStreams(members, config)) values.push(record.value);
  }
  const dropped =
    malformed.length === 0
      ? []
      : [{ reason: 'malformed' as const, count: malformed.length, lines: malformed.slice(0, 5) }];
  return { ...page, records: recordsOf(values, config), dropped: [...page.dropped, ...dropped] };
}

function recordsOf(values: readonly JsonValue[], { content }: GraylogConfig): Page['records'] {
  if (content === 'fields') return { kind: 'records', mapping: null, records: values };
  return textRecords(values);
}

/** `{"timestamp","type","id","message","full_message","source","streams":[],"fields":{…}}`, its fields one level up. */
function membersOf(line: string): JsonObject | null {
  const parsed = parse(line);
  if (parsed === null || parsed['type'] !== 'message') return null;
  const { fields, id, ...own } = parsed;
  return { ...(isObject(fields) ? fields : {}), ...own, gl2_message_id: typeof id === 'string' ? id : null };
}

function parse(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInStreams({ streams }: JsonObject, config: GraylogConfig): boolean {
  if (config.streams.length === 0) return true;
  return Array.isArray(streams) && config.streams.some((stream) => streams.includes(stream));
}

export function archiveChecks(context: Context): readonly CheckStep[] {
  return (context.config.archives ?? []).map((folder) => ({
    name: `Archives at ${folder}`,
    permission: READ_ACCESS,
    run: async () => {
      const paths = await metadataFiles([folder], { report: () => undefined });
      const archives = await Promise.all(paths.map(readMetadata));
      if (archives.length > 0) return `${archives.length} archives can be read.`;
      throw new AssayError({
        code: 'GRAYLOG_NO_ARCHIVE',
        kind: 'sourceContract',
        message: 'There is no archive in this folder.',
        fix: 'Name the folder that holds archive-metadata.json, or one above it.',
      });
    },
  }));
}
