import { objectStore } from '../../connectors/object-store/index.ts';
import type { ConnectorConfig, Cursor, Page, Problem } from '../../src/kit/index.ts';
import { createMeta, isDropped, mapLine, mapRecord, shippedMapping } from '../../src/mapping/index.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import type { Clock } from '../../src/model/clock.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';

/** What the loader would fill in. */
const DEFAULTS: ConnectorConfig = {
  provider: 's3',
  bucket: 'logs',
  prefixes: [''],
  anonymous: false,
  hierarchical: false,
  region: 'us-east-1',
  format: 'auto',
  delimiter: ',',
  lookback: 30 * 86_400_000,
  lag: 86_400_000,
  quiet: 0,
  maxUnpacked: 64 * 1024 ** 3,
  maxDocument: 64 * 1024 ** 2,
  maxRowGroup: 256 * 1024 ** 2,
};

export interface ReadPass {
  readonly pages: readonly Page[];
  readonly problems: readonly Problem[];
  /** As the store would keep it after the last page; the one given where there was none. */
  readonly cursor: Cursor | null;
  /** What ended it early. */
  readonly fault: unknown;
}

/** Opens the connector anew and reads from the cursor to the end, to `stopAfter` pages, or to a fault. */
export async function readStore(
  config: ConnectorConfig,
  from: Cursor | null,
  clock: Clock,
  stopAfter: number = Infinity,
): Promise<ReadPass> {
  const problems: Problem[] = [];
  const opened = objectStore.open(
    { ...DEFAULTS, ...config },
    {
      id: 'lake',
      logger: SILENT_LOGGER,
      clock,
      random: () => 0,
      signal: new AbortController().signal,
      stdin: null,
      report: (problem) => problems.push(problem),
    },
  );
  const pages: Page[] = [];
  let fault: unknown = null;
  try {
    for await (const page of opened.source?.readCalls(from) ?? []) {
      pages.push(page);
      if (pages.length >= stopAfter) break;
    }
  } catch (error) {
    fault = error;
  }
  const last = pages.at(-1)?.cursor;
  return {
    pages,
    problems,
    cursor: last === undefined ? from : (JSON.parse(JSON.stringify(last)) as Cursor),
    fault,
  };
}

/** The calls on the pages under a shipped mapping, and how many records became none. */
export function callsOf(
  pages: readonly Page[],
  mappingId: string,
): { readonly calls: readonly ApiCall[]; readonly dropped: number } {
  const mapping = shippedMapping(mappingId);
  if (mapping === null) throw new Error(`no mapping ${mappingId}`);
  const meta = createMeta({ sourceId: 'lake' });
  const calls: ApiCall[] = [];
  let dropped = 0;
  const take = (outcome: unknown): void => {
    if (isDropped(outcome)) dropped += 1;
    else calls.push(outcome as ApiCall);
  };
  for (const { records, dropped: byReader } of pages) {
    dropped += byReader.reduce((sum, { count }) => sum + count, 0);
    if (records.kind === 'lines') {
      for (const line of Buffer.from(records.chunk).toString('utf8').split('\n'))
        if (line !== '') mapLine(mapping, line, meta, take);
    } else if (records.kind === 'records')
      for (const record of records.records) mapRecord(mapping, record, meta, take);
  }
  return { calls, dropped };
}
