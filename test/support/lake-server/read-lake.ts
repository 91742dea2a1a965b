import type {
  Connector,
  ConnectorConfig,
  Cursor,
  OpenConnector,
  Page,
  Problem,
} from '../../../src/kit/index.ts';
import { SILENT_LOGGER } from '../../../src/model/logger.ts';
import { type FakeClock, fakeClock } from '../fake-clock.ts';

export interface LakeReading {
  readonly pages: readonly Page[];
  /** What the pages hold, in order: records as they are, lines as text. */
  readonly values: readonly unknown[];
  readonly cursors: readonly Cursor[];
}

export interface OpenLake {
  readonly clock: FakeClock;
  readonly problems: readonly Problem[];
  readonly opened: OpenConnector;
  readonly abort: (reason: Error) => void;
  /** Reads to the end, or until `stopAfter` pages. */
  read(from?: Cursor | null, stopAfter?: number): Promise<LakeReading>;
}

export function openLake(
  connector: Connector,
  config: ConnectorConfig,
  clock: FakeClock = fakeClock(),
): OpenLake {
  const problems: Problem[] = [];
  const controller = new AbortController();
  const opened = connector.open(config, {
    id: 'lake',
    logger: SILENT_LOGGER,
    clock,
    random: () => 0.5,
    signal: controller.signal,
    stdin: null,
    report: (problem) => problems.push(problem),
  });
  return {
    clock,
    problems,
    opened,
    abort: (reason) => controller.abort(reason),
    read: (from = null, stopAfter = Infinity) => readPages(opened, from, stopAfter),
  };
}

async function readPages(opened: OpenConnector, from: Cursor, stopAfter: number): Promise<LakeReading> {
  const pages: Page[] = [];
  for await (const page of opened.source?.readCalls(from) ?? []) {
    pages.push(page);
    if (pages.length >= stopAfter) break;
  }
  return {
    pages,
    values: pages.flatMap(valuesOf),
    // Through JSON, as the store keeps it.
    cursors: pages.map(({ cursor }) => JSON.parse(JSON.stringify(cursor)) as Cursor),
  };
}

function valuesOf({ records }: Page): readonly unknown[] {
  if (records.kind === 'calls') return records.calls;
  if (records.kind === 'records') return records.records;
  const lines = Buffer.from(records.chunk).toString('utf8').split('\n');
  return lines.slice(0, records.lineCount);
}
