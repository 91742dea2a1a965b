import { createReadStream } from 'node:fs';
import { DAY_MS, PUBLISHED_KEY, type Summary } from '../../../src/analyzer/index.ts';
import { type Analyst, createAnalyst } from '../../../src/ingest/analyst.ts';
import { type AnalystSettings, EARLIEST_MS } from '../../../src/ingest/analyst-settings.ts';
import type { AnalysisUnit } from '../../../src/ingest/unit.ts';
import { LINE_LIMITS, type LineChunk, linePages } from '../../../src/kit/file-reader/line-pages.ts';

const CHUNK_BYTES = 1024 * 1024;
const SETTINGS: AnalystSettings = {
  hashKey: PUBLISHED_KEY,
  bucketMs: DAY_MS,
  reservedSegments: [],
  reservedHosts: [],
  gatewayAddresses: [],
  trustedProxies: [],
  earliestMs: EARLIEST_MS,
  latestMs: Number.MAX_SAFE_INTEGER,
  dedupe: false,
  siteMappings: [],
};

export function benchAnalyst(): Analyst {
  return createAnalyst(SETTINGS);
}

/** Pages as the reader of files cuts them. */
export function pagesOf(file: string): AsyncGenerator<LineChunk> {
  return linePages(
    createReadStream(file, { highWaterMark: CHUNK_BYTES }),
    { offset: 0, lines: 0 },
    LINE_LIMITS,
    () => true,
  );
}

export function unitOf(file: string, { chunk, lineCount, firstLine }: LineChunk): AnalysisUnit {
  return {
    traits: {
      source: 'bench',
      mapping: 'assay-call',
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records: { kind: 'lines', mapping: 'assay-call', chunk, lineCount },
    position: { file, firstLine },
  };
}

/** One summary of all calls of a file, made in this thread. */
export async function observeSample(file: string): Promise<Summary> {
  const analyst = benchAnalyst();
  for await (const page of pagesOf(file)) analyst.observe(unitOf(file, page));
  const { summary } = analyst.release();
  if (summary === null) throw new Error('the sample holds no call');
  return summary;
}
