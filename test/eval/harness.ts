/**
 * Runs the product over made-up calls, in this process: the mapping `assay-call`, the analyst, the view, the report and
 * the annotations are those of `assay analyze FILE --annotate FILE`.
 *
 *     const { report, annotations } = await analyzeCalls(calls);            // report: schemas/report.schema.json
 *     const { endpoint, template } = annotations[i];                        // of the i-th call, in input order
 *     const { annotations } = await analyzeCalls(calls, { content: false }); // endpoints only: faster, for paths
 *
 * - `calls` may be a generator; nothing is kept of it but the annotations. The i-th annotation is the i-th call's.
 * - `endpoint` is the id of a row of `report.endpoints`; null for noise (`noise` says why) and dropped records
 *   (`dropped` says why). Two calls are in one group when their `endpoint` is equal. `template` is `METHOD host/path`.
 * - A batch (GraphQL, JSON-RPC) has `endpoints`, one entry an operation.
 * - `threats`, `dataClasses`, `auth` are of this very call. A data class is named where the endpoint's field was decided
 *   to hold it (report.endpoints[].dataClasses) and a value of this call has its form.
 * - `gateways`: decK or OpenAPI files, as `--gateway FILE@host,host`.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { analyzeFiles } from '../../src/agent/analyze-files.ts';
import type { Annotation } from '../../src/agent/annotate-pages.ts';
import { loadConnector } from '../../src/cli/load-connector.ts';
import type { Correlation } from '../../src/model/correlation.ts';
import type { Report } from '../../src/model/generated/report.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { analyzeOptions } from '../support/analyze-options.ts';

export type { Annotation } from '../../src/agent/annotate-pages.ts';
export type { Report } from '../../src/model/generated/report.ts';

/** A record of schemas/api-call.schema.json. */
export interface NativeCall {
  readonly id?: string;
  /** RFC 3339, or milliseconds since the epoch. */
  readonly time: string | number;
  readonly method: string;
  readonly scheme?: 'http' | 'https';
  readonly host: string;
  /** As sent, percent-encoded, without the query. */
  readonly path: string;
  /** Without `?`. */
  readonly query?: string;
  readonly status: number | null;
  readonly client?: { readonly address?: string; readonly id?: string };
  readonly latencyMs?: number;
  readonly request?: NativeMessage;
  readonly response?: NativeMessage;
  readonly gateway?: {
    readonly id?: string;
    readonly api?: string;
    readonly route?: string;
  };
}

export interface NativeMessage {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

export interface AnalyzeCallsOptions {
  /** Unit of statistics and change: a day (default) or an hour. */
  readonly bucketMs?: number;
  /** Length of the assessment window; all of the calls by default. */
  readonly windowMs?: number;
  readonly gateways?: readonly { readonly file: string; readonly hosts: readonly string[] }[];
  /** False: annotations tell `endpoint` and `noise` only. */
  readonly content?: boolean;
  /** False: no annotations at all, about twice as fast. */
  readonly annotate?: boolean;
}

export interface AnalyzedCalls {
  readonly report: Report;
  /** One a call, in input order. */
  readonly annotations: readonly Annotation[];
  /** What the report was made of: schemas for the exported definitions. */
  readonly inventory: Inventory;
  readonly correlation: Correlation;
}

const DAY_MS = 86_400_000;
export async function analyzeCalls(
  calls: Iterable<NativeCall>,
  options: AnalyzeCallsOptions = {},
): Promise<AnalyzedCalls> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-eval-'));
  try {
    const file = join(folder, 'calls.ndjson');
    await pipeline(Readable.from(linesOf(calls)), createWriteStream(file));
    return await analyzeFile(file, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function analyzeFile(file: string, options: AnalyzeCallsOptions): Promise<AnalyzedCalls> {
  const annotations: Annotation[] = [];
  const write = async (page: readonly Annotation[]): Promise<void> => {
    for (const annotation of page) annotations.push(annotation);
  };
  const { report, inventory, correlation } = await analyzeFiles(
    analyzeOptions([file], {
      format: 'assay-call',
      gateways: options.gateways ?? [],
      bucketMs: options.bucketMs ?? DAY_MS,
      windowMs: options.windowMs ?? null,
      connector: loadConnector,
      annotate: options.annotate === false ? null : { content: options.content ?? true, write },
    }),
  );
  return { report, annotations, inventory, correlation };
}

const LINES_PER_WRITE = 512;

function* linesOf(calls: Iterable<NativeCall>): Generator<string> {
  let lines: string[] = [];
  for (const call of calls) {
    lines.push(`${JSON.stringify(call)}\n`);
    if (lines.length < LINES_PER_WRITE) continue;
    yield lines.join('');
    lines = [];
  }
  if (lines.length > 0) yield lines.join('');
}
